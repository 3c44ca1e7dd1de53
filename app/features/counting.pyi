"""Types of the compiled counting."""

import numpy as np
from numpy.typing import NDArray

from app.features.common_words import MatchedPair
from app.sides import Pair

def count_common(
    pair: Pair | MatchedPair,
    frequency: NDArray[np.float32],
    function: NDArray[np.uint8],
    least: float,
    most: float,
    near: float,
    near_words: float,
) -> tuple[float, ...]: ...
