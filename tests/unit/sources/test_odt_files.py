"""OpenDocument texts: what a reader sees in order, and none of what the file hides, deletes or notes."""

import pytest

from app.errors import InputError, TextTooLong, UnreadableInput
from app.sources import read_upload
from tests.unit.sources.reading import about, document_of, left_out, quoted
from tests.unit.sources.word_parts import packed

NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in {
        "office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style", "fo": "xsl-fo-compatible",
        "svg": "svg-compatible", "meta": "meta",
    }.items()
)  # fmt: skip
TYPE = b"application/vnd.oasis.opendocument.text"
MANIFEST = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">%s</manifest:manifest>'


def odt(body: str, styles: str = "", parts: dict[str, bytes] | None = None) -> bytes:
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMES}><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return packed({"mimetype": TYPE, "content.xml": content.encode()} | (parts or {}))


def read(body: str, styles: str = "") -> str:
    return document_of("a.odt", odt(body, styles)).text


def letters(name: str, properties: str, parent: str = "") -> str:
    based = f' style:parent-style-name="{parent}"' if parent else ""
    return f'<style:style style:name="{name}" style:family="text"{based}><style:text-properties {properties}/></style:style>'


def paragraphs(name: str, properties: str = "", attributes: str = "") -> str:
    inside = f"<style:paragraph-properties {properties}/>"
    return f'<style:style style:name="{name}" style:family="paragraph" {attributes}>{inside}</style:style>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<text:h>Head</text:h><text:p>One.</text:p><text:p/><text:p>Two.</text:p>", "Head\n\nOne.\n\nTwo."),
        ("<text:p>a<text:s text:c='3'/>b<text:tab/>c<text:line-break/>d</text:p>", "a   b\tc\nd"),
        ("<text:p>  The\n   ferry <text:span> left</text:span>.</text:p>", "The ferry left."),
        ("<text:p>The <text:a>ferry</text:a> <text:span>l<text:span>e</text:span>ft</text:span>.</text:p>", "The ferry left."),
        ("<text:list><text:list-item><text:p>One</text:p></text:list-item></text:list>", "One"),
        ("<text:section text:display='condition' text:condition='ooow:0'><text:p>One</text:p></text:section>", "One"),
        (
            "<text:p>The <text:hidden-text text:condition='ooow:0' text:string-value='ferry'>ferry</text:hidden-text> left.</text:p>",
            "The ferry left.",
        ),
        ("<text:p>The fer<text:script>MsgBox</text:script>ry left.</text:p>", "The ferry left."),
        (
            "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell>"
            "<text:p>b</text:p></table:table-cell></table:table-row></table:table>",
            "a\n\nb",
        ),
        (
            "<text:p>Before <draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box><svg:desc>alt</svg:desc></draw:frame>"
            "after.</text:p>",
            "Before after.\n\nboxed",
        ),
        (
            "<text:p><text:ruby><text:ruby-base>word</text:ruby-base><text:ruby-text>up</text:ruby-text></text:ruby></text:p>",
            "word",
        ),
        (
            "<text:p>The <text:change text:change-id='c'/>ferry <text:change-start/>left<text:change-end/>.</text:p>",
            "The ferry left.",
        ),
        ("<text:p>a<!-- no -->b</text:p>", "ab"),
    ],
)
def test_the_text_is_what_a_reader_sees(body: str, expected: str) -> None:
    assert read(body) == expected


@pytest.mark.parametrize(
    "properties",
    [
        'text:display="none"',
        'fo:font-size="1pt"',
        'fo:font-size="2%"',
        'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" loext:opacity="0%"',
        'style:text-scale="1%"',
        'fo:color="#ffffff"',
        'fo:color="#fefefe" fo:background-color="transparent"',
        'fo:color="#00ff00" fo:background-color="#00ff00"',
    ],
)
def test_hidden_letters_are_left_out_with_an_alert(properties: str) -> None:
    styles = letters("T1", properties) + letters("T2", "", parent="T1")
    for name in ("T1", "T2"):
        document = document_of(
            "a.odt", odt(f'<text:p>The <text:span text:style-name="{name}">secret </text:span>ferry.</text:p>', styles)
        )
        assert document.text == "The ferry."
        assert left_out(document) == {"hidden": 1}
        assert len(document.markings.hidden) == 1


