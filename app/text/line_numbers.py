"""Numbers that count the lines of a text: manuscripts, transcripts and bills carry them at the margin, and they are no words.

Each line has one, or every fifth; before the line, behind it, or in a line of its own, as they come out of a PDF. A numbered list
is none, for its items end with a stop or its numbers are set off by one; nor is a table, for its lines are no sentences' parts.
"""

import re
from collections.abc import Callable, Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple

from app.text.twins import scanner, twin_of

_LEAST_RUN = 5  # numbers in a row that count lines
_STEPS = (1, 2, 5, 10)  # lines between two numbers
_LEAST_OPEN = 0.5  # share of the lines that have words and go on in the next one
_LETTER = re.compile(r"[^\W\d_]")
_WORDS = re.compile(r"(?:(?<![^\W\d_])[^\W\d_]{2,}+\W++){3}")
_FIRST = re.compile(r"[ \t]*(?P<number>\d{1,5})(?:[:|]?[ \t]+(?=\S)|[ \t]*$)")
_LAST = re.compile(r"(?<=\S)(?:\t|[ \t]{2,})(?P<number>\d{1,5})[ \t]*$")
_CLOSED = re.compile(r"[.!?:;][\"”’)\]]*[\s\d]*$")
_BEGINS = re.compile(r"(?:^|\n)[ \t]*\d|\d[ \t]*(?:\n|$)")


class _Numbered(NamedTuple):
    """A number at a line's edge: its characters, what it says, how many lines are before it, with words and all."""

    start: int
    end: int
    number: int
    n_worded: int
    n_lines: int


def has_edge_figures_plainly(text: str, most: int) -> bool:
    """What `has_edge_figures` returns, without the compiled walk."""
    return sum(1 for _, _ in zip(_BEGINS.finditer(text), range(most), strict=False)) == most


@twin_of(has_edge_figures_plainly)
def has_edge_figures(text: str, most: int) -> bool:
    """Whether at least `most` lines begin or end with a figure."""
    return scanner.has_edge_figures(text, most)


def has_line_numbers(text: str, _beyond: frozenset[str]) -> bool:
    """Whether enough lines begin or end with a figure."""
    return "\n" in text and has_edge_figures(text, _LEAST_RUN)


def find_line_numbers(text: str) -> Iterator[tuple[int, int, str]]:
    """The numbers of lines, with the blanks that set them apart. O(n) time."""
    lines = _Lines.of(text)
    for edge, number_at in ((slice(0, 1), _at_start), (slice(-1, None), _at_end)):
        runs = [run for run in _runs(list(_numbered(lines, edge, number_at))) if _are_lines(run, text)]
        if runs:
            yield from ((each.start, each.end, "") for run in runs for each in run)
            return


def _are_lines(run: list[_Numbered], text: str) -> bool:
    """Whether what the numbers count goes on from line to line, as sentences do and lists and tables do not."""
    first, last = text.rfind("\n", 0, run[0].start) + 1, text.find("\n", run[-1].end)
    lines = [line for line in text[first : None if last < 0 else last].split("\n") if _LETTER.search(line)]
    return len(lines) >= len(run) - 1 and sum(map(_is_open, lines)) >= _LEAST_OPEN * len(lines)


def _is_open(line: str) -> bool:
    """Whether a line has words and does not end as a sentence does."""
    return bool(_WORDS.search(line)) and not _CLOSED.search(line)


def _at_start(line: str) -> re.Match[str] | None:
    """The number that a line begins with; a pattern is tried where a figure stands alone."""
    return _FIRST.match(line) if line.lstrip(" \t")[:1].isdecimal() else None


def _at_end(line: str) -> re.Match[str] | None:
    """The number that a line ends with, set apart."""
    return _LAST.search(line) if line.rstrip(" \t")[-1:].isdecimal() else None


class _Lines(NamedTuple):
    """The lines of a text and the same without blanks; characters and lines with words before each, line ends not counted."""

    written: list[str]
    bare: list[str]
    places: list[int]
    n_worded: list[int]

    @classmethod
    def of(cls, text: str) -> "_Lines":
        written = text.split("\n")
        bare = list(map(str.strip, written))
        places, n_worded = accumulate(map(len, written), initial=0), accumulate(map(bool, bare), initial=0)
        return cls(written, bare, list(places), list(n_worded))


def _numbered(lines: _Lines, edge: slice, number_at: Callable[[str], re.Match[str] | None]) -> Iterator[_Numbered]:
    """The numbers at one edge of the lines, in order: most lines have none, and are not looked at one by one."""
    n_numbers_alone = 0
    for k in [k for k, bare in enumerate(lines.bare) if bare[edge].isdecimal()]:
        line = lines.written[k]
        if found := number_at(line):
            at = lines.places[k] + k
            yield _Numbered(at + found.start(), at + found.end(), int(found["number"]), lines.n_worded[k] - n_numbers_alone, k)
            n_numbers_alone += not (line[: found.start()] + line[found.end() :]).strip()


def _runs(numbers: list[_Numbered]) -> Iterator[list[_Numbered]]:
    """Numbers in a row that grow as the lines do, by one step; a new page may begin at one again."""
    run: list[_Numbered] = numbers[:1]
    for before, each in pairwise(numbers):
        step = each.number - before.number
        is_next = step in _STEPS and step in (each.n_worded - before.n_worded, each.n_lines - before.n_lines)
        if not is_next or (len(run) > 1 and step != run[1].number - run[0].number):
            if len(run) >= _LEAST_RUN:
                yield run
            run = []
        run.append(each)
    if len(run) >= _LEAST_RUN:
        yield run
