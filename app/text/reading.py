"""The verbs of the room: a string becomes a document."""

import re
from dataclasses import replace

from app.errors import UnreadableInput
from app.text.characters import beyond_ascii
from app.text.cleaning import clean, placed
from app.text.entities import without_entities
from app.text.html_sources import is_html_source, read_source
from app.text.leftovers import find_leftovers
from app.text.line_ends import join_broken
from app.text.markings import with_markings
from app.text.markup import extract
from app.text.orthography import Orthography, shipped_orthography
from app.text.quotations import find_quotes
from app.text.sentences import find_sentences
from app.text.types import Document, Markings
from app.text.words import find_words

_SURROGATE = re.compile("[\ud800-\udfff]")


def read_text(text: str, markings: Markings | None = None, orthography: Orthography | None = None) -> Document:
    """The document of a plain text; offsets count code points of `text` as given. `markings` is what its file says of it.

    `orthography` is how its language is written, by default that of the pack which is shipped.

    A text without markings that is HTML source is read as its page would be, with the places of the source.

    Raises:
        UnreadableInput: a lone surrogate stands in the text, so it is not valid Unicode.
        MarkupTooDeep: it is HTML source, nested deeper than any article.
    """
    _check_unicode(text, "text")
    is_unsaid = markings is None or markings.says_only_facts
    if is_html_source(text) if is_unsaid else markings is not None and markings.is_source:
        cleaned, extracted = read_source(text)
        document = placed(_read(extracted.text, extracted.markings, orthography), text, cleaned)
        # hidden places and quotations are found again when the source is read again
        about = extracted.markings.about if markings is None else markings.about
        return replace(document, markings=Markings(left_out=extracted.markings.left_out, is_source=True, about=about))
    return _read(text, markings, orthography)


def read_html(html: str, orthography: Orthography | None = None) -> Document:
    """The document of the main content of `html`; offsets count code points of the extracted text.

    Raises:
        MarkupTooDeep: the markup is nested deeper than any article.
        UnreadableInput: a lone surrogate stands in the markup.
    """
    _check_unicode(html, "markup")
    extracted = extract(html)
    return _read(extracted.text, extracted.markings, orthography)


def _read(text: str, markings: Markings | None, orthography: Orthography | None) -> Document:
    plain, known = without_entities(text), orthography or shipped_orthography()
    cleaned = clean(plain, known)
    document = _document(text, plain, known) if cleaned is None else placed(_document(text, cleaned.text, known), text, cleaned)
    return document if markings is None else with_markings(document, markings)


def _document(text: str, plain: str, orthography: Orthography) -> Document:
    spelling, starts, ends, disguises = find_words(plain)
    spelling, starts, ends = join_broken(plain, spelling, starts, ends)
    bounds, blocks = find_sentences(plain, starts, orthography)
    if leftovers := find_leftovers(plain, orthography):
        disguises = (*disguises, *leftovers)
    return Document(text, spelling, starts, ends, bounds, blocks, find_quotes(plain, orthography), disguises)


def _check_unicode(text: str, name: str) -> None:
    if _SURROGATE.search(beyond_ascii(text)) and (lone := _SURROGATE.search(text)):
        raise UnreadableInput(f"lone surrogate at character {lone.start()}: the {name} is not valid Unicode")
