"""Types of the compiled kernel."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.align.groups import Group
from app.sides import Ints, Pair

def edit_stretches(stretches: Ints, pair: Pair, prices: Any) -> tuple[Ints, Ints]: ...
def sentence_candidates(pair: Pair, limits: Any) -> tuple[Ints, Ints, NDArray[np.float64]]: ...
def find_manners(
    evidence: NDArray[np.float64], opens: NDArray[np.uint8], change_price: float, border_price: float
) -> list[int]: ...
def is_in_place(group: Group, pair: Pair, limits: Any) -> bool: ...
def anchored(chains: list[list[Group]], pair: Pair, least: float, limits: Any) -> list[list[Group]]: ...
def best_chains(
    suspect: Ints,
    reference: Ints,
    similarity: NDArray[np.float64],
    n_reference: int,
    n_suspect: int,
    limits: Any,
    group_class: type[Group],
) -> list[list[Group]]: ...
def equal_sentences(paired: Ints, pair: Pair) -> list[tuple[int, int]]: ...
def facing_gaps(
    chains: list[list[Group]], r: Ints, s: Ints, least_words: int, least_balance: float, most_words: int
) -> list[tuple[int, int, int, int, int]]: ...
