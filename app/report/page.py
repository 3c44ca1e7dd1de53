"""The report as one self-contained HTML page: in comes a Report, out goes a string that needs no server and no script.

Both texts stand side by side, aligned sentences level with each other. Every character of a text is on the page once
and in order; what is invisible gets a label, what a page may not hold gets a picture. The page fetches nothing and
says so in its content security policy, which allows this page's own style and script by their hashes.
"""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from app.report.glyphs import shown
from app.report.marks import Layer, SideName, marks_of
from app.report.rows import REFERENCE, SUSPECT, Pair, Row, RowKind, Stretch, lay_out
from app.report.segments import Piece, Run, cut, gather
from app.report.types import Report
from app.report.wording import CLASSES, REUSED, kind_of, meaning, percent, plural, title

SIDES: tuple[SideName, SideName] = ("reference", "suspect")
LIKELY = 0.5  # from here on a swap is drawn with a full line: more likely a spinner's than not
_TAGS = {"insert": "ins", "delete": "del"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One side of a row, ready to be drawn; `copy` is the counterpart's text, shown again where it was moved to."""

    side: SideName
    runs: tuple[Run, ...] = ()
    copy: str = ""
    target: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the page."""

    kind: RowKind
    cells: tuple[Cell, Cell]
    pair: Pair | None


def draw_page(report: Report) -> str:
    """The whole page for `report`. Without texts (part `texts` left out) it has no side-by-side view."""
    style, script = _resource("page.css"), _resource("page.js")
    texts = (report.reference.text, report.suspect.text)
    lines = _lines(report, (texts[0], texts[1])) if texts[0] is not None and texts[1] is not None else None
    return _template().render(
        report=report,
        lines=lines,
        texts=texts,
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        policy=_policy(style, script),
    )


def _policy(style: str, script: str) -> str:
    return f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'"


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _resource(name: str) -> str:
    return (files("app.report") / "templates" / name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    environment = Environment(
        loader=FunctionLoader(_resource),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(shown=shown, percent=percent, plural=plural, title=title, kind=kind_of)
    environment.globals.update(_names())
    return environment.get_template("page.html")


def _names() -> dict[str, Any]:
    return {
        "classes": CLASSES,
        "reused": REUSED,
        "meaning": meaning,
        "Layer": Layer,
        "tags": _TAGS,
        "likely": LIKELY,
        "carriage_return": Markup("&#13;"),
    }


def _lines(report: Report, texts: tuple[str, str]) -> list[Line]:
    rows = lay_out(report.passages, texts)
    drawn = [_runs(report, rows, texts, side) for side in (REFERENCE, SUSPECT)]
    return [
        Line(row.kind, (_cell(row, REFERENCE, next(left), texts), _cell(row, SUSPECT, next(right), texts)), row.pair)
        for row in rows
        for left, right in [drawn]
    ]


def _runs(report: Report, rows: Sequence[Row], texts: tuple[str, str], side: int) -> Iterator[tuple[Run, ...]]:
    """For each row, the runs of its stretch on one side; the stretches of all rows join up to the text."""
    text = texts[side]
    bounds = [stretch.start for row in rows if (stretch := row.sides[side])]
    pieces = cut(len(text), marks_of(report, SIDES[side], text), bounds)
    waiting = next(pieces, None)
    for row in rows:
        here: list[Piece] = []
        stretch = row.sides[side] or Stretch(0, 0)
        while waiting and waiting.start < stretch.end:
            here.append(waiting)
            waiting = next(pieces, None)
        yield gather(here)


def _cell(row: Row, side: int, runs: tuple[Run, ...], texts: tuple[str, str]) -> Cell:
    if row.pair is None:
        return Cell(SIDES[side], runs)
    number = row.pair.number
    if row.sides[side] is not None:
        return Cell(SIDES[side], runs, anchor=f"{SIDES[side][0]}{number}")
    stretch = row.pair.sides[side]
    return Cell(SIDES[side], copy=texts[side][stretch.start : stretch.end], target=f"{SIDES[side][0]}{number}")
