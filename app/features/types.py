"""The nouns of the features room: tables of what is measured, and the measured values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Columns = Mapping[str, NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Feature:
    """One row of a feature table. `measure` turns count columns (one entry a stretch) into values inside the unit."""

    name: str
    unit: str
    meaning: str
    measure: Callable[[Columns], NDArray[np.float64]]
