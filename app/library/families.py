"""Articles that hold nearly the same, as the versions of one do: each family shows once, under its best member."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.library.features import Ints
from app.library.twins import choosing, twin_of

SAME: Final = 0.5  # of the features that either has, both have: an update keeps more, another article under one tenth


def may_be_versions(alike: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which members may have versions among the others: only their features need be read.

    `alike` [n, n] is their likeness as far as it is known without reading them: versions of one article share about the same
    with a suspect.
    """
    found: NDArray[np.bool_] = (alike >= SAME).sum(axis=1) > 1  # each is like itself
    return found


def families(features: Sequence[Ints | None], alike: NDArray[np.float64]) -> list[list[int]]:
    """The places of each family's members, heads in order; members hold nearly the same as their head.

    `features` of each member ascend, each once; None for one that can have no version among the others.
    """
    members: dict[int, list[int]] = {}
    for place, own in enumerate(features):
        near = () if own is None else (head for head in members if alike[head, place] >= SAME)
        found = next((head for head in near if _are_versions(features[head], own)), place)
        members.setdefault(found, []).append(place)
    return list(members.values())


def _are_versions(one: Ints | None, other: Ints | None) -> bool:
    return one is not None and other is not None and likeness(one, other) >= SAME


def likeness(one: Ints, other: Ints) -> float:
    """The share of the features of either that both have (Jaccard)."""
    n_both = count_common(one, other)
    return n_both / max(len(one) + len(other) - n_both, 1)


def count_common_plainly(one: Ints, other: Ints) -> int:
    """How many numbers stand in both; each ascends, each number once."""
    return len(np.intersect1d(one, other, assume_unique=True))


@twin_of(count_common_plainly)
def count_common(one: Ints, other: Ints) -> int:
    """How many numbers stand in both; each ascends, each number once. O(n) time."""
    return choosing.count_common(one, other)
