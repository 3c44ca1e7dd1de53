"""What stands in a drawn file, read back by a library that did not write it."""

import ctypes
import io
from collections.abc import Callable, Iterator
from typing import Any

import docx
import pypdfium2
from rich.console import Console

from app.report import Annex, Report
from app.views import draw_docx, draw_pdf, print_report
from tests.pango import weasyprint_html


def drawn_pdf(report: Report, annex: Annex | None = None) -> bytes:
    """The report as a PDF; skips the test where none can be laid out."""
    weasyprint_html()
    return draw_pdf(report, annex)


def pdf_text(content: bytes) -> str:
    """All text of a PDF in reading order, page after page, blanks and line ends as one blank each."""
    document = pypdfium2.PdfDocument(content)
    pages = (document[k].get_textpage().get_text_bounded() for k in range(len(document)))
    return " ".join(" ".join(pages).replace("\ufffe", "-").split())


def structure(page: pypdfium2.PdfPage) -> Iterator[tuple[str, str]]:
    """Every element of a page's structure: its kind, and the words that stand for it."""
    raw = pypdfium2.raw
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    waiting = [raw.FPDF_StructTree_GetChildAtIndex(tree, k) for k in range(raw.FPDF_StructTree_CountChildren(tree))]
    while waiting:
        element = waiting.pop()
        if element:
            yield _said(raw.FPDF_StructElement_GetType, element), _said(raw.FPDF_StructElement_GetAltText, element)
            waiting += [
                raw.FPDF_StructElement_GetChildAtIndex(element, k) for k in range(raw.FPDF_StructElement_CountChildren(element))
            ]
    raw.FPDF_StructTree_Close(tree)


def _said(ask: Callable[..., int], element: Any) -> str:
    size = ask(element, None, 0)
    buffer = ctypes.create_string_buffer(size)
    ask(element, buffer, size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def terminal(report: Report) -> str:
    """What a wide terminal shows of the report."""
    console = Console(file=io.StringIO(), width=400)
    print_report(report, console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def docx_document(content: bytes) -> Any:
    """A Word file, opened."""
    return docx.Document(io.BytesIO(content))


def docx_text(content: bytes) -> str:
    """All text of a Word file: paragraphs, then table cells."""
    document = docx_document(content)
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def word(report: Report) -> str:
    """All text of the report as a Word file."""
    return docx_text(draw_docx(report))
