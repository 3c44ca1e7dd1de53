"""What the suspect kept of the reference (names, numbers, quotations), each with the sentence that it stands in."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.report import Report
from app.views.ledger import clipped
from app.views.rows import SUSPECT, NumberedPair, Row


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing that survived; `target` is the element that shows it, or empty."""

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class KeptFacts:
    """One kind of thing: how many were kept, how many of the kept stand in order (0..1), and the list."""

    kind: str
    kept: int
    of: int
    in_order: float
    things: tuple[Kept, ...]


def survivals(report: Report, rows: Sequence[Row]) -> Iterator[KeptFacts]:
    """Each kind that the report counts; `rows` are those of both texts."""
    pairs = [row.pair for row in rows if row.pair and row.sides[SUSPECT]]
    starts = [pair.sides[SUSPECT].start for pair in pairs]
    for kind, entry in report.survival.items():
        things = tuple(
            Kept(clipped(thing["text"]), _target(thing["suspect"]["start"], pairs, starts))
            for thing in report.survived
            if thing["kind"] == kind
        )
        yield KeptFacts(kind, entry["kept"], entry["of"], entry["in_order"], things)


def _target(at: int, pairs: Sequence[NumberedPair], starts: Sequence[int]) -> str:
    """The suspect's cell with character `at`; pairs stand in the suspect's order."""
    i = bisect_right(starts, at) - 1
    return f"s{pairs[i].number}" if i >= 0 and at < pairs[i].sides[SUSPECT].end else ""
