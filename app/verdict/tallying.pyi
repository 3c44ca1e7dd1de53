"""Types of the compiled counts."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.align import Alignment
from app.verdict.editing import LetterGlance
from app.verdict.swap_columns import AskedRows

Ints = NDArray[np.int32]
Marks = NDArray[np.uint8]

def count_passages(
    swaps: tuple[NDArray[np.int8], Ints, Ints],
    spin: NDArray[np.float64],
    rows: Ints,
    sizes: list[int],
    marks: Marks,
    likely: float,
) -> list[list[int]]: ...
def said_by_swaps(
    passages: Ints, patterns: Ints, spin: NDArray[np.float64], n_passages: int, likely: float
) -> tuple[list[float], float]: ...
def words_of_swaps(spans: Ints, numbers: Ints, spin: NDArray[np.float64], most: int, likely: float) -> tuple[int, int]: ...
def look_at_swaps(alignment: Alignment, spin: NDArray[np.float64], asked: AskedRows, likely: float) -> Ints: ...
def may_be_together(alignment: Alignment, places: Ints, may_fail: float, glance: LetterGlance) -> bool: ...
def likely_swaps(
    swaps: tuple[NDArray[np.int8], Ints], spin: NDArray[np.float64], function: int, likely: float
) -> tuple[int, int, int]: ...
def repeated(numbers: Ints, firsts: Ints, spin: NDArray[np.float64], likely: float) -> list[tuple[int, int]]: ...
def touched_quotes(
    swaps: tuple[NDArray[np.int8], Ints], quoted: tuple[Marks, Marks], is_form: Marks, starts: Ints, opening: Ints
) -> list[int]: ...
def words_in(text: str, wanted: tuple[str, ...]) -> set[str]: ...
def first_words(text: str, known: Mapping[str, Any]) -> set[str]: ...
