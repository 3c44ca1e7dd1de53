"""A report compared again with other words left out: the evidence goes, the offsets stay, the texts have to be there."""

import json

import pytest
from pydantic import ValidationError

from app.detector import CompareOptions, Detector, Excluded
from app.pairs import CompareRequest, SentText, TextsMissing, answer_line, compare_again, compare_pair
from app.pairs.comparing import prepared
from app.report import Report, SubstitutionEntry, build_report, redact, report_json
from app.sources import FileMarkings
from app.text import Span, read_html, read_text
from app.views import Glance, glance_of

Places = tuple[int, int, int, int]


@pytest.fixture(scope="module")
def report(detector: Detector, sample_reference: str, sample_suspect: str) -> Report:
    return build_report(detector.compare(read_text(sample_reference), read_text(sample_suspect)))


def places(entry: SubstitutionEntry) -> Places:
    return entry["reference"]["start"], entry["reference"]["end"], entry["suspect"]["start"], entry["suspect"]["end"]


def without_entry(detector: Detector, report: Report, k: int) -> Report:
    a, b, c, d = places(report.substitutions[k])
    excluded = Excluded((Span(a, b),), (Span(c, d),))
    return compare_again(detector, report, exclude_quotations=False, excluded=excluded)


def test_each_substitution_can_be_left_out_and_the_others_stay_where_they_are(detector: Detector, report: Report) -> None:
    assert len(report.substitutions) > 20
    for k in range(len(report.substitutions)):
        again = without_entry(detector, report, k)
        others = [places(entry) for i, entry in enumerate(report.substitutions) if i != k]
        assert [places(entry) for entry in again.substitutions] == others


def test_leaving_nothing_out_gives_the_same_report(detector: Detector, report: Report) -> None:
    again = compare_again(detector, report, exclude_quotations=False, excluded=Excluded())
    assert report_json(again) == report_json(report)


def test_a_passage_that_is_left_out_is_gone_and_counts_no_more(
    detector: Detector, sample_reference: str, sample_suspect: str
) -> None:
    own = "My aunt keeps seven hens behind the chapel, and each of them has a name from an old Greek tale. " * 3
    suspect = f"{sample_suspect}\n\n{own}"
    report = build_report(detector.compare(read_text(sample_reference), read_text(suspect)))
    passage = report.passages[0]
    excluded = Excluded(*((Span(place["start"], place["end"]),) for place in (passage["reference"], passage["suspect"])))
    again = compare_again(detector, report, exclude_quotations=False, excluded=excluded)
    assert again.suspect.words == report.suspect.words - passage["words"]
    left = [other["suspect"] for other in report.passages[1:]]
    assert [other["suspect"] for other in again.passages] == left
    assert again.settings.excluded.suspect == [passage["suspect"]]
    shares = sum(p["words"] for p in again.passages if p["label"] == "spun") / again.suspect.words
    assert again.reuse.spun == pytest.approx(shares, abs=1e-3)


def test_leaving_everything_out_is_not_measured_and_says_why(detector: Detector, report: Report) -> None:
    everything = Excluded((Span(0, report.reference.characters),), ())
    again = compare_again(detector, report, exclude_quotations=False, excluded=everything)
    assert again.label == "not_measured"
    assert again.not_measured_reason == "reference: the text has no words; the words left out do not count"
    assert again.reference.words == 0
    assert again.reference.text == report.reference.text


def test_quotations_can_be_left_out_later(detector: Detector, sample_reference: str) -> None:
    reference = f"{sample_reference} “We never saw the aged boat,” said the oldest of the fishermen."
    suspect = reference.replace("aged", "elderly")
    report = build_report(detector.compare(read_text(reference), read_text(suspect)))
    again = compare_again(detector, report, exclude_quotations=True, excluded=Excluded())
    assert [entry["suspect"]["text"] for entry in report.substitutions] == ["elderly"]
    assert again.substitutions == []
    assert again.settings.exclude_quotations


def test_the_shortest_passage_stays_as_it_was_set(detector: Detector, sample_reference: str, sample_suspect: str) -> None:
    options = CompareOptions(minimum_passage_words=40)
    report = build_report(detector.compare(read_text(sample_reference), read_text(sample_suspect), options))
    again = compare_again(detector, report, exclude_quotations=False, excluded=Excluded())
    assert report_json(again) == report_json(report)


def test_text_hidden_by_markup_keeps_its_alert(detector: Detector, sample_reference: str, sample_suspect: str) -> None:
    html = f'<p>{sample_suspect}</p><p style="display:none">hidden words of the page</p>'
    report = build_report(detector.compare(read_text(sample_reference), read_html(html)))
    again = compare_again(detector, report, exclude_quotations=False, excluded=Excluded())
    assert "hidden_markup" in [alert["code"] for alert in report.alerts]
    assert again.alerts == report.alerts


