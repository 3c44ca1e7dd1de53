"""The evidence of a report as one HTML fragment with its style and its script; the page and the web room show the same.

Both texts stand side by side, aligned sentences level with each other, and once more inline. Every character of a text
is in the side-by-side view once and in order; what is invisible gets a label, what HTML may not hold gets a picture.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from app.align import KINDS, Kind
from app.report.annex import Annex
from app.report.article_map import WEIGHTS, article_blocks, weight_of
from app.report.facing import Line, facing_lines
from app.report.glyphs import shown
from app.report.ink import Ink, class_names, kind_classes
from app.report.inline import InlineLine, inline_lines
from app.report.ledger import ledger_rows, pattern_rows
from app.report.spread import Spread, Texts, spread_out
from app.report.survival import survivals
from app.report.types import Report
from app.report.wording import (
    CLASSES,
    REUSED,
    facts_line,
    false_alarms,
    fine_percent,
    left_out_line,
    meaning,
    percent,
    plural,
    probability_meaning,
    title,
)


@dataclass(frozen=True, slots=True)
class Views:
    """Both views of the texts; empty where the texts were left out of the report."""

    spreads: tuple[Spread, ...] = ()
    facing: tuple[Line, ...] = ()
    inline: tuple[InlineLine, ...] = ()


def draw_evidence(report: Report, annex: Annex | None = None) -> Markup:
    """The fragment for `report`: no style or script inside. Without texts (part `texts` left out) it has no views of them."""
    views = _views(report)
    return Markup(  # noqa: S704 - a template with autoescape
        environment()
        .get_template("evidence.html")
        .render(
            report=report,
            annex=annex,
            views=views,
            blocks=article_blocks(report),
            shown_passages={spread.passage for spread in views.spreads if spread.opens},
            ledger=ledger_rows(report),
            patterns=pattern_rows(report),
            survivals=list(survivals(report, views.spreads)),
            kinds=_kinds(report),
        )
    )


@cache
def evidence_style() -> str:
    """The style that the fragment needs, with a rule for each width a block may have and each kind of swap."""
    widths = "".join(f".w{weight}{{flex-grow:{weight}}}" for weight in range(1, WEIGHTS + 1))
    return f"{resource('evidence.css')}{widths}\n{''.join(map(_label_rule, KINDS))}"


def _label_rule(kind: Kind) -> str:
    """The style that writes the short label of a kind behind its marks, and lets readers aloud say the whole one."""
    return f'.evidence mark.{kind} > a::after {{ content: "{kind.short}"; content: "{kind.short}" / ", {kind.words}"; }}\n'


@cache
def evidence_script() -> str:
    """The script that adds keys, popups, sorting and filters; the fragment is complete without it."""
    return resource("evidence.js")


@cache
def environment() -> Environment:
    """The templates, compiled once."""
    made = Environment(
        loader=FunctionLoader(resource),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(shown=shown, percent=percent, fine_percent=fine_percent, plural=plural, title=title, weight=weight_of)
    made.globals.update(_names())
    return made


def resource(name: str) -> str:
    """The content of a file in templates/."""
    return (files("app.report") / "templates" / name).read_text(encoding="utf-8")


def _names() -> dict[str, Any]:
    return {
        "classes": CLASSES,
        "reused": REUSED,
        "facts_line": facts_line,
        "left_out_line": left_out_line,
        "meaning": meaning,
        "probability_meaning": probability_meaning,
        "false_alarms": false_alarms,
    }


def _views(report: Report) -> Views:
    if report.reference.text is None or report.suspect.text is None:
        return Views()
    texts: Texts = (report.reference.text, report.suspect.text)
    classes = class_names(report)
    inks = (Ink("reference", texts[0], classes), Ink("suspect", texts[1], classes))
    spreads = spread_out(report, texts)
    inline = inline_lines(report, spreads, texts, inks)
    return Views(tuple(spreads), tuple(facing_lines(spreads, texts, inks)), tuple(inline))


def _kinds(report: Report) -> Iterator[tuple[str, str, str]]:
    """The kinds in this report, for the legend: class name, words and meaning."""
    found = {entry["kind"] for entry in report.substitutions}
    return ((kind_classes(kind), kind.words, kind.meaning) for kind in KINDS if kind in found)
