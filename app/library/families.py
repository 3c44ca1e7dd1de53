"""Articles that hold nearly the same, as the versions of one do: each family shows once, under its best member."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from app.library.features import Ints

SAME: Final = 0.5  # of the features that either has, both have: an update keeps more, another article under one tenth


def families(members: Sequence[tuple[int, Ints]]) -> list[tuple[int, tuple[int, ...]]]:
    """The heads in the order given, each with the later members that hold nearly the same. Features ascend, each once."""
    heads: list[tuple[int, Ints]] = []
    others: dict[int, list[int]] = {}
    for number, features in members:
        head = next((each for each, held in heads if likeness(held, features) >= SAME), None)
        if head is None:
            heads.append((number, features))
            others[number] = []
        else:
            others[head].append(number)
    return [(head, tuple(others[head])) for head, _ in heads]


def likeness(one: Ints, other: Ints) -> float:
    """The share of the features of either that both have (Jaccard)."""
    n_both = len(np.intersect1d(one, other, assume_unique=True))
    return n_both / max(len(one) + len(other) - n_both, 1)
