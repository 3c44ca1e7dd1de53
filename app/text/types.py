"""The nouns of the text room: a text becomes a document of tokens and sentences, with offsets in the text as sent."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open, zero-based stretch; the field that holds it names its unit (`token.chars`, `sentence.tokens`)."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span needs 0 <= start <= end, got [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start


class TokenKind(IntEnum):
    """What a token is made of."""

    WORD = 0
    NUMBER = 1


class DisguiseKind(StrEnum):
    """Ways to hide a word from a matcher while a reader sees nothing, or almost nothing."""

    HOMOGLYPH = "homoglyph"
    ZERO_WIDTH = "zero_width"
    BIDIRECTIONAL = "bidirectional"
    SOFT_HYPHEN = "soft_hyphen"
    SPLIT_WORD = "split_word"
    HIDDEN_MARKUP = "hidden_markup"


@dataclass(frozen=True, slots=True)
class Disguise:
    """One disguised place, in characters of the text."""

    kind: DisguiseKind
    chars: Span


@dataclass(frozen=True, slots=True)
class Token:
    """One word or number. `text[chars]` is the word as written; `norm` is only for matching."""

    norm: str
    kind: TokenKind
    chars: Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A run of tokens; `paragraph` counts blocks from 0; a heading is a short block without an end mark."""

    tokens: Span
    chars: Span
    paragraph: int
    is_heading: bool


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its tokens and sentences.

    Tokens are kept as columns (norms, starts, ends, kinds: one entry a token), because an object a token costs more
    than the whole alignment (decision 0002). Sentences cover all tokens in order.
    """

    text: str
    norms: tuple[str, ...]
    starts: Ints
    ends: Ints
    kinds: NDArray[np.uint8]
    sentences: tuple[Sentence, ...]
    quotes: tuple[Span, ...]
    disguises: tuple[Disguise, ...]

    def __len__(self) -> int:
        """Number of tokens."""
        return len(self.norms)

    def token(self, i: int) -> Token:
        """Token number `i`."""
        return Token(self.norms[i], TokenKind(int(self.kinds[i])), Span(int(self.starts[i]), int(self.ends[i])))

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens as objects; made anew at every call, so not for hot paths."""
        return tuple(self.token(i) for i in range(len(self)))

    def chars(self, tokens: Span) -> Span:
        """Characters from the first token's start to the last one's end; an empty span stays at its place."""
        if len(tokens):
            return Span(int(self.starts[tokens.start]), int(self.ends[tokens.end - 1]))
        at = int(self.ends[tokens.start - 1]) if tokens.start else 0
        return Span(at, at)
