"""One side of a pair: `{"text": …}` or `{"html": …}` in JSON. Out comes a document."""

from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from app.errors import TextTooLong
from app.text import Document, read_html, read_text


class Source(BaseModel):
    """One side of a pair as JSON: exactly one of `text` and `html`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str | None = None
    html: str | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if (self.text is None) == (self.html is None):
            raise ValueError("give exactly one of text and html")
        return self


def read_source(source: Source, *, max_characters: int) -> Document:
    """The document of one side.

    Raises:
        InputError: longer than the limit, or not readable.
    """
    written = source.html if source.text is None else source.text
    assert written is not None
    if len(written) > max_characters:
        raise TextTooLong(f"{len(written):,} characters are over the limit of {max_characters:,}")
    return read_text(written) if source.html is None else read_html(written)
