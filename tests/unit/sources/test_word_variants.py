"""Word files as desks send them: hidden letters of every kind, tracked changes, drop capitals, quotations, embedded pages."""

import pytest

from app.errors import UnreadableInput
from tests.unit.sources.reading import about, document_of, left_out, quoted
from tests.unit.sources.word_parts import RELATIONS, STRICT, docx_of, run, styles_of

LINE = "The ferry left at noon."


def read(body: str, **parts: bytes) -> str:
    return document_of("a.docx", docx_of(body, others=parts)).text


def paragraph(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
WHITE = '<w:color w:val="FFFFFF"/>'
HIDING_STYLES = (
    '<w:style w:type="character" w:styleId="Ghost"><w:name w:val="Ghost"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Child"><w:name w:val="Child"/><w:basedOn w:val="Ghost"/></w:style>'
    '<w:style w:type="character" w:styleId="Pale"><w:name w:val="Pale"/><w:rPr><w:color w:val="FEFEFE"/></w:rPr></w:style>'
)


@pytest.mark.parametrize(
    "properties",
    [
        "<w:vanish/>",
        '<w:rStyle w:val="Ghost"/>',
        '<w:rStyle w:val="Child"/>',
        '<w:sz w:val="2"/>',
        '<w:w w:val="1"/>',
        f'{WHITE}<w:sz w:val="2"/>',
        '<w:vanish w:val="on"/><w:specVanish/>',
        '<w:spacing w:val="-240"/>',
        '<w:w w:val="5%"/>',
    ],
)
def test_letters_that_leave_no_room_are_left_out_with_an_alert(properties: str) -> None:
    body = paragraph(run("The fer") + run("secret", properties) + run("ry left."))
    document = document_of("a.docx", docx_of(body, others=styles_of(HIDING_STYLES)))
    assert document.text == "The ferry left."
    assert [span.start for span in document.markings.hidden] == [7]
    assert left_out(document) == {"hidden": 1}


@pytest.mark.parametrize(
    "properties",
    [
        WHITE,
        '<w:rStyle w:val="Pale"/>',
        '<w:color w:val="FDFDFD"/>',
        '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>',
        '<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>',
        '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="auto"/>',
        '<w:color w:val="FFFFFF" w:themeColor="background1"/>',
        '<w:color w:val="auto" w:themeColor="background1"/>',
        f"<w14:textFill {W14}><w14:noFill/></w14:textFill>",
        f'<w14:textFill {W14}><w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill></w14:textFill>',
        f'<w14:textFill {W14}><w14:solidFill><w14:schemeClr w14:val="bg1"/></w14:solidFill></w14:textFill>',
        f'<w14:textFill {W14}><w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/></w14:srgbClr>'
        "</w14:solidFill></w14:textFill>",
    ],
)
def test_letters_of_the_colour_behind_them_are_seen_as_a_blank(properties: str) -> None:
    body = paragraph(run("The") + run("i", properties) + run("ferry") + run("x", properties) + run("left."))
    document = document_of("a.docx", docx_of(body, others=styles_of(HIDING_STYLES)))
    assert document.text == "The ferry left."
    assert len(document.markings.hidden) == 2


CELL = '<w:tcPr><w:shd w:val="clear" w:fill="4472C4"/></w:tcPr>'
FILLED_CELL = f"<w:tbl><w:tr><w:tc>{CELL}{paragraph(run(LINE, WHITE))}</w:tc></w:tr></w:tbl>"


@pytest.mark.parametrize(
    "body",
    [
        paragraph(run(LINE, f'{WHITE}<w:shd w:val="clear" w:fill="1F3864"/>')),
        paragraph(run(LINE, f'{WHITE}<w:highlight w:val="darkBlue"/>')),
        paragraph(run(LINE, WHITE), '<w:shd w:val="clear" w:fill="000000"/>'),
        FILLED_CELL,
        paragraph(run(LINE, '<w:color w:val="auto"/>')),
        paragraph(run(LINE, '<w:sz w:val="12"/>')),
        paragraph(run(LINE, '<w:color w:val="C0C0C0"/>')),
        paragraph(run(LINE, "<w:webHidden/>")),
        paragraph(run(LINE, '<w:vanish w:val="0"/>')),
        paragraph(run(LINE, f'{WHITE}<w:shd w:val="clear" w:fill="auto" w:themeFill="accent1"/>')),
        paragraph(run(LINE, f"{WHITE}<w:outline/>")),
        paragraph(run(LINE, f"{WHITE}<w14:textFill {W14}><w14:gradFill/></w14:textFill>")),
        paragraph(run(LINE, f"{WHITE}<w14:textOutline {W14}><w14:solidFill/></w14:textOutline>")),
        paragraph(run(LINE), '<w:spacing w:line="240" w:lineRule="exact"/>'),
        paragraph(run(LINE), '<w:spacing w:line="20" w:lineRule="auto"/>'),
        paragraph(run(LINE), '<w:ind w:left="-720"/>'),
    ],
)
def test_white_letters_on_a_colour_and_small_print_are_seen(body: str) -> None:
    document = document_of("a.docx", docx_of(body))
    assert document.text == LINE
    assert not document.markings.hidden


GHOSTS = (
    '<w:style w:type="paragraph" w:styleId="Ghost"><w:name w:val="Ghost"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Pale"><w:name w:val="Pale"/><w:basedOn w:val="White"/></w:style>'
    f'<w:style w:type="paragraph" w:styleId="White"><w:name w:val="White"/><w:rPr>{WHITE}</w:rPr></w:style>'
    f'<w:style w:type="table" w:styleId="T"><w:name w:val="T"/><w:rPr>{WHITE}</w:rPr></w:style>'
)
GONE = run("gone words")


def table(row: str = "", style: str = "") -> str:
    return f"<w:tbl><w:tblPr>{style}</w:tblPr><w:tr><w:trPr>{row}</w:trPr><w:tc>{paragraph(GONE)}</w:tc></w:tr></w:tbl>"


@pytest.mark.parametrize(
    "hidden",
    [
        paragraph(GONE, '<w:pStyle w:val="Ghost"/>'),
        paragraph(GONE, '<w:pStyle w:val="Pale"/>'),
        paragraph(GONE, '<w:spacing w:line="1" w:lineRule="exact"/>'),
        paragraph(GONE, '<w:framePr w:w="2000" w:x="-20000" w:y="1" w:hAnchor="page"/>'),
        paragraph(GONE, '<w:ind w:left="-20000"/>'),
        table(style='<w:tblStyle w:val="T"/>'),
        table('<w:trHeight w:val="1" w:hRule="exact"/>'),
        table("<w:hidden/>"),
    ],
)
def test_paragraphs_and_rows_that_no_reader_sees_are_left_out(hidden: str) -> None:
    document = document_of("a.docx", docx_of(hidden + paragraph(run(LINE)), others=styles_of(GHOSTS)))
    assert document.text == LINE
    assert left_out(document) == {"hidden": 2}
    assert document.markings.hidden


def test_a_file_of_which_nothing_is_seen_says_so() -> None:
    with pytest.raises(UnreadableInput, match=r"shows no text: all of its 5 words are hidden"):
        document_of("a.docx", docx_of(paragraph(run(LINE, WHITE))))


def test_white_letters_on_dark_pages_are_seen() -> None:
    page = '<w:background w:color="1F3864"/>'
    assert document_of("a.docx", docx_of(paragraph(run(LINE, WHITE)), page=page)).text == LINE


MARK_DELETED = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (paragraph(run("The ferry "), MARK_DELETED) + paragraph(run("left.")), "The ferry left."),
        (
            paragraph(run("The "), MARK_DELETED) + paragraph(run("ferry "), MARK_DELETED) + paragraph(run("left.")),
            "The ferry left.",
        ),
        (paragraph(run("The ferry "), "<w:rPr><w:moveFrom/></w:rPr>") + paragraph(run("left.")), "The ferry left."),
        (paragraph(run("The ferry "), "<w:rPr><w:ins/></w:rPr>") + paragraph(run("left.")), "The ferry\n\nleft."),
        (paragraph(run("The ferry "), "<w:rPr><w:vanish/></w:rPr>") + paragraph(run("left.")), "The ferry left."),
        (
            paragraph(run("Gone", "")).replace("<w:r>", "<w:del><w:r>").replace("</w:r>", "</w:r></w:del>")
            + paragraph(run("Kept")),
            "Kept",
        ),
        (
            "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>gone</w:t></w:r></w:p></w:tc></w:tr>"
            "<w:tr><w:tc><w:p><w:r><w:t>kept</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
            "kept",
        ),
        (paragraph(run("work") + f"<w:del>{run('s')}</w:del><w:ins>{run('ed')}</w:ins>"), "worked"),
    ],
)
def test_tracked_changes_are_read_as_accepted(body: str, expected: str) -> None:
    assert read(body) == expected


