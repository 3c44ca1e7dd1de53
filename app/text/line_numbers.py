"""Numbers that count the lines of a text: manuscripts, transcripts and bills carry them at the margin, and they are no words.

Each line has one, or every fifth; before the line, behind it, or in a line of its own, as they come out of a PDF. A numbered list
is none, for its items end with a stop or its numbers are set off by one; nor is a table, for its lines are no sentences' parts.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
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
    for number_at in (_at_start, _at_end):
        runs = [run for run in _runs(list(_numbered(text, number_at))) if _are_lines(run, text)]
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


def _numbered(text: str, number_at: Callable[[str], re.Match[str] | None]) -> Iterator[_Numbered]:
    """The numbers at one edge of the lines, in order."""
    at = n_worded = 0
    for n_lines, line in enumerate(text.split("\n")):
        found = number_at(line)
        words = line[: found.start()] + line[found.end() :] if found else line
        if found:
            yield _Numbered(at + found.start(), at + found.end(), int(found["number"]), n_worded, n_lines)
        at += len(line) + 1
        n_worded += bool(words.strip())


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
