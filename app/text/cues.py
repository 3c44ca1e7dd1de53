"""Times of subtitles: SubRip and WebVTT have a number and two times before each line that is read, and no sentence ends there."""

import re
from collections.abc import Iterator
from typing import Final

_TIME: Final = r"(?:\d{1,3}:)?\d{2}:\d{2}[.,]\d{3}"
_CUE: Final = re.compile(
    rf"^(?:[ \t]{{0,8}}\d{{1,6}}[ \t]{{0,8}}\r?\n)?[ \t]{{0,8}}{_TIME}[ \t]{{1,8}}-->[ \t]{{1,8}}{_TIME}[^\n]*", re.MULTILINE
)
_HEADER: Final = re.compile(r"\ufeff?WEBVTT[^\n]*")


def has_cues(text: str, _beyond: frozenset[str]) -> bool:
    """Whether an arrow stands in the text, as between the two times of a cue."""
    return "-->" in text


def find_cues(text: str) -> Iterator[tuple[int, int, str]]:
    """What stands between two lines that are read, which a space stands for; the file's first line too. O(n) time."""
    cues, at = list(_CUE.finditer(text)), 0
    if cues and (header := _HEADER.match(text)):
        at = header.end()
        yield 0, at, ""
    for cue in cues:
        start, end = cue.span()
        while start > at and text[start - 1].isspace():
            start -= 1
        while end < len(text) and text[end].isspace():
            end += 1
        at = end
        yield start, end, " "