def test_deleted_words_are_counted() -> None:
    body = paragraph(run("kept ") + f"<w:del>{run('three deleted words')}</w:del>")
    assert left_out(document_of("a.docx", docx_of(body))) == {"deleted in tracked changes": 3}


@pytest.mark.parametrize("kind", ["drop", "margin"])
@pytest.mark.parametrize(("capital", "rest"), [("T", "he ferry left."), ("The", " ferry left."), ("“T", "he ferry left.")])
def test_a_drop_capital_joins_its_paragraph(kind: str, capital: str, rest: str) -> None:
    body = (
        paragraph(run(capital), f'<w:framePr w:dropCap="{kind}" w:lines="3"/>') + paragraph(run(rest)) + paragraph(run("Next."))
    )
    assert read(body) == f"{capital}{rest}\n\nNext."


def test_a_frame_that_is_no_drop_capital_stands_alone() -> None:
    assert read(paragraph(run("A box"), '<w:framePr w:w="2000"/>') + paragraph(run(LINE))) == f"A box\n\n{LINE}"


@pytest.mark.parametrize(
    ("before", "raised", "after", "expected"),
    [
        ("The ministers", "1", " agreed.", "The ministers agreed."),
        ("in 2019", "12", " too.", "in 2019 too."),
        ("the end.", "3", "", "the end."),
        ("ministers", "[4]", " agreed", "ministers agreed"),
        ("ministers", "1,2", " agreed", "ministers agreed"),
        ("ministers", "*", " agreed", "ministers agreed"),
        ("the 21", "st", " century", "the 21st century"),
        ("40 m", "2", " of floor", "40 m2 of floor"),
        ("90 km", "2", " of sea", "90 km2 of sea"),
        ("10", "6", " bacteria", "10⁶ bacteria"),
        ("M", "me", " Duval", "Mme Duval"),
    ],
)
def test_raised_numbers_are_notes_and_raised_endings_are_words(before: str, raised: str, after: str, expected: str) -> None:
    for properties in ('<w:vertAlign w:val="superscript"/>', '<w:position w:val="8"/><w:sz w:val="16"/>'):
        assert read(paragraph(run(before) + run(raised, properties) + run(after))) == expected


