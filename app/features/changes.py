"""What was changed between two texts, as columns that hang on no probability: counted once, weighed as often as one likes.

Counts are additive over passages, so the article's are their sums.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.align import FAMILIES, KINDS, LONGEST_UNIT, Alignment, Family, Kind, Op, Passage
from app.features.formulas import OF_EDITS
from app.features.gaps import careless_words, careless_words_plainly
from app.features.membership import inside_quotes, may_be_swaps
from app.features.twins import summing, twin_of
from app.features.types import Column

LONG_RUN = 8  # words; a spun text keeps 3-6 % of its words in such runs (docs/facts.md)
LONGEST_CUT = 5  # words; what was left out beyond that was cut, which says nothing about how the rest was changed
LONGEST_PUT = 12  # and what was put in beyond that was added: a sentence of another text
LOST_FROM, MOST_LOST = 2.0, 8.0  # nats of association with the neighbours that a swap lost; beyond is counting noise
Marks = NDArray[np.bool_]
Ints = NDArray[np.int32]
Weights = Mapping[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class ChangeLimits:
    """Plain numbers for the compiled pass."""

    long_run: int = LONG_RUN
    longest_unit: int = LONGEST_UNIT
    longest_cut: int = LONGEST_CUT
    longest_put: int = LONGEST_PUT
    swap_family: int = FAMILIES.index(Family.SWAP)
    lost_from: float = LOST_FROM
    most_lost: float = MOST_LOST


_LIMITS = ChangeLimits()
# What `_kind_counts` asks of a kind, as bits that `summing` reads: a row of the table each.
_MARKS = ((Kind.SYNONYM, Kind.WRONG_SENSE), (Kind.WRONG_SENSE,), (Kind.FUNCTION_WORD,), (Kind.PHRASE,), (Kind.OTHER,))
KIND_MARKS = np.array([sum((kind in asked) << bit for bit, asked in enumerate(_MARKS)) for kind in KINDS], np.uint8)
_KINDS = np.array([FAMILIES.index(kind.family) for kind in KINDS], np.int8), KIND_MARKS


class Columns(NamedTuple):
    """The same as the compiled passes have it: the table of counts, the marks of each swap, and what was done to each pair."""

    table: Column
    marks: NDArray[np.uint8]
    pairs: Column


@dataclass(frozen=True)
class Changes:
    """The changes of one pair.

    `counts`: one entry a passage. Of each substitution: its passage, its sentence pair (-1 in a gap), words of the longer
    side, number of its pattern (equal swaps, equal numbers), whether it may be a spinner's, is a function word's, stands in
    a quotation, and how much association it lost, nats. Of each sentence pair: its passage, its changed words, words of the
    longer side, words rebuilt, put in or left out in short pieces, and the log ratio of its lengths, squared.
    """

    counts: dict[str, Column]
    passages: Ints
    pairs: Ints
    longer: Ints
    patterns: Ints
    may_be_swap: Marks
    is_function: Marks
    is_quoted: Marks
    lost: NDArray[np.float32]
    pair_passages: Ints
    pair_changed: Column
    pair_words: Column
    pair_rebuilt: Column
    pair_unevenness: Column
    n_reference: int
    n_suspect: int
    columns: Columns | None = None

    @property
    def compiled(self) -> Columns:
        """The columns, for the compiled passes: the plain twins have made changes without them."""
        if self.columns is None:
            raise TypeError("changes of the plain twin are for plain twins")
        return self.columns

    @property
    def n_passages(self) -> int:
        """Number of passages."""
        return len(self.counts["suspect"])

    @cached_property
    def pattern_counts(self) -> NDArray[np.int64]:
        """How often each pattern comes."""
        return np.bincount(self.patterns)

    @cached_property
    def size(self) -> Column:
        """Words of the longer side of each passage, without what was cut or added at length; at least 1."""
        return np.maximum(self.counts["longest"], 1.0)

    @cached_property
    def rebuilt(self) -> Column:
        """Words of each passage that were rebuilt, or put in or left out in short pieces with some care."""
        of = self.counts
        return of["rewritten"] + of["short_puts"] + of["short_cuts"] - of["careless"]

    def by_passage(self, weight: NDArray[np.generic]) -> Column:
        """Sums over the substitutions of each passage."""
        return _total(self.passages, weight, self.n_passages)

    def sums_by_passage(self, weights: Weights) -> dict[str, Column]:
        """Several such sums, by name."""
        return sums(self.passages, weights, self.n_passages)

    def by_pair(self, weight: NDArray[np.generic]) -> Column:
        """Sums over the substitutions of each sentence pair."""
        inside = self.pairs >= 0
        return _total(self.pairs[inside], weight[inside], len(self.pair_changed))

    def pair_sums_by_passage(self, weights: Weights) -> dict[str, Column]:
        """Several sums over the sentence pairs of each passage, by name."""
        return sums(self.pair_passages, weights, self.n_passages)


def find_changes_plainly(alignment: Alignment) -> Changes:
    """What `find_changes` returns, without the compiled pass; `columns` are None."""
    passages, swaps = alignment.passages, alignment.substitutions
    n_rows = [len(p.edit_rows) for p in passages]
    first = np.cumsum([0, *n_rows])[:-1]
    rows = np.concatenate([np.empty((0, 5), np.int32), *(p.edit_rows for p in passages)])
    of = np.repeat(np.arange(len(passages), dtype=np.int32), n_rows)
    pair_of, bounds = _pairs(alignment, first)
    row_pairs = np.full(len(rows), -1, np.int32)
    row_pairs[_inside(bounds)] = np.repeat(np.arange(len(pair_of), dtype=np.int32), bounds[1] - bounds[0])
    kept = _kept_rows(rows, first[swaps.passages] + swaps.rows, swaps.of_family(Family.SWAP))
    careless = careless_words_plainly(rows, alignment.pair)
    counts = _edit_counts(rows, of, careless, len(passages)) | _run_counts(rows, kept, of, row_pairs, len(passages))
    counts |= _pair_counts(rows, kept, pair_of, bounds, len(passages)) | _kind_counts(alignment)
    counts["quoted"] = _quoted_words(alignment)
    counts["longest"] = _matched_words(counts)
    return Changes(
        counts,
        passages=swaps.passages,
        pairs=row_pairs[first[swaps.passages] + swaps.rows],
        longer=swaps.longer,
        patterns=alignment.pattern_numbers,
        may_be_swap=may_be_swaps(swaps),
        is_function=swaps.of_kind(Kind.FUNCTION_WORD),
        is_quoted=inside_quotes(alignment.suspect, swaps.spans[2]),
        lost=np.clip(-LOST_FROM - swaps.association_change, 0.0, MOST_LOST),
        pair_passages=pair_of,
        **_by_pair(rows, row_pairs, careless, len(pair_of)),  # type: ignore[arg-type]
        n_reference=len(alignment.reference),
        n_suspect=len(alignment.suspect),
    )


@twin_of(find_changes_plainly)
def find_changes(alignment: Alignment) -> Changes:
    """The changes of `alignment`. O(n) time in the number of edits."""
    passages, swaps = alignment.passages, alignment.substitutions
    rows = alignment.edit_rows
    pair_rows = np.concatenate([np.empty((0, 6), np.int32), *(p.pair_rows for p in passages)])
    sizes, pair_sizes = (np.fromiter(map(len, each), np.int32, len(passages)) for each in _row_tables(passages))
    of_swaps = swaps.passages, swaps.rows, swaps.spans, swaps.kinds, swaps.association_change, alignment.pattern_numbers
    quoted = alignment.suspect.in_quotes.view(np.uint8)
    careless = careless_words(rows, alignment.pair)
    found = summing.sum_changes(rows, sizes, pair_rows, pair_sizes, careless, (*of_swaps, quoted), _KINDS, _LIMITS)
    table, pairs, longer, marks, lost, pair_passages, of_pairs = found
    may_be, is_function, is_quoted = marks.view(bool)
    changed, words, rebuilt, unevenness = of_pairs
    return Changes(
        dict(zip(OF_EDITS, table[: len(OF_EDITS), :-1], strict=True)), swaps.passages, pairs, longer, alignment.pattern_numbers,
        may_be, is_function, is_quoted, lost, pair_passages, changed, words, rebuilt, unevenness,
        len(alignment.reference), len(alignment.suspect), Columns(table, marks, of_pairs),
    )  # fmt: skip


def _row_tables(passages: tuple[Passage, ...]) -> tuple[list[Ints], list[Ints]]:
    return [p.edit_rows for p in passages], [p.pair_rows for p in passages]


def sums(of: NDArray[np.integer], weights: Weights, n: int) -> dict[str, Column]:
    """Sums of each of the weights over the rows of each group: float64 [n] by name; `of` names the groups in rising order.

    All at once, for a call of numpy costs more than the adding.
    """
    counts = np.bincount(of, minlength=n)
    is_filled = counts > 0
    table = np.zeros((len(weights), n))
    if len(of):
        starts = (np.cumsum(counts) - counts)[is_filled]
        table[:, is_filled] = np.add.reduceat(np.array(list(weights.values()), np.float64), starts, axis=1)
    return dict(zip(weights, table, strict=True))


def _total(of: NDArray[np.integer], weight: NDArray[np.generic], n: int) -> Column:
    return np.bincount(of, weight, n).astype(np.float64, copy=False) if len(of) else np.zeros(n)


def _pairs(alignment: Alignment, first: NDArray[np.int64]) -> tuple[Ints, Ints]:
    """The passage of each sentence pair, and first and last edit row of each: int32 [n], int32 [2, n]."""
    of = np.repeat(np.arange(len(alignment.passages), dtype=np.int32), [len(p.pair_rows) for p in alignment.passages])
    spans = np.concatenate([np.empty((0, 2), np.int32), *(p.pair_rows[:, 4:] for p in alignment.passages)])
    return of, (spans + first[of][:, None]).T.astype(np.int32)


def _inside(bounds: Ints) -> NDArray[np.int64]:
    """The rows inside the pairs, in order."""
    start, end = bounds
    lengths = end - start
    before = np.cumsum(lengths) - lengths
    rows: NDArray[np.int64] = np.arange(lengths.sum()) + np.repeat(start - before, lengths)
    return rows


def _matched_words(counts: Weights) -> Column:
    """Words of the longer side of each passage, without what was cut or added at length."""
    reference = counts["reference"] - counts["deleted"] + counts["short_cuts"]
    longest: Column = np.maximum(reference, counts["suspect"] - counts["inserted"] + counts["short_puts"])
    return longest


def _edit_counts(rows: Ints, of: Ints, careless: Column, n: int) -> dict[str, Column]:
    """Counts of words by what the edits did to them."""
    op, reference, suspect = rows[:, 0], rows[:, 2] - rows[:, 1], rows[:, 4] - rows[:, 3]
    longer = np.maximum(reference, suspect)
    equal, replaced, cut, put_in = op == Op.EQUAL, op == Op.REPLACE, op == Op.DELETE, op == Op.INSERT
    short = replaced & (longer <= LONGEST_UNIT)
    weights = {
        "reference": reference,
        "suspect": suspect,
        "equal": reference * equal,
        "swapped": longer * short,
        "rewritten": longer * (replaced & ~short),
        "inserted": suspect * put_in,
        "deleted": reference * cut,
        "short_cuts": reference * (cut & (reference <= LONGEST_CUT)),
        "gaps": cut | put_in,
        "short_puts": suspect * (put_in & (suspect <= LONGEST_PUT)),
        "careless": careless,
    }
    return sums(of, weights, n)


def _kept_rows(rows: Ints, changed: NDArray[np.integer], is_swap: Marks) -> Marks:
    """Which edits leave the wording as it was: equal words, and short units where only facts, forms or slips differ.

    `changed`: the row of each substitution, and whether a spinner may have made it.
    """
    told = np.bincount(changed, minlength=len(rows))
    swapped = np.bincount(changed, is_swap, len(rows))
    kept: Marks = (rows[:, 0] == Op.EQUAL) | ((told > 0) & (swapped == 0))
    return kept


def _run_counts(rows: Ints, kept: Marks, of: Ints, pairs: Ints, n: int) -> dict[str, Column]:
    """How many runs of kept words there are, and words in long ones; a run ends with its sentence."""
    starts = kept.copy()
    starts[1:] &= ~(kept[:-1] & (of[1:] == of[:-1]) & (pairs[1:] == pairs[:-1]))
    run = np.cumsum(starts) - 1
    words = (rows[:, 2] - rows[:, 1]) * kept
    lengths = np.bincount(run[kept], words[kept], 1)
    return sums(of, {"runs": starts, "kept": words, "long_run": words * (lengths[run] >= LONG_RUN)}, n)


def _pair_counts(rows: Ints, kept: Marks, of: Ints, bounds: Ints, n: int) -> dict[str, Column]:
    """Counts of sentence pairs."""
    start, end = bounds
    ratio = np.log((rows[end - 1, 2] - rows[start, 1] + 2.0) / (rows[end - 1, 4] - rows[start, 3] + 2.0))
    before = np.concatenate(([0], np.cumsum(kept)))
    all_kept = before[end] - before[start] == end - start
    return sums(of, {"pairs": np.ones(len(of)), "kept_pairs": all_kept, "length_ratio_squared": ratio * ratio}, n)


def _by_pair(rows: Ints, row_pairs: Ints, careless: Column, n: int) -> dict[str, Column]:
    """What was done to each sentence pair; what was cut or added at length says nothing."""
    op, reference, suspect = rows[:, 0], rows[:, 2] - rows[:, 1], rows[:, 4] - rows[:, 3]
    longer = np.maximum(reference, suspect)
    is_long = ((op == Op.DELETE) & (longer > LONGEST_CUT)) | ((op == Op.INSERT) & (longer > LONGEST_PUT))
    told = (row_pairs >= 0) & ~is_long
    of, op, reference, suspect, longer = row_pairs[told], op[told], reference[told], suspect[told], longer[told]
    cared = longer - careless[told]
    rebuilt = (op == Op.INSERT) | (op == Op.DELETE) | ((op == Op.REPLACE) & (longer > LONGEST_UNIT))
    ratio = np.log((_total(of, reference, n) + 2.0) / (_total(of, suspect, n) + 2.0))
    return {
        "pair_changed": _total(of, cared * (op != Op.EQUAL), n),
        "pair_words": _total(of, longer, n),
        "pair_rebuilt": _total(of, cared * rebuilt, n),
        "pair_unevenness": ratio * ratio,
    }


def _kind_counts(alignment: Alignment) -> dict[str, Column]:
    """Counts of substitutions by family and kind."""
    swaps = alignment.substitutions
    weights = {f"{family}_words": swaps.longer * swaps.of_family(family) for family in Family} | {
        "substitutions": np.ones(len(swaps)),
        "synonym": swaps.of_kind(Kind.SYNONYM, Kind.WRONG_SENSE),
        "wrong_sense": swaps.of_kind(Kind.WRONG_SENSE),
        "association": swaps.association_change,
        "function": swaps.of_kind(Kind.FUNCTION_WORD),
        "phrase": swaps.of_kind(Kind.PHRASE),
        "unrelated": swaps.of_kind(Kind.OTHER),
        "repeated": alignment.repetitions > 1,
    }
    return sums(swaps.passages, weights, len(alignment.passages))


def _quoted_words(alignment: Alignment) -> Column:
    inside = np.concatenate(([0], np.cumsum(alignment.suspect.in_quotes)))
    return np.array([inside[p.suspect.end] - inside[p.suspect.start] for p in alignment.passages], float)
