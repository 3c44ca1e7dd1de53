"""A text that is changed again and again, and which of its characters a spinner's words are.

Spinners, their habits and whatever happens to the text afterwards follow each other; the marks move along.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from app.text import Span
from app.training.examples.spinners.types import Change, Maker, SwapKind, without_overlaps

_WORDS_OF_A_SPINNER: Final = frozenset(
    (SwapKind.WORD, SwapKind.PHRASE, SwapKind.FUNCTION_WORD, SwapKind.ADDED, SwapKind.MOVED, SwapKind.NAME)
)
"""What tells of a spinner; a form, a format or a lost mark of its making tells of anybody."""
_SAME_WORDS: Final = frozenset((SwapKind.FORM, SwapKind.SPELLING, SwapKind.NUMBER_FORMAT, SwapKind.ARTICLE))
"""What writes the same words in another way: a spinner's stay a spinner's."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and the spans of it (sorted, apart) that are a spinner's words."""

    text: str
    marks: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        edges = [0, *(edge for span in self.marks for edge in (span.start, span.end)), len(self.text)]
        if edges != sorted(edges):
            raise ValueError(f"marks need to be sorted, apart and within {len(self.text)} characters, got {self.marks}")


def changed(marked: Marked, changes: Iterable[Change]) -> Marked:
    """The text after the changes (of two that overlap the earlier given stays), its marks moved and added. O(n)."""
    texts: list[str] = []
    flags = bytearray()
    before = _flags(marked)
    for text, source, change in _stretches(marked.text, without_overlaps(changes)):
        texts.append(text)
        old = before[source.start : source.end]
        flags += old if change is None else bytes([_is_marked(change, old)]) * len(text)
    return Marked("".join(texts), tuple(_spans(flags)))


def _is_marked(change: Change, old: bytearray) -> bool:
    """Whether the words of a change are a spinner's, put in the place of characters with these flags."""
    if change.kind in _SAME_WORDS:
        return any(old)
    return change.maker is Maker.SPINNER and change.kind in _WORDS_OF_A_SPINNER


def _flags(marked: Marked) -> bytearray:
    flags = bytearray(len(marked.text))
    for span in marked.marks:
        flags[span.start : span.end] = b"\1" * len(span)
    return flags


def _stretches(text: str, changes: Sequence[Change]) -> Iterator[tuple[str, Span, Change | None]]:
    """What the new text is made of: its parts, their places in the old one, and the change that made each (None: kept)."""
    at = 0
    for change in changes:
        yield text[at : change.chars.start], Span(at, change.chars.start), None
        yield change.text, change.chars, change
        at = change.chars.end
    yield text[at:], Span(at, len(text)), None


def _spans(flags: bytearray) -> Iterator[Span]:
    at = 0
    for flag, run in groupby(flags):
        end = at + sum(1 for _ in run)
        if flag:
            yield Span(at, end)
        at = end
