"""Articles that hold nearly the same, as the versions of one do: each family shows once, under its best member."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.library.features import Ints

SAME: Final = 0.5  # of the features that either has, both have: an update keeps more, another article under one tenth


def families(features: Sequence[Ints | None], alike: NDArray[np.float64]) -> list[tuple[int, tuple[int, ...]]]:
    """The places of the heads in order, each with those of later members that hold nearly the same.

    `features` of each member ascend, each once; None for one that is gone, which is in no family. `alike` [n, n] is their
    likeness as far as it is known without reading them: versions of one article share about the same with a suspect.
    """
    members: dict[int, list[int]] = {}
    for place, own in enumerate(features):
        if own is None:
            continue
        heads = ((head, features[head]) for head in members if alike[head, place] >= SAME)
        found = next((head for head, held in heads if held is not None and likeness(held, own) >= SAME), None)
        members.setdefault(place, []) if found is None else members[found].append(place)
    return [(head, tuple(others)) for head, others in members.items()]


def likeness(one: Ints, other: Ints) -> float:
    """The share of the features of either that both have (Jaccard)."""
    n_both = len(np.intersect1d(one, other, assume_unique=True))
    return n_both / max(len(one) + len(other) - n_both, 1)
