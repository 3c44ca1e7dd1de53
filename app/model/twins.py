"""The compiled form of this room, or its plain twin: chosen here, once."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from app.compiled import is_compiled, load_compiled, twin_of

if TYPE_CHECKING:
    from app.model import scoring
else:
    scoring = load_compiled("app.model.scoring")

__all__ = ["forest_of", "layers_of", "scoring", "twin_of"]

Arrays = Sequence[NDArray[np.float64]]


def forest_of(*nodes: NDArray[Any]) -> "scoring.Forest | None":
    """The nodes of trees as the compiled walk wants them; the plain one wants none."""
    return scoring.Forest(*nodes) if is_compiled() else None


def layers_of(weights: Arrays, biases: Arrays) -> "scoring.Layers | None":
    """The layers of a network as the compiled pass wants them; the plain one wants none."""
    return scoring.Layers(weights, biases) if is_compiled() else None
