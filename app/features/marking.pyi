"""Types of the compiled marking."""

import numpy as np
from numpy.typing import NDArray

from app.features.facts import FactLimits

def find_short(
    text: str, words: tuple[NDArray[np.int32], ...], knowledge: tuple[NDArray[np.uint8], NDArray[np.uint8]], limits: FactLimits
) -> tuple[NDArray[np.int8], NDArray[np.bool_], NDArray[np.int32]]: ...
