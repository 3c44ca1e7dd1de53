"""Room `views`: a report drawn for a terminal, a page, a PDF, Word, a table or PAN XML, from its form alone.

What draws for a terminal is loaded by the commands that ask for it: a service never does.
"""

from typing import TYPE_CHECKING, Any

from app.views.badge import draw_badge
from app.views.evidence import EvidencePart, draw_evidence, draw_part, evidence_script, evidence_style
from app.views.forms import FORMS, SHARED_FORMS, ExportForm
from app.views.glances import Glance, glance_at, glance_of
from app.views.glyphs import shown
from app.views.page import draw_page
from app.views.pan import draw_pan_xml, draw_passages_xml, pan_file_name
from app.views.printing import PdfTooCostly, PdfUnavailable, can_draw_pdf, draw_pdf
from app.views.spreadsheet import draw_ledger_csv
from app.views.word import draw_docx
from app.views.wording import SAYS_NOTHING, bound_percent, in_marks, percent, sentence, title

if TYPE_CHECKING:
    from app.views.terminal import print_report

__all__ = [
    "FORMS",
    "SAYS_NOTHING",
    "SHARED_FORMS",
    "EvidencePart",
    "ExportForm",
    "Glance",
    "PdfTooCostly",
    "PdfUnavailable",
    "bound_percent",
    "can_draw_pdf",
    "draw_badge",
    "draw_docx",
    "draw_evidence",
    "draw_ledger_csv",
    "draw_page",
    "draw_pan_xml",
    "draw_part",
    "draw_passages_xml",
    "draw_pdf",
    "evidence_script",
    "evidence_style",
    "glance_at",
    "glance_of",
    "in_marks",
    "pan_file_name",
    "percent",
    "print_report",
    "sentence",
    "shown",
    "title",
]


def __getattr__(name: str) -> Any:
    if name != "print_report":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from app.views.terminal import print_report  # noqa: PLC0415 - a sixth of a second of Rich

    return print_report
