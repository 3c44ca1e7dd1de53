"""The report: a comparison becomes one versioned JSON form, from which every view is drawn."""

from app.report.annex import Annex, Cover
from app.report.builder import build_report, comparison_json, report_json
from app.report.entries import DIGITS, sentence_columns
from app.report.numbering import keep_numbers, numbered
from app.report.places import PlaceOfReuse, find_places, places_of_reuse
from app.report.redaction import AROUND, most_readable, redact
from app.report.rereading import reread
from app.report.series import Habit, Recurring, Series, SharedSource, Swapped, find_series
from app.report.types import (
    REPORT_VERSION,
    SIDES,
    AlertEntry,
    AlternativeEntry,
    AssuranceEntry,
    FactsEntry,
    Part,
    PassageEntry,
    Place,
    Report,
    SentenceEntry,
    SettingsEntry,
    SideName,
    SubstitutionEntry,
    TextEntry,
)

__all__ = [
    "AROUND",
    "DIGITS",
    "REPORT_VERSION",
    "SIDES",
    "AlertEntry",
    "AlternativeEntry",
    "Annex",
    "AssuranceEntry",
    "Cover",
    "FactsEntry",
    "Habit",
    "Part",
    "PassageEntry",
    "Place",
    "PlaceOfReuse",
    "Recurring",
    "Report",
    "SentenceEntry",
    "Series",
    "SettingsEntry",
    "SharedSource",
    "SideName",
    "SubstitutionEntry",
    "Swapped",
    "TextEntry",
    "build_report",
    "comparison_json",
    "find_places",
    "find_series",
    "keep_numbers",
    "most_readable",
    "numbered",
    "places_of_reuse",
    "redact",
    "report_json",
    "reread",
    "sentence_columns",
]
