"""The PDF, read back: verdict, reasons, both texts, ledger, review, hashes, model, settings; and its limits."""

import re
import resource
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

from app.detector import Detector
from app.errors import UnspunError
from app.report import Annex, Cover, Report
from app.views import PdfTooCostly, PdfUnavailable, draw_docx, draw_page, draw_pdf, printing
from app.views.labelled import LONGEST_CELL, Bit, labelled_rows
from app.views.pdf_writer import NO_PANGO
from app.views.printing import draw_print, parted
from app.views.wording import as_shown
from tests.benchmarks.pairs import default_pair
from tests.pango import weasyprint_html
from tests.unit.views.conftest import ANNEX, compared
from tests.unit.views.hostile import HOSTILE
from tests.unit.views.reading import docx_text, drawn_pdf, pdf_text, structure
from tests.waiting import PATIENCE

WRITER = Path(printing.__file__).with_name("pdf_writer.py")


def test_the_pdf_says_all_that_the_report_says(sample: Report) -> None:
    text = pdf_text(drawn_pdf(sample, ANNEX))
    for said in ("Spun, probability", "Why", "Other explanations", "What survived", "Side by side", "Ledger: ", "town", "city"):
        assert said in text
    for made in (sample.reference.sha256, sample.suspect.sha256, sample.model.name, "minimum passage words: 15"):
        assert made.replace(" ", "") in text.replace(" ", "")
    assert "Review" in text
    assert "Ann Quill: <b>sure</b> ‹RLO›" in text
    for entry in map(as_shown, sample.reasons):
        assert " ".join(entry.split())[:40] in text


def test_no_percent_sign_may_part_from_its_figure(sample: Report) -> None:
    alone = re.compile(r"[0-9] %")
    not_said_of_them = r"<td.*?</td>|<style>.*?</style>|<svg.*?</svg>"  # texts stay as they are
    marked = re.sub(not_said_of_them, "", draw_print(sample, ANNEX), flags=re.DOTALL)
    assert "\u00a0%" in marked
    assert not alone.search(marked)
    assert not alone.search(docx_text(draw_docx(sample, ANNEX)))
    shown = re.sub(r"<(script|select|title)\b.*?</\1>|<[^>]*>", "", draw_page(sample, ANNEX), flags=re.DOTALL)
    assert not [line for line in shown.splitlines() if alone.search(line)]


def test_every_word_of_both_texts_is_printed(sample: Report) -> None:
    printed = "".join(pdf_text(drawn_pdf(sample)).split())
    for text in (sample.reference.text, sample.suspect.text):
        assert not [word for word in (text or "").split() if word.isalpha() and len(word) > 4 and word not in printed]


def test_a_pdf_is_tagged_and_has_a_title(sample: Report) -> None:
    content = drawn_pdf(sample)
    document = pypdfium2.PdfDocument(content)
    assert document.get_metadata_value("Title") == "Spun: an Unspun report"
    assert pypdfium2.raw.FPDFCatalog_IsTagged(document.raw)


def test_the_picture_of_a_pdf_has_words_for_who_cannot_see_it(sample: Report) -> None:
    document = pypdfium2.PdfDocument(drawn_pdf(sample))
    (said,) = (words for kind, words in structure(document[0]) if kind == "Figure")
    assert "likely a spinner’s" in said


def test_hostile_texts_are_printed_as_text(detector: Detector, sample_reference: str, sample_suspect: str) -> None:
    harm = "\n\n".join(HOSTILE.values())
    text = pdf_text(drawn_pdf(compared(detector, f"{sample_reference}\n\n{harm}", f"{sample_suspect}\n\n{harm}")))
    assert "<script>alert(1)</script>" in text
    assert text.count("x" * 40) > 4_000
    assert "‹RLO›" in text
    assert "␛" in text


def test_hostile_texts_stay_text_on_the_printed_page(hostile: Report) -> None:
    page = draw_print(hostile)
    assert "<script" not in page
    assert "<img" not in page
    assert page.count("</body>") == 1


@pytest.mark.parametrize("text", ["word " * 3_000, "x" * 10_000, "ab\n" * 4_000, " " * 9_000, "e\u0301" * 6_000])
def test_a_long_stretch_is_several_rows_and_no_character_is_lost(text: str, detector: Detector, sample_reference: str) -> None:
    report = compared(detector, sample_reference, f"{sample_reference}\n\nMy aunt said: {text}.")
    rows = labelled_rows(report)
    assert all(sum(len(bit.text) for bit in cell) <= LONGEST_CELL for row in rows for cell in row.cells)
    printed = "".join(bit.text for row in rows for bit in row.cells[1])
    assert "".join(printed.split()) == "".join((report.suspect.text or "").split())


