"""The compiled form of this room, or its plain twin: chosen here, once."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from app.compiled import is_compiled, load_compiled, twin_of

if TYPE_CHECKING:
    from app.model import scoring
else:
    scoring = load_compiled("app.model.scoring")

__all__ = ["layers_of", "scoring", "twin_of"]

Arrays = Sequence[NDArray[np.float64]]


def layers_of(weights: Arrays, biases: Arrays) -> "scoring.Layers | None":
    """The layers of a network as the compiled pass wants them; the plain one wants none."""
    return scoring.Layers(weights, biases) if is_compiled() else None
