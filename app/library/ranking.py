"""Candidates in the order in which they explain the suspect: the best first, then who adds most to what is explained.

Ten articles about the same event share the same names with a suspect; the one that a paragraph was taken from shares what
none of them has. So evidence that a better source explains counts little for the next one.
"""

from typing import Final, NamedTuple

import numpy as np

from app.library.candidates import Floats, Numbers, Shared

EXPLAINED: Final = 0.2  # what is left of a feature's weight once a better source has it


class Ranked(NamedTuple):
    """Candidates, the best first, [n] each: their evidence, what of it no better one has, and how alike two are."""

    numbers: Numbers
    evidence: Floats
    added: Floats
    likeness: Floats


def rank(shared: Shared, limit: int) -> Ranked:
    """At most `limit` candidates. O(limit · n_candidates · n_features) time."""
    has = shared.has.astype(np.float64)  # once: a product with booleans converts them every time
    left, is_free = shared.weights.copy(), np.ones(len(has), bool)
    chosen: list[int] = []
    added: list[float] = []
    for _ in range(min(limit, len(has))):
        gains = np.where(is_free, has @ left, -1.0)
        best = int(np.argmax(gains))
        is_free[best] = False
        chosen.append(best)
        added.append(float(gains[best]))
        left[shared.has[best]] = EXPLAINED * shared.weights[shared.has[best]]
    evidence = has @ shared.weights
    return Ranked(shared.numbers[chosen], evidence[chosen], np.array(added), _likeness(has[chosen]))


def _likeness(has: Floats) -> Floats:
    """Of what either of two candidates shares with the suspect, the share that both do: [n, n]."""
    both = has @ has.T
    each = has.sum(axis=1)
    likeness: Floats = both / np.maximum(each[:, None] + each[None, :] - both, 1.0)
    return likeness