QUOTES = (
    '<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="IQ"><w:name w:val="Intense Quote"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="House"/><w:basedOn w:val="Zitat"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Far"><w:name w:val="Far"/><w:pPr><w:ind w:left="720"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Quotations"><w:name w:val="Quotations"/></w:style>'
)


@pytest.mark.parametrize(
    ("properties", "is_quotation"),
    [
        ('<w:pStyle w:val="Zitat"/>', True),
        ('<w:pStyle w:val="IQ"/>', True),
        ('<w:pStyle w:val="Mine"/>', True),
        ('<w:pStyle w:val="Quotations"/>', True),
        ('<w:pStyle w:val="Far"/>', True),
        ('<w:ind w:left="567" w:right="567"/>', True),
        ('<w:ind w:start="1cm"/>', True),
        ('<w:ind w:firstLine="567"/>', False),
        ('<w:ind w:left="720" w:hanging="720"/>', False),
        ('<w:ind w:left="720"/><w:numPr><w:numId w:val="3"/></w:numPr>', False),
        ('<w:ind w:left="100"/>', False),
    ],
)
def test_quotation_styles_and_indents_are_quotations(properties: str, is_quotation: bool) -> None:
    body = paragraph(run(LINE * 3)) + paragraph(run("We are late."), properties) + paragraph(run(LINE * 3))
    document = document_of("a.docx", docx_of(body, others=styles_of(QUOTES)))
    assert quoted(document) == (["We are late."] if is_quotation else [])


def test_an_article_that_is_indented_as_a_whole_is_no_quotation() -> None:
    body = paragraph(run(LINE), '<w:ind w:left="720"/>') * 4 + paragraph(run("Deeper."), '<w:ind w:left="1440"/>')
    assert quoted(document_of("a.docx", docx_of(body))) == ["Deeper."]


MAIL = (
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n'
    b'Content-Type: text/html; charset="utf-8"\r\n'
    b"Content-Transfer-Encoding: quoted-printable\r\n\r\n<html><body><p>The ferry left=\r\n at noon.</p></body></html>\r\n--x\r\n"
    b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--x--\r\n"
)


