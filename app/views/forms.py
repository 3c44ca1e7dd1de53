"""The forms in which a report leaves the house, in one table: the page, the API and the command line offer the same."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from app.report import Annex, Report, report_json
from app.views.page import draw_page
from app.views.pan import draw_passages_xml
from app.views.printing import draw_pdf
from app.views.spreadsheet import draw_ledger_csv
from app.views.word import draw_docx

Drawing = Callable[[Report, Annex | None], bytes]


@dataclass(frozen=True, slots=True)
class ExportForm:
    """One form: how it is called, what it is for HTTP, how it is drawn, and whether that takes seconds."""

    name: str
    media_type: str
    draw: Drawing
    is_slow: bool = False


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
