"""Parts of words that stand apart: ligatures that a PDF gives as control characters, endings that a tokeniser cut off.

The ligatures are at the places that TeX's encodings T1 (Cork) and OT1 have for them.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from app.text.characters import has_trace, matches_at, places_of, signs_of
from app.text.orthography import Orthography, any_of

_LIGATURES = {
    "\x1b": "ff", "\x1c": "fi", "\x1d": "fl", "\x1e": "ffi", "\x1f": "ffl",
    "\x0b": "ff", "\x0e": "ffi", "\x0f": "ffl",
}  # fmt: skip
_LIGATURE = re.compile(r"(?<=[^\W_])[\x0b\x0e\x0f\x1b-\x1f]|[\x0b\x0e\x0f\x1b-\x1f](?=[^\W_])")
_LINE_HYPHEN = re.compile(r"(?<=[^\W\d_])\u00ad+\r?\n[ \t]{0,4}(?=[^\W\d_])")
_APOSTROPHES = tuple((mark, re.compile(rf"{mark}(?:(?<= {mark})|(?<= [a-z]{mark}))(?= ?\w)")) for mark in "'’")
_BRACKET = re.compile(r"-(?:[LR][RSC]B)-")


def has_ligatures(text: str, _beyond: frozenset[str]) -> bool:
    """Whether a control character stands in `text` that may be a ligature."""
    return not _LIGATURES.keys().isdisjoint(signs_of(text))


def find_ligatures(text: str) -> Iterator[tuple[int, int, str]]:
    """Each ligature that touches a letter, as its letters."""
    found = matches_at(_LIGATURE, text, places_of(text, "".join(_LIGATURES)))
    return ((each.start(), each.end(), _LIGATURES[each.group()]) for each in found)


def has_line_hyphens(_text: str, beyond: frozenset[str]) -> bool:
    """Whether a soft hyphen is among a text's characters `beyond` ASCII: it may end a line."""
    return "\u00ad" in beyond


def find_line_hyphens(text: str) -> Iterator[tuple[int, int, str]]:
    """Each soft hyphen that broke a word over two lines, as nothing."""
    return ((found.start(), found.end(), "") for found in matches_at(_LINE_HYPHEN, text, places_of(text, "\u00ad")))


def has_set_apart(text: str, _beyond: frozenset[str]) -> bool:
    """Whether a tokeniser's traces may stand in `text`."""
    return any(mark in text and pattern.search(text) is not None for mark, pattern in _APOSTROPHES) or has_trace(text, "-LRB-")


@lru_cache(maxsize=8)
def _ending(orthography: Orthography) -> re.Pattern[str]:
    """The blank before a contraction's ending."""
    endings = any_of(orthography.contractions).replace("'", "['’]")
    return re.compile(rf"(?<=[^\W\d_]) (?={endings}(?![\w'’]))", re.IGNORECASE)


@lru_cache(maxsize=8)
def _parted(orthography: Orthography) -> re.Pattern[str]:
    """An apostrophe with blanks around it and the rest of a contraction: of n't, its t."""
    rests = any_of(tuple({each.partition("'")[2] for each in orthography.contractions}))
    return re.compile(rf"(?<=[^\W\d_]) ['’]( ?)({rests})(?![\w'’])", re.IGNORECASE)


def find_set_apart(text: str, orthography: Orthography) -> Iterator[tuple[int, int, str]]:
    """The blanks at the apostrophe of each ending that was cut off, as nothing; a tokeniser's bracket as a blank."""
    marks = places_of(text, "'’")
    blanks = (at for mark in marks for at in (mark - 2, mark - 1) if at > 0 and text[at] == " ")
    yield from ((found.start(), found.end(), "") for found in matches_at(_ending(orthography), text, blanks))
    for found in matches_at(_parted(orthography), text, (mark - 1 for mark in marks if mark > 1)):
        before, rest = text[found.start() - 1], f"'{found[2]}".lower()
        if rest in orthography.contractions or f"{before.lower()}{rest}" in orthography.contractions:
            yield found.start(), found.start() + 1, ""
            if found[1]:
                yield *found.span(1), ""
    yield from ((found.start(), found.end(), " ") for found in _BRACKET.finditer(text))
