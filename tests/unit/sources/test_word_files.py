"""Word files: what a reader sees in document order, and none of what Word hides; bombs do not go off."""

import io
import zipfile

import docx
import pytest

from app.errors import UnreadableInput
from app.sources import read_upload
from app.sources.archives import MAX_ENTRIES, MAX_UNPACKED_BYTES
from app.sources.xml_trees import MAX_XML_BYTES
from tests.unit.sources.word_parts import docx_of, packed, plain_docx, run
from tests.waiting import costs_at_most

ENTITIES = "".join(f'<!ENTITY a{k} "{f"&a{k - 1};" * 10}">' for k in range(1, 10))
BOMB = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a0 "lol">{ENTITIES}]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def text_of(content: bytes) -> str:
    text = read_upload("article.docx", content, max_characters=10**7).source.text
    assert text is not None
    return text


def paragraph(content: str) -> str:
    return f"<w:p>{content}</w:p>"


def test_paragraphs_come_in_order_with_a_blank_line_between() -> None:
    assert text_of(plain_docx("One  two.", "", "Thrée — 😀.")) == "One  two.\n\nThrée — 😀."


def test_tables_stand_where_they_stand() -> None:
    document = docx.Document()
    document.add_heading("A title", 1)
    table = document.add_table(rows=2, cols=2)
    for k, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"cell {k}"
    document.add_paragraph("After the table.")
    written = io.BytesIO()
    document.save(written)
    assert text_of(written.getvalue()) == "A title\n\ncell 0\n\ncell 1\n\ncell 2\n\ncell 3\n\nAfter the table."


def test_breaks_and_tabs_are_characters() -> None:
    body = paragraph("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>")
    assert text_of(docx_of(body)) == "a\tb\nc-d"


@pytest.mark.parametrize(
    "unseen",
    [
        f"<w:del>{run('x').replace('w:t ', 'w:delText ').replace('/w:t>', '/w:delText>')}</w:del>",
        f"<w:del>{run('x')}</w:del>",
        f"<w:moveFrom>{run('x')}</w:moveFrom>",
        run("x", "<w:vanish/>"),
        run("x", '<w:vanish w:val="true"/>'),
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        '<w:r><w:commentReference w:id="2"/></w:r>',
        "<w:r><w:instrText>x</w:instrText></w:r>",
    ],
)
def test_what_a_reader_does_not_see_is_left_out(unseen: str) -> None:
    assert text_of(docx_of(paragraph(run("before ") + unseen + run("after")))) == "before after"


@pytest.mark.parametrize(
    "seen",
    [
        f"<w:ins>{run('new ')}</w:ins>",
        f"<w:moveTo>{run('new ')}</w:moveTo>",
        f"<w:hyperlink>{run('new ')}</w:hyperlink>",
        run("new ", '<w:vanish w:val="0"/>'),
        f"<w:sdt><w:sdtContent>{run('new ')}</w:sdtContent></w:sdt>",
    ],
)
def test_what_a_reader_sees_is_kept(seen: str) -> None:
    assert text_of(docx_of(paragraph(run("before ") + seen + run("after")))) == "before new after"


def test_footnotes_are_left_out() -> None:
    notes = f'<w:footnotes xmlns:w="x"><w:footnote>{paragraph(run("a note"))}</w:footnote></w:footnotes>'
    body = paragraph(run("A line."))
    assert text_of(docx_of(body, others={"word/footnotes.xml": notes.encode()})) == "A line."


@pytest.mark.parametrize("head", [BOMB, OUTSIDE])
@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_entities_are_refused_before_a_parser_sees_them(head: str, codec: str) -> None:
    entity = "&a9;" if head == BOMB else "&x;"
    document = f"{head}<w:document>{entity}</w:document>".replace('"1.0"', f'"1.0" encoding="{codec}"', 1)
    for name in ("word/document.xml", "word/footnotes.xml", "_rels/.rels", "[Content_Types].xml"):
        with pytest.raises(UnreadableInput, match="entities"):
            text_of(docx_of(paragraph(run("a")), others={name.upper() if codec == "utf-8" else name: document.encode(codec)}))


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"word/document.xml": bytes(30_000_000)}, "packed more than"),
        ({"word/media/a.bin": bytes(MAX_UNPACKED_BYTES + 1)}, "unpacks to"),
        ({f"word/{k}.bin": b"" for k in range(MAX_ENTRIES + 1)}, "parts"),
        ({f"word/{k}.xml": b"<a/> 0123456789abcdef" * 45_000 for k in range(MAX_XML_BYTES // 900_000)}, "of XML"),
    ],
)
def test_zip_bombs_do_not_go_off(parts: dict[str, bytes], said: str) -> None:
    content = docx_of("", others=parts) if said == "of XML" else packed(parts)
    with costs_at_most(20), pytest.raises(UnreadableInput, match=said):
        text_of(content)


def test_an_archive_that_lies_about_its_sizes_is_refused() -> None:
    honest = docx_of(paragraph(run("word " * 100_000)))
    with zipfile.ZipFile(io.BytesIO(honest)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    lying = honest.replace(size.to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
    with pytest.raises(UnreadableInput):
        text_of(lying)


def test_locked_and_damaged_archives_are_refused() -> None:
    whole = plain_docx("words")
    locked = bytearray(whole)
    for at in range(len(locked) - 4):
        if bytes(locked[at : at + 4]) in (b"PK\x03\x04", b"PK\x01\x02"):
            locked[at + (6 if locked[at + 2] == 3 else 8)] |= 1
    for content in (bytes(locked), whole[:-100], whole[:2_000], whole[:1_000] + bytes(1_000) + whole[2_000:]):
        with pytest.raises(UnreadableInput):
            text_of(content)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"a.txt": b"a"}, "no Word file"),
        ({"[Content_Types].xml": b"<Types"}, "damaged"),
        ({"mimetype": b"application/epub+zip"}, "holds EPUB"),
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, "another kind"),
    ],
)
def test_other_archives_are_no_word_files(parts: dict[str, bytes], said: str) -> None:
    with pytest.raises(UnreadableInput, match=said):
        text_of(packed(parts))


def test_deep_nesting_is_refused_and_no_fault() -> None:
    with pytest.raises(UnreadableInput):
        text_of(docx_of("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000))


def test_many_nested_paragraphs_cost_no_time() -> None:
    nested = "<w:p><w:r>" * 100 + "<w:t>a</w:t>" + "</w:r></w:p>" * 100
    with costs_at_most(30):
        assert text_of(docx_of(nested * 100)).count("a") == 100
