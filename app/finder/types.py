"""The nouns of the finder room."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.text import Span

Floats = NDArray[np.float64]
Marks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Detection:
    """One passage of reuse: characters of the reference and of the suspect, exactly as sent, and its probability, 0..1."""

    reference: Span
    suspect: Span
    probability: float


@dataclass(frozen=True, slots=True)
class EvidenceWeights:
    """Weights of `TOKEN_FEATURES`, the last the intercept: for the suspect's words, the reference's, and a summary's."""

    suspect: Floats
    reference: Floats
    condensation: Floats


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A stretch of the reference and one of the suspect, in tokens, and the evidence (log odds, nats) that they match."""

    reference: Span
    suspect: Span
    evidence: float = 0.0
