"""Types of the compiled trees."""

import numpy as np
from numpy.typing import NDArray

def sum_leaves(
    rows: NDArray[np.float32],
    features: NDArray[np.int32],
    thresholds: NDArray[np.float64],
    children: NDArray[np.int32],
    values: NDArray[np.float64],
    roots: NDArray[np.int32],
) -> NDArray[np.float64]: ...
