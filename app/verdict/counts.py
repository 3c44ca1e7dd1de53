"""What a reader could count in the ledger of a stretch: the verdict may say no more than this bears.

In: an alignment and the spin probability of each of its substitutions. Out: counts of each passage, and of all of them.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from app.align import Alignment, Family, Kind, Op
from app.features import LIKELY

_OTHER_STORY = (
    Kind.NAME_CHANGED, Kind.DATE_CHANGED, Kind.DIRECTION_CHANGED, Kind.NUMBER_CHANGED, Kind.UNIT_CHANGED, Kind.TITLE_CHANGED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StretchCounts:
    """Of a stretch: likely swaps, how much they say, facts changed, new words, all its words and all of the suspect's.

    Each wording of a likely swap says something once, from 0 where it is as likely as not to 1 where it is certain. A word is new
    that stands in no fact, form or slip and that the reference does not have there.
    """

    likely: int
    said: float
    facts: int
    new: int
    words: int
    of_words: int


def count_ledger(alignment: Alignment, spin: NDArray[np.float64]) -> tuple[tuple[StretchCounts, ...], StretchCounts]:
    """The counts of each passage and of all. O(n) time in the number of substitutions."""
    swaps, n = alignment.substitutions, len(alignment.passages)
    likely, facts = (
        np.bincount(swaps.passages[chosen], minlength=n).tolist() for chosen in (spin >= LIKELY, swaps.of_kind(*_OTHER_STORY))
    )
    words = [len(passage.suspect) for passage in alignment.passages]
    said = _said(spin, alignment.pattern_numbers, swaps.passages, n)
    of_words = [len(alignment.suspect)] * n
    passages = tuple(map(StretchCounts, likely, said, facts, _new_words(alignment), words, of_words))
    whole = StretchCounts(*(sum(getattr(each, name) for each in passages) for name in StretchCounts.__slots__))
    (said_by_all,) = _said(spin, alignment.pattern_numbers, np.zeros_like(swaps.passages), 1)
    return passages, replace(whole, said=said_by_all, of_words=len(alignment.suspect))


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


def _new_words(alignment: Alignment) -> list[int]:
    """Words of the suspect, by passage, that were swapped, rebuilt or put in."""
    passages, swaps, n = alignment.passages, alignment.substitutions, len(alignment.passages)
    rows, of = alignment.edit_rows, np.repeat(np.arange(n), [len(passage.edit_rows) for passage in passages])
    is_new = (rows[:, 0] == Op.REPLACE) | (rows[:, 0] == Op.INSERT)
    new = np.bincount(of, (rows[:, 4] - rows[:, 3]) * is_new, n)
    same = np.bincount(swaps.passages, (swaps.spans[3] - swaps.spans[2]) * ~swaps.of_family(Family.SWAP), n)
    found: list[int] = (new - same).astype(np.int64).tolist()
    return found
