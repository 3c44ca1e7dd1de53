"""What a reader could count in the ledger of a stretch: the verdict may say no more than this bears.

In: an alignment and the spin probability of each of its substitutions. Out: counts of each passage, and of all of them.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.align import KINDS, Alignment, Family, Kind, Op
from app.features import LIKELY
from app.sides import Ints, Side
from app.verdict.twins import tallying, twin_of

_OTHER_STORY = (
    Kind.NAME_CHANGED, Kind.DATE_CHANGED, Kind.DIRECTION_CHANGED, Kind.NUMBER_CHANGED, Kind.UNIT_CHANGED, Kind.TITLE_CHANGED,
)  # fmt: skip
# What the compiled walk asks of a kind, as bits.
KIND_MARKS = np.array([(kind in _OTHER_STORY) + 2 * (kind.family is Family.SWAP) for kind in KINDS], np.uint8)


FEW_WORDS = 10  # of a side in likely swaps: how many more there are is not counted
FUNCTION_WORD = KINDS.index(Kind.FUNCTION_WORD)


class StretchCounts(NamedTuple):
    """Of a stretch: likely swaps, how much they say, facts changed, new words, all its words and those of what it is a part of.

    A passage is a part of the suspect, all passages together are a part of nothing: foreign text beside them changes no count.

    Each wording of a likely swap says something once, from 0 where it is as likely as not to 1 where it is certain. A word is new
    that stands in no fact, form or slip and that the reference does not have there. `is_editing`: no spinner makes its
    likely swaps (`Editing`).
    """

    likely: int
    said: float
    facts: int
    new: int
    words: int
    of_words: int
    is_editing: bool


def columns_plainly(alignment: Alignment, spin: NDArray[np.float64]) -> list[list[int]]:
    """What `columns_of` returns, without the compiled walk."""
    swaps, n = alignment.substitutions, len(alignment.passages)
    counted = (np.bincount(swaps.passages[chosen], minlength=n) for chosen in (spin >= LIKELY, swaps.of_kind(*_OTHER_STORY)))
    return [*(each.tolist() for each in counted), _new_words(alignment)]


@twin_of(columns_plainly)
def columns_of(alignment: Alignment, spin: NDArray[np.float64]) -> list[list[int]]:
    """Of each passage its likely swaps, its facts changed, and its new words."""
    swaps, sizes = alignment.substitutions, [len(passage.edit_rows) for passage in alignment.passages]
    of_swaps = swaps.kinds, swaps.passages, swaps.spans
    return tallying.count_passages(of_swaps, spin, alignment.edit_rows, sizes, KIND_MARKS, LIKELY)


def said_plainly(alignment: Alignment, spin: NDArray[np.float64]) -> tuple[list[float], float]:
    """What `said_by_swaps` returns, without the compiled walk."""
    swaps, patterns = alignment.substitutions, alignment.pattern_numbers
    (by_all,) = _said(spin, patterns, np.zeros_like(swaps.passages), 1)
    return _said(spin, patterns, swaps.passages, len(alignment.passages)), by_all


@twin_of(said_plainly)
def said_by_swaps(alignment: Alignment, spin: NDArray[np.float64]) -> tuple[list[float], float]:
    """How much the likely swaps of each passage say, and those of all."""
    swaps = alignment.substitutions
    return tallying.said_by_swaps(swaps.passages, alignment.pattern_numbers, spin, len(alignment.passages), LIKELY)


def words_of_swaps_plainly(side: Side, spans: Ints, spin: NDArray[np.float64]) -> tuple[int, int]:
    """What `words_of_swaps` returns, without the compiled walk."""
    words = [int(word) for start, end in spans[:, spin >= LIKELY].T for word in side.numbers[start:end]]
    return min(len(set(words)), FEW_WORDS + 1), len(words)


@twin_of(words_of_swaps_plainly)
def words_of_swaps(side: Side, spans: Ints, spin: NDArray[np.float64]) -> tuple[int, int]:
    """How many different words the likely swaps have on a side, more than `FEW_WORDS` as one more, and at how many places.

    `spans`: first and end of each substitution on that side, int32 [2, n_substitutions].
    """
    return tallying.words_of_swaps(spans, side.numbers, spin, FEW_WORDS, LIKELY)


def likely_swaps_plainly(alignment: Alignment, spin: NDArray[np.float64]) -> tuple[int, int, int]:
    """What `likely_swaps` returns, without the compiled walk."""
    swaps, likely = alignment.substitutions, spin >= LIKELY
    words = (swaps.spans[3] - swaps.spans[2])[likely].sum()
    return int(likely.sum()), int(words), int((likely & swaps.of_kind(Kind.FUNCTION_WORD)).sum())


@twin_of(likely_swaps_plainly)
def likely_swaps(alignment: Alignment, spin: NDArray[np.float64]) -> tuple[int, int, int]:
    """How many substitutions are likely a spinner's, the words of the suspect in them, and how many are function words."""
    swaps = alignment.substitutions
    return tallying.likely_swaps((swaps.kinds, swaps.spans), spin, FUNCTION_WORD, LIKELY)


def _said(spin: NDArray[np.float64], patterns: NDArray[np.int32], of: NDArray[np.int32], n: int) -> list[float]:
    """How much the likely swaps of each of `n` stretches say; `of`: the stretch of each swap."""
    likely = np.flatnonzero(spin > LIKELY)
    if not len(likely):
        return [0.0] * n
    n_patterns = np.int64(patterns.max()) + 1
    wordings, places = np.unique(of[likely] * n_patterns + patterns[likely], return_inverse=True)
    weightiest = np.zeros(len(wordings))
    np.maximum.at(weightiest, places, (spin[likely] - LIKELY) / (1.0 - LIKELY))
    found: list[float] = np.bincount(wordings // n_patterns, weightiest, n).tolist()
    return found


def count_ledger(
    alignment: Alignment, spin: NDArray[np.float64], edited: tuple[bool, tuple[bool, ...]]
) -> tuple[tuple[StretchCounts, ...], StretchCounts]:
    """The counts of each passage and of all; `edited`: whether the whole is editing, and each. O(n) time in the substitutions."""
    words = [len(passage.suspect) for passage in alignment.passages]
    likely, facts, new = columns_of(alignment, spin)
    said, said_by_all = said_by_swaps(alignment, spin)
    n_words, (is_editing, are_editing) = len(alignment.suspect), edited
    rows = zip(likely, said, facts, new, words, strict=True)
    whole = StretchCounts(sum(likely), said_by_all, sum(facts), sum(new), sum(words), sum(words), is_editing)
    return tuple(StretchCounts(*row, n_words, edits) for row, edits in zip(rows, are_editing, strict=True)), whole


def _new_words(alignment: Alignment) -> list[int]:
    """Words of the suspect, by passage, that were swapped, rebuilt or put in."""
    passages, swaps, n = alignment.passages, alignment.substitutions, len(alignment.passages)
    rows, of = alignment.edit_rows, np.repeat(np.arange(n), [len(passage.edit_rows) for passage in passages])
    is_new = (rows[:, 0] == Op.REPLACE) | (rows[:, 0] == Op.INSERT)
    new = np.bincount(of, (rows[:, 4] - rows[:, 3]) * is_new, n)
    same = np.bincount(swaps.passages, (swaps.spans[3] - swaps.spans[2]) * ~swaps.of_family(Family.SWAP), n)
    found: list[int] = (new - same).astype(np.int64).tolist()
    return found
