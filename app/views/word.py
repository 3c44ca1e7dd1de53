"""The report as a Word file (DOCX): a cover, the map, both texts side by side, the ledger by reason, and what it was made from.

Swapped words are highlighted and stand in brackets with their number in the ledger; edits carry signs. Nothing rests on colour.
"""

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from app.report import Annex, Report
from app.views.glyphs import spelled
from app.views.labelled import Bit
from app.views.outline import Ledger, Outline, Section, outline_of
from app.views.strip_picture import draw_picture
from app.views.wording import GLANCE, NO_PROOF, NOT_MEASURED, bound

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Row

_MARGIN_CM = 1.8
_PAGE_CM = (21.0, 29.7)  # A4
_TEXT_CM = _PAGE_CM[0] - 2 * _MARGIN_CM
_FONT_PT = 9


def draw_docx(report: Report, annex: Annex | None = None) -> bytes:
    """A .docx file on A4; characters that it cannot hold are drawn as pictures. About half a second for 1,600 words."""
    # imported here: a service that starts needs neither python-docx nor lxml (0.2 s and 20 MB)
    import docx  # noqa: PLC0415

    outline = outline_of(report, annex)
    document = docx.Document()
    _set_up(document, outline.title, annex.cover.made if annex else None)
    _add_cover(document, outline)
    for section in outline.opening:
        _add_section(document, section)
    _add_texts(document, outline)
    if outline.ledger:
        _add_ledger(document, outline.ledger)
    for section in outline.closing:
        _add_section(document, section)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _set_up(document: "Document", title: str, made: datetime | None) -> None:
    """Properties, paper, type and page numbers: python-docx's own template is an American letter of 2013."""
    from docx.shared import Cm, Pt  # noqa: PLC0415 - as above

    about = document.core_properties
    about.title = _clean(title)
    about.author = about.last_modified_by = "Unspun"
    about.comments = ""
    about.created = about.modified = (made or datetime.now(UTC)).replace(tzinfo=None)
    about.revision = 1
    about.language = "en"
    page = document.sections[0]
    page.page_width, page.page_height = Cm(_PAGE_CM[0]), Cm(_PAGE_CM[1])
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(_MARGIN_CM)
    for name in ("Normal", "List Bullet"):
        style: Any = document.styles[name]
        style.font.size = Pt(_FONT_PT)
        _set_size_of_other_scripts(style)
        style.paragraph_format.space_after = Pt(2)
        style.paragraph_format.line_spacing = 1.0
    _add_page_numbers(page.footer.paragraphs[0])


def _set_size_of_other_scripts(style: Any) -> None:
    """Hebrew and Arabic have a size of their own, which python-docx leaves as it was."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - as above
    from docx.oxml.ns import qn  # noqa: PLC0415

    latin = style.element.rPr.find(qn("w:sz"))
    other = OxmlElement("w:szCs")
    other.set(qn("w:val"), latin.get(qn("w:val")))
    latin.addnext(other)


def _add_page_numbers(paragraph: Any) -> None:
    paragraph.add_run("Unspun report, page ")
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _add_field(paragraph, "NUMPAGES")


def _add_field(paragraph: Any, name: str) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415 - as above
    from docx.oxml.ns import qn  # noqa: PLC0415

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = OxmlElement("w:r")
    shown = OxmlElement("w:t")
    shown.text = "1"
    run.append(shown)
    field.append(run)
    paragraph._p.append(field)


def _add_cover(document: "Document", outline: Outline) -> None:
    from docx.shared import Cm  # noqa: PLC0415 - as above

    document.add_heading(_said(outline.heading), 0)
    document.add_paragraph(outline.meaning)
    if outline.because:
        document.add_paragraph(f"{NOT_MEASURED} {_clean(outline.because)}")
    for name, value in outline.cover:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{name}: ").bold = True
        paragraph.add_run(_said(value))
    if not outline.because:
        document.add_paragraph().add_run(NO_PROOF).italic = True
    if outline.strips:
        document.add_heading("At a glance: the suspect above, the reference below", 1)
        picture = document.add_picture(io.BytesIO(draw_picture(outline.strips)), width=Cm(_TEXT_CM))
        picture._inline.docPr.set("descr", outline.strips.summary)
        # where nothing is said, LibreOffice leaves a third of a centimetre on either side: the picture stood beyond the margin
        for side in "LR":
            picture._inline.set(f"dist{side}", "0")
        document.add_paragraph(f"{outline.strips.summary} {GLANCE}")


def _add_section(document: "Document", section: Section) -> None:
    document.add_heading(_clean(section.title), 1)
    for name, value in section.lines:
        paragraph = document.add_paragraph(style="List Bullet")
        if name:
            paragraph.add_run(f"{_clean(name)}: ").bold = True
        paragraph.add_run(_said(value))


def _add_texts(document: "Document", outline: Outline) -> None:
    document.add_heading("Side by side", 1)
    if outline.reading:
        said = document.add_paragraph(f"How to read it. {outline.reading}" if outline.rows else outline.reading)
        said.paragraph_format.keep_with_next = True
    if not outline.rows:
        return
    rows = outline.rows
    table = _new_table(document, ("Reference", "Suspect"), len(rows))
    for row, drawn in zip(table.rows, [None, *rows], strict=True):
        if drawn is None or drawn.is_whole:
            _keep_whole(row)
        if drawn is not None:
            for cell, bits in zip(row.cells, drawn.cells, strict=True):
                _add_bits(cell.paragraphs[0], bits)
                if bits and drawn.note:
                    cell.add_paragraph().add_run(drawn.note).italic = True


def _add_bits(paragraph: Any, bits: Iterable[Bit]) -> None:
    from docx.enum.text import WD_COLOR_INDEX  # noqa: PLC0415 - as above

    for bit in bits:
        before, after = (f"[{bit.before}" if bit.before else "", "]") if bit.number else (bit.before, bit.after)
        run = paragraph.add_run(f"{before}{_clean(bit.text)}{after}")
        if bit.number:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
        elif bit.change == "delete":
            run.font.strike = True
        elif bit.change:
            run.font.underline = True


def _keep_whole(row: "_Row") -> None:
    """Keeps a row of a table on one page."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - as above

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _add_ledger(document: "Document", ledger: Ledger) -> None:
    document.add_heading(ledger.title, 1)
    document.add_paragraph(ledger.said)
    for reason, swaps in ledger.groups:
        document.add_heading(_clean(reason), 2)
        document.add_paragraph(_said(" · ".join(swaps)))


def _new_table(document: "Document", names: Sequence[str], n_rows: int) -> "Table":
    """A table of equally wide columns whose first row, repeated on each page, holds `names`."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - as above
    from docx.shared import Cm  # noqa: PLC0415

    table: Table = document.add_table(rows=n_rows + 1, cols=len(names), style="Table Grid")
    table.autofit = False
    width = Cm(_TEXT_CM / len(names))
    for column in table.columns:
        column.width = width
    for row in table.rows:
        for cell in row.cells:
            cell.width = width
    head = table.rows[0]
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, name in zip(head.cells, names, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    return table


def _said(text: str) -> str:
    """What is said of the texts, not one of them."""
    return bound(_clean(text))


def _clean(text: str) -> str:
    """`text` as XML may hold it: control characters as pictures, invisible ones spelled out."""
    return spelled(text.replace("\r\n", "\n"))
