"""One side of a pair: `{"text": …}` or `{"html": …}` in JSON. Out comes a document."""

from typing import Self

from pydantic import model_validator

from app.errors import TextTooLong
from app.sources.markings import FileMarkings, Input
from app.text import Document, is_html_source, read_html, read_text


class Source(Input):
    """One side of a pair as JSON: exactly one of `text` and `html`; `markings` is what the file of a text showed besides."""

    text: str | None = None
    html: str | None = None
    markings: FileMarkings | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if (self.text is None) == (self.html is None):
            raise ValueError("give exactly one of text and html")
        if self.markings is not None and self.text is None:
            raise ValueError("markings belong to a text; what HTML shows is read from it")
        return self


def source_of(written: str) -> Source:
    """The source of what somebody wrote or pasted: HTML when it is the source of a page, else plain text."""
    return Source(html=written) if is_html_source(written) else Source(text=written)


def read_source(source: Source, *, max_characters: int) -> Document:
    """The document of one side.

    Raises:
        InputError: longer than the limit, or not readable.
    """
    written = source.html if source.text is None else source.text
    assert written is not None
    if len(written) > max_characters:
        raise TextTooLong(f"{len(written):,} characters are over the limit of {max_characters:,}")
    if source.html is not None:
        return read_html(written)
    return read_text(written, source.markings.found if source.markings else None)
