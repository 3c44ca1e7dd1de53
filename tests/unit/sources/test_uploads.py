"""Uploaded files: what they hold becomes a source; what cannot be read is refused in one sentence."""

import codecs
import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import InputError, TextTooLong, UnreadableInput
from app.sources import Source, read_upload
from app.sources.uploads import MAX_FILE_BYTES
from tests.unit.sources.pdf_parts import line, pdf_of
from tests.unit.sources.word_parts import plain_docx
from tests.waiting import PATIENCE

TEXT = "The café’s old wall fell.\r\n\r\nNobody was hurt."
PAGE = "<!doctype html><html><head><meta charset='{}'></head><body><p>The café’s wall</p></body></html>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ROOT = Path(__file__).parents[3]
MAIL = b"From: a\nTo: b\nMIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\nV29yZHMu\n"


def read(name: str, content: bytes, max_characters: int = 200_000) -> Source:
    return read_upload(name, content, max_characters=max_characters).source


@pytest.mark.parametrize(
    "name",
    ["article.txt", "ARTICLE.TXT", "notes.md", "film.srt", "film.vtt", "a.b.text", "article", "", "../../etc/passwd", ".txt"],
)
def test_plain_text_is_read_as_it_is(name: str) -> None:
    assert read(name, TEXT.encode()) == Source(text=TEXT)


@pytest.mark.parametrize(
    ("mark", "codec"), [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")]
)
def test_a_byte_order_mark_says_the_encoding_and_is_no_text(mark: bytes, codec: str) -> None:
    assert read("a.txt", mark + TEXT.encode(codec)) == Source(text=TEXT)


@pytest.mark.parametrize("content", [TEXT.encode(), PAGE.format("x").encode(), codecs.BOM_UTF8 + TEXT.encode(), b"<p>a</p>"])
def test_html_stays_html(content: bytes) -> None:
    named = content.replace(b"charset='x'", b"charset='utf-8'")
    assert read("a.html", named) == Source(html=named.removeprefix(codecs.BOM_UTF8).decode())


@pytest.mark.parametrize(
    ("charset", "codec"),
    [("utf-8", "utf-8"), ("UTF8", "utf-8"), ("windows-1252", "cp1252"), ("iso-8859-1", "cp1252"), ("x-mac-roman", "mac-roman")],
)
def test_the_charset_that_a_page_names_is_believed(charset: str, codec: str) -> None:
    page = PAGE.format(charset)
    assert read("a.htm", page.encode(codec)) == Source(html=page)


def test_a_page_is_read_as_one_even_without_an_ending() -> None:
    assert read("download", PAGE.format("utf-8").encode()).html
    assert read("export.doc", PAGE.format("utf-8").encode()).html  # how some systems hand out "Word" files


def test_a_text_that_begins_like_a_mail_is_a_text() -> None:
    for text in (
        "To: all\nFrom: the editor\n\nWords.",
        "Mime-Version: a primer\nsays nothing.",
        "Note: MIME-Version: 1.0\n\nWords.",
    ):
        assert read("a.txt", text.encode()).text == text


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"caf\xe9 au lait", "save it as UTF-8"),
        ("a.txt", b"GIF89a\x00\x01", "binary"),
        ("a.txt", codecs.BOM_UTF16_LE + b"\x00\xd8a", "begins as UTF-16"),
        ("a.txt", codecs.BOM_UTF16_LE + b"a\x00\x00\x00", "binary"),
        ("a.txt", codecs.BOM_UTF32_LE + "word".encode("utf-32-le"), "UTF-32"),
        ("a.txt", b"{\\rtf1 word}", "named .txt and holds RTF"),
        ("a.html", PAGE.format("shift_jis").encode(), "shift_jis"),
        ("a.html", PAGE.format("utf-8").encode("cp1252"), "not UTF-8"),
        ("a.html", PAGE.format("windows-1252").encode("cp1252").replace(b"caf\xe9", b"caf\x81"), "windows-1252"),
        ("a.html", PAGE.format("windows-1252").encode("utf-16-le"), "binary"),
        ("", MAIL, "is a mail or a web archive"),
        ("a.txt", b"From a@b.example Tue\n" + MAIL.replace(b"\n", b"\r\n"), "is a mail or a web archive"),
        ("a.doc", MAIL.replace(b"To: b", b"X-Long: a\n\tb"), "is a mail or a web archive"),
        ("a.txt", b"", "no text"),
        ("a.html", b" \n", "no text"),
        ("a.docx", b"", "is no Word"),
        ("a.pdf", b"", "is no PDF"),
        ("a.exe", b"MZ", "of a type that is not read"),
        ("a.doc", b"word", "named .doc and is no HTML or RTF"),
        ("a." + "x" * 300, b"word", "of a type that is not read"),
        ("a.doc", OLE + bytes(500), "save it as .docx"),
        ("a.docx", OLE + bytes(500), "save it as .docx"),
        ("a.docx", OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a.docx", b"just words", "named .docx and is no Word"),
        ("a.pdf", b"just words", "named .pdf and is no PDF"),
        ("a.txt", plain_docx("words"), "named .txt and holds Word"),
        ("a.pdf", plain_docx("words"), "named .pdf and holds Word"),
        ("a.docx", pdf_of(line("words")), "named .docx and holds PDF"),
        ("a.html", pdf_of(line("words")), "named .html and holds PDF"),
        ("a.txt", PAGE.format("utf-8").encode(), "named .txt and holds HTML"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(name: str, content: bytes, said: str) -> None:
    with pytest.raises(UnreadableInput) as refused:
        read(name, content)
    assert said in str(refused.value)
    assert str(refused.value).startswith("The file ")
    assert str(refused.value).endswith(".")
    assert len(str(refused.value)) < 300


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", b"words " * 20),
        ("a.html", b"<p>words</p>" * 10),
        ("a.docx", plain_docx(*["words " * 5] * 10)),
        ("a.pdf", pdf_of(*[line("words and more words")] * 10)),
    ],
)
def test_too_many_characters_are_refused_in_every_form(name: str, content: bytes) -> None:
    with pytest.raises(TextTooLong, match="limit"):
        read(name, content, max_characters=100)


def test_a_file_over_the_limit_is_not_even_opened() -> None:
    with pytest.raises(TextTooLong, match="bytes"):
        read("a.pdf", b"%PDF-" + bytes(MAX_FILE_BYTES))


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.txt", "a.html"])
@pytest.mark.parametrize("opening", [b"%PDF-1.7\n", b"PK\x03\x04", b"PK\x05\x06", OLE, b"<html", b"\xff\xfe", b""])
def test_garbage_is_refused_and_never_a_fault(name: str, opening: bytes) -> None:
    with pytest.raises(InputError):
        read(name, opening + bytes(range(256)) * 8)


def test_a_service_that_starts_loads_no_reader_of_files_and_nothing_that_draws_sends_or_queues() -> None:
    heavy = ("docx", "lxml", "weasyprint", "pypdfium2", "jinja2", "httpcore", "dbos", "alembic")
    code = f"import sys, app.main; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=PATIENCE, check=True)
    assert done.stdout.decode().strip() == "[]"
