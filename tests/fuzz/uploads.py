"""Uploaded files: the first line of an example is the file's name, the rest its bytes."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from app.errors import InputError
from app.sources import read_source, read_upload
from tests.fuzz.reader import check_document
from tests.fuzz.targets import Check, Target

_MOST = 200_000  # characters


def _archive(**parts: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


_PIECES = (
    b"a.txt\n", b"a.html\n", b"a.docx\n", b"a.pdf\n", b"a.md\n", b"a\n", b".htm\n", b"a.odt\n", b"a.rtf\n",
    b"a.epub\n", b"a.xml\n",
    b"%PDF-1.4\n", b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj ", b"trailer<</Root 1 0 R>>", b"%%EOF", b"PK\x03\x04",
    b"PK\x05\x06" + bytes(18),
    b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"<html><meta charset=", b"iso-8859-1", b"utf-16", b">",
    b"<p>words</p>", b"{\\rtf1 ", b"}",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<?xml version='1.0' encoding='latin1'?>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b"words of an article ",
    b"a.docx\n" + _archive(**{"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}),
)  # fmt: skip


@contextmanager
def _open_check() -> Iterator[Check]:
    yield _check


def _check(example: bytes) -> None:
    name, _, content = example.partition(b"\n")
    try:
        article = read_upload(name.decode("utf-8", "replace"), content, max_characters=_MOST)
        document = read_source(article.source, max_characters=_MOST)
    except InputError:
        return
    check_document(document)


TARGET = Target("uploads", _PIECES, _open_check)
