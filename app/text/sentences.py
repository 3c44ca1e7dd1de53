"""Sentences and paragraphs of a text."""

import re
from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.text.orthography import Orthography
from app.text.twins import scanner, twin_of
from app.text.types import Ints

# A mark ends a sentence when white space and no small letter follow, or a word with a capital at once, as scrapers glue
# sentences ("on Monday.The ferry"). The pattern begins with the set of marks, so that the
# search leaps from mark to mark; possessive, and only from the first mark of a run: a text of 200,000 points must not cost
# the square of it.
_MARK = re.compile(
    r"[.!?\u2026\n](?:(?<=\n)\s*+|(?<!\n)(?<![.!?\u2026][.!?\u2026])[.!?\u2026]*+[\"'\u201d\u2019)\]\u00bb]*+"
    r"(?=\s{1,9}[\"'\u201c\u2018(\[\u00ab\-\u2013\u2014]{0,3}\s?[^\Wa-z\u00df-\u00ff]|\s*\n|\s*\Z)"
    r"|(?<=[a-z0-9][a-z0-9%)\]\"\u201d\u2019][.!?\u2026])[.!?\u2026]*+[\"'\u201d\u2019)\]\u00bb]*+"
    r"(?=[\"'\u201c\u2018(\[]{0,2}[A-Z][a-z ]))"
)
_LOOKED_AT = 20_000  # characters, to see whether lines were cut at a width
_BETWEEN_LINES = re.compile(r"\S[^\S\n]*+(\n\s*+)(?=(\S))")  # from a line's last character, so that blanks are read once
_LEAST_OPEN = 0.5  # share of the lines that go on with a small letter, where each line of a cut text is set apart
MOST_WORDS = 200  # of a sentence; prose has none so long
_LONGEST_PACKED = 8  # letters that one number holds


class Sentences(NamedTuple):
    """`bounds` [n + 1]: first token of each sentence, and the number of tokens; `blocks` [n]: paragraph of each, from 0."""

    bounds: Ints
    blocks: Ints


def find_sentences(text: str, starts: Ints, orthography: Orthography) -> Sentences:
    """Sentences of `text`, whose tokens start at the characters `starts`; they cover all tokens in order. O(n) time."""
    found, longest = walk_sentences(text, starts, orthography)
    return _cut_endless(found) if longest > MOST_WORDS else found


def walk_plainly(text: str, starts: Ints, orthography: Orthography) -> tuple[Sentences, int]:
    """What `walk_sentences` returns, without the compiled walk."""
    ends, closes = _ends(text, orthography)
    until = np.searchsorted(starts, ends).astype(np.int32)
    block = np.concatenate(([0], np.cumsum(closes)))  # of the text after each end
    bounds = np.concatenate((np.zeros(1, np.int32), until, np.array([len(starts)], np.int32)))
    filled = np.flatnonzero(bounds[1:] > bounds[:-1])
    blocks = np.unique(block[filled], return_inverse=True)[1].astype(np.int32)
    found = Sentences(np.append(bounds[filled], np.int32(len(starts))), blocks)
    return found, int(np.diff(found.bounds).max(initial=0))


@twin_of(walk_plainly)
def walk_sentences(text: str, starts: Ints, orthography: Orthography) -> tuple[Sentences, int]:
    """Sentences before long ones are cut, and how many words the longest has."""
    asked = partial(_ends_sentence, orthography), _short_forms(orthography)
    *columns, longest = scanner.find_sentences(text, starts, _closing_ends(text), *asked)
    return Sentences(*columns), longest


@lru_cache(maxsize=8)
def _short_forms(orthography: Orthography) -> NDArray[np.uint64]:
    """The abbreviations of letters alone, each as a number, for the compiled walk; the others are asked for by name."""
    plain = (each for each in orthography.abbreviations if each.isascii() and each.isalpha() and len(each) <= _LONGEST_PACKED)
    return np.array([int.from_bytes(each.encode(), "little") for each in plain], np.uint64)


