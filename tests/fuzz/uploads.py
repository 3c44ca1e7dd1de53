"""Uploaded files: the first line of an example is the file's name, the rest its bytes."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from app.errors import InputError
from app.sources import read_source, read_upload
from tests.fuzz.reader import check_document
from tests.fuzz.targets import Check, Target
from tests.unit.sources.test_odt_files import odt

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
    b"a.nitf\n", b"a.newsml\n", b"a.wxr\n", b"a.rss\n", b"a.json\n", b"a.fodt\n",
    b"{\\rtf1 words{\\footnote a}\\par ", b"\\ansicpg932", b"\\'8", b"\\u-10179?", b"\\bin9 ", b"{\\*\\shptxt ", b"{\\v ",
    b"\\uc0 ",
    b"<nitf><body><body.content>", b"</body.content></body></nitf>", b"<newsItem><contentSet><inlineXML>",
    b"</inlineXML></contentSet></newsItem>", b"<NewsML><NewsItem><DataContent>", b"<rss><channel><item>",
    b"</item></channel></rss>",
    b"<title>", b"</title>", b"<description>", b"</description>", b"<![CDATA[", b"]]>", b"<pubDate>", b"</pubDate>",
    b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'>", b"</content></entry></feed>", b"&eacute;",
    b'{"body_html":"', b'"}', b'{"bodies":[{"value":"', b'[{"headline":"', b'","body_text":"', b'"authors":[{"name":1}],',
    b'"items":[',
    b"a.odt\n" + odt("<text:p>words<text:s/></text:p>"), b"a.rtf\n{\\rtf1 words}",
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
