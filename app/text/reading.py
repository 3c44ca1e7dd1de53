"""The verbs of the room: a string becomes a document."""

import re

from app.errors import UnreadableInput
from app.text.characters import beyond_ascii
from app.text.entities import without_entities
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

    Raises:
        UnreadableInput: a lone surrogate stands in the text, so it is not valid Unicode.
    """
    _check_unicode(text, "text")
    plain = without_entities(text)
    norms, starts, ends, disguises = find_words(plain)
    norms, starts, ends = join_broken(plain, norms, starts, ends)
    bounds, blocks = find_sentences(plain, starts)
    document = Document(text, norms, starts, ends, bounds, blocks, find_quotes(plain), disguises)
    return document if markings is None else with_markings(document, markings)


def read_html(html: str) -> Document:
    """The document of the main content of `html`; offsets count code points of the extracted text.

    Raises:
        MarkupTooDeep: the markup is nested deeper than any article.
        UnreadableInput: a lone surrogate stands in the markup.
    """
    _check_unicode(html, "markup")
    extracted = extract(html)
    return read_text(extracted.text, extracted.markings)


def _check_unicode(text: str, name: str) -> None:
    if _SURROGATE.search(beyond_ascii(text)) and (lone := _SURROGATE.search(text)):
        raise UnreadableInput(f"lone surrogate at character {lone.start()}: the {name} is not valid Unicode")
