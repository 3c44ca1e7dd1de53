"""The report: a comparison becomes one versioned JSON form, from which every view is drawn."""

from app.report.annex import Annex
from app.report.builder import build_report, comparison_json, report_json
from app.report.evidence import draw_evidence, evidence_script, evidence_style
from app.report.glyphs import shown
from app.report.page import draw_page
from app.report.pan import draw_pan_xml, draw_passages_xml, pan_file_name
from app.report.printing import PdfTooCostly, PdfUnavailable, draw_pdf
from app.report.redaction import redact
from app.report.rereading import reread
from app.report.spreadsheet import draw_ledger_csv
from app.report.terminal import print_report
from app.report.types import REPORT_VERSION, AlertEntry, Part, Place, Report, SubstitutionEntry, TextEntry
from app.report.word import draw_docx
from app.report.wording import percent, plural, title

__all__ = [
    "REPORT_VERSION",
    "AlertEntry",
    "Annex",
    "Part",
    "PdfTooCostly",
    "PdfUnavailable",
    "Place",
    "Report",
    "SubstitutionEntry",
    "TextEntry",
    "build_report",
    "comparison_json",
    "draw_docx",
    "draw_evidence",
    "draw_ledger_csv",
    "draw_page",
    "draw_pan_xml",
    "draw_passages_xml",
    "draw_pdf",
    "evidence_script",
    "evidence_style",
    "pan_file_name",
    "percent",
    "plural",
    "print_report",
    "redact",
    "report_json",
    "reread",
    "shown",
    "title",
]
