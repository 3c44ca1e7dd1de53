"""Whatever two texts hold: of a redacted report no form shows a word that only one of them has and that is in no swap."""

import html
import io
import json
import re

import docx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.detector import CompareOptions, Detector
from app.report import Report, build_report, redact, report_json
from app.text import read_text
from app.views import draw_docx, draw_ledger_csv, draw_page, draw_passages_xml
from app.views.printing import draw_print
from tests.property.drawn_texts import pairs

often = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
seldom = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
# Words that no view says by itself.
STRANGE = (
    "quibblewick",
    "Zorblat",
    "9472816",
    "marmozet",
    "Wimbleby",
    "“flumpet”",
    "vexillor",
    "dravnik-ostrop",
    "Żółwik",
    "77.31",
)
_WORD = re.compile(r"[^\W_]{4,}")


@st.composite
def strange_pairs(draw: st.DrawFn) -> tuple[str, str]:
    """A pair of texts with strange words put in at any place, some on both sides."""
    return tuple(draw(_with_strangers(text)) for text in draw(pairs()))  # type: ignore[return-value]


@st.composite
def _with_strangers(draw: st.DrawFn, text: str) -> str:
    words = text.split(" ")
    for stranger in draw(st.lists(st.sampled_from(STRANGE), max_size=5)):
        words.insert(draw(st.integers(0, len(words))), stranger)
    return " ".join(words)


def redacted(detector: Detector, pair: tuple[str, str]) -> tuple[Report, set[str]]:
    """The redacted report, and the strange words that it must not show."""
    report = build_report(detector.compare(read_text(pair[0]), read_text(pair[1]), CompareOptions(minimum_passage_words=5)))
    strange, one, other = (set(_WORD.findall(text.casefold())) for text in (" ".join(STRANGE), *pair))
    ledger = {
        w for e in report.substitutions for q in (e["reference"], e["suspect"]) for w in _WORD.findall(q["text"].casefold())
    }
    return redact(report), ((one ^ other) & strange) - ledger


def readable(content: str) -> set[str]:
    return set(_WORD.findall(html.unescape(re.sub(r"<[^>]*>", "", content)).casefold()))


@given(pair=strange_pairs())
@often
def test_no_form_shows_a_word_that_is_not_matched(pair: tuple[str, str], detector: Detector) -> None:
    report, hidden = redacted(detector, pair)
    assert not hidden & set(_WORD.findall(json.dumps(json.loads(report_json(report)), ensure_ascii=False).casefold()))
    assert not hidden & readable(draw_page(report))
    assert not hidden & readable(draw_print(report))
    assert not hidden & readable(draw_ledger_csv(report))
    assert not hidden & readable(draw_passages_xml(report, suspect_name="s", reference_name="r"))


@given(pair=strange_pairs())
@seldom
def test_the_word_file_shows_none_either(pair: tuple[str, str], detector: Detector) -> None:
    report, hidden = redacted(detector, pair)
    document = docx.Document(io.BytesIO(draw_docx(report)))
    assert not hidden & readable("".join(document.element.body.itertext()))


@given(pair=strange_pairs())
@often
def test_lengths_blanks_and_every_place_stay(pair: tuple[str, str], detector: Detector) -> None:
    report, _ = redacted(detector, pair)
    for before, after in zip(pair, (report.reference.text, report.suspect.text), strict=True):
        assert after is not None
        assert len(before) == len(after)
        assert all(b == a or (a == "█" and not b.isspace()) for b, a in zip(before, after, strict=True))
    for entry in report.substitutions:
        for quote, text in ((entry["reference"], report.reference.text), (entry["suspect"], report.suspect.text)):
            assert (text or "")[quote["start"] : quote["end"]] == quote["text"]


@given(pair=strange_pairs())
@often
def test_what_was_put_in_left_out_or_rebuilt_is_covered(pair: tuple[str, str], detector: Detector) -> None:
    report, _ = redacted(detector, pair)
    for edit in report.edits:
        for place, text in ((edit["reference"], report.reference.text), (edit["suspect"], report.suspect.text)):
            assert not any(c.isalnum() for c in (text or "")[place["start"] : place["end"]].replace("█", ""))


@given(pair=strange_pairs())
@often
def test_of_a_copy_nothing_can_be_read(pair: tuple[str, str], detector: Detector) -> None:
    report, _ = redacted(detector, (pair[0], pair[0]))
    for text in (report.reference.text, report.suspect.text):
        assert report.substitutions or not any(c.isalnum() for c in (text or "").replace("█", ""))
