"""Which tokens stand in quotations, and which substitutions are of a kind that a spinner makes."""

import numpy as np
from numpy.typing import NDArray

from app.align import FAMILIES, KINDS, Family, Substitutions
from app.text import Document

_FAMILY = np.array([FAMILIES.index(kind.family) for kind in KINDS], np.int8)
_SWAP = FAMILIES.index(Family.SWAP)


def may_be_swaps(swaps: Substitutions) -> NDArray[np.bool_]:
    """Which substitutions are of a kind that a spinner makes: facts, forms and slips are never weighed as swaps."""
    found: NDArray[np.bool_] = _FAMILY[swaps.kinds] == _SWAP
    return found


def inside_quotes(document: Document, tokens: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Whether each of `tokens` stands between quotation marks."""
    inside: NDArray[np.bool_] = document.in_quotes[tokens]
    return inside
