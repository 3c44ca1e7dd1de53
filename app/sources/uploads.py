"""An uploaded file becomes a source. In: its name and its bytes. Out: text, or HTML as it was written.

What the bytes begin with decides what a file is; its name must agree. docs/exports.md says every limit.
"""

import re
from enum import StrEnum
from pathlib import PurePath

from app.errors import TextTooLong, UnreadableInput
from app.sources.encodings import decode_html, decode_marked
from app.sources.pdf_files import pdf_text
from app.sources.sides import Source
from app.sources.word_files import word_text

MAX_FILE_BYTES = 20_000_000  # an article with its pictures; a text alone is never that long
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # how Office names what it has locked with a password
_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S)


class FileType(StrEnum):
    """What an upload may be."""

    TEXT = "text"
    HTML = "HTML"
    WORD = "Word (.docx)"
    PDF = "PDF"


_TYPES = {
    "": FileType.TEXT,
    ".txt": FileType.TEXT,
    ".text": FileType.TEXT,
    ".md": FileType.TEXT,
    ".html": FileType.HTML,
    ".htm": FileType.HTML,
    ".xhtml": FileType.HTML,
    ".docx": FileType.WORD,
    ".pdf": FileType.PDF,
}
_OPENINGS = ((b"%PDF-", FileType.PDF), (b"PK\x03\x04", FileType.WORD), (b"PK\x05\x06", FileType.WORD))


def read_upload(file_name: str, content: bytes, *, max_characters: int) -> Source:
    """The source that an uploaded file holds. Of `file_name` only the ending counts; a file without one is text.

    Raises:
        TextTooLong: more characters than `max_characters`, or a file over `MAX_FILE_BYTES`.
        UnreadableInput: of no type that is read, of another type than its name says, locked, damaged, or without text.
    """
    if len(content) > MAX_FILE_BYTES:
        raise TextTooLong(f"The file has {len(content):,} bytes; the limit is {MAX_FILE_BYTES:,}.")
    try:
        type_ = _type_of(file_name, content)
        written = _read(type_, content, max_characters)
    except UnreadableInput as error:
        raise UnreadableInput(f"The file {error}.") from error
    if len(written) > max_characters:
        raise TextTooLong(f"The file holds {len(written):,} characters; the limit is {max_characters:,}.")
    if not written.strip():
        raise UnreadableInput("The file holds no text.")
    return Source(html=written) if type_ is FileType.HTML else Source(text=written)


def _type_of(file_name: str, content: bytes) -> FileType:
    """The type, by content and by name; where they differ nobody knows what was meant."""
    ending = PurePath(file_name).suffix.lower()
    named = _TYPES.get(ending)
    found = _type_by_content(content)
    if named is None:
        kinds = ", ".join(name for name in _TYPES if name)
        raise UnreadableInput(f"is of a type that is not read ({ending[:12]!r}); there are {kinds}")
    if found is None and named in (FileType.WORD, FileType.PDF):
        raise UnreadableInput(f"is named {ending} and is no {named} file")
    if found is not None and found is not named and ending:
        raise UnreadableInput(f"is named {ending} and holds {found}")
    return found or named


def _type_by_content(content: bytes) -> FileType | None:
    """What the first bytes say; None for plain text, and for HTML without its head."""
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise UnreadableInput("is locked with a password; save it without one")
        raise UnreadableInput("is an old Office file (.doc); save it as .docx")
    if content.startswith(b"{\\rtf"):
        raise UnreadableInput("is RTF, which is not read; save it as .docx")
    for opening, found in _OPENINGS:
        if content.startswith(opening):
            return found
    return FileType.HTML if _HTML.match(content[:4096]) else None


def _read(type_: FileType, content: bytes, max_characters: int) -> str:
    match type_:
        case FileType.TEXT:
            return decode_marked(content)
        case FileType.HTML:
            return decode_html(content)
        case FileType.WORD:
            return word_text(content)
        case FileType.PDF:
            return pdf_text(content, max_characters=max_characters)
