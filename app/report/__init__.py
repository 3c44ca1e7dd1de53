"""The report: a comparison becomes one versioned JSON form, from which every view is drawn."""

from app.report.builder import build_report, report_json
from app.report.page import draw_page
from app.report.pan import draw_pan_xml, pan_file_name
from app.report.terminal import print_report
from app.report.types import REPORT_VERSION, AlertEntry, Part, Report, SubstitutionEntry, TextEntry

__all__ = [
    "REPORT_VERSION",
    "AlertEntry",
    "Part",
    "Report",
    "SubstitutionEntry",
    "TextEntry",
    "build_report",
    "draw_page",
    "draw_pan_xml",
    "pan_file_name",
    "print_report",
    "report_json",
]
