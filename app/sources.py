"""Where a text comes from at the edges: `{"text": …}` or `{"html": …}` in JSON, bytes in a file. Out comes a document."""

import codecs
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from app.errors import TextTooLong, UnreadableInput
from app.text import Document, read_html, read_text

_WIDE_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


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


def decode(content: bytes) -> str:
    """The text of a file's bytes: UTF-8 only. A byte order mark is no part of the text, so offsets count after it.

    Raises:
        UnreadableInput: another encoding, or binary.
    """
    if content.startswith(_WIDE_MARKS):
        raise UnreadableInput("is UTF-16 or UTF-32; convert it to UTF-8 first")
    if b"\0" in content:
        raise UnreadableInput(f"is binary (a NUL byte at {content.index(bytes(1)):,})")
    try:
        return content.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"is not UTF-8 (byte 0x{error.object[error.start]:02x} at {error.start:,})") from error
