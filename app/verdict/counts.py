"""What a reader could count in the ledger of a stretch: the verdict may say no more than this bears.

In: an alignment and the spin probability of each of its substitutions. Out: counts of each passage, and of all of them.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.align import Alignment, Family, Kind, Op
from app.features import LIKELY

_OTHER_STORY = (Kind.NAME_CHANGED, Kind.DATE_CHANGED, Kind.DIRECTION_CHANGED)


@dataclass(frozen=True, slots=True)
class StretchCounts:
    """Of a stretch: likely swaps, names and days changed, new words of the suspect, all its words.

    A word is new that stands in no fact, form or slip and that the reference does not have there.
    """

    likely: int
    names: int
    new: int
    words: int


def count_ledger(alignment: Alignment, spin: NDArray[np.float64]) -> tuple[tuple[StretchCounts, ...], StretchCounts]:
    """The counts of each passage and of all. O(n) time in the number of substitutions."""
    swaps, n = alignment.substitutions, len(alignment.passages)
    likely, names = (
        np.bincount(swaps.passages[chosen], minlength=n).tolist() for chosen in (spin >= LIKELY, swaps.of_kind(*_OTHER_STORY))
    )
    words = [len(passage.suspect) for passage in alignment.passages]
    passages = tuple(map(StretchCounts, likely, names, _new_words(alignment), words))
    return passages, StretchCounts(*(sum(getattr(each, name) for each in passages) for name in StretchCounts.__slots__))


def _new_words(alignment: Alignment) -> list[int]:
    """Words of the suspect, by passage, that were swapped, rebuilt or put in."""
    passages, swaps, n = alignment.passages, alignment.substitutions, len(alignment.passages)
    rows, of = alignment.edit_rows, np.repeat(np.arange(n), [len(passage.edit_rows) for passage in passages])
    is_new = (rows[:, 0] == Op.REPLACE) | (rows[:, 0] == Op.INSERT)
    new = np.bincount(of, (rows[:, 4] - rows[:, 3]) * is_new, n)
    same = np.bincount(swaps.passages, (swaps.spans[3] - swaps.spans[2]) * ~swaps.of_family(Family.SWAP), n)
    found: list[int] = (new - same).astype(np.int64).tolist()
    return found
