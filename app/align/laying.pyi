"""Types of the compiled laying out of passages."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.align.groups import Group
from app.align.types import Substitutions
from app.sides import Ints, Pair

Steps = tuple[Ints, Ints, Ints, NDArray[np.uint8]]

class Pieces:
    stretches: Ints
    groups: Ints
    profiles: Ints
    def __len__(self) -> int: ...

def lay_out(chains: list[list[Group]], pair: Pair, retold: frozenset[Group], limits: Any) -> Steps: ...
def make_pieces(
    steps_of: Steps,
    edits: Ints,
    counts: Ints,
    pair: Pair,
    limits: Any,
    is_reworded: Callable[[tuple[int, int, int, int], Pair], bool],
) -> Pieces: ...
def rows_of(x: Pieces) -> tuple[Ints, Ints]: ...
def profiles_by_kind(x: Pieces, swaps: Substitutions, is_swap: NDArray[np.uint8]) -> NDArray[np.float64]: ...
def find_runs(
    x: Pieces, evidence: NDArray[np.float64], find_manners: Callable[[NDArray[np.float64], NDArray[np.uint8]], list[int]]
) -> Ints: ...
def tables_of(x: Pieces, runs: Ints, swaps: Substitutions) -> tuple[Ints, Ints, Ints, Ints, Ints]: ...
