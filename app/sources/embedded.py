"""Documents that stand inside a Word file (`altChunk`): web pages, mails with a page in them, RTF, other Word files, text."""

import email
import email.policy

from app.errors import UnreadableInput
from app.sources.encodings import decode_html, decode_marked
from app.sources.kinds import FileType, kind_of
from app.sources.manuscripts import FileText
from app.sources.rtf_files import rtf_text
from app.sources.word_files import word_text
from app.text import Document, read_html, read_text

_HTML = ("text/html", "application/xhtml+xml")
_MAIL = ("message/rfc822", "multipart/related", "application/x-mimearchive")
_RTF = ("application/rtf", "text/rtf")
_WORD = ("wordprocessingml.", "ms-word.")
_SAYS_LITTLE = ("application/msword", "application/octet-stream", "application/xml", "text/xml")  # the first bytes decide
_BY_CONTENT = {FileType.HTML: "text/html", FileType.RTF: "text/rtf", FileType.WORD: "wordprocessingml."}
_MAX_CHARACTERS = 100_000_000  # an archive unpacks to no more bytes; what holds them counts its own characters


def read_embedded(media_type: str, content: bytes) -> Document:
    """The document of an embedded file; one that stands in an embedded Word file is refused.

    Raises:
        InputError: of a type that is not read, or damaged.
    """
    if media_type in _SAYS_LITTLE and (found := kind_of(content)) in _BY_CONTENT:
        media_type = _BY_CONTENT[found]
    if media_type in _MAIL:
        media_type, content = "text/html", _page_of_mail(content)
    if media_type in _HTML:
        return read_html(decode_html(content))
    if media_type in _RTF:
        return _document(rtf_text(content, _MAX_CHARACTERS))
    if media_type == "text/plain":
        return read_text(decode_marked(content))
    if any(name in media_type for name in _WORD):
        return _document(word_text(content, _MAX_CHARACTERS, _refuse))
    raise UnreadableInput(f"embeds a document of a type that is not read ({media_type[:60]!r}); save it again as .docx")


def _document(read: FileText) -> Document:
    return read_text(read.text, read.markings)


def _page_of_mail(content: bytes) -> bytes:
    """The page of a mail: Word embeds a page with its pictures as one."""
    mail = email.message_from_bytes(content, policy=email.policy.default)
    page = next((part for part in mail.walk() if part.get_content_type() == "text/html"), None)
    payload = None if page is None else page.get_payload(decode=True)
    if not isinstance(payload, bytes):
        raise UnreadableInput("embeds a mail without a page in it; save it again as .docx")
    return payload


def _refuse(_: str, __: bytes) -> Document:
    raise UnreadableInput("embeds a document that embeds another one; save it again as .docx")
