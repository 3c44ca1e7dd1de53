"""Types of the compiled writer."""

import numpy as np
from numpy.typing import NDArray

class Layout:
    """What stands between the values of every entry."""

    def __init__(self, cells: list[tuple[bytes, int, int]], end: bytes) -> None: ...

class Writer:
    """Writes rows of a table of columns as JSON."""

    def __init__(self, layout: Layout, columns: tuple[tuple[object, ...], ...]) -> None: ...
    def write(self, first: int, end: int) -> bytes: ...

def ledger_columns(
    kinds: NDArray[np.int8],
    spin: NDArray[np.float64],
    spans: NDArray[np.int32],
    in_quotes: NDArray[np.uint8],
    limits: tuple[float, float, float, float],
) -> tuple[NDArray[np.float64], NDArray[np.int32], NDArray[np.uint8]]: ...
def listed_edits(rows: NDArray[np.int32], longest_unit: int) -> NDArray[np.int32]: ...
def sentence_columns(rows: NDArray[np.int32], pairs: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.float64]]: ...