@pytest.mark.parametrize("side", ["reference", "suspect"])
def test_a_report_without_its_texts_cannot_be_compared_again(detector: Detector, report: Report, side: str) -> None:
    bare = report.model_copy(update={side: getattr(report, side).model_copy(update={"text": None})})
    with pytest.raises(TextsMissing):
        compare_again(detector, bare, exclude_quotations=False, excluded=Excluded())


def test_a_report_of_the_first_release_can_be_compared_again(detector: Detector, report: Report) -> None:
    old = report.model_dump()
    del old["settings"]["excluded"]
    again = compare_again(detector, Report.model_validate(old), exclude_quotations=False, excluded=Excluded())
    assert report_json(again) == report_json(report)


def test_a_text_that_was_sent_before_is_not_prepared_again(detector: Detector, sample_reference: str) -> None:
    side = prepared(detector, "suspect", SentText(text=sample_reference))
    assert prepared(detector, "reference", SentText(text=sample_reference)) is side
    others = (
        SentText(text=f"{sample_reference} "),
        SentText(html=sample_reference),
        SentText(text=sample_reference, markings=FileMarkings()),
    )
    assert all(prepared(detector, "suspect", other) is not side for other in others)
    detector.kept.clear()
    assert prepared(detector, "suspect", SentText(text=sample_reference)) is not side


def test_a_kept_text_is_held_to_the_limit_too(detector: Detector, sample_reference: str) -> None:
    line = json.dumps({"reference": {"text": sample_reference}, "suspect": {"text": sample_reference}}).encode()
    assert answer_line(detector, len(sample_reference), line)[0] == "copied"
    label, error = answer_line(detector, len(sample_reference) - 1, line)
    assert label is None
    assert json.loads(error)["type"] == "urn:unspun:problem:text-too-long"


def test_a_report_is_the_same_whether_its_sides_were_kept_or_not(
    detector: Detector, sample_reference: str, sample_suspect: str
) -> None:
    asked = CompareRequest(reference=SentText(text=sample_reference), suspect=SentText(text=f"{sample_suspect} Zqxa rose."))
    turned = CompareRequest(reference=asked.suspect, suspect=asked.reference)
    detector.kept.clear()
    first, other_way = compare_pair(detector, asked), compare_pair(detector, turned)
    assert (compare_pair(detector, asked), compare_pair(detector, turned)) == (first, other_way)
    detector.kept.clear()
    assert compare_pair(detector, turned) == other_way
    assert compare_pair(detector, asked) == first


SAID = {"title": "The wall", "author": "Ann Quill", "url": "https://example.com/wall", "published": "2026-11-28"}


def test_what_is_said_of_an_article_comes_back_and_stays(detector: Detector, sample_reference: str, sample_suspect: str) -> None:
    sides = {"reference": {"text": sample_reference}, "suspect": {"text": sample_suspect, **SAID}}
    _, body = compare_pair(detector, CompareRequest.model_validate(sides))
    report = Report.model_validate_json(body)
    assert (report.reference.about, report.suspect.about) == ({}, SAID)
    assert compare_again(detector, report, exclude_quotations=True, excluded=Excluded()).suspect.about == SAID
    assert redact(report).suspect.about == {}
    assert glance_of(body).heading == "The wall"


@pytest.mark.parametrize("wrong", [{"title": "a\x00b"}, {"title": "x" * 301}, {"author": 7}, {"editor": "Bo"}])
def test_what_is_said_of_an_article_is_one_short_line(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        CompareRequest.model_validate({"reference": {"text": "a"}, "suspect": {"text": "b", **wrong}})


def test_a_glance_says_what_a_list_needs(detector: Detector, report: Report) -> None:
    glance = glance_of(report_json(report))
    assert (glance.probability, glance.spun) == (report.probability, report.probabilities.spun)
    assert (glance.spun_share, glance.swaps) == (report.reuse.spun, len(report.substitutions))
    assert len(glance.strip) == 40
    assert set(glance.strip) <= set("01234-")
    assert max(glance.strip) >= "3"
    assert glance.heading == "Marrow Bay votes to reconstruct its ocean wall after wintry weather floods"
    copied = build_report(detector.compare(read_text(report.reference.text or ""), read_text(report.reference.text or "")))
    assert glance_of(report_json(copied)).strip == "0" * 40
    parts = glance_of(report_json(report, frozenset()))
    assert (parts.swaps, parts.strip, parts.heading) == (None, "", "")
    assert glance_of(b"{}") == Glance()
