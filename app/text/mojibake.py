"""Letters that were read in the wrong encoding: UTF-8 taken for Windows-1252, as old exports have it ("isnâ€™t", "cafÃ©")."""

import re
from collections.abc import Iterator

_SECOND = (
    "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014"
    "\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
)
_WRONG = re.compile(f"[\u00c2-\u00c5][{_SECOND}]|\u00e2[\u20ac\u0080][{_SECOND}]")
_LEADS = frozenset("\u00c2\u00c3\u00c4\u00c5\u00e2")


def has_mojibake(_text: str, beyond: frozenset[str]) -> bool:
    """Whether a character with which wrong ones begin is among those `beyond` ASCII."""
    return not beyond.isdisjoint(_LEADS)


def find_mojibake(text: str) -> Iterator[tuple[int, int, str]]:
    """Each run of wrong characters that is one right character."""
    for found in _WRONG.finditer(text):
        try:
            right = b"".join(map(_byte, found.group())).decode()
        except UnicodeDecodeError:
            continue
        yield found.start(), found.end(), right


def _byte(character: str) -> bytes:
    """The byte that Windows-1252 shows as this character; it leaves five of them as they are."""
    return character.encode("cp1252" if ord(character) > 0xFF else "latin-1")
