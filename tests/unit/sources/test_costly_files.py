"""Files within the limits whose parts once cost the square of their length, and odd numbers in them."""

import encodings
import io
import zipfile
from contextlib import suppress

import pytest

from app.errors import InputError, UnreadableInput
from app.sources import read_upload
from tests.unit.sources.reading import document_of
from tests.unit.sources.test_odt_files import letters, odt, paragraphs
from tests.unit.sources.word_parts import docx_of, styles_of
from tests.waiting import costs_at_most

N = 20_000
LONG = "The ferry left the harbour at noon. " * 2_500
FILES: dict[str, tuple[str, bytes]] = {
    "XML with blanks and no declaration": (
        "a.nitf",
        b"<nitf><body><body.content>" + b" " * 20 * N + b"</body.content></body></nitf>",
    ),
    "XML that declares itself again and again": ("a.nitf", b"<nitf>" + b"<?xml " * 10 * N + b"</nitf>"),
    "comments before nothing": ("a.txt", b"<!---->" * 60 + b"x"),
    "comments before another element": ("a.xml", b"<!----> \n" * 60 + b"<x/>"),
    "RTF, raised figures behind a long paragraph": ("a.rtf", b"{\\rtf1 " + LONG.encode() + b"{\\super 1}" * N + b"}"),
    "RTF, a style's name in pieces": ("a.rtf", b"{\\rtf1{\\stylesheet " + b"a\\b " * 10 * N + b";}x}"),
    "RTF, a title in pieces": ("a.rtf", b"{\\rtf1{\\info{\\title " + b"a\\b " * 10 * N + b"}}x}"),
    "RTF, a text box again and again": ("a.rtf", b"{\\rtf1 {" + b"\\shptxt x" * N + b"}}"),
    "NITF, what holds no words before each word": (
        "a.nitf",
        b"<nitf><body><body.content><p>" + b"<nitf-col/>x" * 10 * N + b"</p></body.content></body></nitf>",
    ),
    "a feed of categories": (
        "a.rss",
        b"<rss><channel><item><description>x</description>"
        + b"".join(b"<category>c%d</category>" % k for k in range(N))
        + b"</item></channel></rss>",
    ),
    "a feed of keywords": (
        "a.rss",
        b'<rss xmlns:media="http://search.yahoo.com/mrss/"><channel><item><description>x</description><media:keywords>'
        + b",".join(b"%d" % k for k in range(N))
        + b"</media:keywords></item></channel></rss>",
    ),
    "NewsML, items in items": (
        "a.newsml",
        b"<newsItem><contentSet><inlineXML>" * 70 + b"<p>x</p>" * N + b"</inlineXML></contentSet></newsItem>" * 70,
    ),
    "RTF, a date again and again": ("a.rtf", b"{\\rtf1{\\info{\\creatim" + b"\\yr2020" * 10 * N + b"}}x}"),
}


@pytest.mark.parametrize(("name", "content"), FILES.values(), ids=FILES)
def test_a_file_costs_no_more_than_its_length(name: str, content: bytes) -> None:
    with costs_at_most(10.0), suppress(InputError):  # a refusal is an answer too
        read_upload(name, content, max_characters=200_000)


def test_paragraphs_in_text_boxes_of_paragraphs_cost_no_more_than_others() -> None:
    opened = "<text:p><draw:frame><draw:text-box>" * 60
    body = opened + "<text:p>a</text:p>" * N + "</draw:text-box></draw:frame></text:p>" * 60
    with costs_at_most(10.0):
        assert document_of("a.odt", odt(body)).text.count("a") == N


