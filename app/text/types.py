"""The nouns of the text room: a text becomes a document of tokens and sentences, with offsets in the text as sent."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from app.text.breaks import find_breaks
from app.text.facts import NO_FACTS, About
from app.text.spelling import Spelling
from app.text.twins import scanner, twin_of

Ints = NDArray[np.int32]
LEAST_HEADLINE = 6  # words of a sentence from which capitals on most of them are a matter of style
HEADING_WORDS = 14  # longest block without an end mark that is taken for a heading


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
    UNASSIGNED = "unassigned"
    ZERO_WIDTH = "zero_width"
    BIDIRECTIONAL = "bidirectional"
    SOFT_HYPHEN = "soft_hyphen"
    SPLIT_WORD = "split_word"
    STACKED_MARKS = "stacked_marks"
    HIDDEN_MARKUP = "hidden_markup"
    LEFTOVER = "spinner_leftover"


@dataclass(frozen=True, slots=True)
class Disguise:
    """One disguised place, in characters of the text."""

    kind: DisguiseKind
    chars: Span


class Omission(StrEnum):
    """Why words of a file are not read as its text."""

    NAVIGATION = "navigation"
    HEADER = "header"
    FOOTER = "footer"
    ASIDE = "aside"
    OUTSIDE = "outside the article"
    FORM = "form"
    MEDIA = "media"
    HIDDEN = "hidden"
    DELETED = "deleted in tracked changes"
    COMMENT = "comment"
    NOTE = "note"
    LIST_MARK = "list mark"
    RUNNING_LINE = "running line"
    SECOND_COPY = "second copy"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many words of a file were left out for one reason."""

    reason: Omission
    words: int


@dataclass(frozen=True, slots=True)
class Markings:
    """What a file says of its text besides the characters; places are characters of the text, in any order.

    `hidden`: where words were left out because a reader cannot see them (mostly empty spans); `quotes`: stretches that the
    file sets as quotations; `left_out`: how many words of the file are not its text, and why; `is_source`: whether
    the text is HTML source; `about`: what the file says about its article.
    """

    hidden: tuple[Span, ...] = ()
    quotes: tuple[Span, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    is_source: bool = False
    about: About = NO_FACTS

    @property
    def says_only_facts(self) -> bool:
        """Whether nothing is said of the text itself."""
        return self.about != NO_FACTS and not (self.hidden or self.quotes or self.left_out or self.is_source)


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


def mark_quoted_plainly(starts: Ints, quotes: Ints) -> NDArray[np.bool_]:
    """What `mark_quoted` returns, without the compiled walk."""
    quote = np.searchsorted(quotes[0], starts, side="right") - 1
    inside: NDArray[np.bool_] = (quote >= 0) & (starts < quotes[1][np.maximum(quote, 0)])
    return inside


@twin_of(mark_quoted_plainly)
def mark_quoted(starts: Ints, quotes: Ints) -> NDArray[np.bool_]:
    """Whether each token, by its first character, stands in one of some quotations, [2, n_quotes] of at least one."""
    return scanner.mark_quoted(starts, quotes).view(bool)


def mark_capitals_plainly(text: str, starts: Ints, bounds: Ints) -> NDArray[np.bool_]:
    """What `mark_capitals` returns, without the compiled walk."""
    places = starts.tolist()
    return np.array(
        [
            end - first >= LEAST_HEADLINE and 2 * sum(text[at].isupper() for at in places[first:end]) > end - first
            for first, end in pairwise(bounds.tolist())
        ],
        bool,
    )


@twin_of(mark_capitals_plainly)
def mark_capitals(text: str, starts: Ints, bounds: Ints) -> NDArray[np.bool_]:
    """Whether most words of each sentence begin with a capital, [n_sentences]: `starts` of words, `bounds` of sentences."""
    return scanner.mark_capitals(text, starts, bounds, LEAST_HEADLINE).view(bool)


@dataclass(frozen=True)
class Document:
    """A text with its tokens and sentences.

    Both are kept as columns, because an object a token costs more than the whole alignment (decision 0002): `spelling`,
    `starts` and `ends` have one entry a token; `bounds` [n_sentences + 1] holds the first token of each sentence and the
    number of tokens, so sentences cover all tokens in order; `blocks` [n_sentences] numbers the paragraphs.
    """

    text: str
    spelling: Spelling
    starts: Ints
    ends: Ints
    bounds: Ints
    blocks: Ints
    quotes: tuple[Span, ...]
    disguises: tuple[Disguise, ...]
    markings: Markings = Markings()

    def __len__(self) -> int:
        """Number of tokens."""
        return len(self.starts)

    @cached_property
    def norms(self) -> tuple[str, ...]:
        """The words as they are matched, as strings; who asks for a few takes them from `spelling`."""
        return self.spelling.between(0, len(self))

    @property
    def n_sentences(self) -> int:
        """Number of sentences."""
        return len(self.blocks)

    def token(self, i: int) -> Token:
        """Token number `i`."""
        norm = self.spelling[i]
        kind = TokenKind.NUMBER if is_number(norm) else TokenKind.WORD
        return Token(norm, kind, Span(int(self.starts[i]), int(self.ends[i])))

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens as objects; for readers and tests, not for hot paths."""
        return tuple(self.token(i) for i in range(len(self)))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences as objects; for readers and tests, not for hot paths."""
        bounds, blocks = self.bounds.tolist(), self.blocks.tolist()
        alone = np.bincount(self.blocks, minlength=1) == 1
        return tuple(
            Sentence(tokens, self.chars(tokens), block, bool(alone[block]) and self._looks_like_heading(tokens))
            for tokens, block in zip((Span(a, b) for a, b in pairwise(bounds)), blocks, strict=True)
        )

    @cached_property
    def quote_bounds(self) -> Ints:
        """Starts and ends of the quotations, in characters: [2, n_quotes]."""
        return np.array([(q.start, q.end) for q in self.quotes], np.int32).reshape(-1, 2).T

    @cached_property
    def in_quotes(self) -> NDArray[np.bool_]:
        """Whether each token stands between quotation marks."""
        if not self.quotes:
            return np.zeros(len(self), bool)
        return mark_quoted(self.starts, self.quote_bounds)

    @cached_property
    def in_capitals(self) -> NDArray[np.bool_]:
        """Whether each sentence is a headline in capitals, or of a text that is written so: they tell no name there."""
        return mark_capitals(self.text, self.starts, self.bounds)

    @cached_property
    def breaks(self) -> NDArray[np.int8]:
        """The `Break` before each token and after the last: [n_tokens + 1]."""
        return find_breaks(self.text, self.starts, self.ends)

    def _looks_like_heading(self, tokens: Span) -> bool:
        end = int(self.ends[tokens.end - 1])
        return len(tokens) <= HEADING_WORDS and not self.text[end : end + 1].strip().startswith(
            (".", "!", "?", "\u2026", ":", ";")
        )

    def chars(self, tokens: Span) -> Span:
        """Characters from the first token's start to the last one's end; an empty span stays at its place."""
        if len(tokens):
            return Span(int(self.starts[tokens.start]), int(self.ends[tokens.end - 1]))
        at = int(self.ends[tokens.start - 1]) if tokens.start else 0
        return Span(at, at)


def is_number(norm: str) -> bool:
    """Whether a token is a number: it begins with a digit ("40,000", "20%", "3rd")."""
    return norm[0] in "0123456789"
