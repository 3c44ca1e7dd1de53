"""Types of the compiled counts."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.features.types import Column, Floats

COUNTS: tuple[str, ...]

def short_gaps(rows: NDArray[np.int32], sides: Any, longest: int) -> tuple[NDArray[np.int32], Column]: ...
def careless_words(rows: NDArray[np.int32], gaps: NDArray[np.int32], logs: Column, limits: Any) -> Column: ...
def sum_changes(
    rows_array: NDArray[np.int32],
    sizes: NDArray[np.int32],
    pair_rows: NDArray[np.int32],
    pair_sizes: NDArray[np.int32],
    careless: Column,
    swaps: Any,
    kinds: Any,
    limits: Any,
) -> Any: ...
def measure_swaps(swaps: Any, sides: Any, columns: Any, pairs: Any, article_facts: float) -> Floats: ...
def measure_company(
    table: Column, changes: Any, alone: Column, knots: tuple[Column, ...], least: float, smooth: float, n_suspect: float
) -> Floats: ...
def weigh(
    before: Column, changes: Any, pairs: Any, whole: tuple[float, ...], alone: Column, spin: Column, limits: tuple[float, ...]
) -> Column: ...
def measure(table: Column, formulas: NDArray[np.int32], doubts: Column, most_words: float) -> Floats: ...
