"""Words put in or left out without care: their neighbours hardly ever stand side by side, so nobody who writes leaves them so.

A person's insertion or cut reads on; a tool's, a typist's or a scanner's falls anywhere. Such a gap is no rebuilding of a
sentence, and the swaps around it lose none of their weight by it.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.align import Op
from app.features.twins import summing, twin_of
from app.features.types import Column
from app.sides import Ints, Pair

LONGEST: Final = 2  # words of a gap that is looked at: where more is put in or left out, its neighbours say little
CUT_FROM, PUT_FROM = -1.5, -1.0  # nats: association lost by a cut, and held by a word put in, from which care is doubted
CERTAIN: Final = 2.0  # and how far below care is surely missing
MOST: Final = 10.0  # nats; single associations beyond are counting noise


@dataclass(frozen=True, slots=True)
class GapLimits:
    """Plain numbers for the compiled pass."""

    cut_from: float = CUT_FROM
    put_from: float = PUT_FROM
    certain: float = CERTAIN
    most: float = MOST


_LIMITS = GapLimits()


def careless_words_plainly(rows: Ints, pair: Pair) -> Column:
    """What `careless_words` returns, without the compiled pass."""
    size = np.maximum(rows[:, 2] - rows[:, 1], rows[:, 4] - rows[:, 3])
    careless = np.zeros(len(rows))
    for op, nats, least in ((Op.DELETE, _of_cuts, CUT_FROM), (Op.INSERT, _of_puts, PUT_FROM)):
        asked = np.flatnonzero((rows[:, 0] == op) & (size <= LONGEST))
        if len(asked):
            careless[asked] = size[asked] * np.clip((least - nats(rows[asked].T, pair)) / CERTAIN, 0.0, 1.0)
    return careless


@twin_of(careless_words_plainly)
def careless_words(rows: Ints, pair: Pair) -> Column:
    """Of each row of edits its words that were put in or left out without care, each 0..1: float64 [n].

    Measured beside the reference's neighbours, as a swap is (`align.collocations`): what is around it does not move it.
    """
    gaps, odds = summing.short_gaps(rows, (pair.lexicon.tables, pair.reference.rows, pair.suspect.rows), LONGEST)
    return summing.careless_words(rows, gaps, np.log(odds), _LIMITS)


def _of_cuts(edits: Ints, pair: Pair) -> NDArray[np.float32]:
    """How the words on both sides of a cut go together, against how each went with what was cut."""
    _, start, end, _, _ = edits
    words = _padded(pair)
    before, first, last, after = words[start], words[start + 1], words[end], words[end + 1]
    now, once, twice = _associations((before, after), (before, first), (last, after), pair=pair)
    lost: NDArray[np.float32] = now - np.float32(0.5) * (once + twice)
    return lost


def _of_puts(edits: Ints, pair: Pair) -> NDArray[np.float32]:
    """How what was put in goes with the worse of its two neighbours."""
    _, at, _, start, end = edits
    words, new = _padded(pair), pair.suspect.rows
    left, right = _associations((words[at], new[start]), (new[end - 1], words[at + 1]), pair=pair)
    worse: NDArray[np.float32] = np.minimum(left, right)
    return worse


def _padded(pair: Pair) -> Ints:
    """The reference's words, one that the lexicon does not know at either end: word number i stands at i + 1."""
    nothing = [pair.lexicon.n_words]
    padded: Ints = np.concatenate((nothing, pair.reference.rows, nothing)).astype(np.int32)
    return padded


def _associations(*bigrams: tuple[Ints, Ints], pair: Pair) -> list[NDArray[np.float32]]:
    left, right = (np.concatenate(words) for words in zip(*bigrams, strict=True))
    return np.split(np.clip(pair.lexicon.association(left, right), -MOST, MOST), len(bigrams))
