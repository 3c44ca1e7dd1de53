"""A text as a spinner sees it: words with their places, case, paragraph and quotation."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from app.text import Sentence, Span, read_text

_WORD: Final = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_POSSESSIVE: Final = frozenset(("'s", "\u2019s", "'S", "\u2019S"))


class Slot(NamedTuple):
    """A word that may be replaced, with its characters; a possessive ending stays outside. A tuple: there are many."""

    word: str
    lower: str
    start: int
    end: int
    paragraph: int
    starts_sentence: bool
    is_quoted: bool
    is_linked: bool
    joins_next: bool

    @property
    def is_capital(self) -> bool:
        """A capital that the sentence does not ask for: a name, a title."""
        return self.word[0].isupper() and not self.starts_sentence


class Unit(NamedTuple):
    """A sentence with its marks: from its opening quotation mark to its end mark. `row` counts from 0."""

    row: int
    chars: Span
    paragraph: int
    is_heading: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A text with its slots and sentences, in order."""

    text: str
    slots: tuple[Slot, ...]
    units: tuple[Unit, ...]

    @property
    def paragraphs(self) -> list[list[Unit]]:
        """The sentences of each paragraph."""
        return [list(rows) for _, rows in groupby(self.units, key=lambda unit: unit.paragraph)]


@lru_cache(maxsize=8)
def read_page(text: str) -> Page:
    """The page of a text; O(n). The last few are kept, because one article is spun in several ways."""
    document = read_text(text)
    words = [match.span() for match in _WORD.finditer(text)]
    starts = [start for start, _ in words]
    units = _units(text, document.sentences)
    quoted = _rows(starts, document.quotes)
    rows = _rows(starts, [unit.chars for unit in units])
    slots: list[Slot] = []
    for place, (start, end) in enumerate(words):
        row = rows[place]
        word = _stem(text[start:end])
        paragraph = units[row].paragraph if row >= 0 else 0
        linked = text[end : end + 1] in _LINKS or text[start - 1 : start] in _LINKS
        joins = text[end : end + 1] == " " and starts[place + 1 : place + 2] == [end + 1] and len(word) == end - start
        first = not place or row != rows[place - 1]
        slots.append(Slot(word, word.lower(), start, start + len(word), paragraph, first, quoted[place] >= 0, linked, joins))
    return Page(text, tuple(slots), units)


_LINKS: Final = frozenset("-\u2010\u2011@/_&")


def _stem(word: str) -> str:
    """The word without a possessive ending."""
    return word[:-2] if word[-2:] in _POSSESSIVE and len(word) > 2 else word


def _units(text: str, sentences: tuple[Sentence, ...]) -> tuple[Unit, ...]:
    """Sentences end where their words end: the marks up to the blank go with them, those after it with the next."""
    cuts = [0, *(_blank(text, one.chars.end, two.chars.start) for one, two in pairwise(sentences)), len(text)]
    units: list[Unit] = []
    for row, sentence in enumerate(sentences):
        stretch = text[cuts[row] : cuts[row + 1]]
        start = cuts[row] + len(stretch) - len(stretch.lstrip())
        units.append(Unit(row, Span(start, cuts[row] + len(stretch.rstrip())), sentence.paragraph, sentence.is_heading))
    return tuple(units)


def _blank(text: str, start: int, end: int) -> int:
    """Where the last blank of `text[start:end]` is, or the start when there is none."""
    return max(start, *(text.rfind(blank, start, end) for blank in " \n\t\u00a0"))


def _rows(starts: Sequence[int], spans: Sequence[Span]) -> list[int]:
    """Which of the spans (sorted, apart) holds each of the rising offsets; -1 for none."""
    rows: list[int] = []
    at = 0
    for offset in starts:
        while at < len(spans) and spans[at].end <= offset:
            at += 1
        rows.append(at if at < len(spans) and spans[at].start <= offset else -1)
    return rows
