"""What stands in a drawn file, read back by a library that did not write it."""

import io
from typing import Any

import docx
import pypdfium2

from app.report import Annex, Report
from app.views import draw_pdf
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


def docx_document(content: bytes) -> Any:
    """A Word file, opened."""
    return docx.Document(io.BytesIO(content))


def docx_text(content: bytes) -> str:
    """All text of a Word file: paragraphs, then table cells."""
    document = docx_document(content)
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
