"""The inline view: the suspect in its own order, with what was swapped, cut, added and rebuilt in the running text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from app.report import SIDES, Place, Report, SideName, numbered
from app.views.copying import count_words
from app.views.ink import Ink, written
from app.views.marks import Layer
from app.views.rows import REFERENCE, SUSPECT, RowKind
from app.views.segments import Run
from app.views.spread import Spread, Texts


@dataclass(frozen=True, slots=True)
class InlineLine:
    """A stretch of the view. Text of one side alone names its side and counts its words."""

    drawn: Markup
    passage: int
    opens: bool
    is_rebuilt: bool = False
    alone: SideName | None = None
    words: int = 0


@dataclass(slots=True)
class Cuts:
    """The stretches of the reference that were cut, in the suspect's order; a cursor that walks through them once."""

    waiting: list[tuple[int, Place]]
    at: int = field(default=0)

    def until(self, end: int) -> Iterator[Place]:
        """The cuts that stand before or at the suspect's character `end`."""
        while self.at < len(self.waiting) and self.waiting[self.at][0] <= end:
            yield self.waiting[self.at][1]
            self.at += 1


def inline_lines(report: Report, spreads: Sequence[Spread], texts: Texts, inks: tuple[Ink, Ink]) -> Iterator[InlineLine]:
    """The stretches of the view, top to bottom; what only the reference has stands where its row stands."""
    pen = _Pen(report, texts, inks)
    for spread in spreads:
        row = spread.row
        if row.sides[SUSPECT] is not None:
            alone = SIDES[SUSPECT] if row.kind is RowKind.ALONE else None
            yield pen.line(spread, alone)
        elif row.kind is RowKind.ALONE:
            yield InlineLine(
                replace(inks[REFERENCE], has_anchors=False).draw(spread.runs[REFERENCE]),
                0,
                opens=False,
                alone="reference",
                words=pen.words(spread),
            )


class _Pen:
    """Writes the suspect's runs with the reference's words beside them."""

    def __init__(self, report: Report, texts: Texts, inks: tuple[Ink, Ink]) -> None:
        self._report = report
        self._texts = texts
        self._ink = replace(inks[SUSPECT], has_anchors=False)
        self._swaps = dict(numbered(report.substitutions))
        cut = [entry for entry in report.edits if entry["op"] == "delete"]
        self._cuts = Cuts(sorted(((entry["suspect"]["start"], entry["reference"]) for entry in cut), key=lambda pair: pair[0]))

    def line(self, spread: Spread, alone: SideName | None) -> InlineLine:
        drawn = Markup("".join(self._runs(spread)))  # noqa: S704 - every text in it went through `written`
        words = self.words(spread) if alone else 0
        return InlineLine(drawn, spread.passage, spread.opens, spread.is_rebuilt, alone, words)

    def words(self, spread: Spread) -> int:
        side = REFERENCE if spread.row.sides[SUSPECT] is None else SUSPECT
        stretch = spread.row.sides[side]
        return count_words(self._texts[side][stretch.start : stretch.end]) if stretch else 0

    def _runs(self, spread: Spread) -> Iterator[str]:
        for run in spread.runs[SUSPECT]:
            for part in _parts(run):
                yield from self._cut(part.start)
                yield self._run(part)
        stretch = spread.row.sides[SUSPECT]
        if stretch and spread.passage:
            yield from self._cut(stretch.end)

    def _cut(self, end: int) -> Iterator[str]:
        for place in self._cuts.until(end):
            yield f' <del class="delete begins">{self._reference(place)}</del>'

    def _run(self, run: Run) -> str:
        mark = run.mark
        if mark is None or mark.layer is Layer.COPIED or not run.opens or mark.label in ("insert", "excluded"):
            return self._ink.run(run)
        if mark.layer is Layer.SUBSTITUTION:
            return self._swap(run, mark.number)
        entry = self._report.edits[mark.number - 1]
        return f'<del class="rewritten">{self._reference(entry["reference"])}</del> {self._ink.run(run)}'

    def _swap(self, run: Run, number: int) -> str:
        words = self._ink.draw([Run(None, run.pieces)])
        before = self._reference(self._swaps[number]["reference"])
        inner = f"<del><bdi>{before}</bdi></del> <ins><bdi>{words}</bdi></ins>"
        return self._ink.swap(inner, number, f'class="{self._ink.classes[number]}" id="im{number}"')

    def _reference(self, place: Place) -> str:
        return written(self._texts[REFERENCE][max(place["start"], 0) : max(place["end"], 0)])


def _parts(run: Run) -> Iterable[Run]:
    """A run without a mark piece by piece, since words may have been cut inside it."""
    return (run,) if run.mark else (Run(None, (piece,)) for piece in run.pieces)
