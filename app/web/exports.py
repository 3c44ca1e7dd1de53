"""The forms in which a report leaves the house, in one table, and what reviewers added to it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from app.report import (
    Annex,
    Cover,
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


def annex_of(dossier: Dossier, link: str = "") -> Annex:
    """How the report is kept, and what reviewers added."""
    lines = (*_decisions(dossier), *_exclusions(dossier), *_scores(dossier))
    newest = next((f"{name}: {value}" for name, value in _decisions(dossier, newest_first=True)), "")
    return Annex("Review", lines, cover_of(dossier, link), newest)


def cover_of(dossier: Dossier, link: str = "") -> Cover:
    """How the report is kept; `link` is its page's whole address."""
    stored = dossier.stored
    return Cover(stored.name, datetime.fromtimestamp(stored.created_at, UTC), stored.id, link)


def reviewed(dossier: Dossier) -> Report:
    """The report as reviewers see it, with what they did as a part of it."""
    if not dossier.decisions and not dossier.active:
        return dossier.current
    decisions = [
        {
            "verdict": each.opinion.verdict.value, "note": each.opinion.note, "name": each.opinion.name,
            "at": datetime.fromtimestamp(each.at, UTC).isoformat(timespec="seconds"),
        }
        for each in dossier.decisions
    ]  # fmt: skip
    left_out = [describe(each) for each in dossier.active]
    return dossier.current.model_copy(update={"review": {"decisions": decisions, "left_out": left_out}})


def _decisions(dossier: Dossier, *, newest_first: bool = False) -> Iterator[tuple[str, str]]:
    for decision in dossier.decisions if newest_first else reversed(dossier.decisions):
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


def _pan(report: Report, annex: Annex | None) -> bytes:
    return draw_passages_xml(report, annex, suspect_name="suspect.txt", reference_name="reference.txt").encode()


FORMS: Final[Mapping[str, ExportForm]] = {
    "html": ExportForm("One HTML file", "text/html; charset=utf-8", lambda report, annex: draw_page(report, annex).encode()),
    "pdf": ExportForm("PDF", "application/pdf", draw_pdf, is_slow=True),
    "docx": ExportForm("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", draw_docx),
    "csv": ExportForm("Ledger as CSV", "text/csv; charset=utf-8", lambda report, annex: draw_ledger_csv(report, annex).encode()),
    "json": ExportForm("JSON", "application/json", lambda report, _: report_json(report)),
    "pan.xml": ExportForm("PAN XML", "application/xml", _pan),
}
SHARED_FORMS: Final = ("html", "pdf")
