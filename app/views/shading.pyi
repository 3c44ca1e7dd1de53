"""Types of the compiled small strip."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.integer[Any]]

class Places:
    def __init__(self, starts: Ints, ends: Ints, text: str) -> None: ...

def strip(
    places: Places,
    length: int,
    aligned: Ints,
    spans: Ints,
    spin: NDArray[np.float64],
    limits: tuple[int, float, int, tuple[float, ...]],
) -> str | None: ...
