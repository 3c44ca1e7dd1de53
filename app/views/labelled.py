"""Both texts in rows of labelled bits, for documents that are read on paper: each swap has its number, each edit its word.

In: a report. Out: rows whose two cells stand level with each other; every character of both texts is there once and in
order, but for blanks between rows and at the edges of their cells. Long stretches are several rows.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from app.report import SIDES, Report
from app.views.glyphs import spelled
from app.views.marks import Layer, marks_of
from app.views.rows import REFERENCE, SUSPECT, Row, RowKind, TextStretch, by_row, lay_out
from app.views.segments import Run, cut, gather

LONGEST_CELL = 4_000  # characters; laying out a cell takes more than linear time, and one over a page is laid out again
MOST_WHOLE = 2_000  # characters of a row that is kept on one page: a third of one; a taller one would lose its head
# Said with marks and not with colour alone. What a kind has no row for is shown as it is.
_SIGNS = {"insert": ("{+", "+}"), "delete": ("[−", "−]"), "rewrite": ("{~", "~}"), "excluded": ("[excluded: ", "]")}


@dataclass(frozen=True, slots=True)
class Bit:
    """Some characters of a text; `number` is the substitution's (0: none), `before` and `after` are labels to be shown."""

    text: str
    number: int = 0
    change: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """Two cells, and what must be said of them when they are not a pair."""

    cells: tuple[tuple[Bit, ...], tuple[Bit, ...]]
    note: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it is to stand on one page."""
        return max(sum(len(bit.text) for bit in cell) for cell in self.cells) <= MOST_WHOLE


def labelled_rows(report: Report) -> list[LabelledRow]:
    """The rows of both texts; none when the report does not hold them. O(n log n) in the number of marks."""
    texts = (report.reference.text, report.suspect.text)
    if texts[0] is None or texts[1] is None:
        return []
    rows = list(_cut(lay_out(report.passages, (texts[0], texts[1])), (texts[0], texts[1])))
    left, right = (_bits(report, rows, text or "", side) for side, text in enumerate(texts))
    drawn = zip(rows, left, right, strict=True)
    shown = [(row, one, other) for row, one, other in drawn if row.kind is not RowKind.GAP]
    # what was not measured stands nowhere "only"
    return [LabelledRow((one, other), _note(row) if report.measured else "") for row, one, other in shown]


def _cut(rows: Iterable[Row], texts: tuple[str, str]) -> Iterator[Row]:
    """The rows with none longer than a cell may be."""
    for row in rows:
        left, right = (_parts(text, stretch) for text, stretch in zip(texts, row.sides, strict=True))
        yield from (replace(row, sides=sides) for sides in zip_longest(left, right))


def _parts(text: str, stretch: TextStretch | None) -> Iterator[TextStretch]:
    """A side's stretch in parts of one cell each, cut behind a blank where there is one."""
    if stretch is None:
        return
    start = stretch.start
    while stretch.end - start > LONGEST_CELL:
        reach = start + LONGEST_CELL
        end = 1 + max(text.rfind(" ", start, reach), text.rfind("\n", start, reach)) or reach
        yield TextStretch(start, end)
        start = end
    yield TextStretch(start, stretch.end)


def _note(row: Row) -> str:
    side = REFERENCE if row.sides[REFERENCE] is not None else SUSPECT
    if row.kind is RowKind.MOVED:
        return f"The counterpart stands elsewhere in the {SIDES[1 - side]}."
    return f"Only in the {SIDES[side]}." if row.kind is RowKind.ALONE else ""


def _bits(report: Report, rows: Sequence[Row], text: str, side: int) -> Iterator[tuple[Bit, ...]]:
    bounds = [stretch.start for row in rows if (stretch := row.sides[side])]
    pieces = cut(len(text), marks_of(report, SIDES[side], text), bounds)
    for here in by_row(pieces, rows, side):
        yield _without_margins(tuple(_bit(run, text) for run in gather(here)))


def _without_margins(bits: tuple[Bit, ...]) -> tuple[Bit, ...]:
    """A cell without the blanks at its edges: the end of a paragraph would be two empty lines."""
    first, last = bits[:1], bits[-1:]
    if first and not first[0].before:
        bits = (replace(first[0], text=first[0].text.lstrip()), *bits[1:])
    if last and not last[0].after:
        bits = (*bits[:-1], replace(bits[-1], text=bits[-1].text.rstrip()))
    return bits


def _bit(run: Run, text: str) -> Bit:
    # a picture for a carriage return says nothing where it only ends a line
    words = spelled(text[run.start : run.end].replace("\r\n", "\n"))
    mark = run.mark
    if mark is None:
        return Bit(words)
    if mark.layer is Layer.SUBSTITUTION:
        return Bit(words, number=mark.number, before=f"{mark.number}\u00a0" if run.opens else "")
    before, after = _SIGNS.get(mark.label, ("", ""))
    return Bit(words, change=mark.label, before=before, after=after)
