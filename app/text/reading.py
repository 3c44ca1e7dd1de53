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
from app.text.quotations import find_quotes
from app.text.sentences import find_sentences
from app.text.types import Document, Markings
from app.text.words import find_words

_SURROGATE = re.compile("[\ud800-\udfff]")


def read_text(text: str, markings: Markings | None = None) -> Document:
    """The document of a plain text; offsets count code points of `text` as given. `markings` is what its file says of it.

    A text without markings that is HTML source is read as its page would be, with the places of the source.

    Raises:
        UnreadableInput: a lone surrogate stands in the text, so it is not valid Unicode.
        MarkupTooDeep: it is HTML source, nested deeper than any article.
    """
    _check_unicode(text, "text")
    is_unsaid = markings is None or markings.says_only_facts
    if is_html_source(text) if is_unsaid else markings is not None and markings.is_source:
        cleaned, extracted = read_source(text)
        document = placed(_read(extracted.text, extracted.markings), text, cleaned)
        # hidden places and quotations are found again when the source is read again
        about = extracted.markings.about if markings is None else markings.about
        return replace(document, markings=Markings(left_out=extracted.markings.left_out, is_source=True, about=about))
    return _read(text, markings)


def read_html(html: str) -> Document:
    """The document of the main content of `html`; offsets count code points of the extracted text.

    Raises:
        MarkupTooDeep: the markup is nested deeper than any article.
        UnreadableInput: a lone surrogate stands in the markup.
    """
    _check_unicode(html, "markup")
    extracted = extract(html)
    return _read(extracted.text, extracted.markings)


def _read(text: str, markings: Markings | None) -> Document:
    plain = without_entities(text)
    cleaned = clean(plain)
    document = _document(text, plain) if cleaned is None else placed(_document(text, cleaned.text), text, cleaned)
    return document if markings is None else with_markings(document, markings)


def _document(text: str, plain: str) -> Document:
    spelling, starts, ends, disguises = find_words(plain)
    spelling, starts, ends = join_broken(plain, spelling, starts, ends)
    bounds, blocks = find_sentences(plain, starts)
    if leftovers := find_leftovers(plain):
        disguises = (*disguises, *leftovers)
    return Document(text, spelling, starts, ends, bounds, blocks, find_quotes(plain), disguises)


def _check_unicode(text: str, name: str) -> None:
    if _SURROGATE.search(beyond_ascii(text)) and (lone := _SURROGATE.search(text)):
        raise UnreadableInput(f"lone surrogate at character {lone.start()}: the {name} is not valid Unicode")
