"""Types of the compiled naming of substitutions."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.sides import Ints, Pair

KINDS: tuple[str, ...]

def collect(
    edits: Ints, sizes: Ints, pair: Pair, longest_unit: int
) -> tuple[Ints, Ints, NDArray[np.uint16], NDArray[np.float32], NDArray[np.float64]]: ...
def changes(logs: NDArray[np.float64], most: float) -> NDArray[np.float32]: ...
def find_partners(edits: Ints, n_reference: int) -> Ints: ...
def number_patterns(spans: Ints, reference: Ints, suspect: Ints) -> tuple[Ints, Ints]: ...

class Namer:
    def __init__(self, pair: Pair, plain: Any, limits: Any) -> None: ...
    def name(
        self,
        spans: Ints,
        numbers: Ints,
        relations: NDArray[np.uint16],
        similarity: NDArray[np.float32],
        change: NDArray[np.float32],
    ) -> NDArray[np.int8]: ...
    def may_write_amounts(self, spans: Ints) -> NDArray[np.uint8]: ...
