"""Characters that are no letters of their own, and a quick look at which of them a text has."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from app.text.twins import scanner, twin_of

_LAST_ASCII = 127
SOFT_HYPHEN = "\u00ad"
ZERO_WIDTH = "\u034f\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff"
BIDIRECTIONAL = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
IGNORED = SOFT_HYPHEN + ZERO_WIDTH + BIDIRECTIONAL
COMBINING = "\u0300-\u036f"
SIGNS = '\x0b\x0e\x0f\x1b\x1c\x1d\x1e\x1f"#%&*<>@[]`{'  # of ASCII, without which a pattern finds nothing
TRACES = ("](", "]: ", "[^", "**", "-LRB-")  # of Markdown and of a tokeniser, in the order of the compiled walk's bits
_BITS = {trace: 1 << bit for bit, trace in enumerate(TRACES)}


class Characters(NamedTuple):
    """What one walk over a text sees.

    `beyond`: the characters that are not ASCII, each once; `touching`: how many figures touch what stands before them; `traces`:
    which of `TRACES` there are, a bit each; `signs`: which of `SIGNS`, in their order.
    """

    beyond: str
    touching: int
    traces: int
    signs: str


def survey_plainly(text: str) -> Characters:
    """What `survey` returns, without the compiled walk. A figure behind a blank, a line end or a hyphen touches nothing."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    is_figure = codes - 48 < 10  # unsigned: smaller codes are large here
    before = codes[np.flatnonzero(is_figure[1:] & ~is_figure[:-1])]
    touching = np.count_nonzero((before != 32) & (before != 10) & (before != 45))
    beyond = codes[codes > _LAST_ASCII].tobytes().decode("utf-32-le", "surrogatepass")
    traces = sum((trace in text) << bit for bit, trace in enumerate(TRACES))
    return Characters("".join(dict.fromkeys(beyond)), int(touching), traces, "".join(sign for sign in SIGNS if sign in text))


@lru_cache(maxsize=4)  # the same text is asked for some four times while it is read, and a few odd words of it between
@twin_of(survey_plainly)
def survey(text: str) -> Characters:
    """What patterns ask of `text` first, in one walk."""
    return Characters(*scanner.survey(text))


def signs_of(text: str) -> str:
    """Which of `SIGNS` stand in `text`."""
    return survey(text).signs


def has_sign(text: str, sign: str) -> bool:
    """Whether one of `SIGNS` stands in `text`."""
    return sign in survey(text).signs


def has_trace(text: str, *traces: str) -> bool:
    """Whether one of some of `TRACES` stands in `text`."""
    found = survey(text).traces
    return bool(found) and any(found & _BITS[trace] for trace in traces)


def beyond_ascii(text: str) -> str:
    """The characters of `text` that are not ASCII, each once: a few, where a pattern would walk through all."""
    return survey(text).beyond


def places_plainly(text: str, wanted: str) -> list[int]:
    """What `places_of` returns, without the compiled walk."""
    return [match.start() for match in re.finditer(f"[{re.escape(wanted)}]", text)] if wanted else []


@twin_of(places_plainly)
def places_of(text: str, wanted: str) -> list[int]:
    """Where the characters `wanted` stand in `text`, in order."""
    return scanner.places_of(text, wanted) if wanted else []


def matches_at(pattern: re.Pattern[str], text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """What `pattern.finditer(text)` finds, where a match can begin at `places` alone, which are in order.

    A pattern that looks behind itself first is tried at every character: a third of a millisecond for a text of 1,600 words.
    """
    until = 0
    for place in places:
        if place >= until and (found := pattern.match(text, place)):
            until = found.end()
            yield found
