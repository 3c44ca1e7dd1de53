"""The Word file, read back by python-docx: the same as the PDF, as headings, lists and tables."""

import io
import zipfile
from xml.etree.ElementTree import fromstring

from docx.enum.text import WD_COLOR_INDEX

from app.detector import Detector
from app.report import Report, draw_docx
from app.report.word import LEDGER_NAMES
from tests.unit.report_views.conftest import ANNEX, compared
from tests.unit.report_views.reading import docx_document, docx_text


def test_the_file_says_all_that_the_report_says(sample: Report) -> None:
    text = docx_text(draw_docx(sample, ANNEX))
    for said in ("Spun, probability", "Why", "Other explanations", "What survived", "Side by side", "Ledger: ", *sample.reasons):
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
    assert marked[0] == f"1\u00a0{sample.substitutions[0]['suspect']['text']}"


def test_the_ledger_is_a_table_with_a_repeated_head(sample: Report) -> None:
    table = docx_document(draw_docx(sample)).tables[1]
    assert tuple(cell.text for cell in table.rows[0].cells) == LEDGER_NAMES
    assert len(table.rows) == len(sample.substitutions) + 1
    assert "tblHeader" in table.rows[0]._tr.xml
    assert [cell.text for cell in table.rows[1].cells][1] == sample.substitutions[0]["reference"]["text"]


def test_hostile_texts_make_a_file_that_opens(hostile: Report) -> None:
    content = draw_docx(hostile, ANNEX)
    assert docx_document(content).tables
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body = archive.read("word/document.xml")
        assert fromstring(body) is not None
        assert "\u202e" not in body.decode()


def test_a_pair_that_was_not_measured_has_a_file(detector: Detector) -> None:
    assert "too short" in docx_text(draw_docx(compared(detector, "Too short.", "Too short.")))
