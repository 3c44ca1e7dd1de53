"""Types of the compiled kernel."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]

def edit_stretches(stretches: Ints, sides: Any, t: Any, prices: Any) -> tuple[Ints, Ints]: ...
def sentence_candidates(
    reference: Ints,
    reference_bounds: Ints,
    suspect: Ints,
    suspect_bounds: Ints,
    log_frequency: NDArray[np.float32],
    n_words: int,
    limits: Any,
) -> tuple[Ints, Ints, NDArray[np.float64]]: ...
def chain_up(
    suspect: Ints, reference: Ints, similarity: NDArray[np.float64], limits: Any
) -> tuple[NDArray[np.float64], Ints]: ...
