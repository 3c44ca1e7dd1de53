"""Room `text`: a string becomes a document.

In: a string as it was sent (plain text or HTML). Out: a `Document` whose offsets count code points of that string
(for HTML: of the extracted text). Knows no other room.
"""

from app.text.breaks import Break
from app.text.facts import LONGEST_FACT, NO_FACTS, About
from app.text.html_sources import is_html_source
from app.text.language import CommonWords, why_not_measurable
from app.text.markings import count_left_out
from app.text.note_marks import in_raised_figures, is_note_mark, is_power
from app.text.omissions import without
from app.text.orthography import Orthography, shipped_orthography, shipped_pack
from app.text.reading import read_html, read_text
from app.text.spelling import Spelling
from app.text.types import (
    Disguise,
    DisguiseKind,
    Document,
    LeftOut,
    Markings,
    Omission,
    Sentence,
    Span,
    Token,
    TokenKind,
    is_number,
)

__all__ = [
    "LONGEST_FACT",
    "NO_FACTS",
    "About",
    "Break",
    "CommonWords",
    "Disguise",
    "DisguiseKind",
    "Document",
    "LeftOut",
    "Markings",
    "Omission",
    "Orthography",
    "Sentence",
    "Span",
    "Spelling",
    "Token",
    "TokenKind",
    "count_left_out",
    "in_raised_figures",
    "is_html_source",
    "is_note_mark",
    "is_number",
    "is_power",
    "read_html",
    "read_text",
    "shipped_orthography",
    "shipped_pack",
    "why_not_measurable",
    "without",
]
