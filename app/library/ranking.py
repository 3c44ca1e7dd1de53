"""Candidates in the order in which they explain the suspect: the best first, then who adds most to what is explained.

Ten articles about the same event share the same names with a suspect; the one that a paragraph was taken from shares what
none of them has. So evidence that a better source explains counts little for the next one.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.library.candidates import Floats, Numbers, SharedPairs
from app.library.twins import choosing, twin_of

# What is left of a feature's weight once a better source has it: enough that versions of one article stay together before what is
# shared by chance. With a fifth, a host that half the archive quotes hid the source of what was planted in it (decision 0023).
EXPLAINED: Final = 0.05


class Ranked(NamedTuple):
    """Candidates, the best first, [n] each: their evidence, what of it no better one has, and how alike two are."""

    numbers: Numbers
    evidence: Floats
    added: Floats
    likeness: Floats


def rank_plainly(shared: SharedPairs, limit: int) -> Ranked:
    """At most `limit` candidates. O(n_candidates · n_features) time, however many are wanted."""
    evidence = _sums(shared.has, shared.weights)
    left = (1.0 - EXPLAINED) * shared.weights  # what a feature loses once it is explained
    gains, is_open = evidence.copy(), np.ones(len(shared.weights), bool)
    chosen: list[int] = []
    added: list[float] = []
    for _ in range(min(limit, len(evidence))):
        best = int(np.argmax(gains))
        chosen.append(best)
        added.append(float(gains[best]))
        new = np.flatnonzero(shared.has[best] & is_open)
        is_open[new] = False
        gains -= _sums(shared.has[:, new], left[new])
        gains[best] = -np.inf
    has = shared.has[chosen].astype(np.float64)
    return Ranked(shared.numbers[chosen], evidence[chosen], np.maximum(added, 0.0), _likeness(has))


@twin_of(rank_plainly)
def rank(shared: SharedPairs, limit: int) -> Ranked:
    """At most `limit` candidates. O(n_candidates · n_features) time, however many are wanted."""
    chosen, evidence, added, likeness = choosing.ranked(shared.has, shared.weights, 1.0 - EXPLAINED, limit)
    return Ranked(shared.numbers[chosen], evidence, added, likeness)


def _sums(has: NDArray[np.bool_], weights: Floats) -> Floats:
    """The weights of what each row has, added up in order: a product of matrices adds in an order of its own."""
    rows, columns = np.nonzero(has)
    return np.bincount(rows, weights[columns], len(has)).astype(np.float64)


def _likeness(has: Floats) -> Floats:
    """Of what either of two candidates shares with the suspect, the share that both do: [n, n]."""
    both = has @ has.T
    each = has.sum(axis=1)
    likeness: Floats = both / np.maximum(each[:, None] + each[None, :] - both, 1.0)
    return likeness
