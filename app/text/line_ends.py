"""Words that a printed line broke in two: "govern-" at its end, "ment" on the next."""

from collections.abc import Iterator

import numpy as np

from app.text.spelling import Spelling
from app.text.twins import scanner, twin_of
from app.text.types import Ints

MOST_PARTS = 3  # of a word; a chain of more is no print, and costs memory by the square of it
_BREAKS = ("-\n", "-\r\n", "\u2010\n")
_LONGEST = 6  # characters between the two parts: a hyphen, a line end, an indent


def has_broken_line_plainly(text: str) -> bool:
    """What `has_broken_line` returns, without the compiled walk."""
    return any(mark in text for mark in _BREAKS)


@twin_of(has_broken_line_plainly)
def has_broken_line(text: str) -> bool:
    """Whether a line of `text` ends with a hyphen."""
    return scanner.has_broken_line(text)


def join_broken(text: str, spelling: Spelling, starts: Ints, ends: Ints) -> tuple[Spelling, Ints, Ints]:
    """The words with the two parts of each broken one joined; its span goes over the break. A compound loses its hyphen."""
    if not has_broken_line(text):
        return spelling, starts, ends
    near = np.flatnonzero((starts[1:] - ends[:-1] >= 2) & (starts[1:] - ends[:-1] <= _LONGEST))
    broken = [k for k in near.tolist() if _is_break(text, int(ends[k]), int(starts[k + 1]))]
    words, last = {}, ends.copy()
    kept = np.ones(len(starts), bool)
    for first, n_parts in _broken_words(broken):
        words[first] = "".join(spelling.between(first, first + n_parts))
        last[first] = ends[first + n_parts - 1]
        kept[first + 1 : first + n_parts] = False
    return spelling.replaced(words).only(kept), starts[kept], last[kept]


def _broken_words(broken: list[int]) -> Iterator[tuple[int, int]]:
    """The first part of each broken word and how many it has; `broken` are the parts that go on in the next one, in order."""
    first, n_parts = -1, 1
    for part in broken:
        if part == first + n_parts - 1 and n_parts < MOST_PARTS:
            n_parts += 1
        elif part > first + n_parts - 1:
            if first >= 0:
                yield first, n_parts
            first, n_parts = part, 2
    if first >= 0:
        yield first, n_parts


def _is_break(text: str, end: int, start: int) -> bool:
    gap = text[end:start]
    return gap.startswith(_BREAKS) and not gap[1:].strip() and text[end - 1].isalpha() and text[start].islower()
