"""The report: a comparison becomes one versioned JSON form, from which every view is drawn."""

from app.report.annex import Annex, Cover
from app.report.badge import draw_badge
from app.report.builder import build_report, comparison_json, report_json
from app.report.evidence import EvidencePart, draw_evidence, draw_part, evidence_script, evidence_style
from app.report.glances import Glance, glance_of
from app.report.glyphs import shown
from app.report.numbering import keep_numbers, numbered
from app.report.page import draw_page
from app.report.pan import draw_pan_xml, draw_passages_xml, pan_file_name
from app.report.places import places_of_reuse
from app.report.printing import PdfTooCostly, PdfUnavailable, can_draw_pdf, draw_pdf
from app.report.redaction import AROUND, most_readable, redact
from app.report.rereading import reread
from app.report.series import Habit, Recurring, Series, SharedSource, Swapped, find_series
from app.report.spreadsheet import draw_ledger_csv
from app.report.terminal import print_report
from app.report.types import REPORT_VERSION, AlertEntry, FactsEntry, Part, Place, Report, SubstitutionEntry, TextEntry
from app.report.word import draw_docx
from app.report.wording import percent, plural, title

__all__ = [
    "AROUND",
    "REPORT_VERSION",
    "AlertEntry",
    "Annex",
    "Cover",
    "EvidencePart",
    "FactsEntry",
    "Glance",
    "Habit",
    "Part",
    "PdfTooCostly",
    "PdfUnavailable",
    "Place",
    "Recurring",
    "Report",
    "Series",
    "SharedSource",
    "SubstitutionEntry",
    "Swapped",
    "TextEntry",
    "build_report",
    "can_draw_pdf",
    "comparison_json",
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
    "find_series",
    "glance_of",
    "keep_numbers",
    "most_readable",
    "numbered",
    "pan_file_name",
    "percent",
    "places_of_reuse",
    "plural",
    "print_report",
    "redact",
    "report_json",
    "reread",
    "shown",
    "title",
]
