"""Letters that look like Latin ones, from Unicode's confusables: read when a text first holds an odd character."""

from functools import cache
from importlib.resources import files

OUTLINED_DIGITS = {0x1CCF0 + digit: str(digit) for digit in range(10)}  # Unicode 16; the interpreter may not know them
_STYLED = (range(0x1CCD6, 0x1CCF0), range(0x1F110, 0x1F18A))  # outlined letters; letters in circles and squares


@cache
def look_alikes() -> dict[int, str]:
    """What each letter of other scripts or styles looks like, by code point."""
    rows = (files("app.text") / "look_alikes.txt").read_text(encoding="utf-8").splitlines()
    table = (row.split("\t") for row in rows if not row.startswith("#"))
    return {int(code, 16): latin for latin, codes in table for code in codes.split()}


@cache
def styled_letters() -> dict[int, str]:
    """Those that are Latin letters in another style, whatever stands around them, and digits of such a style."""
    letters = {code: latin for code, latin in look_alikes().items() if any(code in styled for styled in _STYLED)}
    return letters | OUTLINED_DIGITS