@pytest.mark.parametrize(
    ("media_type", "content"),
    [
        ("text/html", f"<html><body><p>{LINE}</p></body></html>".encode()),
        ("application/xhtml+xml", f"<!DOCTYPE html><html><body><p>{LINE}</p></body></html>".encode()),
        ("text/plain", LINE.encode()),
        ("application/rtf", rb"{\rtf1 " + LINE.encode() + rb"\par}"),
        ("message/rfc822", b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<p>" + LINE.encode() + b"</p>"),
        (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            docx_of(paragraph(run(LINE))),
        ),
        ("application/vnd.ms-word.document.macroEnabled.main+xml", docx_of(paragraph(run(LINE)))),
        ("application/msword", rb"{\rtf1 " + LINE.encode() + rb"\par}"),
        ("text/html; charset=utf-8", f"<html><body><div><p>{LINE}</p></div></body></html>".encode("utf-16")),
        ("application/xml", f'<?xml version="1.0"?><html><body><p>{LINE}</p></body></html>'.encode()),
        ("multipart/related", MAIL),
    ],
)
def test_embedded_documents_are_read_where_they_stand(media_type: str, content: bytes) -> None:
    body = paragraph(run("Before.")) + '<w:altChunk r:id="c1"/>' + paragraph(run("After."))
    others = {"word/chunk.bin": content, **RELATIONS.of("c1", "aFChunk", "chunk.bin", media_type)}
    assert document_of("a.docx", docx_of(body, others=others)).text == f"Before.\n\n{LINE}\n\nAfter."


def test_an_embedded_document_that_is_missing_or_unreadable_is_refused() -> None:
    body = '<w:altChunk r:id="c1"/>'
    for others in ({}, {"word/chunk.bin": b"a", **RELATIONS.of("c1", "aFChunk", "chunk.bin", "video/mp4")}):
        with pytest.raises(UnreadableInput, match="embeds"):
            document_of("a.docx", docx_of(body, others=others))


def test_strict_open_xml_is_read_with_its_styles_and_units() -> None:
    body = (
        paragraph(run(LINE * 3))
        + paragraph(run("Said."), '<w:ind w:start="35.4pt"/>')
        + paragraph(run("x", '<w:sz w:val="1pt"/>'))
    )
    document = document_of("a.docx", docx_of(body, strict=True))
    assert STRICT.encode() not in document.text.encode()
    assert document.text == f"{LINE * 3}\n\nSaid."
    assert quoted(document) == ["Said."]
    assert left_out(document) == {"hidden": 1}


def test_notes_comments_and_headers_are_counted_and_no_words() -> None:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    notes = f"<w:x {w}><w:p><w:r><w:t>two words</w:t></w:r></w:p></w:x>".encode()
    others: dict[str, bytes] = {}
    for k, kind in enumerate(("footnotes", "endnotes", "comments", "header", "footer")):
        others[f"word/{kind}.xml"] = notes
        others = RELATIONS.merged(others, RELATIONS.of(f"n{k}", kind, f"{kind}.xml", "application/xml"))
    document = document_of("a.docx", docx_of(paragraph(run(LINE)), others=others))
    assert document.text == LINE
    assert left_out(document) == {"note": 4, "comment": 2, "header": 2, "footer": 2}


def test_a_word_behind_one_that_is_struck_through_is_a_word_of_its_own() -> None:
    struck = "<w:strike/>"
    assert read(paragraph(run("On ") + run("Monday", struck) + run("Tuesday."))) == "On Monday Tuesday."
    assert read(paragraph(run("On ") + run("Mon", struck) + run("day", struck) + run(", Tuesday."))) == "On Monday, Tuesday."
    assert read(paragraph(run("They ga") + run("th", struck) + run("ered."))) == "They gathered."
    assert read(paragraph(run("One ", struck) + run("two."))) == "One two."


def test_a_table_of_contents_and_what_asks_for_words_are_no_words() -> None:
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    contents = f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{paragraph(run('Contents'))}</w:sdtContent></w:sdt>"
    asking = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Enter text here')}</w:sdtContent></w:sdt>"
    filled = f'<w:sdt><w:sdtPr><w:showingPlcHdr w:val="0"/></w:sdtPr><w:sdtContent>{run(LINE)}</w:sdtContent></w:sdt>'
    document = document_of("a.docx", docx_of(contents + paragraph(asking + filled)))
    assert document.text == LINE
    assert left_out(document) == {"navigation": 1, "form": 3}


def test_the_file_says_title_author_and_date() -> None:
    core = (
        b'<c:coreProperties xmlns:c="c" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/">'
        b"<dc:title>The  ferry</dc:title><dc:creator>Ann Reed</dc:creator><t:created>2026-01-02T10:00:00Z</t:created>"
        b"<dc:language>en-GB</dc:language></c:coreProperties>"
    )
    content = docx_of(paragraph(run(LINE)), others={"docProps/core.xml": core}, core="docProps/core.xml")
    found = about("a.docx", content)
    assert (found.title, found.author, found.date, found.language) == ("The ferry", "Ann Reed", "2026-01-02T10:00:00Z", "en-GB")


@pytest.mark.parametrize("name", ["word/data.bin", "customXml/item1", "word/media/picture.png"])
def test_every_part_is_checked_by_its_content_type(name: str) -> None:
    harm = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'
    with pytest.raises(UnreadableInput, match="entities"):
        read(paragraph(run("a")), **{name: harm, **RELATIONS.typed(name, "application/xml")})


def test_a_text_box_comes_behind_its_paragraph_and_once() -> None:
    box = f"<w:txbxContent>{paragraph(run('In the box.'))}</w:txbxContent>"
    choice = (
        f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>'
    )
    body = paragraph(run("Before ") + f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>" + run("after."))
    assert read(body) == "Before after.\n\nIn the box."


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(code: str, shown: str = "", *, ends: bool = True) -> str:
    written = f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>' if "<" not in code else code
    return mark("begin") + written + (mark("separate") + shown if shown else "") + (mark("end") if ends else "")


BOXED = "It left.\n\nA box.\n\nLate."
CODE = field("MERGEFIELD name", run("Ann"))
BOX = '<w:r><w:pict xmlns:v="urn:v"><v:textbox><w:txbxContent><w:p>%s</w:p></w:txbxContent></v:textbox></w:pict></w:r>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (paragraph(field("DATE", run("Today")) + run(" it left.")), "Today it left."),
        (paragraph(field(f"{CODE}{run('yes')}", run("Yes,")) + run(" it left.")), "Yes, it left."),
        (paragraph(field(run("an entry")) + run("It left.")), "It left."),
        (paragraph(mark("begin") + run("yes")) + paragraph(run("no") + mark("end") + run("It left.")), "It left."),
        (paragraph(field(run("It "), ends=False) + run("left.")), "It left."),
        (paragraph(mark("end") + mark("separate") + run("It left.")), "It left."),
        (paragraph(BOX % field(run("A box."), ends=False) + run("It left.") + mark("end")) + paragraph(run("Late.")), BOXED),
        (paragraph(field(CODE, BOX % run("A box.")) + run("It left.")), "It left.\n\nA box."),
    ],
)
def test_what_a_field_does_is_no_text_and_what_it_shows_is(body: str, expected: str) -> None:
    assert read(body) == expected


