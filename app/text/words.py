"""Words and numbers of a text, with the form they are matched in."""

import re
from typing import Any, NamedTuple

import numpy as np

from app.text.disguises import (
    COMBINING,
    IGNORED,
    find_invisible,
    find_spaced_out,
    fold,
    is_homoglyph,
    is_suspicious,
)
from app.text.types import Disguise, DisguiseKind, Ints, Span

try:
    from app.text import scanner as _scanner
except ImportError:  # no C compiler when Unspun was installed
    _scanner = None  # type: ignore[assignment]
scanner: Any = _scanner

_LETTER = rf"(?:\w|[{IGNORED}{COMBINING}])"
# Kept whole: U.S., didn't, Tehran's, 40,000, 20%, B-2, high-level, 10:30.
# Trap: no possessive quantifier on a group; the `re` of Python 3.11.2 (Debian 12) matches the empty string with one.
_JOINTS = r"(?:['\-]{0}+|[.,:](?:(?<=\d.)(?=\d)|(?<=\b\w.)(?=\w\b)){0}+)*%?"
_WORD = re.compile(rf"\w{_LETTER}*" + _JOINTS.format(_LETTER))
# The same for a text without anything suspicious, with the word captured for `split`.
_PLAIN_WORD = re.compile(r"(\w+" + _JOINTS.format(r"\w") + ")")
_PLAIN_MARKS = (("\u2019", "'"), ("\u2018", "'"), ("\u02bc", "'"), ("\u2010", "-"), ("\u2011", "-"), ("_", " "))


class Words(NamedTuple):
    """Columns of one text's words, one entry a word, and the disguises met on the way."""

    norms: tuple[str, ...]
    starts: Ints
    ends: Ints
    disguises: tuple[Disguise, ...]


def find_words(text: str) -> Words:
    """The words of `text` in order. O(n) time."""
    flat = _lower_in_place(text)
    if is_suspicious(text):
        return _find_disguised(text, flat)
    norms, starts, ends = split_plainly(flat) if scanner is None else scanner.split(flat)
    if _has_spaced_out(starts, ends):
        return _find_disguised(text, flat)
    return Words(norms, starts, ends, ())


def split_plainly(flat: str) -> tuple[tuple[str, ...], Ints, Ints]:
    """Words of a text without anything suspicious, with their starts and ends, without the compiled scanner."""
    pieces = _PLAIN_WORD.split(flat)  # gap, word, gap, …, gap: one call in C, where a match object a word costs 1 µs
    places = np.cumsum(np.fromiter(map(len, pieces), np.int32, len(pieces)), dtype=np.int32)
    return tuple(pieces[1::2]), places[:-1:2], places[1::2]


def _has_spaced_out(starts: Ints, ends: Ints) -> bool:
    """Whether four single letters follow each other one space apart."""
    single = ends - starts == 1
    linked = single[:-1] & single[1:] & (starts[1:] - ends[:-1] == 1)
    return len(linked) >= 3 and bool((linked[:-2] & linked[1:-1] & linked[2:]).any())


def _lower_in_place(text: str) -> str:
    """`text` in lower case with plain apostrophes and hyphens, every character at its old place."""
    lower = text.lower()
    if len(lower) != len(text):  # trap: the lower case of some capitals is two code points
        lower = "".join(c.lower()[0] for c in text)
    return _plain_marks(lower)


def _plain_marks(word: str) -> str:
    for mark, plain in _PLAIN_MARKS:  # a few `replace` calls are ten times faster than one `translate`
        word = word.replace(mark, plain)
    return word


def _find_disguised(text: str, flat: str) -> Words:
    found: list[Disguise] = find_invisible(text)
    matches: list[tuple[str, int, int]] = []
    joined = find_spaced_out(text)
    found.extend(Disguise(DisguiseKind.SPLIT_WORD, span) for span in joined)
    for start, end in _word_spans(flat, joined):
        norm = flat[start:end]
        if not norm.isascii() or " " in norm:
            word = text[start:end]
            norm = _plain_marks(fold(word.replace(" ", ""))).replace(" ", "")
            if is_homoglyph(word):
                found.append(Disguise(DisguiseKind.HOMOGLYPH, Span(start, end)))
        if norm:
            matches.append((norm, start, end))
    return _columns(matches, tuple(sorted(found, key=lambda d: (d.chars.start, d.chars.end))))


def _word_spans(flat: str, joined: list[Span]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    at = 0
    for whole in joined:
        spans.extend(m.span() for m in _WORD.finditer(flat, at, whole.start))
        spans.append((whole.start, whole.end))
        at = whole.end
    spans.extend(m.span() for m in _WORD.finditer(flat, at))
    return spans


def _columns(matches: list[tuple[str, int, int]], disguises: tuple[Disguise, ...]) -> Words:
    if not matches:
        none = np.empty(0, np.int32)
        return Words((), none, none, disguises)
    norms, starts, ends = zip(*matches, strict=True)
    return Words(norms, np.array(starts, np.int32), np.array(ends, np.int32), disguises)
