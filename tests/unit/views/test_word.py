"""The Word file, read back by python-docx: the same as the PDF, as headings, lists and tables."""

import io
import re
import zipfile
from datetime import UTC, datetime
from xml.etree.ElementTree import fromstring

import pytest
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn

from app.detector import Detector
from app.report import Annex, Cover, Report
from app.views import draw_docx
from app.views.wording import as_shown, bound
from tests.unit.views.conftest import ANNEX, compared
from tests.unit.views.reading import docx_document, docx_text


def test_the_file_says_all_that_the_report_says(sample: Report) -> None:
    text = docx_text(draw_docx(sample, ANNEX))
    for said in (
        "Spun, probability",
        "Why",
        "Other explanations",
        "What survived",
        "Side by side",
        "Ledger: ",
        *(bound(as_shown(reason)) for reason in sample.reasons),
    ):
        assert said in text
    for made in (sample.reference.sha256, sample.suspect.sha256, sample.model.name, "minimum passage words: 15"):
        assert made in text
    assert "Review" in text
    assert "Ann Quill: <b>sure</b> ‹RLO›␛" in text


def test_both_sides_stand_level_and_whole(sample: Report) -> None:
    table = docx_document(draw_docx(sample)).tables[0]
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells[0] == ["Reference", "Suspect"]
    assert all(reference and suspect for reference, suspect in cells)
    written = "".join("".join(suspect.split()) for _, suspect in cells[1:])
    assert len(written) >= len("".join((sample.suspect.text or "").split()))


def test_a_swap_is_highlighted_and_carries_its_number(sample: Report) -> None:
    document = docx_document(draw_docx(sample))
    runs = [run for row in document.tables[0].rows for run in row.cells[1].paragraphs[0].runs]
    marked = [run.text for run in runs if run.font.highlight_color == WD_COLOR_INDEX.YELLOW]
    assert len(marked) == len(sample.substitutions)
    assert marked[0] == f"[1\u00a0{sample.substitutions[0]['suspect']['text']}]"


def test_the_ledger_says_each_reason_once_and_each_swap_with_its_numbers(sample: Report) -> None:
    document = docx_document(draw_docx(sample))
    headings = [each.text for each in document.paragraphs if each.style.name == "Heading 2"]
    assert len(headings) == len(set(headings)) == len({entry["reason"] for entry in sample.substitutions})
    text = docx_text(draw_docx(sample))
    assert re.search(r"town → city \(4 times: \d+, \d+, \d+, \d+; >?\d+\xa0%\)", text)
    assert f"Ledger: {len(sample.substitutions)} substitutions" in text


def test_both_columns_fill_the_paper_and_their_head_is_repeated(sample: Report) -> None:
    document = docx_document(draw_docx(sample))
    page, table = document.sections[0], document.tables[0]
    assert (page.page_width.cm, page.page_height.cm) == (pytest.approx(21.0, abs=0.01), pytest.approx(29.7, abs=0.01))
    room = page.page_width - page.left_margin - page.right_margin
    for row in (table.rows[0], table.rows[-1]):
        assert [cell.width for cell in row.cells] == [pytest.approx(room / 2, abs=1_000)] * 2
    assert "tblHeader" in table.rows[0]._tr.xml
    (picture,) = document.inline_shapes
    assert picture.width == pytest.approx(room, abs=1_000)
    assert (picture._inline.get("distL"), picture._inline.get("distR")) == ("0", "0")


def test_the_file_knows_when_and_of_what_it_was_made_and_counts_its_pages(sample: Report) -> None:
    made = datetime(2026, 11, 28, 5, 40, tzinfo=UTC)
    document = docx_document(
        draw_docx(sample, Annex("Review", (), Cover("The wall", made, "p_1", "https://desk.example/reports/p_1")))
    )
    about = document.core_properties
    assert (about.title, about.author, about.created, about.revision) == ("The wall: Spun: an Unspun report", "Unspun", made, 1)
    assert "python-docx" not in about.comments
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for said in ("Report made: 2026-11-28 05:40 UTC", "Link: https://desk.example/reports/p_1", "Decision: none yet"):
        assert said in text
    assert "no proof of who wrote first" in text
    footer = document.sections[0].footer.paragraphs[0]._p.xml
    assert "PAGE" in footer
    assert "NUMPAGES" in footer
    assert document.inline_shapes[0]._inline.docPr.get("descr").startswith("19 sentences of the suspect")


def test_hostile_texts_make_a_file_that_opens(hostile: Report) -> None:
    content = draw_docx(hostile, ANNEX)
    assert docx_document(content).tables
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body = archive.read("word/document.xml")
        assert fromstring(body) is not None
        assert "\u202e" not in body.decode()


def test_a_pair_that_was_not_measured_has_a_file(detector: Detector) -> None:
    assert "too short" in docx_text(draw_docx(compared(detector, "Too short.", "Too short.")))


def test_a_row_stands_on_one_page(sample: Report) -> None:
    rows = docx_document(draw_docx(sample)).tables[0].rows
    assert all(row._tr.trPr is not None and row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_hebrew_and_arabic_are_as_large_as_the_rest(sample: Report) -> None:
    normal = docx_document(draw_docx(sample)).styles["Normal"].element.rPr
    assert normal.find(qn("w:szCs")).get(qn("w:val")) == normal.find(qn("w:sz")).get(qn("w:val"))
