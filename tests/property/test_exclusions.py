"""Whatever is left out: what was left out is in no substitution, and the rest points at the same words."""

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from app.detector import CompareOptions, Detector, Excluded
from app.pairs import compare_again
from app.report import Report, build_report, report_json
from app.text import Span, read_text
from tests.property.drawn_texts import pairs

often = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


def compared(detector: Detector, pair: tuple[str, str]) -> Report:
    return build_report(detector.compare(read_text(pair[0]), read_text(pair[1]), CompareOptions(minimum_passage_words=5)))


def stretches(text: str) -> st.SearchStrategy[tuple[Span, ...]]:
    end = st.integers(0, len(text) + 3)
    return st.lists(st.tuples(end, end).map(lambda ends: Span(min(ends), max(ends))), max_size=4).map(tuple)


@given(pair=pairs(), drawn=st.data())
@often
def test_no_substitution_begins_or_ends_in_a_word_left_out(
    pair: tuple[str, str], drawn: st.DataObject, detector: Detector
) -> None:
    report = compared(detector, pair)
    excluded = Excluded(drawn.draw(stretches(pair[0])), drawn.draw(stretches(pair[1])))
    again = compare_again(detector, report, exclude_quotations=False, excluded=excluded)
    assert (again.reference.text, again.suspect.text) == pair
    for entry in again.substitutions:
        sides = (("reference", pair[0], excluded.reference), ("suspect", pair[1], excluded.suspect))
        for side, text, spans in sides:
            quote = entry[side]  # type: ignore[literal-required]
            assert text[quote["start"] : quote["end"]] == quote["text"]
            assert not any(span.start <= at < span.end for span in spans for at in (quote["start"], quote["end"] - 1))
    assert sum(again.reuse.model_dump().values()) <= 1.0 + 1e-3
    assert again.measured or again.not_measured_reason


@given(pair=pairs(), drawn=st.data())
@often
def test_an_excluded_substitution_leaves_the_ledger(pair: tuple[str, str], drawn: st.DataObject, detector: Detector) -> None:
    report = compared(detector, pair)
    assume(report.substitutions)
    entry = drawn.draw(st.sampled_from(report.substitutions))
    spans = [Span(entry[side]["start"], entry[side]["end"]) for side in ("reference", "suspect")]
    again = compare_again(detector, report, exclude_quotations=False, excluded=Excluded((spans[0],), (spans[1],)))
    assert entry["reference"] not in [other["reference"] for other in again.substitutions]
    assert entry["suspect"] not in [other["suspect"] for other in again.substitutions]


@given(pair=pairs())
@often
def test_excluding_nothing_changes_nothing(pair: tuple[str, str], detector: Detector) -> None:
    report = compared(detector, pair)
    assert report_json(compare_again(detector, report, exclude_quotations=False, excluded=Excluded())) == report_json(report)


@given(pair=pairs())
@often
def test_excluding_everything_is_said(pair: tuple[str, str], detector: Detector) -> None:
    report = compared(detector, pair)
    everything = Excluded((Span(0, len(pair[0])),), (Span(0, len(pair[1])),))
    again = compare_again(detector, report, exclude_quotations=False, excluded=everything)
    assert again.not_measured_reason == "reference: the text has no words; the words left out do not count"
