"""The evidence of a report as one HTML fragment with its style and its script; the page and the web room show the same.

Both texts stand side by side, aligned sentences level with each other, and once more inline. Every character of a text
is in the side-by-side view once and in order; what is invisible gets a label, what HTML may not hold gets a picture.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from app.align import KINDS, Kind
from app.plurals import plural
from app.report import Annex, Report, numbered
from app.views import wording
from app.views.alert_places import alert_lines
from app.views.article_map import WEIGHTS, article_blocks, weight_of
from app.views.facing import FacingRow, facing_lines
from app.views.glyphs import shown
from app.views.ink import Ink, class_names, kind_classes
from app.views.inline import InlineLine, inline_lines
from app.views.ledger import TOP, ledger_rows, swap_groups
from app.views.rows import Row, RowKind, lay_out
from app.views.spread import Spread, Texts, spread_out
from app.views.strips import HEIGHT, STRIP, WIDTH, Strips, strips_of
from app.views.survival import survivals
from app.views.swap_facts import swap_facts
from app.views.wording import as_shown, bound, bound_percent, title

if TYPE_CHECKING:
    from jinja2 import Environment

_SAID = (  # names of `wording` that templates call
    "GLANCE", "NOT_MEASURED", "NO_SWAP", "SURVIVED", "WITHOUT_TEXTS", "facts_line", "kept_line", "ledger_heading",
    "left_out_line", "meaning", "model_line", "probability_meaning", "report_title", "settings_line", "text_size", "told_alarms",
)  # fmt: skip
FIRST_ROWS = 100  # of the texts on a page that can be asked for the rest


class EvidencePart(StrEnum):
    """What is drawn on demand, where the evidence is not drawn whole."""

    TEXTS = "texts"
    INLINE = "inline"
    LEDGER = "ledger"


@dataclass(frozen=True, slots=True)
class Views:
    """Both views of the texts, drawn when they are read; empty where the texts were left out of the report."""

    spreads: tuple[Spread, ...] = ()
    facing: Iterable[FacingRow] = ()
    inline: Iterable[InlineLine] = ()


def draw_evidence(report: Report, annex: Annex | None = None, *, more: str = "") -> Markup:
    """The fragment for `report`: no style or running script inside. Without texts it has no views of them.

    With `more`, the address of pages with its parts (`{more}/ledger`), it holds the first rows of the texts and of the ledger;
    without, it holds everything.
    """
    texts, rows = _texts(report), _rows(report)
    first = _first(rows) if more else rows
    rest = sum(row.kind is not RowKind.GAP for row in rows[len(first) :])
    views = _views(report, first, ledger=f"{more}/{EvidencePart.LEDGER}" if more else "")
    shown_passages = {spread.passage for spread in views.spreads if spread.opens}
    texts_at = f"{more}/{EvidencePart.TEXTS}" if rest else ""
    drawn, groups = strips_of(report), swap_groups(report, TOP) if len(report.substitutions) > TOP else []
    return _rendered(
        "evidence.html",
        report=report,
        annex=annex,
        more=more,
        views=replace(views, facing=_drawn(views.facing)) if more else views,
        rest=rest,
        texts_at=texts_at,
        blocks=article_blocks(report),
        drawn=drawn,
        strips=draw_strips(drawn, texts_at, shown_passages) if drawn else "",
        shown_passages=shown_passages,
        ledger=ledger_rows(report),
        groups=groups,
        passages=dict(numbered(report.passages)),
        survivals=list(survivals(report, rows)),
        kinds=_kinds(report),
        alerts=list(alert_lines(report, texts)),
        swap_facts=swap_facts(report),
    )


def draw_part(report: Report, part: EvidencePart, *, more: str, first: int = 0) -> Markup:
    """One part whole, as `draw_evidence` leaves it out; of the texts from row `first` on."""
    views = _views(report, _rows(report), ledger=f"{more}/{EvidencePart.LEDGER}")
    return _rendered(
        f"{part}.html",
        report=report,
        views=replace(views, facing=islice(_drawn(views.facing), first, None)),
        texts_at="" if part is EvidencePart.TEXTS else f"{more}/{EvidencePart.TEXTS}",
        ledger=ledger_rows(report),
        passages=dict(numbered(report.passages)),
    )


def draw_strips(drawn: Strips, texts_at: str = "", shown_passages: Set[int] = frozenset(), *, is_linked: bool = True) -> Markup:
    """The strips as SVG; places that are not on this page are linked on the page at `texts_at`."""
    return _rendered(
        "strips.svg", drawn=drawn, texts=texts_at, shown_passages=shown_passages, is_linked=is_linked, width=WIDTH, height=HEIGHT,
        strip=STRIP,
    )  # fmt: skip


def _rendered(template: str, **values: Any) -> Markup:
    return Markup(environment().get_template(template).render(**values))  # noqa: S704 - a template with autoescape


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
def environment() -> "Environment":
    """The templates, compiled once."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # noqa: PLC0415 - a worker draws nothing

    made = Environment(
        loader=FunctionLoader(resource),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        as_shown=as_shown, bound=bound, shown=shown, percent=bound_percent, plural=plural, title=title, weight=weight_of
    )
    made.globals.update(_names())
    return made


def resource(name: str) -> str:
    """The content of a file in templates/."""
    return (files("app.views") / "templates" / name).read_text(encoding="utf-8")


def _names() -> dict[str, Any]:
    """What templates call by its own name."""
    return {"classes": wording.CLASSES, "reused": wording.REUSED} | {name: getattr(wording, name) for name in _SAID}


def _texts(report: Report) -> Texts | None:
    """Both texts, where the report holds them."""
    reference, suspect = report.reference.text, report.suspect.text
    return None if reference is None or suspect is None else (reference, suspect)


def _rows(report: Report) -> list[Row]:
    """The rows of both texts; none where the report does not hold them."""
    texts = _texts(report)
    return lay_out(report.passages, texts) if texts else []


def _first(rows: Sequence[Row]) -> Sequence[Row]:
    """The first `FIRST_ROWS` of the rows that are drawn, with what stands between them."""
    drawn = [at for at, row in enumerate(rows) if row.kind is not RowKind.GAP]
    return rows[: drawn[FIRST_ROWS]] if len(drawn) > FIRST_ROWS else rows


def _drawn(lines: Iterable[FacingRow]) -> Iterator[FacingRow]:
    """The rows without those of blanks alone, which only a whole page keeps."""
    return (line for line in lines if line.kind is not RowKind.GAP)


def _views(report: Report, rows: Sequence[Row], *, ledger: str) -> Views:
    texts = _texts(report)
    if texts is None:
        return Views()
    classes = class_names(report)
    inks = (Ink("reference", texts[0], classes, ledger), Ink("suspect", texts[1], classes, ledger))
    spreads = spread_out(report, rows, texts)
    inline = inline_lines(report, spreads, texts, inks)
    return Views(tuple(spreads), facing_lines(spreads, texts, inks), inline)


def _kinds(report: Report) -> Iterator[tuple[str, str, str]]:
    """The kinds in this report, for the legend: class name, words and meaning."""
    found = {entry["kind"] for entry in report.substitutions}
    return ((kind_classes(kind), kind.words, kind.meaning) for kind in KINDS if kind in found)
