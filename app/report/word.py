"""The report as a Word file (DOCX): verdict, reasons, both texts side by side, the ledger, and what it was made from.

Swapped words are highlighted and carry their number in the ledger; edits carry signs. Nothing rests on colour alone.
"""

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from app.report.annex import Annex
from app.report.glyphs import spelled
from app.report.labelled import Bit, LabelledRow, labelled_rows
from app.report.sections import Section, opening_sections, origin
from app.report.types import Report, SubstitutionEntry
from app.report.wording import kind_of, meaning, percent, plural, title

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

LEDGER_NAMES = ("No.", "Reference", "Suspect", "Kind", "Spin probability", "Share of the score", "Reason")
LEGEND = "Swapped words are highlighted and carry their number in the ledger; {+added+}, [−cut−], {~rebuilt~}."


def draw_docx(report: Report, annex: Annex | None = None) -> bytes:
    """A .docx file; characters that it cannot hold are drawn as pictures. About 2 ms a line of the ledger."""
    # imported here: a service that starts needs neither python-docx nor lxml (0.2 s and 20 MB)
    import docx  # noqa: PLC0415

    document = docx.Document()
    document.core_properties.title = f"{title(report.label)}: an Unspun report"
    document.core_properties.author = "Unspun"
    _add_verdict(document, report)
    for section in opening_sections(report, annex):
        _add_section(document, section)
    _add_texts(document, labelled_rows(report), LEGEND if report.measured else "")
    if report.measured:
        _add_ledger(document, report.substitutions)
    _add_section(document, origin(report))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _add_verdict(document: "Document", report: Report) -> None:
    probability = f", probability {percent(report.probability)}" if report.measured else ""
    document.add_heading(f"{title(report.label)}{probability}", 0)
    document.add_paragraph(meaning(report.label, report.candidates))
    if report.not_measured_reason:
        document.add_paragraph(f"Why it was not measured: {_clean(report.not_measured_reason)}")


def _add_section(document: "Document", section: Section) -> None:
    document.add_heading(_clean(section.title), 1)
    for name, value in section.lines:
        paragraph = document.add_paragraph(style="List Bullet")
        if name:
            paragraph.add_run(f"{_clean(name)}: ").bold = True
        paragraph.add_run(_clean(value))


def _add_texts(document: "Document", rows: Sequence[LabelledRow], legend: str) -> None:
    document.add_heading("Side by side", 1)
    if not rows:
        document.add_paragraph("The texts were left out of this report.")
        return
    if legend:
        document.add_paragraph(legend)
    table = _new_table(document, ("Reference", "Suspect"), len(rows))
    for row, drawn in zip(table.rows, [None, *rows], strict=True):
        if drawn is not None:
            for cell, bits in zip(row.cells, drawn.cells, strict=True):
                _add_bits(cell.paragraphs[0], bits)
                if bits and drawn.note:
                    cell.add_paragraph().add_run(drawn.note).italic = True


def _add_bits(paragraph: Any, bits: Iterable[Bit]) -> None:
    from docx.enum.text import WD_COLOR_INDEX  # noqa: PLC0415 - as above

    for bit in bits:
        run = paragraph.add_run(f"{bit.before}{_clean(bit.text)}{bit.after}")
        if bit.number:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
            run.bold = True
        elif bit.change == "delete":
            run.font.strike = True
        elif bit.change:
            run.font.underline = True


def _add_ledger(document: "Document", entries: Sequence[SubstitutionEntry]) -> None:
    document.add_heading(f"Ledger: {plural(len(entries), 'substitution')}", 1)
    if not entries:
        document.add_paragraph("No word of the reference was swapped for another.")
        return
    table = _new_table(document, LEDGER_NAMES, len(entries))
    for number, (row, entry) in enumerate(zip(list(table.rows)[1:], entries, strict=True), start=1):
        for cell, words in zip(row.cells, ledger_cells(number, entry), strict=True):
            cell.paragraphs[0].add_run(words)


def ledger_cells(number: int, entry: SubstitutionEntry) -> tuple[str, ...]:
    """One line of the ledger as words, in the order of `LEDGER_NAMES`."""
    return (
        str(number),
        _clean(entry["reference"]["text"]),
        _clean(entry["suspect"]["text"]),
        kind_of(entry),
        percent(entry["spin_probability"]),
        f"{entry['share']:.1%}".replace("%", " %"),
        _clean(entry["reason"]),
    )


def _new_table(document: "Document", names: Sequence[str], n_rows: int) -> "Table":
    """A table whose first row, repeated on each page, holds `names`."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - as above

    table: Table = document.add_table(rows=n_rows + 1, cols=len(names), style="Table Grid")
    head = table.rows[0]
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, name in zip(head.cells, names, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    return table


def _clean(text: str) -> str:
    """`text` as XML may hold it: control characters as pictures, invisible ones spelled out."""
    return spelled(text.replace("\r\n", "\n"))
