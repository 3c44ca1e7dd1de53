"""Types of the compiled marking."""

from collections.abc import Set
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.features.facts import FactLimits

def find_short(
    text: str,
    words: tuple[NDArray[np.int32] | NDArray[np.uint8], ...],
    knowledge: tuple[NDArray[np.uint8], NDArray[np.uint8]],
    limits: FactLimits,
) -> tuple[NDArray[np.int8], NDArray[np.bool_], NDArray[np.int32]]: ...
def find_facts(
    marked: Any,
    document: Any,
    edits: NDArray[np.int32],
    partners: NDArray[np.int32],
    quoted: NDArray[np.uint8],
    titles: Set[str],
    least_quoted: int,
) -> tuple[NDArray[np.int8], NDArray[np.int32], NDArray[np.int32], NDArray[np.int32], NDArray[np.bool_]]: ...
def survivals(kinds: NDArray[np.int8], suspect: NDArray[np.int32], n_kinds: int) -> list[tuple[int, NDArray[np.int32], bool]]: ...
