"""Marks of notes: raised ones of whatever file, "[12]" in a plain text, figures that lost their raised place and touch a word.

What is raised and no mark of a note belongs to its word: an exponent (m², 10⁶), an ending (21st).
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from app.text.characters import matches_at, places_of, survey
from app.text.orthography import Orthography, any_of, shipped_orthography

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DIGITS = dict(zip(map(ord, _RAISED), "0123456789", strict=True))
_TO_RAISED = {ord(digit): chr(raised) for raised, digit in _DIGITS.items()} | str.maketrans("-−–+", "⁻⁻⁻⁺")
_POWER = re.compile(r"[-−–+]?\d{1,3}")
_NUMBERS = r"\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,5}"
_FIGURES = re.compile(rf"(?<=([^\W_]|[.,;:!?”\"’)\]]))[{_RAISED}]+(?:[,⁻–-][{_RAISED}]+)*")
_MARK = re.compile(
    r"[\[(]?(?:\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§¶#]{1,3})(?:\s*[,;–-]\s*(?:\d{1,3}|[*†‡§¶]))*[\])]?|\[[^\]]{1,25}\]|[,;–-]",
    re.IGNORECASE,
)
_LAST_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]++$")
_SQUARES = ("2", "3")
_POWERS = re.compile(r"(?:^|[^\d.,])(?:10|\d)$")  # 10⁶; a year or a count that a note explains is longer
_SHORTEST_MARKED = 3  # letters of a word with a letter for a mark: Mᵉ, nᵒ
_GLUED = re.compile(r"(?<=[^\W\d_]|[.,;:!?”\"’)])\d{1,2}(?![\w.,:%-]\w|[\w%])")
_BEFORE_GLUED = re.compile(r"(?<![^\W_])(?P<word>[^\W\d_]{3,})[.,;:!?”\"’)]?\Z")
_LONGEST_BEFORE = 102  # characters of a word and its mark
_END_MARKS = tuple(".,;:!?”’\"')]»…")
_FEWEST = 3  # notes; fewer figures at words are names (Windows 7, Covid-19)
_LEAST_WORDS = 0.8  # different words among them


@lru_cache(maxsize=8)
def _in_brackets(orthography: Orthography) -> tuple[re.Pattern[str], ...]:
    """What stands in square brackets and is no text: the mark of a note, and what an editor noted."""
    names, notes = any_of(orthography.note_names), any_of(orthography.notes)
    marks = rf"(?<=[^\W\d_])(?:\[(?:{_NUMBERS}|[a-z]|{names} \d{{1,2}})\])+|(?<=[.,;:!?”\"’)%\d])(?:\[{_NUMBERS}\])+"
    return re.compile(marks, re.IGNORECASE), re.compile(rf"\[{notes}\]", re.IGNORECASE)


@lru_cache(maxsize=8)
def _measured_in(orthography: Orthography) -> re.Pattern[str]:
    """A figure with a unit that is also a word: 12 in²."""
    return re.compile(rf"\d\s?{any_of(orthography.unit_words)}$")


def find_note_marks(text: str, orthography: Orthography) -> Iterator[tuple[int, int, str]]:
    """Figures and letters in square brackets that touch what stands before them."""
    brackets = places_of(text, "[")
    for pattern in _in_brackets(orthography):
        yield from ((mark.start(), mark.end(), "") for mark in matches_at(pattern, text, brackets))


def has_raised_figures(_text: str, beyond: frozenset[str]) -> bool:
    """Whether any raised figure is among the characters `beyond` ASCII."""
    return not beyond.isdisjoint(_RAISED)


def find_raised_figures(text: str, orthography: Orthography) -> Iterator[tuple[int, int, str]]:
    """Raised figures that are marks of notes, which go, and powers of figures, which part from them; those of units stay."""
    for found in matches_at(_FIGURES, text, places_of(text, _RAISED)):
        before = text[max(found.start() - 40, 0) : found.start()]
        figures = found.group().translate(_DIGITS)
        if is_note_mark(before, figures, orthography):
            yield found.start(), found.end(), ""
        elif is_power(before, figures):
            yield found.start(), found.end(), f"^{figures}"


def is_power(before: str, raised: str) -> bool:
    """Whether `raised`, set above the line and no mark of a note, is the power of the figure before it: 10⁶ is not 106."""
    return _POWER.fullmatch(raised.strip()) is not None and _POWERS.search(before[-4:]) is not None


def in_raised_figures(figures: str) -> str:
    """Figures as they are written above the line."""
    return figures.translate(_TO_RAISED)


def is_note_mark(before: str, raised: str, orthography: Orthography | None = None) -> bool:
    """Whether `raised`, set above the line, points to a note, given the characters before it in its paragraph."""
    known = orthography or shipped_orthography()
    mark, tail = raised.strip(), before.rstrip()[-40:]
    if not _MARK.fullmatch(mark):
        return False
    if mark.startswith(("[", "(")):
        return True
    found = _LAST_WORD.search(tail)
    word = found[0] if found else ""
    if mark.isalpha():
        return tail == before[-40:] and (len(word) >= _SHORTEST_MARKED or tail[-1:] in _END_MARKS)
    # one letter alone is a unit or a variable
    if mark in _SQUARES and (len(word) == 1 or word.lower() in known.units or _measured_in(known).search(tail)):
        return False
    return not (mark.isdecimal() and _POWERS.search(tail))


def find_glued_numbers(text: str) -> Iterator[tuple[int, int, str]]:
    """Figures that touch words, if they count the notes of the text: each number from the first to the last of them."""
    if survey(text).touching < _FEWEST:
        return
    glued = matches_at(_GLUED, text, places_of(text, "0123456789"))
    found = [(figure, word["word"].lower()) for figure in glued if (word := _word_before(text, figure.start()))]
    numbers = {int(figure.group()) for figure, _ in found}
    if len(numbers) < _FEWEST or max(numbers) - min(numbers) + 1 != len(numbers) or (min(numbers) != 1 and len(numbers) < 4):
        return
    if len({word for _, word in found}) < _LEAST_WORDS * len(found):
        return
    yield from ((figure.start(), figure.end(), "") for figure, _ in found)


def _word_before(text: str, at: int) -> re.Match[str] | None:
    """The word that a figure touches, with a mark between them or none."""
    return _BEFORE_GLUED.search(text, max(at - _LONGEST_BEFORE, 0), at)
