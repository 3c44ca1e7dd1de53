"""The long lists of a report, written from columns: the ledger, the edits, what survived, the sentences of each passage."""

from collections.abc import Iterator
from itertools import accumulate
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from app.align import KINDS, LONGEST_UNIT, Alignment, Op
from app.detector import Measured
from app.features import CLASSES, FACT_KINDS, Facts, inside_quotes
from app.report.columns import (
    FLAGS,
    ColumnForm,
    Ints,
    Layout,
    Leaf,
    Names,
    Table,
    name,
    place,
    quote,
    share,
    stretch,
    whole,
    wording,
)
from app.report.explanations import LIKELY, REASONS, UNLIKELY, explain
from app.report.twins import line_writer, twin_of
from app.verdict import Label

DIGITS = 4  # of a probability in the report: finer than any calibration
_SHARE_DIGITS = 6  # of a line's share: a long ledger's are small
_KINDS = Names.of(map(str, KINDS))
_FACTS = Names.of(map(str, FACT_KINDS))
_REASONS = Names.of(REASONS)
_OPS = Names.of(["", "rewrite", "insert", "delete"])  # in the order of `Op`; equal words have no entry


_LEDGER = Layout({
    "reference": quote(0),
    "suspect": quote(1),
    "kind": Leaf(ColumnForm.NAME, 2),
    "spin_probability": Leaf(ColumnForm.SHARE, 3),
    "share": Leaf(ColumnForm.SHARE, 4),
    "reason": Leaf(ColumnForm.NAME, 5),
    "passage": Leaf(ColumnForm.WHOLE, 6),
    "in_quotation": Leaf(ColumnForm.NAME, 7),
})  # fmt: skip
_EDITS = Layout({"op": Leaf(ColumnForm.NAME, 0), "reference": place(1), "suspect": place(2)})
_SURVIVED = Layout({
    "kind": Leaf(ColumnForm.NAME, 0), "text": Leaf(ColumnForm.QUOTED, 1), "reference": place(1), "suspect": place(2),
})  # fmt: skip
_SENTENCES = Layout({"reference": place(0), "suspect": place(1), "changed": Leaf(ColumnForm.SHARE, 2)})


_PATTERNS = Layout({
    "from": Leaf(ColumnForm.WORDING, 0), "to": Leaf(ColumnForm.WORDING, 1), "count": Leaf(ColumnForm.WHOLE, 2),
})  # fmt: skip


def substitution_entries(comparison: Measured) -> orjson.Fragment:
    """The ledger: a `SubstitutionEntry` for each substitution."""
    alignment, swaps = comparison.alignment, comparison.alignment.substitutions
    r, r_end, s, s_end = swaps.spans
    spun = comparison.verdict.article.probabilities[CLASSES.index(Label.SPUN)]
    shares, reasons, quoted = weighed(comparison, spun)
    return Table(
        _LEDGER,
        stretch(alignment.reference, r, r_end),
        stretch(alignment.suspect, s, s_end),
        name(swaps.kinds, _KINDS),
        share(comparison.spin, DIGITS),
        share(shares, _SHARE_DIGITS),
        name(reasons, _REASONS),
        whole(swaps.passages),
        name(quoted, FLAGS),
    ).write()


def shares_of(spin: NDArray[np.float64], total: float, probability: float) -> NDArray[np.float64]:
    """Each substitution's part of the article's spun probability, in proportion to its own; they add up to it."""
    return spin / total * probability if total > 0 else spin


Weighed = tuple[NDArray[np.float64], NDArray[Any], NDArray[Any]]


def weighed_plainly(comparison: Measured, spun: float) -> Weighed:
    """What `weighed` returns, without the compiled walk."""
    swaps, spin = comparison.alignment.substitutions, comparison.spin
    quoted = inside_quotes(comparison.alignment.suspect, swaps.spans[2])
    return shares_of(spin, float(spin.sum()), spun), explain(swaps.kinds, spin, quoted), quoted