@pytest.mark.parametrize(
    ("symbol", "expected"),
    [
        ('<w:sym w:font="Wingdings" w:char="F0E0"/>', "north south"),
        ('<w:sym w:font="Wingdings" w:char="E0"/>', "northàsouth"),
        ('<w:sym w:font="Arial" w:char="2192"/>', "north→south"),
        ('<w:sym w:font="Symbol"/>', "north south"),
        ('<w:sym w:font="Symbol" w:char="D800"/>', "north south"),
        ('<w:sym w:font="Symbol" w:char="0000"/>', "north south"),
    ],
)
def test_a_symbol_parts_the_words_beside_it(symbol: str, expected: str) -> None:
    assert read(paragraph(f"{run('north')}<w:r>{symbol}</w:r>{run('south')}")) == expected


def test_the_raised_number_of_a_fraction_is_no_mark_of_a_note() -> None:
    up = [run(figure, '<w:vertAlign w:val="superscript"/>') for figure in "123"]
    document = document_of("a.docx", docx_of(paragraph(f"{run('Take ')}{up[0]}{run('/')}{run('2 cups')}{up[1]}{run('.')}")))
    assert document.text == "Take 1/2 cups."
    assert left_out(document) == {"note": 1}


def test_a_fraction_is_two_numbers() -> None:
    numbers = "<m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den>"
    names = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    assert (
        read(paragraph(f"{run('At ')}<m:oMath {names}><m:f>{numbers}</m:f></m:oMath>{run(' past noon')}")) == "At 1/2 past noon"
    )


@pytest.mark.parametrize("merged", ["<w:vMerge/>", '<w:vMerge w:val="continue"/>', "<w:hMerge/>"])
def test_the_words_of_a_cell_that_goes_on_with_another_are_hidden(merged: str) -> None:
    cells = ('<w:vMerge w:val="restart"/>', merged)
    rows = "".join(f"<w:tr><w:tc><w:tcPr>{each}</w:tcPr>{paragraph(run(LINE))}</w:tc></w:tr>" for each in cells)
    document = document_of("a.docx", docx_of(f"<w:tbl>{rows}</w:tbl>"))
    assert document.text == LINE
    assert left_out(document) == {"hidden": 5}
