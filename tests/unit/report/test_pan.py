"""PAN XML of a pair: what is written is well-formed, exact, and what a reader gets back."""

from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from app.finder import Detection
from app.text import Span
from app.training import Case, read_pan_xml
from app.views import draw_pan_xml, pan_file_name

DETECTIONS = (Detection(Span(2, 5), Span(10, 14), 0.9), Detection(Span(0, 0), Span(7, 8), 0.5))


def test_a_pair_is_one_document_with_a_feature_a_detection() -> None:
    assert draw_pan_xml("suspicious-document00001.txt", "source-document00294.txt", DETECTIONS[:1]) == (
        '<?xml version="1.0" encoding="utf-8"?><document reference="suspicious-document00001.txt">'
        '<feature name="detected-plagiarism" this_offset="10" this_length="4" '
        'source_reference="source-document00294.txt" source_offset="2" source_length="3"/></document>\n'
    )


def test_a_pair_without_detections_is_an_empty_document() -> None:
    (tree, features) = (root := fromstring(draw_pan_xml("a.txt", "b.txt", ()))), list(root)
    assert (tree.attrib, features) == ({"reference": "a.txt"}, [])


@pytest.mark.parametrize("name", ["ä€𝄞.txt", "a<b>&c.txt", "\"'both'\".txt", "two\nlines.txt"])
def test_names_come_back_as_they_were(name: str, tmp_path: Path) -> None:
    file = tmp_path / "pair.xml"
    file.write_text(draw_pan_xml(name, name, DETECTIONS), "utf-8")
    assert read_pan_xml(file) == [Case(found.suspect, found.reference, name, name) for found in DETECTIONS]


def test_a_file_is_named_after_both_documents() -> None:
    name = pan_file_name("suspicious-document00001.txt", "source-document00294.txt")
    assert name == "suspicious-document00001-source-document00294.xml"
    assert pan_file_name("a.b.txt", "c") == "a.b-c.xml"
