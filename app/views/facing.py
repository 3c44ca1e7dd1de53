"""The side-by-side view: rows with a cell for each text, aligned sentences level with each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.report import SIDES, SideName
from app.views.copying import count_words
from app.views.ink import Ink
from app.views.rows import REFERENCE, SUSPECT, RowKind
from app.views.spread import Spread, Texts, counterpart


@dataclass(frozen=True, slots=True)
class Cell:
    """One side of a row; `start` counts the code points before it. `copy` is the counterpart's text where it was moved to."""

    side: SideName
    start: int = 0
    drawn: str = ""
    words: int = 0
    copy: str = ""
    target: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class FacingRow:
    """A row of the view; `passage` is 0 outside of passages."""

    kind: RowKind
    cells: tuple[Cell, Cell]
    passage: int
    opens: bool
    is_rebuilt: bool
    changed: float


def facing_lines(spreads: Sequence[Spread], texts: Texts, inks: tuple[Ink, Ink]) -> Iterator[FacingRow]:
    """The rows of the view, top to bottom."""
    for spread in spreads:
        row = spread.row
        cells = (_cell(spread, REFERENCE, texts, inks), _cell(spread, SUSPECT, texts, inks))
        changed = row.pair.changed if row.pair else 0.0
        yield FacingRow(row.kind, cells, spread.passage, spread.opens, spread.is_rebuilt, changed)


def _cell(spread: Spread, side: int, texts: Texts, inks: tuple[Ink, Ink]) -> Cell:
    row, name = spread.row, SIDES[side]
    stretch = row.sides[side]
    number = row.pair.number if row.pair else 0
    if stretch is None:
        if row.pair is None:
            return Cell(name)
        return Cell(name, copy=counterpart(row.pair, side, texts), target=f"{name[0]}{number}")
    words = count_words(texts[side][stretch.start : stretch.end]) if row.kind is RowKind.ALONE else 0
    anchor = f"{name[0]}{number}" if number else ""
    return Cell(name, stretch.start, inks[side].draw(spread.runs[side]), words, anchor=anchor)
