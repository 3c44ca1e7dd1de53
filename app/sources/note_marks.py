"""Raised numbers that point to a note are no part of the word they touch; raised numbers of units and formulas are."""

import re

_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§¶]{1,3}|[ivx]{1,4}|[a-h])(?:\s*[,;–-]\s*(?:\d{1,3}|[*†‡§¶]))*[\])]?")
_TOUCHED = re.compile(r"[\w.,;:!?”’\"')\]»…]$")
_SQUARES = ("2", "3")
_OF_A_UNIT = re.compile(r"(?:^|[\W\d_])(?:[kcdmµ]?m|(?<=[\d\s/])(?:ft|yd|mi|s)|(?<=\d)(?:in|h)|[xyzrn])$")
_POWERS = re.compile(r"(?:^|[^\d.,])(?:10|\d)$")  # 10⁶; a year or a count that a note explains is longer


def is_note_mark(before: str, raised: str) -> bool:
    """Whether `raised`, set above the line, points to a note, given the characters before it in its paragraph.

    An exponent (`m²`, `10³`) and a raised ending (`21st`) belong to their word.
    """
    mark, tail = raised.strip(), before.rstrip()[-12:]
    if not _MARK.fullmatch(mark):
        return False
    if mark.isalpha():
        return bool(_TOUCHED.search(tail)) and not tail[-1:].isdigit()
    return not (mark.isdecimal() and _POWERS.search(tail)) and not (mark in _SQUARES and _OF_A_UNIT.search(tail))
