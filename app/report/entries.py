"""The long lists of a report, written from columns: the ledger, the edits, what survived, the sentences of each passage."""

from collections.abc import Iterator

import numpy as np
import orjson
from numpy.typing import NDArray

from app.align import KINDS, LONGEST_UNIT, Alignment, Op
from app.detector import Measured
from app.features import CLASSES, FACT_KINDS, Facts, inside_quotes
from app.report.columns import FLAGS, Ints, Names, Table, line_writer, name, place, quote, share, whole
from app.report.explanations import REASONS, explain
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
        "reference": quote(alignment.reference, r, r_end),
        "suspect": quote(alignment.suspect, s, s_end),
        "kind": name(swaps.kinds, _KINDS),
        "spin_probability": share(comparison.spin, DIGITS),
        "share": share(_shares(comparison.spin, spun), _SHARE_DIGITS),
        "reason": name(explain(swaps.kinds, comparison.spin, quoted), _REASONS),
        "passage": whole(swaps.passages),
        "in_quotation": name(quoted, FLAGS),
    }).write()  # fmt: skip


def _shares(spin: NDArray[np.float64], probability: float) -> NDArray[np.float64]:
    """Each substitution's part of the article's spun probability, in proportion to its own; they add up to it."""
    total = spin.sum()
    return spin / total * probability if total > 0 else spin


def edit_entries(alignment: Alignment) -> orjson.Fragment:
    """Insertions, deletions and rebuilt stretches: equal words need no entry, and substitutions have their own list."""
    rows = alignment.edit_rows
    op, r, r_end, s, s_end = rows[_is_listed(rows)].T
    places = {"reference": place(alignment.reference, r, r_end), "suspect": place(alignment.suspect, s, s_end)}
    return Table({"op": name(op, _OPS), **places}).write()


def _is_listed(rows: Ints) -> NDArray[np.bool_]:
    longer = np.maximum(rows[:, 2] - rows[:, 1], rows[:, 4] - rows[:, 3])
    listed: NDArray[np.bool_] = (rows[:, 0] >= Op.INSERT) | ((rows[:, 0] == Op.REPLACE) & (longer > LONGEST_UNIT))
    return listed


def survived_entries(alignment: Alignment, facts: Facts) -> orjson.Fragment:
    """The facts that stand unchanged, in the suspect's order."""
    kept = facts.survived()
    starts, ends, suspect = facts.starts[kept], facts.ends[kept], facts.suspect[kept]
    reference = quote(alignment.reference, starts, ends)
    text = reference.pop("text")
    there = place(alignment.suspect, suspect, suspect + (ends - starts))
    return Table({"kind": name(facts.kinds[kept], _FACTS), "text": text, "reference": reference, "suspect": there}).write()


def sentence_entries(alignment: Alignment) -> Iterator[orjson.Fragment]:
    """Of each passage its aligned groups of sentences."""
    n_pairs = [len(passage.pair_rows) for passage in alignment.passages]
    (r, r_end, s, s_end), changed = sentence_columns(alignment)
    table = Table({
        "reference": place(alignment.reference, r, r_end),
        "suspect": place(alignment.suspect, s, s_end),
        "changed": share(changed, DIGITS),
    })  # fmt: skip
    ends = np.cumsum(n_pairs).tolist()
    return (table.write(end - n, end) for n, end in zip(n_pairs, ends, strict=True))


def sentence_columns(alignment: Alignment) -> tuple[Ints, NDArray[np.float64]]:
    """Of each group of sentences of all passages its first token and end on either side, [4, n], and the share that changed."""
    if line_writer is None:
        return sentence_columns_plainly(alignment)
    found: tuple[Ints, NDArray[np.float64]] = line_writer.sentence_columns(alignment.edit_rows, alignment.pair_rows)
    return found


def sentence_columns_plainly(alignment: Alignment) -> tuple[Ints, NDArray[np.float64]]:
    """What `sentence_columns` returns, without the compiled walk."""
    rows, pairs = alignment.edit_rows, alignment.pair_rows
    first, last = pairs[:, 4], pairs[:, 5] - 1
    r, r_end, s, s_end = rows[first, 1], rows[last, 2], rows[first, 3], rows[last, 4]
    equal = np.zeros(len(rows) + 1, np.int64)
    np.cumsum((rows[:, 2] - rows[:, 1]) * (rows[:, 0] == Op.EQUAL), out=equal[1:])
    changed = 1.0 - (equal[last + 1] - equal[first]) / np.maximum(np.maximum(r_end - r, s_end - s), 1)
    return np.stack((r, r_end, s, s_end)), changed
