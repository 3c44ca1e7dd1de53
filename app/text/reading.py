"""The verbs of the room: a string becomes a document."""

import re
from dataclasses import replace

from app.errors import UnreadableInput
from app.text.markup import extract
from app.text.quotations import find_quotes
from app.text.sentences import find_sentences
from app.text.types import Disguise, DisguiseKind, Document
from app.text.words import find_words

_SURROGATE = re.compile("[\ud800-\udfff]")


def read_text(text: str) -> Document:
    """The document of a plain text; offsets count code points of `text` as given.

    Raises:
        UnreadableInput: a lone surrogate stands in the text, so it is not valid Unicode.
    """
    if not text.isascii() and (lone := _SURROGATE.search(text)):
        raise UnreadableInput(f"lone surrogate at character {lone.start()}: the text is not valid Unicode")
    norms, starts, ends, disguises = find_words(text)
    bounds, blocks = find_sentences(text, starts)
    return Document(text, norms, starts, ends, bounds, blocks, find_quotes(text), disguises)


def read_html(html: str) -> Document:
    """The document of the main content of `html`; offsets count code points of the extracted text.

    Raises:
        MarkupTooDeep: the markup is nested deeper than any article.
        UnreadableInput: a lone surrogate stands in the markup.
    """
    if not html.isascii() and (lone := _SURROGATE.search(html)):
        raise UnreadableInput(f"lone surrogate at character {lone.start()}: the markup is not valid Unicode")
    extracted = extract(html)
    document = read_text(extracted.text)
    hidden = tuple(Disguise(DisguiseKind.HIDDEN_MARKUP, span) for span in extracted.hidden)
    return replace(document, disguises=(*document.disguises, *hidden))
