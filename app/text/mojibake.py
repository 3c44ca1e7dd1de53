r"""Characters that an encoding has changed.

UTF-8 that was taken for Windows-1252, as old exports have it ("isnâ€™t", "cafÃ©"), and typographic marks of which only the lower
byte is left, as what writes one byte a character leaves it ("it\x19s" for "it’s").
"""

import re
from collections.abc import Iterator

_SECOND = (
    "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014"
    "\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
)
_WRONG = re.compile(f"[\u00c2-\u00c5][{_SECOND}]|\u00e2[\u20ac\u0080][{_SECOND}]")
_CUT = {chr(code & 0xFF): chr(code) for code in (0x2013, 0x2014, *range(0x2018, 0x201F))}
_ANY_CUT = re.compile("[\x13\x14\x18-\x1e]")
# before the end of a contraction, or two around words: TeX's ligatures, which have the same places, stand otherwise
_SURELY_CUT = re.compile(r"(?<=[^\W\d_])\x19(?=[a-z]{1,2}\b)|\x1c\w[^\x1c\x1d]{0,1000}\x1d(?=[\s.,;:!?)]|\Z)")
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


def has_cut_marks(text: str, _beyond: frozenset[str]) -> bool:
    """Whether one of them stands in `text` where it can be nothing else."""
    return ("\x19" in text or "\x1d" in text) and _SURELY_CUT.search(text) is not None


def find_cut_marks(text: str) -> Iterator[tuple[int, int, str]]:
    """Each lower byte of a typographic mark, as the mark."""
    return ((found.start(), found.end(), _CUT[found.group()]) for found in _ANY_CUT.finditer(text))


def _byte(character: str) -> bytes:
    """The byte that Windows-1252 shows as this character; it leaves five of them as they are."""
    return character.encode("cp1252" if ord(character) > 0xFF else "latin-1")
