"""Order kept: which of some places, taken one after the other, go forward."""

from bisect import bisect_left
from typing import Any

import numpy as np
from numpy.typing import NDArray


def longest_rising(places: NDArray[np.integer[Any]]) -> NDArray[np.bool_]:
    """Marks one longest run of `places` (all different) that rises, others left out between: bool [n]. O(n log n) time.

    Schensted (1961), Longest increasing and decreasing subsequences.
    """
    if len(places) < 2 or (places[1:] > places[:-1]).all():
        return np.ones(len(places), bool)
    ends: list[int] = []  # the lowest place in which a run of k + 1 can end
    links: list[int] = []  # which entry stands there
    before: list[int] = []  # the entry that its run has before it, -1 for none
    for i, place in enumerate(places.tolist()):
        k = bisect_left(ends, place)
        before.append(links[k - 1] if k else -1)
        ends[k : k + 1], links[k : k + 1] = [place], [i]
    chosen = np.zeros(len(places), bool)
    i = links[-1]
    while i >= 0:
        chosen[i] = True
        i = before[i]
    return chosen