@twin_of(weighed_plainly)
def weighed(comparison: Measured, spun: float) -> Weighed:
    """Of each substitution its part of the probability, its reason by number, and whether it stands in a quotation."""
    swaps, in_quotes = comparison.alignment.substitutions, comparison.alignment.suspect.in_quotes.view(np.uint8)
    limits = float(comparison.spin.sum()), spun, UNLIKELY, LIKELY
    return line_writer.ledger_columns(swaps.kinds, comparison.spin, swaps.spans, in_quotes, limits)


def pattern_entries(alignment: Alignment) -> orjson.Fragment:
    """Swaps made more than once, the most frequent first: a `PatternEntry` each."""
    counts = alignment.pattern_counts
    repeated = (counts > 1).nonzero()[0]
    order = repeated[(-counts[repeated]).argsort(kind="stable")]
    r, r_end, s, s_end = alignment.substitutions.spans[:, alignment.pattern_firsts[order]]
    reference, suspect = alignment.reference.spelling, alignment.suspect.spelling
    return Table(_PATTERNS, wording(r, r_end, reference), wording(s, s_end, suspect), whole(counts[order])).write()


def edit_entries(alignment: Alignment) -> orjson.Fragment:
    """Insertions, deletions and rebuilt stretches: equal words need no entry, and substitutions have their own list."""
    op, r, r_end, s, s_end = listed_edits(alignment.edit_rows)
    return Table(_EDITS, name(op, _OPS), stretch(alignment.reference, r, r_end), stretch(alignment.suspect, s, s_end)).write()


def listed_edits_plainly(rows: Ints) -> Ints:
    """What `listed_edits` returns, without the compiled walk."""
    longer = np.maximum(rows[:, 2] - rows[:, 1], rows[:, 4] - rows[:, 3])
    listed: Ints = rows[(rows[:, 0] >= Op.INSERT) | ((rows[:, 0] == Op.REPLACE) & (longer > LONGEST_UNIT))]
    return listed.T


@twin_of(listed_edits_plainly)
def listed_edits(rows: Ints) -> Ints:
    """The edits that stand in the list, as columns: int32 [5, n]."""
    return line_writer.listed_edits(rows, LONGEST_UNIT)


def survived_entries(alignment: Alignment, facts: Facts) -> orjson.Fragment:
    """The facts that stand unchanged, in the suspect's order."""
    kept = facts.survived()
    starts, ends, suspect = facts.starts[kept], facts.ends[kept], facts.suspect[kept]
    there = stretch(alignment.suspect, suspect, suspect + (ends - starts))
    return Table(_SURVIVED, name(facts.kinds[kept], _FACTS), stretch(alignment.reference, starts, ends), there).write()


def sentence_entries(alignment: Alignment) -> Iterator[orjson.Fragment]:
    """Of each passage its aligned groups of sentences."""
    n_pairs = [len(passage.pair_rows) for passage in alignment.passages]
    (r, r_end, s, s_end), changed = sentence_columns(alignment)
    places = stretch(alignment.reference, r, r_end), stretch(alignment.suspect, s, s_end)
    table = Table(_SENTENCES, *places, share(changed, DIGITS))
    ends = accumulate(n_pairs)
    return (table.write(end - n, end) for n, end in zip(n_pairs, ends, strict=True))


def sentence_columns_plainly(alignment: Alignment) -> tuple[Ints, NDArray[np.float64]]:
    """What `sentence_columns` returns, without the compiled walk."""
    rows, pairs = alignment.edit_rows, alignment.pair_rows
    first, last = pairs[:, 4], pairs[:, 5] - 1
    r, r_end, s, s_end = rows[first, 1], rows[last, 2], rows[first, 3], rows[last, 4]
    equal = np.zeros(len(rows) + 1, np.int64)
    np.cumsum((rows[:, 2] - rows[:, 1]) * (rows[:, 0] == Op.EQUAL), out=equal[1:])
    changed = 1.0 - (equal[last + 1] - equal[first]) / np.maximum(np.maximum(r_end - r, s_end - s), 1)
    return np.stack((r, r_end, s, s_end)), changed


@twin_of(sentence_columns_plainly)
def sentence_columns(alignment: Alignment) -> tuple[Ints, NDArray[np.float64]]:
    """Of each group of sentences of all passages its first token and end on either side, [4, n], and the share that changed."""
    return line_writer.sentence_columns(alignment.edit_rows, alignment.pair_rows)
