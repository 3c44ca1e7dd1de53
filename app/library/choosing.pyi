"""Types of the compiled choice of candidates."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

def candidates(
    numbers: Longs, places: Longs, weights: Floats, marks: Ints, n_steps: int, limits: tuple[int, int, int, int]
) -> tuple[Longs, Booleans]: ...
def ranked(has: Booleans, weights: Floats, lost: float, limit: int) -> tuple[Longs, Floats, Floats, Floats]: ...
def count_common(one: Ints, other: Ints) -> int: ...
