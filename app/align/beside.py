"""Which passages stand beside each other in both texts, in whatever order: the items of a list, sentences that changed places."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.align.types import Passage
from app.text import Span

NEAR = 10  # words between two passages that stand beside each other: an item of a list that found no partner


def neighbourhoods(passages: Sequence[Passage]) -> NDArray[np.int64]:
    """A number for each passage, the same for those that stand beside each other in the suspect and in the reference."""
    suspects, references = _runs([p.suspect for p in passages]), _runs([p.reference for p in passages])
    numbers: NDArray[np.int64] = np.unique(suspects * max(len(passages), 1) + references, return_inverse=True)[1]
    return numbers


def _runs(spans: Sequence[Span]) -> NDArray[np.int64]:
    """The number of the run that each span stands in; a new one begins where more than `NEAR` tokens are between."""
    starts, ends = np.array([(s.start, s.end) for s in spans], np.int64).reshape(-1, 2).T
    order = np.argsort(starts, kind="stable")
    far = np.concatenate((np.zeros(min(len(spans), 1), bool), starts[order][1:] - ends[order][:-1] > NEAR))
    runs = np.empty(len(spans), np.int64)
    runs[order] = np.cumsum(far)
    return runs
