"""Types of the compiled trees and networks."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

class Forest:
    def __init__(
        self,
        features: NDArray[np.int32],
        thresholds: NDArray[np.float64],
        children: NDArray[np.int32],
        values: NDArray[np.float64],
        roots: NDArray[np.int32],
    ) -> None: ...
    def sum_leaves(self, rows: NDArray[np.float32]) -> NDArray[np.float64]: ...

class Layers:
    n_classes: int
    def __init__(self, weights: Sequence[NDArray[np.float64]], biases: Sequence[NDArray[np.float64]]) -> None: ...
    def probabilities(self, values: NDArray[Any]) -> NDArray[np.float64]: ...

def logistic(scores: NDArray[np.float64]) -> NDArray[np.float64]: ...
