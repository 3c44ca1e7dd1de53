"""Every form of a report: what it was made from stands in it, hostile texts harm none, and none needs the texts."""

import html
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from app.detector import CompareOptions, Detector, Excluded
from app.report import Annex, Cover, Part, Report, redact, report_json
from app.text import Span
from app.views import FORMS, draw_evidence, draw_ledger_csv, draw_page, draw_passages_xml
from tests.unit.views.conftest import ANNEX, compared
from tests.unit.views.reading import docx_text, drawn_pdf, pdf_text

# How the forms that are not read as they are become text; a new form of plain text needs no row.
_READERS: dict[str, Callable[[bytes], str]] = {
    "html": lambda drawn: html.unescape(re.sub(r"<[^>]*>", "", drawn.decode())),
    "pdf": pdf_text,
    "docx": docx_text,
}


def text_of(form: str, report: Report) -> str:
    """What a form says of a report, with what a reviewer added, as text."""
    drawn = drawn_pdf(report, ANNEX) if form == "pdf" else FORMS[form].draw(report, ANNEX)
    return _READERS.get(form, bytes.decode)(drawn)


WITH_REVIEW = ("html", "pdf", "docx")


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("form", FORMS)
def test_hashes_model_and_settings_stand_in_every_form(
    form: str, detector: Detector, sample_reference: str, sample_suspect: str
) -> None:
    options = CompareOptions(exclude_quotations=True, minimum_passage_words=17, excluded=Excluded(suspect=(Span(13, 37),)))
    report = compared(detector, sample_reference, sample_suspect, options)
    drawn = squeezed(text_of(form, report))
    for made in (report.reference.sha256, report.suspect.sha256, report.model.name, report.model.version, "17", "13", "37"):
        assert squeezed(made) in drawn


@pytest.mark.parametrize("form", WITH_REVIEW)
def test_what_a_reviewer_added_stands_in_every_form_for_readers(form: str, sample: Report) -> None:
    drawn = squeezed(text_of(form, sample))
    for name, value in ANNEX.lines:
        assert squeezed(name) in drawn
        assert squeezed(value)[:16] in drawn


@pytest.mark.parametrize("form", FORMS)
def test_a_report_without_its_texts_has_every_form(form: str, sample: Report) -> None:
    bare = Report.model_validate_json(report_json(sample, frozenset({Part.SUBSTITUTIONS})))
    for report in (bare, redact(bare)):
        assert squeezed(report.suspect.sha256) in squeezed(text_of(form, report))


def test_hostile_texts_harm_no_view(hostile: Report) -> None:
    for report in (hostile, redact(hostile)):
        for drawn in (draw_page(report, ANNEX), draw_evidence(report)):
            assert "<img" not in drawn
            assert "<script>alert" not in drawn
            assert not set(drawn) & set(map(chr, {*range(9), 11, 12, *range(14, 32), 127}))
    assert Report.model_validate_json(report_json(redact(hostile))).suspect.sha256 == hostile.suspect.sha256


def test_a_decision_stands_in_every_form(sample: Report) -> None:
    annex = Annex("Review", (("Confirmed, 2026-11-28", "Ann"),), decision="Confirmed, 2026-11-28: Ann")
    assert "Confirmed, 2026-11-28: Ann" in draw_ledger_csv(sample, annex)
    assert 'decision="Confirmed, 2026-11-28: Ann"' in draw_passages_xml(sample, annex, suspect_name="s", reference_name="r")
    review = {"decisions": [{"verdict": "confirmed"}], "left_out": ["all quotations"]}
    again = Report.model_validate_json(report_json(sample.model_copy(update={"review": review})))
    assert json.loads(report_json(again))["review"] == review
    assert b'"review"' not in report_json(sample)


def test_title_and_date_stand_in_the_html_file(sample: Report) -> None:
    cover = Cover("The <wall>", datetime(2026, 11, 28, 5, 40, tzinfo=UTC), "p_1")
    page = draw_page(sample, Annex("Review", (), cover))
    assert "<title>The &lt;wall&gt;: Spun: an Unspun report</title>" in page
    assert '<time datetime="2026-11-28T05:40:00+00:00">2026-11-28 05:40 UTC</time>' in page
