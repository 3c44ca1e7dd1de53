"""The ledger as a CSV file (RFC 4180) that spreadsheets open without a question and cannot be attacked through."""

import csv
import io
from collections.abc import Sequence

from app.report import Annex, Report, SubstitutionEntry, numbered
from app.views.glyphs import shown
from app.views.wording import model_line, settings_line

_MARK = "\ufeff"  # without it Excel reads UTF-8 as the machine's old code page
_BREAKS = ("\t", "\r", "\n")
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # noqa: RUF001 - full-width forms count as well
LEDGER_COLUMNS = (
    "number", "reference", "suspect", "kind", "spin_probability", "share", "reason", "passage", "in_quotation",
    "reference_start", "reference_end", "suspect_start", "suspect_end",
)  # fmt: skip
ORIGIN_COLUMNS = ("label", "probability", "reference_sha256", "suspect_sha256", "model", "settings", "report_version", "decision")


def draw_ledger_csv(report: Report, annex: Annex | None = None) -> str:
    """One line a substitution under one line of names; numbers and passages count from 1, offsets are code points.

    Every line ends with what the report was made from, so the table stays a table; a report without substitutions has
    one line with that alone. Begins with a byte order mark.
    """
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow((*LEDGER_COLUMNS, *ORIGIN_COLUMNS))
    origin = _origin(report, annex.decision if annex else "")
    passages = [number for number, _ in numbered(report.passages)]
    lines = [_cells(number, entry, passages) for number, entry in numbered(report.substitutions)]
    for cells in lines or [("",) * len(LEDGER_COLUMNS)]:
        table.writerow((*map(_safe, cells), *origin))
    return _MARK + written.getvalue()


def _cells(number: int, entry: SubstitutionEntry, passages: Sequence[int]) -> tuple[object, ...]:
    reference, suspect = entry["reference"], entry["suspect"]
    return (
        number,
        reference["text"],
        suspect["text"],
        entry["kind"],
        entry["spin_probability"],
        entry["share"],
        entry["reason"],
        passages[entry["passage"]] if entry["passage"] < len(passages) else entry["passage"] + 1,
        "yes" if entry["in_quotation"] else "no",
        reference["start"],
        reference["end"],
        suspect["start"],
        suspect["end"],
    )


def _origin(report: Report, decision: str) -> tuple[object, ...]:
    hashes = (report.reference.sha256, report.suspect.sha256)
    probability = report.probability if report.measured else ""
    made = (report.label, probability, *hashes, model_line(report), settings_line(report), report.version, decision)
    return tuple(map(_safe, made))


def _safe(cell: object) -> object:
    """A text that a spreadsheet cannot take for a formula: those that look like one begin with an apostrophe."""
    if not isinstance(cell, str):
        return cell
    # spreadsheets pass over blanks and invisible characters
    first = next((character for character in cell if character.isprintable() and not character.isspace()), "")
    return f"'{shown(cell)}" if first in _FORMULA or cell.startswith(_BREAKS) else shown(cell)
