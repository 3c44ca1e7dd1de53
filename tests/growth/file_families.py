"""Files that are nasty to their readers. Each is one line: what is repeated, and what stands around it."""

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Final

from tests.growth.families import Family, Stage
from tests.unit.sources.test_odt_files import odt
from tests.unit.sources.word_parts import docx_of, styles_of

_CONTENT: Final = "http://purl.org/rss/1.0/modules/content/"
_CONTAINER: Final = '<container><rootfiles><rootfile full-path="p.opf"/></rootfiles></container>'
_PAGE_TYPE: Final = "application/xhtml+xml"


def _file(name: str, file_name: str, made: Callable[[int], str | bytes]) -> Family:
    def make(n: int) -> tuple[str, bytes]:
        content = made(n)
        return file_name, content.encode() if isinstance(content, str) else content

    return Family(name, Stage.FILE, make)


def _filled(piece: str, n: int) -> str:
    """The piece again and again, with another number in the place of each `#`."""
    return "".join(piece.replace("#", str(k)) for k in range(n // len(piece)))


def _around(kind: str, file_name: str, wrap: Callable[[str], str | bytes]) -> Callable[..., Family]:
    """Makes families of one kind of file: a name, what is repeated, and what stands around it inside of the file."""

    def family(name: str, piece: str, before: str = "", after: str = "") -> Family:
        return _file(f"{kind}, {name}", file_name, lambda n: wrap(f"{before}{_filled(piece, n)}{after}"))

    return family


_FEED: Final = f'<rss version="2.0" xmlns:content="{_CONTENT}"><channel><item><title>t</title><description>x</description>'
_rtf = _around("RTF", "a.rtf", lambda body: f"{{\\rtf1 {body} x}}")
_nitf = _around("NITF", "a.nitf", lambda body: f"<nitf><body><body.content><p>{body}</p></body.content></body></nitf>")
_newsml = _around("NewsML", "a.newsml", lambda body: f"<newsMessage>{body}</newsMessage>")
_feed = _around("WXR", "a.wxr", lambda body: f"{_FEED}{body}</item></channel></rss>")
_odt = _around("ODT", "a.odt", odt)
_word = _around("Word", "a.docx", docx_of)
_json = _around("JSON", "a.json", lambda body: body)


def _epub(chapters: Mapping[str, str]) -> bytes:
    items = "".join(f'<item id="{name}" href="{name}" media-type="{_PAGE_TYPE}"/>' for name in chapters)
    spine = "".join(f'<itemref idref="{name}"/>' for name in chapters)
    package = f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>"
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, content in {"META-INF/container.xml": _CONTAINER, "p.opf": package, **chapters}.items():
            archive.writestr(name, content)
    return written.getvalue()


def _shaded(n: int) -> bytes:
    """As many tables as their style has shadings."""
    table, shading = '<w:tbl><w:tblPr><w:tblStyle w:val="T"/></w:tblPr></w:tbl>', '<w:shd w:fill="auto"/>'
    style = f'<w:style w:type="table" w:styleId="T"><w:tblPr>{_filled(shading, n // 2)}</w:tblPr></w:style>'
    return docx_of(_filled(table, n // 2) + "<w:p><w:r><w:t>x</w:t></w:r></w:p>", others=styles_of(style))


_ENCODED = ("<content:encoded><![CDATA[", "]]></content:encoded>")
_PARAGRAPH = ("<text:p>", "</text:p>")
_ITEM = ("<newsItem><contentSet><inlineXML><body>", "</body></inlineXML></contentSet></newsItem>")
_BOX = "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>a</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
_CELL = "<table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>"
FILE_FAMILIES = (
    _rtf("groups", "{}"),
    _rtf("words that change letters", "\\b\\i0 "),
    _rtf("hidden letters", "a{\\v b}"),
    _rtf("characters by number", "\\u233?"),
    _rtf("bytes", "\\'e9"),
    _rtf("paragraphs", "a\\par "),
    _rtf("notes", "{\\footnote b}"),
    _rtf("text boxes", "{\\shptxt x\\par}"),
    _rtf("text boxes that begin twice", "\\shptxt x ", "{", "}"),
    _rtf("binary data", "\\bin1 x"),
    _rtf("colours", "\\red1;", "{\\colortbl", "}"),
    _rtf("code pages", "\\ansicpg9#"),
    _nitf("what holds no words", "<nitf-col/>x"),
    _nitf("fractions", "<frac><frac-num>1</frac-num><frac-sep/><frac-den>2</frac-den></frac>"),
    _nitf("named characters", "&eacute;&nbsp;"),
    _nitf("comments", "<!--x-->y"),
    _nitf("elements", "<em>x</em>"),
    _nitf("attributes", "a#='' ", "<em ", "/>"),
    _nitf("namespaces", "xmlns:a#='b' ", "<em ", "/>"),
    _newsml("items", "<p>x</p>".join(_ITEM)),
    _newsml("items in items", "<p>x</p>", _ITEM[0] * 60, _ITEM[1] * 60),
    _newsml("renditions without words", "<inlineData> </inlineData>", "<newsItem><contentSet>", "</contentSet></newsItem>"),
    _feed("categories", "<category>c#</category>"),
    _feed("authors", "<author>a#@b.c (d)</author>"),
    _feed("links", "<link>http://a/#</link>"),
    _feed("contents", "<content:encoded>x#</content:encoded>"),
    _feed("an article of lines", "x# \n", *_ENCODED),
    _feed("an article of paragraphs", "<p>x#</p>", *_ENCODED),
    _feed("an article of shortcodes", "[caption id=#] ", *_ENCODED),
    _feed("a date of digits", "1", "<pubDate>", "</pubDate>"),
    _feed("a title in pieces", "x<![CDATA[y]]>", "<title>", "</title>"),
    _odt("paragraphs", "<text:p>a</text:p>"),
    _odt("spans of styles", '<text:span text:style-name="T#">a</text:span>', *_PARAGRAPH),
    _odt("blanks", '<text:s text:c="#"/>', *_PARAGRAPH),
    _odt("notes in a note", "<text:note>x#</text:note>", "<text:p><text:note>", "</text:note></text:p>"),
    _odt("fields that hide", '<text:hidden-paragraph text:is-hidden="true" text:c="#"/>', *_PARAGRAPH),
    _odt("text boxes", "<draw:text-box><text:p>x#</text:p></draw:text-box>", "<text:p><draw:frame>", "</draw:frame></text:p>"),
    _odt("cells", _CELL, "<table:table>", "</table:table>"),
    _word("paragraphs", "<w:p><w:r><w:t>a</w:t></w:r></w:p>"),
    _word("runs", "<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r>", "<w:p>", "</w:p>"),
    _word("paragraphs that go on", "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>"),
    _word("cells", "<w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr>", "<w:tbl>", "</w:tbl>"),
    _word("text boxes", _BOX, "<w:p>", "</w:p>"),
    _file("Word, tables of a shaded style", "a.docx", _shaded),
    _json("items", '{"body_text":"x"},', "[", "1]"),
    _json("bodies", '{"value":"x"},', '{"bodies":[', "1]}"),
    _json("lists", "[],", '{"body_text":"x","a":[', "1]}"),
    _file("EPUB, chapters", "a.epub", lambda n: _epub({f"{k}.xhtml": "<p>x</p>" for k in range(n // 200)})),
    _file("EPUB, one chapter", "a.epub", lambda n: _epub({"a.xhtml": _filled("<p>x</p>", n)})),
)
