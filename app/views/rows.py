"""Two texts laid out in rows whose aligned sentences stand level with each other.

In comes a report's passages; out come rows that cover each text once and in its own order, whatever the places say.
Sentences that stand in another order than in the reference, or were used twice, get a row of their own and a note
where the counterpart stands. Side 0 is the reference, side 1 the suspect.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.report import PassageEntry, Place, SentenceEntry
from app.views.segments import Segment

REFERENCE, SUSPECT = 0, 1
_BLANKS = frozenset(" \t\u00a0")
_LONGEST_LINE_MARK = 3  # characters
_FEW_MARKS = 4  # beside one another; what has more is looked at mark by mark
_N_TABLED = 0x2100  # characters up to the punctuation of Western scripts
_OUTWARDS = np.array([[-1], [1]])
Ints = NDArray[np.integer[Any]]


class RowKind(StrEnum):
    """How the two cells of a row belong together."""

    LEVEL = "level"
    MOVED = "moved"
    ALONE = "alone"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class TextStretch:
    """Half-open characters of one text."""

    start: int
    end: int


Sides = tuple[TextStretch | None, TextStretch | None]


@dataclass(frozen=True, slots=True)
class NumberedPair:
    """Sentences that belong together; `number` counts from 1 in the suspect's order."""

    sides: tuple[TextStretch, TextStretch]
    number: int
    passage: int
    changed: float


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the layout; a side that is None stays empty. `pair` leads to the counterpart."""

    kind: RowKind
    sides: Sides
    pair: NumberedPair | None = None


def find_pairs(passages: Sequence[PassageEntry], texts: tuple[str, str]) -> list[NumberedPair]:
    """Aligned sentences inside both texts, in the suspect's order, no two overlapping in the suspect."""
    ordered = sorted(_all_pairs(passages, texts), key=lambda pair: pair.sides[SUSPECT].start)
    apart = enumerate(_apart(ordered, SUSPECT), start=1)
    return [NumberedPair(pair.sides, number, pair.passage, pair.changed) for number, pair in apart]


def lay_out(passages: Sequence[PassageEntry], texts: tuple[str, str]) -> list[Row]:
    """Rows that cover both texts once, each in its own order. O(n log n) in the number of sentences."""
    found = find_pairs(passages, texts)
    level = _level_pairs(found)
    numbers = {pair.number for pair in level}
    others = [pair for pair in found if pair.number not in numbers]
    sides = [_Gaps(texts[side], others, side) for side in (REFERENCE, SUSPECT)]
    rows: list[Row] = []
    for pair in level:
        rows += [row for side in sides for row in side.until(pair.sides[side.side])]
        rows.append(Row(RowKind.LEVEL, pair.sides, pair))
    return rows + [row for side in sides for row in side.until(TextStretch(len(side.text), len(side.text)))]


def _all_pairs(passages: Iterable[PassageEntry], texts: tuple[str, str]) -> Iterator[NumberedPair]:
    for number, passage in enumerate(passages):
        whole: SentenceEntry = {"reference": passage["reference"], "suspect": passage["suspect"], "changed": 0.0}
        for entry in passage["sentences"] or [whole]:
            reference = _inside(entry["reference"], texts[REFERENCE])
            suspect = _inside(entry["suspect"], texts[SUSPECT])
            if reference and suspect:
                yield NumberedPair((reference, suspect), 0, number, entry["changed"])


def _inside(place: Place, text: str) -> TextStretch | None:
    """The place within the text, with the marks that touch it, as a full stop, and with that of its line, as a list has them."""
    start, end = max(place["start"], 0), min(place["end"], len(text))
    if start >= end:
        return None
    start, end = with_marks(start, end, text)
    return TextStretch(_with_line_mark(start, text), end)


def _with_line_mark(start: int, text: str) -> int:
    """Where a stretch starts, or the mark that opens its line and a blank parts from it: `- `, `• `, `> `."""
    behind = _back(start, text, _BLANKS.__contains__)
    mark = _back(behind, text, _is_mark)
    line = _back(mark, text, _BLANKS.__contains__)
    opens = mark < behind < start and behind - mark <= _LONGEST_LINE_MARK and (not line or text[line - 1] == "\n")
    return mark if opens else start


def _back(at: int, text: str, is_such: Callable[[str], bool]) -> int:
    while at and is_such(text[at - 1]):
        at -= 1
    return at


