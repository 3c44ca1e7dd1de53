"""PDF files: lines become paragraphs, broken words become whole; a hostile file can neither hang nor kill the service."""

import io
import subprocess
import sys
import time
from pathlib import Path

import pypdfium2
import pytest

from app.errors import TextTooLong, UnreadableInput
from app.sources import pdf_files, read_upload
from tests.unit.sources.pdf_parts import bomb, laid_out, line, pdf_of
from tests.waiting import PATIENCE, costs_at_most

STYLE = "@page { size: 300pt 400pt; margin: 30pt } p { margin: 0 0 10pt; font: 11pt/1.3 sans-serif; hyphens: manual }"
FIRST = (
    "The council of the old harbour town has voted to rebuild the sea wall, which was built more than a hundred years ago "
    "and has been patched every spring since then."
)
SECOND = "Nobody on the council spoke against it. “We are late,” said the mayor, “but we are not too late.”"
READER = Path(pdf_files.__file__).with_name("pdf_reader.py")


def text_of(content: bytes, max_characters: int = 200_000) -> str:
    text = read_upload("article.pdf", content, max_characters=max_characters).source.text
    assert text is not None
    return text


def refusal(content: bytes) -> str:
    with pytest.raises(UnreadableInput) as refused:
        text_of(content)
    return str(refused.value)


def test_lines_are_joined_to_paragraphs() -> None:
    assert text_of(laid_out(f"<p>{FIRST}</p><p>{SECOND}</p>", STYLE)) == f"{FIRST}\n\n{SECOND}"


def test_paragraphs_that_are_only_indented_are_parted() -> None:
    style = STYLE.replace("margin: 0 0 10pt", "margin: 0; text-indent: 15pt; text-align: justify")
    assert text_of(laid_out(f"<p>{FIRST}</p><p>{SECOND}</p><p>{FIRST}</p>", style)).split("\n\n") == [FIRST, SECOND, FIRST]


def test_a_heading_is_a_paragraph_of_its_own() -> None:
    style = STYLE + " h1 { font: 16pt/1 sans-serif; margin: 0 }"
    assert text_of(laid_out(f"<h1>A wall for the harbour</h1><p>{FIRST}</p>", style)).startswith("A wall for the harbour\n\nThe")


def test_words_broken_at_a_line_s_end_are_whole_again() -> None:
    style = STYLE.replace("hyphens: manual", "hyphens: auto; width: 90pt; text-align: justify")
    hyphenated = text_of(laid_out(f"<html lang=en><p>{FIRST}</p></html>", style))
    assert hyphenated == FIRST


def test_a_hyphen_of_the_word_itself_stays() -> None:
    broken = pdf_of(b"BT /F 12 Tf 14 TL 72 700 Td (He met the Anglo-) Tj T* (American of 20-) Tj T* (30 years.) Tj ET")
    assert text_of(broken) == "He met the Anglo-American of 20-30 years."


def test_a_paragraph_goes_on_over_a_page_s_end() -> None:
    long = " ".join([FIRST] * 8)
    assert text_of(laid_out(f"<p>{long}</p>", STYLE)) == long


def test_page_numbers_and_running_heads_are_no_text() -> None:
    running = STYLE + " @page { @top-center { content: 'The Harbour Gazette' } @bottom-center { content: counter(page) } }"
    text = text_of(laid_out(f"<p>{' '.join([FIRST] * 30)}</p>", running))
    assert text == " ".join([FIRST] * 30)


def test_letters_of_any_script_are_read() -> None:
    text = "Żółw café naïve fi ﬁ — “quoted” 50 €"
    assert text_of(laid_out(f"<p>{text}</p>", STYLE)).replace("ﬁ", "fi") == text.replace("ﬁ", "fi")


def test_a_scan_holds_no_text() -> None:
    assert "a scan?" in refusal(pdf_of(b"0 0 100 100 re f"))


def test_a_locked_file_is_refused() -> None:
    locked = b"/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -44>>/ID[<00><00>]" % (b"41" * 32, b"42" * 32)
    assert "password" in refusal(pdf_of(line("words"), extra=locked))


@pytest.mark.parametrize("cut", [9, 60, 300])
def test_a_truncated_file_is_refused_or_read_but_no_fault(cut: int) -> None:
    whole = laid_out(f"<p>{FIRST}</p>", STYLE)
    assert refusal(whole[:cut])


def test_a_file_with_garbage_inside_is_no_fault() -> None:
    whole = laid_out(f"<p>{FIRST}</p>", STYLE)
    for at in range(0, len(whole) - 200, len(whole) // 8):
        try:
            text_of(whole[:at] + bytes(range(200)) + whole[at + 200 :])
        except UnreadableInput as error:
            assert "PDF" in str(error) or "text" in str(error)  # noqa: PT017 - either is right, a fault is not


def test_pages_have_a_limit() -> None:
    assert "more than 500 pages" in refusal(pdf_of(*[line("words")] * 501))
    assert len(text_of(pdf_of(*[line(f"word {'x' * (k % 90)}.") for k in range(500)]))) > 500


def test_thousands_of_pages_are_refused_before_they_are_read() -> None:
    document = pypdfium2.PdfDocument.new()
    for _ in range(3_000):
        document.new_page(595, 842)
    written = io.BytesIO()
    document.save(written)
    with costs_at_most(15):
        assert "pages" in refusal(written.getvalue())


def test_characters_have_a_limit_that_ends_the_reading() -> None:
    with pytest.raises(TextTooLong, match="1,000"):
        text_of(pdf_of(*[line("words " * 12)] * 300), max_characters=1_000)


def test_a_file_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_files, "CPU_SECONDS", 1)
    slow = pdf_of(*[bomb(400_000_000)] * 20, filters=b"/Filter/FlateDecode")
    with costs_at_most(20):
        assert "seconds" in refusal(slow)


def test_a_reader_that_hangs_is_killed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asleep = tmp_path / "asleep.py"
    asleep.write_text(f"import time; time.sleep({PATIENCE})")
    monkeypatch.setattr(pdf_files, "_READER", asleep)
    monkeypatch.setattr(pdf_files, "WALL_SECONDS", 0.5)
    started = time.monotonic()
    assert "seconds" in refusal(pdf_of(line("words")))
    assert time.monotonic() - started < PATIENCE  # it was not waited for


def test_a_file_that_eats_memory_is_stopped() -> None:
    answer = _read_within(pdf_of(bomb(900_000_000), filters=b"/Filter/FlateDecode"), memory_bytes=300_000_000)
    assert answer.returncode != 0 or b"refused" in answer.stdout


def test_the_reader_can_write_no_file(tmp_path: Path) -> None:
    target = tmp_path / "written"
    code = (
        f"import sys; sys.path.insert(0, {str(READER.parent)!r}); import pdf_reader, pathlib; pdf_reader.limit(5, 10**9)\n"
        f"pathlib.Path({str(target)!r}).write_text('x' * 10)"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, timeout=PATIENCE, check=False)
    assert done.returncode
    assert not target.read_bytes()


def _read_within(content: bytes, *, memory_bytes: int) -> subprocess.CompletedProcess[bytes]:
    limits = map(str, (200_000, 500, 20, memory_bytes))
    return subprocess.run(
        [sys.executable, "-I", READER, *limits], input=content, capture_output=True, timeout=PATIENCE, check=False
    )
