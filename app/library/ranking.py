"""Candidates in the order in which they explain the suspect: the best first, then who adds most to what is explained.

Ten articles about the same event share the same names with a suspect; the one that a paragraph was taken from shares what
none of them has. So evidence that a better source explains counts little for the next one.
"""

from typing import Final, NamedTuple

import numpy as np

from app.library.candidates import Floats, Numbers, Shared
from app.library.queries import Query

EXPLAINED: Final = 0.2  # what is left of a feature's weight once a better source has it


class Ranked(NamedTuple):
    """Candidates, the best first, [n] each: their evidence, what of it no better one has, and the best stretch's."""

    numbers: Numbers
    evidence: Floats
    added: Floats
    stretch: Floats


def rank(query: Query, shared: Shared, limit: int) -> Ranked:
    """At most `limit` candidates. O(limit · n_candidates · n_features) time."""
    stretches = _stretch_sums(query, shared)
    left, remaining = shared.weights.copy(), list(range(len(shared.numbers)))
    chosen: list[int] = []
    added: list[float] = []
    while remaining and len(chosen) < limit:
        gains = shared.has[remaining] @ left
        best = int(np.argmax(gains))
        place = remaining.pop(best)
        chosen.append(place)
        added.append(float(gains[best]))
        left = np.where(shared.has[place], np.minimum(left, EXPLAINED * shared.weights), left)
    evidence = shared.has @ shared.weights
    return Ranked(shared.numbers[chosen], evidence[chosen], np.array(added), stretches[chosen])


def _stretch_sums(query: Query, shared: Shared) -> Floats:
    """The evidence of each candidate's best window."""
    steps = np.zeros((len(shared.weights), query.n_steps + 1))
    steps[query.marks[0], query.marks[1]] = shared.weights[query.marks[0]]
    sums: Floats = shared.has.astype(np.float64) @ steps
    windows = sums[:, :-1] + sums[:, 1:] if sums.shape[1] > 1 else sums
    best: Floats = windows.max(axis=1, initial=0.0)
    return best
