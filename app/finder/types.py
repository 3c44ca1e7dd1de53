"""The nouns of the finder room."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from app.text import Span

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
Marks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Detection:
    """One passage of reuse: characters of the reference and of the suspect, exactly as sent, and its probability, 0..1."""

    reference: Span
    suspect: Span
    probability: float


class Break(IntEnum):
    """What stands before a token: how likely a passage begins or ends there."""

    INSIDE = 0
    CAPITAL = 1
    LINE = 2
    SENTENCE = 3
    SENTENCE_AND_LINE = 4
    EDGE = 5


@dataclass(frozen=True, slots=True)
class Side:
    """One document as the finder sees it; columns have one entry a token.

    `stems` are numbers that both sides of a pair share, `bigrams` [n - 1] likewise; `rarity` is -log frequency in nats,
    1..14; `breaks` [n + 1] holds the `Break` before each token and after the last.
    """

    text: str
    starts: Ints
    ends: Ints
    stems: Ints
    bigrams: Ints
    rarity: Floats
    is_function: Marks
    is_unknown: Marks
    breaks: NDArray[np.int8]

    def __len__(self) -> int:
        """Number of tokens."""
        return len(self.stems)


@dataclass(frozen=True, slots=True)
class Sides:
    """Both documents in one numbering of `n_stems` stems and `n_bigrams` bigrams."""

    reference: Side
    suspect: Side
    n_stems: int
    n_bigrams: int

    @property
    def suspect_view(self) -> "View":
        """The suspect seen against the reference."""
        return View(self.suspect, self.reference, self.n_stems, self.n_bigrams)

    @property
    def reference_view(self) -> "View":
        """The reference seen against the suspect."""
        return View(self.reference, self.suspect, self.n_stems, self.n_bigrams)


@dataclass(frozen=True, slots=True)
class View:
    """One document of a pair seen against the other, in the numbering of both."""

    side: Side
    other: Side
    n_stems: int
    n_bigrams: int


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
