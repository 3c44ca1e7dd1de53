"""What a file shows besides its text goes with the text: into the document, the report, and back from it."""

import pytest
from pydantic import ValidationError

from app.detector import CompareOptions, Detector, Excluded
from app.pairs import CompareRequest, compare_again
from app.report import build_report, redact, reread
from app.sources import FileMarkings, Source, read_source
from app.text import About, DisguiseKind, LeftOut, Markings, Omission, Span, count_left_out, read_text
from app.views.wording import facts_line

TEXT = "The keeper said that the lamp had been lit. We never let it go dark. He showed us the log."
QUOTE = Span(TEXT.index("We"), TEXT.index(" He"))
MARKINGS = Markings((Span(10, 10),), (QUOTE,), (LeftOut(Omission.COMMENT, 4),))


def test_a_document_takes_over_what_its_file_shows() -> None:
    document = read_text(TEXT, MARKINGS)
    assert document.quotes == (QUOTE,)
    assert [(d.kind, d.chars) for d in document.disguises] == [(DisguiseKind.HIDDEN_MARKUP, Span(10, 10))]
    assert document.markings == MARKINGS
    assert document.norms == read_text(TEXT).norms


def test_quotations_of_the_file_and_those_between_marks_never_overlap() -> None:
    text = "He said “we never let it go dark” and left."
    document = read_text(text, Markings(quotes=(Span(0, 20), Span(15, len(text) + 50), Span(3, 3))))
    assert document.quotes == (Span(0, len(text)),)


def test_words_that_are_left_out_are_counted_by_reason() -> None:
    pieces = [
        (Omission.FORM, "Your name"),
        (Omission.COMMENT, "ask the desk first"),
        (Omission.FORM, "Send"),
        (Omission.MEDIA, "—"),
    ]
    assert count_left_out(pieces) == (LeftOut(Omission.COMMENT, 4), LeftOut(Omission.FORM, 3))


def test_markings_go_through_json_and_back() -> None:
    source = Source(text=TEXT, markings=FileMarkings.of(MARKINGS))
    again = Source.model_validate_json(source.model_dump_json(exclude_none=True))
    assert read_source(again, max_characters=1_000).markings == MARKINGS


def test_more_places_than_json_may_hold_are_taken_together_and_none_is_lost() -> None:
    many = tuple(Span(k, k + 1) for k in range(12_000))
    found = FileMarkings.of(Markings(many)).found.hidden
    assert len(found) == 10_000
    assert found[-1] == Span(9_999, 12_000)


@pytest.mark.parametrize(
    "wrong",
    [
        {"html": "<p>x</p>", "markings": {}},
        {"text": "x", "markings": {"hidden": [{"start": 2, "end": 1}]}},
        {"text": "x", "markings": {"left_out": [{"reason": "a whim", "words": 1}]}},
        {"text": "x", "markings": {"left_out": [{"reason": "form", "words": 0}]}},
        {"text": "x", "markings": {"other": 1}},
    ],
)
def test_markings_that_cannot_be_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        CompareRequest.model_validate({"reference": wrong, "suspect": {"text": "x"}})


def test_a_report_keeps_what_the_file_showed_and_is_compared_again_with_it(
    detector: Detector, sample_reference: str, sample_suspect: str
) -> None:
    markings = Markings((Span(0, 0),), (Span(0, 300),), (LeftOut(Omission.NAVIGATION, 12), LeftOut(Omission.FORM, 3)))
    suspect = read_text(sample_suspect, markings)
    report = build_report(detector.compare(read_text(sample_reference), suspect))
    assert report.suspect.left_out == [{"reason": "navigation", "words": 12}, {"reason": "form", "words": 3}]
    assert report.reference.left_out == []
    assert reread(report, "suspect").markings == markings
    again = compare_again(detector, report, exclude_quotations=True, excluded=Excluded())
    assert again == build_report(detector.compare(read_text(sample_reference), suspect, CompareOptions(exclude_quotations=True)))
    assert again.suspect.words < report.suspect.words


def test_what_a_file_says_of_its_article_goes_through_json_a_report_and_back(detector: Detector) -> None:
    about = About("Late again", "Ann Reed", "2026-01-02", "en")
    markings = FileMarkings.of(Markings(about=about))
    assert FileMarkings.model_validate_json(markings.model_dump_json()).found == Markings(about=about)
    text = "The ferry has been late every day this week, and the island has run out of bread. Nobody knows why it is late." * 2
    document = read_text(text, markings.found)
    report = build_report(detector.compare(document, read_text(text)))
    assert report.reference.about == {"title": "Late again", "author": "Ann Reed", "date": "2026-01-02", "language": "en"}
    assert report.suspect.about == {}
    assert reread(report, "reference").markings.about == about
    assert facts_line(report.reference) == "“Late again”, by Ann Reed, 2026-01-02, en"
    assert redact(report).reference.about == {}
