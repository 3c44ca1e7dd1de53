"""A report as PAN XML: well-formed whatever the report holds, and what PAN's reader gets back are the places of reuse."""

from pathlib import Path
from xml.etree.ElementTree import fromstring

from app.report import Report
from app.text import Span
from app.training import Case, read_pan_xml
from app.views import draw_passages_xml


def _read(report: Report, folder: Path) -> list[Case]:
    file = folder / "pair.xml"
    file.write_text(draw_passages_xml(report, suspect_name="suspect.txt", reference_name="reference.txt"), "utf-8")
    return read_pan_xml(file)


def _with_passages(report: Report, *sides: tuple[int, int, int, int, str]) -> Report:
    passages = [
        report.passages[0] | {"reference": {"start": a, "end": b}, "suspect": {"start": c, "end": d}, "label": label}
        for a, b, c, d, label in sides
    ]
    return report.model_copy(update={"passages": passages, "places": None})


def test_a_reader_of_pan_gets_the_passages_back(sample: Report, tmp_path: Path) -> None:
    apart = _with_passages(sample, (0, 90, 500, 600, "spun"), (700, 800, 1900, 1990, "copied"))
    assert [(case.reference, case.suspect) for case in _read(apart, tmp_path)] == [
        (Span(0, 90), Span(500, 600)), (Span(700, 800), Span(1900, 1990)),
    ]  # fmt: skip


def test_passages_beside_each_other_are_one_detection_with_the_label_of_most_of_it(sample: Report, tmp_path: Path) -> None:
    # the second stands before the first in the reference: sentences that changed places
    beside = _with_passages(sample, (300, 400, 0, 100, "copied"), (100, 290, 110, 310, "spun"), (2000, 2050, 320, 380, "copied"))
    assert [(case.reference, case.suspect) for case in _read(beside, tmp_path)] == [
        (Span(100, 400), Span(0, 310)), (Span(2000, 2050), Span(320, 380)),
    ]  # fmt: skip
    features = fromstring(draw_passages_xml(beside, suspect_name="s", reference_name="r"))
    assert [feature.get("type") for feature in features] == ["spun", "copied"]


def test_what_is_called_independent_is_no_detection(sample: Report, tmp_path: Path) -> None:
    sentences = (0, 140, 0, 160, "independent"), (2000, 2040, 2000, 2040, "copied"), (5000, 5200, 5000, 5200, "independent")
    found = [case.suspect for case in _read(_with_passages(sample, *sentences), tmp_path)]
    assert found == [Span(2000, 2040)]


def test_places_of_a_report_are_its_detections(sample: Report, tmp_path: Path) -> None:
    place = {"reference": {"start": 5, "end": 90}, "suspect": {"start": 40, "end": 99}, "label": "undecided", "passages": []}
    placed = sample.model_copy(update={"places": [place]})
    assert [(case.reference, case.suspect) for case in _read(placed, tmp_path)] == [(Span(5, 90), Span(40, 99))]
    (feature,) = fromstring(draw_passages_xml(placed, suspect_name="s", reference_name="r"))
    assert feature.get("type") == "undecided"


def test_the_document_says_what_it_was_made_from(sample: Report) -> None:
    attributes = fromstring(draw_passages_xml(sample, suspect_name="s", reference_name="r")).attrib
    assert attributes["suspect_sha256"] == sample.suspect.sha256
    assert attributes["source_sha256"] == sample.reference.sha256
    assert attributes["model"].startswith(sample.model.name)
    assert "minimum passage words: 15" in attributes["settings"]


def test_hostile_reports_are_well_formed(hostile: Report) -> None:
    harm = hostile.model_copy(update={"label": '<&\x1b\ud800\uffff"'})
    assert fromstring(draw_passages_xml(harm, suspect_name="a\x00<", reference_name='"')) is not None
