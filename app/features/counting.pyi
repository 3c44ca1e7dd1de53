"""Types of the compiled counting."""

import numpy as np
from numpy.typing import NDArray

def count_common(
    reference: NDArray[np.int32],
    suspect: NDArray[np.int32],
    lemma: NDArray[np.int32],
    frequency: NDArray[np.float32],
    function: NDArray[np.uint8],
    least: float,
    most: float,
    near: float,
    near_words: float,
) -> tuple[float, ...]: ...
