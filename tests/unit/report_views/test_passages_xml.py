"""A report as PAN XML: well-formed whatever the report holds, and what PAN's reader gets back are the passages."""

from pathlib import Path
from xml.etree.ElementTree import fromstring

from app.report import Report, draw_passages_xml
from app.training import read_pan_xml


def test_a_reader_of_pan_gets_the_passages_back(sample: Report, tmp_path: Path) -> None:
    file = tmp_path / "pair.xml"
    file.write_text(draw_passages_xml(sample, suspect_name="suspect.txt", reference_name="reference.txt"), "utf-8")
    cases = read_pan_xml(file)
    assert [(case.suspect.start, case.suspect.end) for case in cases] == [
        (passage["suspect"]["start"], passage["suspect"]["end"]) for passage in sample.passages
    ]


def test_the_document_says_what_it_was_made_from(sample: Report) -> None:
    attributes = fromstring(draw_passages_xml(sample, suspect_name="s", reference_name="r")).attrib
    assert attributes["suspect_sha256"] == sample.suspect.sha256
    assert attributes["source_sha256"] == sample.reference.sha256
    assert attributes["model"].startswith(sample.model.name)
    assert "minimum passage words: 15" in attributes["settings"]


def test_hostile_reports_are_well_formed(hostile: Report) -> None:
    harm = hostile.model_copy(update={"label": '<&\x1b\ud800\uffff"'})
    assert fromstring(draw_passages_xml(harm, suspect_name="a\x00<", reference_name='"')) is not None
