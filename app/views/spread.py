"""Both texts in rows with their marked runs: what the side-by-side and the inline view are drawn from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.report import SIDES, Report, SideName, numbered
from app.views.copying import copied_runs
from app.views.marks import Layer, Mark, marks_of
from app.views.rows import REFERENCE, SUSPECT, NumberedPair, Row, TextStretch, by_row
from app.views.segments import Run, cut, gather

REBUILT = 0.5  # from here on most of a sentence is new wording, not single swapped words
Texts = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Spread:
    """One row: the runs of each side, and the passage (from 1; 0: none) that it belongs to and perhaps opens."""

    row: Row
    runs: tuple[tuple[Run, ...], tuple[Run, ...]]
    passage: int
    opens: bool

    @property
    def is_rebuilt(self) -> bool:
        """Whether most of the suspect's sentence was added or rebuilt."""
        new = sum(run.end - run.start for run in self.runs[SUSPECT] if run.mark and run.mark.label in ("insert", "rewrite"))
        whole = sum(run.end - run.start for run in self.runs[SUSPECT])
        return new > whole * REBUILT


def spread_out(report: Report, rows: Sequence[Row], texts: Texts) -> list[Spread]:
    """The first rows of both texts or all of them, top to bottom; the runs of all rows join up to each text. O(n log n)."""
    numbers = [number for number, _ in numbered(report.passages)]
    sides = [_runs(report, rows, texts, side) for side in (REFERENCE, SUSPECT)]
    opened: set[int] = set()
    found = []
    for row, left, right in zip(rows, *sides, strict=True):
        passage = numbers[row.pair.passage] if row.pair else 0
        opens = passage > 0 and row.sides[SUSPECT] is not None and passage not in opened
        opened |= {passage} if opens else set()
        found.append(Spread(row, (left, right), passage, opens))
    return found


def _runs(report: Report, rows: Sequence[Row], texts: Texts, side: int) -> Iterator[tuple[Run, ...]]:
    """For each row, the runs of its stretch on one side."""
    stretches = [stretch for row in rows if (stretch := row.sides[side])]
    text = texts[side][: stretches[-1].end] if stretches else ""
    pieces = cut(
        len(text), _marks(report, rows, text, side), [*(stretch.start for stretch in stretches), *_cuts(report, SIDES[side])]
    )
    for here in by_row(pieces, rows, side):
        yield gather(here)


def _marks(report: Report, rows: Sequence[Row], text: str, side: int) -> list[Mark]:
    """The marks of one side with the copied runs between them."""
    marks = marks_of(report, SIDES[side], text)
    paired = [stretch for row in rows if row.pair and (stretch := row.sides[side])]
    taken = [TextStretch(mark.start, mark.end) for mark in marks if mark.layer <= Layer.EDIT]
    missing = [TextStretch(at, at) for at in _cuts(report, SIDES[side])]
    copied = [Mark(run.start, run.end, Layer.COPIED, label="copied") for run in copied_runs(text, paired, taken + missing)]
    return sorted([*marks, *copied], key=lambda mark: (mark.start, mark.layer))


def _cuts(report: Report, side: SideName) -> Iterator[int]:
    """Where the other side has words more: a copied run ends there, and the inline view puts them in."""
    return (entry[side]["start"] for entry in report.edits if entry[side]["start"] == entry[side]["end"])


def counterpart(pair: NumberedPair, side: int, texts: Texts) -> str:
    """The text of the sentences of one side of a pair."""
    return texts[side][pair.sides[side].start : pair.sides[side].end]