@pytest.mark.parametrize("many", ["9" * 400, "9" * 5_000])
def test_a_number_of_many_digits_is_no_fault(many: str) -> None:
    styles = (
        letters("T", f'fo:font-size="{many}pt" style:text-scale="{many}%" style:text-position="{many}% 58%"')
        + paragraphs("P", f'fo:margin-left="{many}cm" fo:text-indent="{many}"')
    )  # fmt: skip
    body = f'<text:p text:style-name="P"><text:span text:style-name="T">seen</text:span><text:s text:c="{many}"/>too</text:p>'
    assert document_of("a.odt", odt(body, styles)).text.split() == ["seen", "too"]
    properties = f'<w:sz w:val="{many}"/><w:w w:val="{many}"/><w:position w:val="{many}"/><w:spacing w:val="{many}"/>'
    indent = f'<w:pPr><w:ind w:left="{many}" w:hanging="{many}pt"/></w:pPr>'
    run = f"<w:p>{indent}<w:r><w:rPr>{properties}</w:rPr><w:t>seen</w:t></w:r></w:p>"
    assert document_of("a.docx", docx_of(run)).text == "seen"
    assert document_of("a.html", f'<p><font color="rgb({many},1,1)" size="{many}">seen</font></p>'.encode()).text == "seen"
    rtf = f"{{\\rtf1\\fs{many[:10]}\\li{many[:10]} seen}}"
    assert "seen" in document_of("a.rtf", rtf.encode()).text


@pytest.mark.parametrize("position", ["", " ", "--5%", "-%", "%", "super", "\t 58%", "٣% 58%"])
def test_an_odd_position_of_letters_is_no_fault(position: str) -> None:
    styles = letters("T", f'style:text-position="{position}"')
    assert (
        document_of("a.odt", odt('<text:p>The <text:span text:style-name="T">seen</text:span></text:p>', styles)).text
        == "The seen"
    )


def test_a_table_style_of_many_shadings_is_looked_through_once() -> None:
    table = '<w:tbl><w:tblPr><w:tblStyle w:val="T"/></w:tblPr></w:tbl>'
    shadings = '<w:shd w:val="clear" w:fill="auto"/>' * 6_000
    styles = f'<w:style w:type="table" w:styleId="T"><w:tblPr>{shadings}</w:tblPr></w:style>'
    with costs_at_most(10.0):
        assert (
            document_of("a.docx", docx_of(table * 6_000 + "<w:p><w:r><w:t>seen</w:t></w:r></w:p>", others=styles_of(styles))).text
            == "seen"
        )


def test_rtf_asks_python_for_no_code_page_that_it_lacks() -> None:
    rtf = b"{\\rtf1 " + b"".join(b"\\ansicpg9%d" % k for k in range(N)) + b"\\ansicpg1251 \\'e0}"
    known = len(encodings._cache)  # keeps what it did not find for ever
    assert document_of("a.rtf", rtf).text == "а"
    assert len(encodings._cache) <= known + 10


def test_a_text_box_that_begins_twice_loses_no_words_around_it() -> None:
    read = document_of("a.rtf", b"{\\rtf1 Words before {\\shptxt in \\shptxt the box} and words after}")
    assert sorted(read.text.split()) == sorted("Words before in the box and words after".split())


def test_a_directory_of_more_parts_than_any_file_is_not_even_read() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for k in range(21_000):
            archive.writestr(f"{k}", "")
    with costs_at_most(2.0), pytest.raises(UnreadableInput, match="more than 20,000 parts"):
        read_upload("a.docx", written.getvalue(), max_characters=200_000)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_archive_packed_in_another_way_is_refused(method: int) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        archive.writestr("mimetype", "application/epub+zip")
    with pytest.raises(UnreadableInput, match="packed in a way"):
        read_upload("a.epub", written.getvalue(), max_characters=200_000)


def epub(n_items: int, chapter: bytes) -> bytes:
    items = "".join(f'<item id="i{k}" href="a.xhtml" media-type="application/xhtml+xml"/>' for k in range(n_items))
    spine = "".join(f'<itemref idref="i{k}"/>' for k in range(n_items))
    package = f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>"
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        archive.writestr("META-INF/container.xml", '<container><rootfiles><rootfile full-path="p.opf"/></rootfiles></container>')
        archive.writestr("p.opf", package)
        archive.writestr("a.xhtml", chapter)
    return written.getvalue()


def test_an_epub_that_names_one_chapter_thousands_of_times_reads_it_once() -> None:
    page = f"<html><body><p>{LONG}</p></body></html>".encode()
    with costs_at_most(5.0):
        assert document_of("a.epub", epub(2_000, page)).text == LONG.strip()


def test_an_epub_of_more_than_any_book_is_refused() -> None:
    page = b"<html><body>" + b"<!-- a comment of some length that says nothing at all -->\n" * 400_000 + b"</body></html>"
    with pytest.raises(InputError, match=r"bytes of chapters|packed more than"):
        document_of("a.epub", epub(1, page))
