"""What subtitles have beside the lines that are read: numbers, names and times before each, and marks inside (SubRip, WebVTT).

No sentence ends there. Of WebVTT the head, comments and styles are no text either.
"""

import re
from collections.abc import Iterator
from typing import Final

_TIME: Final = r"(?:\d{1,3}:)?\d{2}:\d{2}[.,]\d{3}"
_TIMES: Final = rf"[ \t]{{0,8}}{_TIME}[ \t]{{1,8}}-->[ \t]{{1,8}}{_TIME}[^\n]*"
_NUMBERED: Final = rf"^(?:[ \t]{{0,8}}\d{{1,6}}[ \t]{{0,8}}\r?\n)?{_TIMES}"
_BLOCK: Final = r"(?:(?<=\n\n)|(?<=\n\r\n))"
_REST: Final = r"[^\n]*(?:\n(?!\r?\n)[^\n]+)*"  # of a block, which an empty line ends
_SUBRIP: Final = re.compile(_NUMBERED, re.MULTILINE)
_WEBVTT: Final = re.compile(rf"{_BLOCK}(?:(?:NOTE|STYLE|REGION)(?=\s){_REST}|[^\n]{{1,200}}\n{_TIMES})|{_NUMBERED}", re.MULTILINE)
_HEADER: Final = re.compile(rf"\ufeff?WEBVTT(?![^\s]){_REST}")
_FIRST: Final = re.compile(rf"\ufeff?\s{{0,99}}{_NUMBERED}", re.MULTILINE)
# speakers, classes, colours and the time of a word; what is read above a word; places on the screen
_MARK: Final = re.compile(
    rf"<rt>[^<\n]{{0,200}}</rt>|</?(?:[bcisuv]|lang|ruby|rt|font)(?:[.\s][^<>]{{0,200}})?>|<{_TIME}>|\{{\\[^{{}}\n]{{1,80}}\}}",
    re.IGNORECASE,
)
_LINE_END: Final = re.compile(r"(?<=[^\r\n])\r?\n(?=[^\s–—-])(?!<v\b)")  # a dash or a name begins what another one says


def has_cues(text: str, _beyond: frozenset[str]) -> bool:
    """Whether an arrow stands in the text, as between the two times of a cue."""
    return "-->" in text


def is_subtitles(text: str) -> bool:
    """Whether the text is a file of subtitles: it begins with a cue, or as WebVTT does and has one."""
    return "-->" in text and (_FIRST.match(text) or (_HEADER.match(text) and _SUBRIP.search(text))) is not None


def find_cues(text: str) -> Iterator[tuple[int, int, str]]:
    """What stands between two lines that are read, which a space stands for; marks inside, and the file's head. O(n) time."""
    header = _HEADER.match(text)
    cues, at = list((_WEBVTT if header else _SUBRIP).finditer(text)), 0
    if cues and header:
        at = header.end()
        yield 0, at, ""
    is_marked = is_subtitles(text)
    for cue in cues:
        start, end = cue.span()
        while start > at and text[start - 1].isspace():
            start -= 1
        if is_marked:
            yield from _marks(text, at, start)
        while end < len(text) and text[end].isspace():
            end += 1
        at = end
        yield start, end, " "
    if is_marked:
        yield from _marks(text, at, len(text))


def _marks(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Marks in the lines of a cue, and the line ends inside of them."""
    for pattern, meant in ((_MARK, ""), (_LINE_END, " ")):
        yield from ((mark.start(), mark.end(), meant) for mark in pattern.finditer(text, start, end))
