"""The forms in which a report leaves the house, in one table, and what reviewers added to it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from app.report import (
    Annex,
    Report,
    draw_docx,
    draw_ledger_csv,
    draw_page,
    draw_passages_xml,
    draw_pdf,
    percent,
    report_json,
    title,
)
from app.store import Exclusion, Stretch
from app.web.dossiers import Dossier
from app.web.frames import VERDICTS, moment

Drawing = Callable[[Report, Annex | None], bytes]


@dataclass(frozen=True, slots=True)
class ExportForm:
    """One form: how it is called, what it is for HTTP, how it is drawn, and whether that takes seconds."""

    name: str
    media_type: str
    draw: Drawing
    is_slow: bool = False


def annex_of(dossier: Dossier) -> Annex | None:
    """What reviewers added, if they did."""
    lines = (*_decisions(dossier), *_exclusions(dossier), *_scores(dossier))
    return Annex("Review", lines) if lines else None


def _decisions(dossier: Dossier) -> Iterator[tuple[str, str]]:
    for decision in reversed(dossier.decisions):
        opinion = decision.opinion
        note = f": {opinion.note}" if opinion.note else ""
        yield f"{VERDICTS[opinion.verdict]}, {moment(decision.at)}", f"{opinion.name or 'no name'}{note}"


def _exclusions(dossier: Dossier) -> Iterator[tuple[str, str]]:
    for exclusion in dossier.active:
        yield f"Left out, {moment(exclusion.at)}", f"{describe(exclusion)}, by {exclusion.who or 'no name'}"


def _scores(dossier: Dossier) -> Iterator[tuple[str, str]]:
    if dossier.active:
        for name, report in (("As first compared", dossier.original), ("Without what is left out", dossier.current)):
            probability = f", probability {percent(report.probability)}" if report.measured else ""
            yield name, title(report.label) + probability


def describe(exclusion: Exclusion) -> str:
    """What was left out, in words: its places are counts of characters."""
    what = exclusion.what
    sides = (("reference", what.reference), ("suspect", what.suspect))
    places = " and ".join(f"{side} {_place(stretch)}" for side, stretch in sides if stretch is not None)
    return f"{what.kind}: {places}" if places else "all quotations"


def _place(stretch: Stretch) -> str:
    return f"{stretch[0]}–{stretch[1]}"


def _pan(report: Report, _: Annex | None) -> bytes:
    return draw_passages_xml(report, suspect_name="suspect.txt", reference_name="reference.txt").encode()


FORMS: Final[Mapping[str, ExportForm]] = {
    "html": ExportForm("One HTML file", "text/html; charset=utf-8", lambda report, annex: draw_page(report, annex).encode()),
    "pdf": ExportForm("PDF", "application/pdf", draw_pdf, is_slow=True),
    "docx": ExportForm("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", draw_docx),
    "csv": ExportForm("Ledger as CSV", "text/csv; charset=utf-8", lambda report, _: draw_ledger_csv(report).encode()),
    "json": ExportForm("JSON", "application/json", lambda report, _: report_json(report)),
    "pan.xml": ExportForm("PAN XML", "application/xml", _pan),
}
SHARED_FORMS: Final = ("html", "pdf")