def test_a_cell_ends_without_empty_lines(detector: Detector, sample_reference: str, sample_suspect: str) -> None:
    added = f"{sample_suspect.rstrip()}\n\n\nMy aunt keeps seven geese behind the mill, and none of them has a name.\n\n"
    rows = labelled_rows(compared(detector, sample_reference, added))
    cells = ["".join(bit.text for bit in cell) for row in rows for cell in row.cells]
    assert any("seven geese" in cell for cell in cells)
    assert [cell for cell in cells if cell != cell.strip()] == []


def test_a_long_word_stays_on_the_paper_where_its_end_is_a_swap() -> None:
    cell = (Bit("The firm is x" + "a" * 30), Bit("b" * 12, number=7, before="7\u00a0"), Bit("c, and so on"))
    broken = [(gap, bit.text) for gap, bit in parted(cell)]
    assert broken == [("", "The firm is x" + "a" * 30), ("\u200b", "b" * 12), ("", "c, and so on")]
    assert [gap for gap, _ in parted((Bit("a fine "), Bit("b" * 39, number=7), Bit(" word")))] == ["", "", ""]


def test_a_pair_that_was_not_measured_has_a_pdf(detector: Detector) -> None:
    assert "too short" in pdf_text(drawn_pdf(compared(detector, "Too short.", "Too short.")))


def test_a_report_that_takes_too_much_of_a_processor_is_refused(sample: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "SECONDS", 0)
    with pytest.raises(PdfTooCostly):
        draw_pdf(sample, Annex("Review", ()))


def test_a_pdf_begins_with_a_cover(sample: Report) -> None:
    cover = Cover("The wall", datetime(2026, 11, 28, 5, 40, tzinfo=UTC), "p_1", "https://desk.example/reports/p_1")
    content = drawn_pdf(sample, Annex("Review", (), cover, "Confirmed, 2026-11-28 06:00 UTC: Ann"))
    document = pypdfium2.PdfDocument(content)
    first = " ".join(document[0].get_textpage().get_text_bounded().split())
    for said in (
        "Marrow Bay votes to rebuild",
        "2026-11-28 05:40 UTC",
        "https://desk.example/reports/p_1",
        "Confirmed, 2026-11-28 06:00",
        "no proof of who wrote first",
    ):
        assert said in first
    assert document.get_metadata_value("Title") == "The wall: Spun: an Unspun report"
    assert f"1 / {len(document)}" in first


def test_a_long_pair_is_a_dozen_pages_of_a_pdf_within_its_processor_time(detector: Detector) -> None:
    pair = default_pair()
    report = compared(detector, pair.reference, pair.suspect)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    content = drawn_pdf(report)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert len(pypdfium2.PdfDocument(content)) <= 12
    assert after.ru_utime - before.ru_utime < printing.SECONDS / 2


@pytest.mark.parametrize(
    ("program", "error"),
    [(f"raise SystemExit({NO_PANGO})", PdfUnavailable), ("1 / 0", PdfTooCostly), ("raise MemoryError", PdfTooCostly)],
)
def test_a_writer_that_fails_is_a_clear_error(
    program: str, error: type[UnspunError], sample: Report, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (writer := tmp_path / "writer.py").write_text(program)
    monkeypatch.setattr(printing, "_WRITER", writer)
    with pytest.raises(error):
        draw_pdf(sample)


def test_the_writer_stops_at_its_memory(sample: Report) -> None:
    limits = [str(20), str(60_000_000)]
    done = subprocess.run(
        [sys.executable, "-I", str(WRITER), *limits], input=b"<p>a", capture_output=True, timeout=PATIENCE, check=False
    )
    assert done.returncode
    assert not done.stdout


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://127.0.0.1:9/x.png", "data:image/png;base64,AAAA"])
def test_the_writer_loads_nothing(address: str) -> None:
    weasyprint_html()
    page = f'<link rel=stylesheet href="{address}"><p>before</p><img src="{address}" alt="a picture">'
    done = subprocess.run(
        [sys.executable, "-I", str(WRITER), "20", "2000000000"],
        input=page.encode(), capture_output=True, timeout=PATIENCE, check=True,
    )  # fmt: skip
    assert "before a picture" in pdf_text(done.stdout)
