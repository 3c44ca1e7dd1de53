"""Types of the compiled writer."""

import numpy as np
from numpy.typing import NDArray

class Writer:
    """Writes rows of a table of columns as JSON."""

    def __init__(self, cells: list[tuple[bytes, int, tuple[object, ...]]], end: bytes) -> None: ...
    def write(self, first: int, end: int) -> bytes: ...

def sentence_columns(rows: NDArray[np.int32], pairs: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.float64]]: ...
