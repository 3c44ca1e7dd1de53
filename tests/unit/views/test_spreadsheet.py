"""The ledger as CSV: a clean table, whole, and nothing that a spreadsheet would run."""

import csv
import io

import pytest

from app.detector import Detector
from app.report import Report
from app.views import draw_ledger_csv
from app.views.spreadsheet import LEDGER_COLUMNS, ORIGIN_COLUMNS
from tests.unit.views.conftest import compared


def table(report: Report) -> list[dict[str, str]]:
    written = draw_ledger_csv(report)
    assert written.startswith("\ufeffnumber,")
    return list(csv.DictReader(io.StringIO(written[1:], newline="")))


def test_every_substitution_is_one_line_with_its_places(sample: Report) -> None:
    lines = table(sample)
    assert len(lines) == len(sample.substitutions)
    for line, entry in zip(lines, sample.substitutions, strict=True):
        assert line["reference"] == entry["reference"]["text"]
        assert (sample.suspect.text or "")[int(line["suspect_start"]) : int(line["suspect_end"])] == line["suspect"]
        assert float(line["spin_probability"]) == entry["spin_probability"]


def test_every_line_says_what_it_was_made_from(sample: Report) -> None:
    for line in table(sample):
        assert line["reference_sha256"] == sample.reference.sha256
        assert line["suspect_sha256"] == sample.suspect.sha256
        assert line["model"].startswith(sample.model.name)
        assert "minimum passage words: 15" in line["settings"]


def test_lines_end_as_rfc_4180_has_it(sample: Report) -> None:
    written = draw_ledger_csv(sample)
    assert written.endswith("\r\n")
    assert written.count("\n") == written.count("\r\n") == len(sample.substitutions) + 1


def test_a_report_without_substitutions_says_what_it_was_made_from(detector: Detector) -> None:
    (line,) = table(compared(detector, "Too short.", "Too short."))
    assert line["label"] == "not_measured"
    assert len(line["suspect_sha256"]) == 64
    assert not any(line[name] for name in LEDGER_COLUMNS)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "＝", "＠", "\x0b=", "\u00a0=", "\u200b="])
def test_no_cell_begins_as_a_formula_does(start: str, sample: Report) -> None:
    first = sample.substitutions[0]
    entry = {**first, "suspect": {**first["suspect"], "text": f'{start}HYPERLINK("x","y")'}}
    (line,) = table(sample.model_copy(update={"substitutions": [entry]}))
    assert line["suspect"].startswith("'")


def test_hostile_texts_stay_one_table(hostile: Report) -> None:
    lines = table(hostile)
    assert len(lines) == max(len(hostile.substitutions), 1)
    assert all(set(line) == {*LEDGER_COLUMNS, *ORIGIN_COLUMNS} and None not in line.values() for line in lines)
    assert not any(character in draw_ledger_csv(hostile) for character in "\x00\x1b\x07\ufffe")