def _cut_endless(sentences: Sentences) -> Sentences:
    """The same sentences, those of over `MOST_WORDS` words in parts: a list without points must not cost its square."""
    lengths = np.diff(sentences.bounds)
    parts = -(-lengths // MOST_WORDS)
    inner = [np.linspace(a, a + n, k, endpoint=False) for a, n, k in zip(sentences.bounds, lengths, parts, strict=False)]
    bounds = np.append(np.concatenate(inner), sentences.bounds[-1]).astype(np.int32)
    return Sentences(bounds, np.repeat(sentences.blocks, parts))


def _ends(text: str, orthography: Orthography) -> tuple[list[int], list[bool]]:
    """Places where a sentence ends, and whether its block ends there too."""
    closing = _closing_ends(text)
    ends: list[int] = []
    closes: list[bool] = []
    for start, end in zip(*find_marks_plainly(text), strict=True):
        mark = text[start]
        if mark == "\n":
            if text.count("\n", start, end) >= closing:
                ends.append(end)
                closes.append(True)
        elif mark != "." or _ends_sentence(orthography, text, start, end):
            ends.append(end)
            closes.append(False)
    return ends, closes


def find_marks_plainly(text: str) -> tuple[list[int], list[int]]:
    """Where each line end and each mark that may end a sentence starts, and where what belongs to it ends."""
    spans = [match.span() for match in _MARK.finditer(text)]
    return [start for start, _ in spans], [end for _, end in spans]


def line_lengths_plainly(text: str) -> list[int]:
    """What `line_lengths` returns, without the compiled walk."""
    return [len(line) for line in text[:_LOOKED_AT].split("\n") if line.strip()]


@twin_of(line_lengths_plainly)
def line_lengths(text: str) -> list[int]:
    """How long the filled lines at the beginning of `text` are."""
    return scanner.line_lengths(text, _LOOKED_AT)


def _closing_ends(text: str) -> int:
    """How many line ends together close a block: one; in text whose lines were cut at a width one more than between its lines.

    Such text may have an empty line behind each line, as what is pasted from a PDF has.
    """
    if not _is_hard_wrapped(text):
        return 1
    lines = _BETWEEN_LINES.findall(text[:_LOOKED_AT])
    between = min((blank.count("\n") for blank, _ in lines), default=1)
    is_open = sum(letter.islower() for _, letter in lines) >= _LEAST_OPEN * len(lines)
    return between + 1 if is_open else 2


def _is_hard_wrapped(text: str) -> bool:
    """Whether the lines of `text` were cut at a fixed width, so that a single line end means nothing."""
    if "\n" not in text:
        return False
    lengths = line_lengths(text)
    if len(lengths) < 4 or not 40 <= (longest := max(lengths)) <= 120:
        return False
    return sum(length > 0.75 * longest for length in lengths) > 0.6 * len(lengths)


def _ends_sentence(orthography: Orthography, text: str, start: int, end: int) -> bool:
    """Whether the point at `start`, with its marks up to `end`, closes a sentence and no abbreviation."""
    since = max(0, start - 24)
    at = max(text.rfind(" ", since, start), text.rfind("\n", since, start), since - 1) + 1
    word = text[at:start].lstrip("\"'\u201c\u2018([").lower()
    if _is_amount(word, is_first=at == 0 or text[at - 1] == "\n"):
        return True
    if "." in word or (len(word) == 1 and word.isalpha() and word not in orthography.letter_words):
        following = text[end : end + 40].split(maxsplit=1)
        return not following or following[0].lower().strip("\"'\u201c\u2018,.") in orthography.openers
    return word not in orthography.abbreviations


def _is_amount(word: str, *, is_first: bool) -> bool:
    """Whether a word with a point in it is a figure, as £1.5m, and no short form; the `is_first` of a line numbers it."""
    return any(map(str.isdecimal, word)) and not (is_first and word.replace(".", "").isdecimal())
