"""A text under overlapping marks, cut into pieces that overlap no more and join up to the text exactly."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import attrgetter

from app.views.marks import Layer, Mark


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters that carry the same marks throughout; at most one of each layer."""

    start: int
    end: int
    marks: tuple[Mark, ...]

    @property
    def outer(self) -> Mark | None:
        """The mark that the piece is drawn inside of: a substitution, an edit or a copied run."""
        return next((mark for mark in self.marks if mark.layer <= Layer.COPIED), None)

    @property
    def inner(self) -> Mark | None:
        """An alert or an invisible character; the character has the more precise name."""
        return next((mark for mark in reversed(self.marks) if mark.layer >= Layer.ALERT), None)

    @property
    def begun_alert(self) -> Mark | None:
        """The alert whose place begins here."""
        return next((mark for mark in self.marks if mark.layer is Layer.ALERT and mark.start == self.start), None)


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring pieces under the same outer mark."""

    mark: Mark | None
    pieces: tuple[Segment, ...]

    @property
    def start(self) -> int:
        """The first piece's start."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """The last piece's end."""
        return self.pieces[-1].end

    @property
    def opens(self) -> bool:
        """Whether the mark begins here: its label is shown once, even when a row ends inside it."""
        return self.mark is not None and self.mark.start == self.start


def cut(length: int, marks: Sequence[Mark], bounds: Iterable[int] = ()) -> Iterator[Segment]:
    """The pieces of `[0, length)` under flattened `marks`, cut at `bounds` too, in order and without gaps. O(n log n)."""
    points = sorted({0, length, *bounds, *(mark.start for mark in marks), *(mark.end for mark in marks)})
    waiting = 0
    active: list[Mark] = []
    for left, right in pairwise(points):
        while waiting < len(marks) and marks[waiting].start <= left:
            active.append(marks[waiting])
            waiting += 1
        active = [mark for mark in active if mark.end > left]
        yield Segment(left, right, tuple(sorted(active, key=attrgetter("layer"))))


def gather(pieces: Iterable[Segment]) -> tuple[Run, ...]:
    """The pieces gathered under their outer marks."""
    return tuple(Run(mark, tuple(group)) for mark, group in groupby(pieces, key=attrgetter("outer")))
