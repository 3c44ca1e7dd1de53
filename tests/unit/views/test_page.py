"""The self-contained page: every character of both texts, nothing from outside, no script of a text."""

import html
import re
from html.parser import HTMLParser

import lxml.html
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.detector import Detector
from app.report import Report, build_report
from app.text import read_text
from app.views import EvidencePart, draw_evidence, draw_page, draw_part
from tests.benchmarks.pairs import prose_pair, swapped

HOSTILE = "<script>alert(1)</script> <img src=x onerror=alert(2)> \"quoted\" & 'single' "
HOSTILE += "\u202egnitirw desrever\u202c zero\u200bwidth 😀 e\u0301"


def report_of(detector: Detector, reference: str, suspect: str) -> Report:
    return build_report(detector.compare(read_text(reference), read_text(suspect)))


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def elements(page: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = _Elements()
    parser.feed(page)
    return parser.found


def test_nothing_is_loaded_from_outside(detector: Detector, sample_reference: str, sample_suspect: str) -> None:
    page = draw_page(report_of(detector, sample_reference, sample_suspect))
    for tag, attributes in elements(page):
        assert tag not in ("link", "img", "iframe", "object", "embed")
        assert not (attributes.get("src") or "").strip()
        assert (attributes.get("href") or "#").startswith("#")
    assert "default-src 'none'" in html.unescape(page)


def test_hostile_texts_stay_text(detector: Detector, sample_reference: str, sample_suspect: str) -> None:
    page = draw_page(report_of(detector, sample_reference + "\n\n" + HOSTILE, sample_suspect + "\n\n" + HOSTILE))
    assert page.count("<script") == 2  # our own, and the facts that it reads
    assert len(re.findall(r"</script>", page)) == 2
    assert not any(name.startswith("on") for _, attributes in elements(page) for name in attributes)
    assert "&lt;script&gt;" in page


def test_swaps_are_marked_on_both_sides(detector: Detector, sample_reference: str, sample_suspect: str) -> None:
    page = draw_page(report_of(detector, sample_reference, sample_suspect))
    assert page.count("<mark") >= 2 * 100
    assert "town" in page
    assert "city" in page


def test_no_row_holds_end_marks_alone(detector: Detector, sample_reference: str, sample_suspect: str) -> None:
    page = draw_page(report_of(detector, sample_reference, sample_suspect))
    assert 'class="level"' in page
    assert 'class="alone' not in page


@pytest.mark.parametrize("mark", ["- ", "• ", "  * ", "> "])
def test_the_marks_of_a_list_stand_with_their_items(detector: Detector, mark: str) -> None:
    items = (
        "Three large leeks, washed well and cut into rounds",
        "Some pearl barley from the mill",
        "A jug of hot stock, with salt",
    )
    text = "\n".join(f"{mark}{each}" for each in ("Things to buy before the shops close on Friday", *items))
    page = draw_page(report_of(detector, text, text.replace("large", "big")))
    assert 'class="level"' in page
    assert 'class="alone' not in page


def test_a_pair_that_was_not_measured_has_a_page(detector: Detector) -> None:
    page = draw_page(report_of(detector, "Too short.", "Too short."))
    assert "too short" in page


WORDS = st.sampled_from("the a old town wall council votes & <b> “said” \u200b 😀 e\u0301 Mayor. \n\n".split(" "))


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, min_size=30, max_size=80), st.lists(WORDS, min_size=30, max_size=80))
def test_both_texts_stand_on_the_page_whole(detector: Detector, one: list[str], other: list[str]) -> None:
    reference, suspect = (
        "The council of the town said that " + " ".join(one),
        "The council of the city said that " + " ".join(other),
    )
    report = report_of(detector, reference, suspect)
    shown = html.unescape(re.sub(r"<[^>]*>", "", draw_page(report)))
    letters = re.sub(r"\W", "", shown)
    for text in (report.reference.text, report.suspect.text):
        assert all(word in letters for word in re.findall(r"[^\W_]{4,}", text or ""))


@pytest.mark.parametrize("side", ["reference", "suspect"])
def test_marks_that_lie_outside_the_text_do_not_break_the_page(
    detector: Detector, sample_reference: str, sample_suspect: str, side: str
) -> None:
    report = report_of(detector, sample_reference, sample_suspect)
    entries = [dict(entry) for entry in report.substitutions]
    entries[0] |= {side: {"start": 10**6, "end": 10**6 + 5, "text": "?"}}
    entries[1] |= {side: {"start": 5, "end": 2, "text": "?"}}
    altered = report.model_copy(update={"substitutions": entries})
    assert draw_page(altered).startswith("<!doctype html>")


def test_false_alarms_are_told_only_where_somebody_may_be_accused(
    detector: Detector, sample_reference: str, sample_suspect: str
) -> None:
    spun, copied = (report_of(detector, sample_reference, each) for each in (sample_suspect, sample_reference))
    assert (spun.label, copied.label) == ("spun", "copied")
    assert "False alarms" in draw_page(spun)
    assert "False alarms" not in draw_page(copied)
    undecided = copied.model_copy(update={"label": "undecided", "candidates": ["copied", "spun"]})
    assert "False alarms" in draw_page(undecided)


def test_an_alert_leads_to_each_of_its_places(detector: Detector, sample_reference: str, sample_suspect: str) -> None:
    suspect = sample_suspect.replace("e", "\u0435", 30) + "\n\nA word of its own: sc\u043ehool."
    page = draw_page(report_of(detector, sample_reference, suspect))
    targets = [a["href"] or "" for tag, a in elements(page) if tag == "a" and "place" in (a.get("class") or "")]
    leading = [each[1:] for each in targets if re.fullmatch(r"#sa\d+-\d+", each)]
    assert len(leading) > 5
    ids = [attributes["id"] for _, attributes in elements(page) if "id" in attributes]
    assert set(leading) <= set(ids)
    assert len(ids) == len(set(ids))
    assert re.search(r"and \d+ more</span>", page)


def test_the_page_of_a_long_report_begins_with_few_nodes(detector: Detector) -> None:
    reference = prose_pair(10_000, detector.lexicon).reference
    suspect = swapped(reference, detector.lexicon, np.random.default_rng(1), 0.45)
    report = report_of(detector, reference, suspect)
    assert len(report.substitutions) > 1_500
    first = lxml.html.fromstring(str(draw_evidence(report, more="/reports/x")))
    assert sum(1 for _ in first.iter()) + len(first.xpath("//text()")) < 10_000
    rest = lxml.html.fromstring(str(draw_part(report, EvidencePart.TEXTS, more="/reports/x", first=100)))
    marks = [mark.get("id") for tree in (first, rest) for mark in tree.xpath("//td[contains(@class, 'suspect')]//mark[@id]")]
    assert marks == [f"sm{number}" for number in range(1, len(report.substitutions) + 1)]
