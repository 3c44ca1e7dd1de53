"""Types of the compiled walk over the edits of a passage."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from app.text.spelling import Spelling

def kept_sentences(
    rows: NDArray[np.int32],
    pairs: NDArray[np.int32],
    texts: tuple[tuple[Spelling, NDArray[np.int32]], tuple[Spelling, NDArray[np.int32]]],
    is_fact: NDArray[np.uint8],
    kinds: tuple[NDArray[np.uint8], Mapping[str, int]],
    limits: tuple[int, int, float],
) -> tuple[NDArray[np.int32], tuple[int, int, int, int]]: ...
def count_reused(
    spans: list[tuple[int, int]],
    partners: NDArray[np.int32],
    quoted: tuple[NDArray[np.uint8], NDArray[np.uint8]],
    is_fact: NDArray[np.uint8],
) -> tuple[int, int, int]: ...
def lines_of(text: str, heads: NDArray[np.uint32]) -> tuple[list[int], list[int]]: ...
def traces_of_works(text: str) -> tuple[list[int], list[int]]: ...
