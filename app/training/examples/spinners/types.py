"""The nouns of the spinners: a suspect is a row of pieces, each of which knows where in the reference it comes from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.text import Span


class Maker(StrEnum):
    """Who changed the text."""

    SPINNER = "spinner"
    EDITOR = "editor"


class SwapKind(StrEnum):
    """What was done at one place."""

    WORD = "word"
    PHRASE = "phrase"
    FUNCTION_WORD = "function_word"
    ARTICLE = "article"
    NUMBER_FORMAT = "number_format"
    SPELLING = "spelling"
    WORDING = "wording"
    NAME = "name"
    MOVED = "moved"
    FORM = "form"
    CUT = "cut"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing to do to the reference: put `text` in the place of `chars` (empty chars: add, empty text: cut)."""

    chars: Span
    text: str
    kind: SwapKind
    maker: Maker = Maker.SPINNER


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the suspect. `source` is its place in the reference (or None); kept text has no kind."""

    text: str
    source: Span | None
    kind: SwapKind | None = None
    maker: Maker = Maker.SPINNER


@dataclass(frozen=True, slots=True)
class Swap:
    """A gold substitution: characters on both sides. An empty side is a pure cut or addition."""

    reference: Span
    suspect: Span
    kind: SwapKind
    maker: Maker


@dataclass(frozen=True, slots=True)
class Spun:
    """A rewritten text, the gold swaps in the order of the suspect, and the stretches that were kept word for word."""

    reference: str
    text: str
    swaps: tuple[Swap, ...]
    kept: tuple[tuple[Span, Span], ...]


def render(reference: str, pieces: Iterable[Piece]) -> Spun:
    """The text of a row of pieces with its gold swaps and kept stretches (reference, suspect)."""
    texts: list[str] = []
    swaps: list[Swap] = []
    kept: list[tuple[Span, Span]] = []
    for piece, here in _placed(pieces):
        texts.append(piece.text)
        if piece.source is None:
            continue
        if piece.kind is None:
            kept.append((piece.source, here))
        else:
            swaps.append(Swap(piece.source, here, piece.kind, piece.maker))
    return Spun(reference, "".join(texts), tuple(swaps), tuple(kept))


def _placed(pieces: Iterable[Piece]) -> Iterator[tuple[Piece, Span]]:
    at = 0
    for piece in pieces:
        yield piece, Span(at, at + len(piece.text))
        at += len(piece.text)


def pieces_of(text: str, within: Span, changes: Iterable[Change]) -> Iterator[Piece]:
    """The pieces of `text[within]` after the changes, which are sorted, do not overlap and lie inside.

    Raises:
        ValueError: two changes overlap, or one leaves the stretch.
    """
    at = within.start
    for change in changes:
        if change.chars.start < at or change.chars.end > within.end:
            raise ValueError(f"change {change.chars} overlaps what was done up to {at} or leaves {within}")
        if at < change.chars.start:
            yield Piece(text[at : change.chars.start], Span(at, change.chars.start))
        yield Piece(change.text, change.chars, change.kind, change.maker)
        at = change.chars.end
    if at < within.end:
        yield Piece(text[at : within.end], Span(at, within.end))


def without_overlaps(changes: Iterable[Change]) -> list[Change]:
    """The changes sorted by place; of two that overlap the earlier in the given order stays."""
    taken: dict[int, Change] = {}
    kept: list[Change] = []
    for change in changes:
        places = range(change.chars.start, max(change.chars.end, change.chars.start + 1))
        if not any(place in taken for place in places):
            taken.update(dict.fromkeys(places, change))
            kept.append(change)
    return sorted(kept, key=lambda change: (change.chars.start, change.chars.end))
