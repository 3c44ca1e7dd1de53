"""The nouns of the features room: tables of what is measured, and the measured values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Column = NDArray[np.float64]
Columns = Mapping[str, Column]


@dataclass(frozen=True, slots=True)
class Feature:
    """One row of a feature table. `measure` turns count columns (one entry a stretch) into values inside the unit."""

    name: str
    unit: str
    meaning: str
    measure: Callable[[Columns], Column]


def share(of: str, among: str) -> Callable[[Columns], Column]:
    """A measure: one count among another, 0..1; counts are never negative."""
    return lambda c: np.minimum(c[of] / np.maximum(c[among], 1.0), 1.0)