def with_marks(start: int, end: int, text: str) -> tuple[int, int]:
    """A stretch of characters, made longer by the marks that touch it."""
    while start and _is_mark(text[start - 1]):
        start -= 1
    while end < len(text) and _is_mark(text[end]):
        end += 1
    return start, end


def all_with_marks(stretches: Ints, text: str) -> Ints:
    """`with_marks` of many stretches, [2, n], whose characters stand in the text."""
    codes = np.frombuffer(f" {text} ".encode("utf-32-le", "surrogatepass"), np.uint32)
    beside = np.array((stretches[0], stretches[1] + 1))  # in `codes`, which has a character more in front
    for _ in range(_FEW_MARKS):
        grows = _are_marks(codes.take(beside))
        if not grows.any():
            return np.array((beside[0], beside[1] - 1))
        beside = beside + grows * _OUTWARDS
    return np.array([with_marks(start, end, text) for start, end in stretches.T.tolist()]).T


def _are_marks(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    if codes.max(initial=0) < _N_TABLED:
        return _mark_table().take(codes)
    return np.array([[_is_mark(chr(code)) for code in row] for row in codes.tolist()])


@cache
def _mark_table() -> NDArray[np.bool_]:
    return np.array([_is_mark(chr(code)) for code in range(_N_TABLED)])


def _is_mark(character: str) -> bool:
    return not character.isalnum() and not character.isspace()


def _apart(ordered: Iterable[NumberedPair], side: int) -> list[NumberedPair]:
    kept: list[NumberedPair] = []
    for pair in ordered:
        if not kept or pair.sides[side].start >= kept[-1].sides[side].end:
            kept.append(pair)
    return kept


def _level_pairs(found: Sequence[NumberedPair]) -> list[NumberedPair]:
    """The longest run of pairs that stand in the same order in both texts."""
    rising = _rising([pair.sides[REFERENCE].start for pair in found])
    return _apart([found[i] for i in rising], REFERENCE)


def _rising(starts: Sequence[int]) -> list[int]:
    """Indexes of a longest strictly rising run of `starts` (patience sorting, O(n log n))."""
    tails: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for i, start in enumerate(starts):
        at = bisect_left(tails, start)
        before.append(tops[at - 1] if at else -1)
        tails[at : at + 1] = [start]
        tops[at : at + 1] = [i]
    chain: list[int] = []
    i = tops[-1] if tops else -1
    while i >= 0:
        chain.append(i)
        i = before[i]
    return chain[::-1]


class _Gaps:
    """What stands between the level rows of one side; a cursor that walks through the text once."""

    def __init__(self, text: str, others: Sequence[NumberedPair], side: int) -> None:
        self.text = text
        self.side = side
        self._others = sorted(others, key=lambda pair: pair.sides[side].start)
        self._next = 0
        self._at = 0

    def until(self, level: TextStretch) -> Iterator[Row]:
        """Rows from the cursor to the level stretch's start; the cursor goes to its end."""
        while self._next < len(self._others) and self._others[self._next].sides[self.side].start < level.start:
            pair = self._others[self._next]
            stretch = pair.sides[self.side]
            self._next += 1
            if stretch.start >= self._at and stretch.end <= level.start:
                yield from self._alone(stretch.start)
                yield self._row(RowKind.MOVED, stretch, pair)
                self._at = stretch.end
        yield from self._alone(level.start)
        self._at = level.end

    def _alone(self, end: int) -> Iterator[Row]:
        if self._at < end:
            blank = self.text[self._at : end].isspace()
            yield self._row(RowKind.GAP if blank else RowKind.ALONE, TextStretch(self._at, end), None)

    def _row(self, kind: RowKind, stretch: TextStretch, pair: NumberedPair | None) -> Row:
        sides: Sides = (stretch, None) if self.side == REFERENCE else (None, stretch)
        return Row(kind, sides, pair)


def by_row(pieces: Iterable[Segment], rows: Iterable[Row], side: int) -> Iterator[list[Segment]]:
    """For each row those of one side's pieces that begin before its stretch ends; the pieces are cut where rows begin."""
    left = iter(pieces)
    waiting = next(left, None)
    for row in rows:
        here: list[Segment] = []
        stretch = row.sides[side] or TextStretch(0, 0)
        while waiting and waiting.start < stretch.end:
            here.append(waiting)
            waiting = next(left, None)
        yield here
