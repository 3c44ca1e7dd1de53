"""Types of the compiled likeness of stretches and sentences."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.align.groups import Group
from app.sides import Ints, Pair

Floats = NDArray[np.float64]

def said_words(
    lemmas: Ints,
    is_function: NDArray[np.uint8],
    log_frequency: NDArray[np.float32],
    start: int,
    end: int,
    limits: Any,
    least: float,
) -> tuple[Ints, Floats, Floats, Floats]: ...
def alike(
    cosines: NDArray[np.float32],
    other: Ints,
    one: Ints,
    other_weights: Floats,
    one_weights: Floats,
    least_cosine: float,
    most_cosine: float,
) -> tuple[Floats, Floats]: ...
def count_bigrams(one: Ints, other: Ints) -> tuple[int, int, int]: ...
def shares_by_case(words: Any, others: Ints) -> tuple[float, float]: ...
def without_rivals(one: Ints, other: Ints, similarity: Floats, share: float) -> NDArray[np.bool_] | None: ...
def left_over(
    chains: list[list[Group]], candidates: Any, pair: Pair, fewest_words: int, least_overlap: float
) -> list[tuple[int, int]]: ...
def torn(
    chains: list[list[Group]], suspect: Ints, reference: Ints, similarity: Floats, lowest: float
) -> list[tuple[int, int, bool]]: ...
def left_facing(
    chains: list[list[Group]], pair: Pair, fewest_words: int, most_pairs: int, least_balance: float, least_overlap: float
) -> list[tuple[int, int]]: ...
