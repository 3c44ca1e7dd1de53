"""The long lists of a report, written from columns: the ledger, the edits, what survived, the sentences of each passage."""

from collections.abc import Iterator

import numpy as np
import orjson
from numpy.typing import NDArray

from app.align import KINDS, LONGEST_UNIT, Alignment, Op
from app.detector import Measured
from app.features import CLASSES, FACT_KINDS, Facts, inside_quotes
from app.report.columns import FLAGS, Column, Ints, Names, Table, name, share, whole, words
from app.report.explanations import REASONS, explain
from app.text import Document
from app.verdict import Label

DIGITS = 4  # of a probability in the report: finer than any calibration
_SHARE_DIGITS = 6  # of a line's share: a long ledger's are small
_KINDS = Names.of(map(str, KINDS))
_FACTS = Names.of(map(str, FACT_KINDS))
_REASONS = Names.of(REASONS)
_OPS = Names.of(["", "rewrite", "insert", "delete"])  # in the order of `Op`; equal words have no entry


def substitution_entries(comparison: Measured) -> orjson.Fragment:
    """The ledger: a `SubstitutionEntry` for each substitution."""
    alignment, swaps = comparison.alignment, comparison.alignment.substitutions
    r, r_end, s, s_end = swaps.spans
    quoted = inside_quotes(alignment.suspect, s)
    spun = comparison.verdict.article.probabilities[CLASSES.index(Label.SPUN)]
    return Table({
        "reference": _quote(alignment.reference, r, r_end),
        "suspect": _quote(alignment.suspect, s, s_end),
        "kind": name(swaps.kinds, _KINDS),
        "spin_probability": share(comparison.spin, DIGITS),
        "share": share(_shares(comparison.spin, spun), _SHARE_DIGITS),
        "reason": name(explain(swaps.kinds, comparison.spin, quoted), _REASONS),
        "passage": whole(swaps.passages),
        "in_quotation": name(quoted, FLAGS),
    }).write()  # fmt: skip


def _quote(document: Document, first: Ints, end: Ints) -> dict[str, Column]:
    """Stretches of at least one token, with their words."""
    starts, ends = document.starts[first], document.ends[end - 1]
    return {"start": whole(starts), "end": whole(ends), "text": words(starts, ends, document.text)}


def _shares(spin: NDArray[np.float64], probability: float) -> NDArray[np.float64]:
    """Each substitution's part of the article's spun probability, in proportion to its own; they add up to it."""
    total = spin.sum()
    return spin / total * probability if total > 0 else spin


def edit_entries(alignment: Alignment) -> orjson.Fragment:
    """Insertions, deletions and rebuilt stretches: equal words need no entry, and substitutions have their own list."""
    rows = _all_edits(alignment)
    op, r, r_end, s, s_end = rows[_is_listed(rows)].T
    places = {"reference": _place(alignment.reference, r, r_end), "suspect": _place(alignment.suspect, s, s_end)}
    return Table({"op": name(op, _OPS), **places}).write()


def _all_edits(alignment: Alignment) -> Ints:
    return np.concatenate([np.empty((0, 5), np.int32), *(passage.edit_rows for passage in alignment.passages)])


def _is_listed(rows: Ints) -> NDArray[np.bool_]:
    longer = np.maximum(rows[:, 2] - rows[:, 1], rows[:, 4] - rows[:, 3])
    listed: NDArray[np.bool_] = (rows[:, 0] >= Op.INSERT) | ((rows[:, 0] == Op.REPLACE) & (longer > LONGEST_UNIT))
    return listed


def _place(document: Document, first: Ints, end: Ints) -> dict[str, Column]:
    """Stretches of tokens; one of none stands where the token before it ends."""
    behind = np.concatenate((np.zeros(1, np.int32), document.ends))
    starts = np.where(end > first, document.starts[np.minimum(first, len(document) - 1)], behind[first])
    return {"start": whole(starts), "end": whole(behind[end])}


def survived_entries(alignment: Alignment, facts: Facts) -> orjson.Fragment:
    """The facts that stand unchanged, in the suspect's order."""
    kept = facts.survived()
    starts, ends, suspect = facts.starts[kept], facts.ends[kept], facts.suspect[kept]
    reference = _quote(alignment.reference, starts, ends)
    text = reference.pop("text")
    place = _place(alignment.suspect, suspect, suspect + (ends - starts))
    return Table({"kind": name(facts.kinds[kept], _FACTS), "text": text, "reference": reference, "suspect": place}).write()


def sentence_entries(alignment: Alignment) -> Iterator[orjson.Fragment]:
    """Of each passage its aligned groups of sentences."""
    rows, sizes = _all_edits(alignment), [len(passage.edit_rows) for passage in alignment.passages]
    n_pairs = [len(passage.pair_rows) for passage in alignment.passages]
    before = np.repeat(np.cumsum([0, *sizes])[:-1], n_pairs)
    pairs = np.concatenate([np.empty((0, 6), np.int32), *(passage.pair_rows for passage in alignment.passages)])
    first, last = pairs[:, 4] + before, pairs[:, 5] + before
    r, r_end, s, s_end = rows[first, 1], rows[last - 1, 2], rows[first, 3], rows[last - 1, 4]
    equal = np.concatenate(([0], np.cumsum((rows[:, 2] - rows[:, 1]) * (rows[:, 0] == Op.EQUAL))))
    changed = 1.0 - (equal[last] - equal[first]) / np.maximum(np.maximum(r_end - r, s_end - s), 1)
    table = Table({
        "reference": _place(alignment.reference, r, r_end),
        "suspect": _place(alignment.suspect, s, s_end),
        "changed": share(changed, DIGITS),
    })  # fmt: skip
    ends = np.cumsum(n_pairs).tolist()
    return (table.write(end - n, end) for n, end in zip(n_pairs, ends, strict=True))