def test_letters_of_the_automatic_colour_are_seen_whatever_opacity_stands_beside_it() -> None:
    # as LibreOffice 7.4 writes it into the default style of what was a Word file
    faint = 'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" loext:opacity="0%"'
    automatic = f'<style:text-properties style:use-window-font-color="true" {faint}/>'
    default = f'<style:default-style style:family="paragraph">{automatic}</style:default-style>'
    styles = default + letters("T1", f'style:use-window-font-color="true" {faint}')
    assert read('<text:p>The <text:span text:style-name="T1">old </text:span>ferry.</text:p>', styles) == "The old ferry."


def test_white_letters_on_a_dark_ground_are_seen() -> None:
    styles = letters("T1", 'fo:color="#ffffff" fo:background-color="#000080"') + letters("W", 'fo:color="#ffffff"')
    styles += paragraphs("P1", 'fo:background-color="#000080"')
    cell = '<style:style style:name="C" style:family="table-cell"><style:table-cell-properties fo:background-color="#000080"/></style:style>'
    white = '<text:span text:style-name="W">seen</text:span>'
    assert read('<text:p><text:span text:style-name="T1">seen</text:span></text:p>', styles) == "seen"
    assert read(f'<text:p text:style-name="P1">{white}</text:p>', styles) == "seen"
    assert (
        read(
            f'<table:table><table:table-cell table:style-name="C"><text:p>{white}</text:p></table:table-cell></table:table>',
            styles + cell,
        )
        == "seen"
    )


def test_a_word_behind_one_that_is_struck_through_is_a_word_of_its_own() -> None:
    body = "<text:p>On <text:span text:style-name='Old'>Monday</text:span>Tuesday.</text:p>"
    document = document_of("a.odt", odt(body, letters("Old", 'style:text-line-through-style="solid"')))
    assert document.text == "On Monday Tuesday."


def test_the_raised_number_of_a_fraction_is_no_mark_of_a_note() -> None:
    up = "<text:span text:style-name='Up'>%d</text:span>"
    body = f"<text:p>Take {up % 1}/2 cup, 1{up % 3}\u20444 cups{up % 5}, 10{up % 6} grains.</text:p>"
    document = document_of("a.odt", odt(body, letters("Up", 'style:text-position="super 58%"')))
    assert document.text == "Take 1/2 cup, 1 3\u20444 cups, 10⁶ grains."
    assert left_out(document) == {"note": 1}


@pytest.mark.parametrize(
    ("body", "counts"),
    [
        ("<text:p>kept<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>a note</text:p></text:note-body></text:note></text:p>", {"note": 3}),
        ("<text:p>kept<office:annotation><text:p>two words</text:p></office:annotation></text:p>", {"comment": 2}),
        ("<text:tracked-changes><text:changed-region><text:deletion><text:p>three old words</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>kept</text:p>", {"deleted in tracked changes": 3}),
        ("<text:p>kept</text:p><text:section text:display='none'><text:p>not shown</text:p></text:section>", {"hidden": 2}),
        ("<text:p>kept</text:p><text:p>not shown<text:hidden-paragraph text:is-hidden='true'/></text:p>", {"hidden": 2}),
        ("<text:p>kept<text:hidden-text text:is-hidden='true'>gone</text:hidden-text></text:p>", {"hidden": 1}),
        ("<text:p>kept</text:p><text:section text:display='condition' text:is-hidden='true'><text:p>not shown</text:p></text:section>", {"hidden": 2}),
        ("<text:h><text:number>1.</text:number>kept</text:h>", {"list mark": 1}),
        (
            "<table:table><table:table-row><table:table-cell><text:p>kept</text:p></table:table-cell><table:covered-table-cell>"
            "<text:p>below</text:p></table:covered-table-cell></table:table-row></table:table>", {"hidden": 1},
        ),
        ("<text:p>kept<text:span text:style-name='Up'>3</text:span></text:p>", {"note": 1}),
        (
            "<text:table-of-content><text:table-of-content-source><text:index-title-template>Never</text:index-title-template>"
            "</text:table-of-content-source><text:index-body><text:index-title><text:p>Contents</text:p></text:index-title>"
            "<text:p>The boat 3</text:p></text:index-body></text:table-of-content><text:p>kept</text:p>", {"navigation": 4},
        ),
    ],
)  # fmt: skip
def test_what_is_no_text_is_counted(body: str, counts: dict[str, int]) -> None:
    document = document_of("a.odt", odt(body, letters("Up", 'style:text-position="super 58%"')))
    assert document.text == "kept"
    assert left_out(document) == counts


def test_quotation_styles_and_indents_are_quotations() -> None:
    styles = paragraphs("P1", attributes='style:parent-style-name="Quotations"') + paragraphs("Quotations")
    styles += paragraphs("P2", 'fo:margin-left="1cm"') + paragraphs("P3", 'fo:margin-left="1cm" fo:text-indent="-1cm"')
    body = "<text:p>The ferry left at noon and came back at four.</text:p>" * 3
    body += "".join(f'<text:p text:style-name="P{k}">Said {k}.</text:p>' for k in (1, 2, 3))
    assert quoted(document_of("a.odt", odt(body, styles))) == ["Said 1.", "Said 2."]


def test_the_file_says_title_author_date_and_language() -> None:
    dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    facts = "<dc:title>The ferry</dc:title><dc:creator>Ann</dc:creator><dc:date>2026-01-02T10:00:00</dc:date><dc:language>en-GB</dc:language>"
    meta = f"<office:document-meta {NAMES} {dc}><office:meta>{facts}</office:meta></office:document-meta>".encode()
    found = about("a.odt", odt("<text:p>Words.</text:p>", parts={"meta.xml": meta}))
    assert (found.title, found.author, found.date, found.language) == ("The ferry", "Ann", "2026-01-02T10:00:00", "en-GB")


def test_a_flat_file_is_read_too() -> None:
    flat = f'<?xml version="1.0"?><office:document {NAMES}><office:body><office:text><text:p>Flat.</text:p></office:text></office:body></office:document>'
    for name in ("a.fodt", "a.xml", ""):
        assert document_of(name, flat.encode()).text == "Flat."


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"mimetype": TYPE}, "no OpenDocument text"),
        ({"mimetype": TYPE, "content.xml": b"<a"}, "damaged"),
        ({"mimetype": TYPE, "content.xml": b"<a/>"}, "no OpenDocument text"),
        ({"mimetype": TYPE, "content.xml": b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'}, "entities"),
        ({"mimetype": TYPE, "content.xml": b"<a>" * 1000 + b"</a>" * 1000}, "nested"),
        ({"mimetype": TYPE, "content.xml": bytes(30_000_000)}, "packed more than"),
        (
            {"mimetype": TYPE, "content.xml": b"<a/>", "META-INF/manifest.xml": MANIFEST % b"<manifest:encryption-data/>"},
            "password",
        ),
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"}, "another kind"),
    ],
)
def test_damage_and_harm_are_refused_in_one_sentence(parts: dict[str, bytes], said: str) -> None:
    with pytest.raises(UnreadableInput, match=said):
        document_of("a.odt", packed(parts))


def test_blanks_and_characters_have_limits() -> None:
    assert len(read("<text:p>a<text:s text:c='999999999'/>b</text:p>")) < 200
    with pytest.raises(TextTooLong):
        read_upload("a.odt", odt(f"<text:p>{'words ' * 1000}</text:p>"), max_characters=1000)


def test_a_truncated_file_is_no_fault() -> None:
    whole = odt("<text:p>Words.</text:p>")
    for cut in (10, 100, len(whole) - 30):
        with pytest.raises(InputError):
            document_of("a.odt", whole[:cut])


@pytest.mark.parametrize(
    ("properties", "is_seen"),
    [
        ('fo:letter-spacing="-0.5cm"', False),
        ('fo:color="#ffffff"', False),
        ('fo:color="#fefefe" fo:background-color="#ffffff"', False),
        ('style:text-scale="1%"', False),
        ('fo:font-size="0.2mm"', False),
        ('text:display="none"', False),
        ('fo:color="#ffffff" style:text-outline="true"', True),
        ('fo:color="#ffffff" fo:background-color="#000080"', True),
        ('fo:letter-spacing="-0.2pt"', True),
        ('fo:font-size="6pt"', True),
    ],
)
def test_letters_of_every_look(properties: str, is_seen: bool) -> None:
    body = "<text:p>The ferry <text:span text:style-name='Z'>really </text:span>left.</text:p>"
    assert read(body, letters("Z", properties)) == ("The ferry really left." if is_seen else "The ferry left.")


def test_flat_lines_and_paragraphs_off_the_page_are_hidden() -> None:
    for properties in ('fo:line-height="0.01cm"', 'fo:margin-left="-20cm"'):
        body = "<text:p text:style-name='Q'>gone words</text:p><text:p>The ferry left.</text:p>"
        assert read(body, paragraphs("Q", properties)) == "The ferry left."


def test_white_letters_on_dark_pages_are_seen() -> None:
    layout = '<style:page-layout style:name="p"><style:page-layout-properties fo:background-color="#000000"/></style:page-layout>'
    body = "<text:p><text:span text:style-name='Z'>The ferry left.</text:span></text:p>"
    assert read(body, letters("Z", 'fo:color="#ffffff"') + layout) == "The ferry left."
