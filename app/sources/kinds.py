"""What a file is, by its first bytes; or why such a file is not read."""

import re
from enum import StrEnum

import orjson

from app.errors import UnreadableInput
from app.sources.archives import Archive

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # how Office names what it has locked with a password
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_HEAD_BYTES = 8192
_NAME_BYTES = 100
# What may stand before the first element: declaration, comments, instructions, the document type.
_BEFORE_ROOT = r"(?:\ufeff)?(?:\s++|<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]{0,300}(?:\[.*?\]\s*)?>)*+"
_ROOT = re.compile(rf"{_BEFORE_ROOT}<(?:[\w.-]+:)?([\w.-]+)", re.DOTALL | re.IGNORECASE)
_HTML = re.compile(
    r"(?:\ufeff)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).){0,500}-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_MAIL_HEAD = re.compile(rb"(?:From [^\n]*+\n)?(?:[A-Za-z][A-Za-z0-9-]*+:[^\n]*+\n(?:[ \t][^\n]*+\n)*+)++")
_VERSION = re.compile(rb"^mime-version:[ \t]*+1\.0", re.IGNORECASE | re.MULTILINE)
_LONGEST_NAME = 40


class FileType(StrEnum):
    """What a file may be."""

    TEXT = "text"
    HTML = "HTML"
    WORD = "Word (.docx)"
    PDF = "PDF"
    ODT = "OpenDocument text (.odt)"
    RTF = "RTF"
    EPUB = "EPUB"
    NITF = "NITF"
    NEWSML = "NewsML"
    FEED = "RSS, Atom or WXR"
    JSON = "JSON"


_ROOTS = {
    "nitf": FileType.NITF,
    **dict.fromkeys(("newsItem", "newsMessage", "packageItem", "NewsML"), FileType.NEWSML),
    **dict.fromkeys(("rss", "feed", "RDF"), FileType.FEED),
}
_OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument"
_REFUSED_ROOTS = {  # with a name that stands in such a file's first element
    "wordDocument": ("schemas.microsoft.com/office/word", "is Word's XML of 2003; save it as .docx"),
    **dict.fromkeys(("urlset", "sitemapindex"), ("sitemap", "is a sitemap, which names pages and holds none of them")),
    "package": ("xmlPackage", "is a Word file as one XML; save it as .docx"),
}
_MIME_TYPES = {
    b"application/epub+zip": FileType.EPUB,
    b"application/vnd.oasis.opendocument.text": FileType.ODT,
    b"application/vnd.oasis.opendocument.text-template": FileType.ODT,
}


def kind_of(content: bytes) -> FileType | None:
    """What the first bytes say; None for plain text, and for HTML without its head.

    Raises:
        UnreadableInput: a kind of file that is known and not read; the message says what to do.
    """
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise UnreadableInput("is locked with a password; save it without one")
        raise UnreadableInput("is an old Office file (.doc); save it as .docx")
    if content.startswith(b"{\\rtf"):
        return FileType.RTF
    if content.startswith(b"%PDF-"):
        return FileType.PDF
    if content.startswith(_ZIP):
        return _kind_of_archive(content)
    if _is_mail(content):
        raise UnreadableInput("is a mail or a web archive (MIME), whose words may be packed; save its text, or the page as HTML")
    return _kind_of_markup(content) or (FileType.JSON if _is_json(content) else None)


def _kind_of_archive(content: bytes) -> FileType:
    """By the part `mimetype`, which comes first and unpacked in OpenDocument and EPUB; other archives may be Word's."""
    name = Archive(content).short("mimetype", _NAME_BYTES).strip()
    if name in _MIME_TYPES:
        return _MIME_TYPES[name]
    if name.startswith(b"application/vnd."):
        raise UnreadableInput(f"is an archive of another kind ({name[:60].decode('ascii', 'replace')})")
    return FileType.WORD


def _kind_of_markup(content: bytes) -> FileType | None:
    head = _head(content)
    found = _ROOT.match(head)
    if _HTML.match(head) or (found is not None and found[1].lower() == "html"):
        return FileType.HTML
    if found is None:
        return None
    name = found[1]
    if name == "document" and _OPEN_DOCUMENT in head:
        return FileType.ODT
    if name in _ROOTS or not head.lstrip("\ufeff \t\r\n").startswith("<?xml"):
        return _ROOTS.get(name)
    mark, said = _REFUSED_ROOTS.get(name, ("", ""))
    if mark and mark in head:
        raise UnreadableInput(said)
    raise UnreadableInput(f"is XML of a kind that is not read ({name[:_LONGEST_NAME]!r}); give its text, or name it .html")


def _is_mail(content: bytes) -> bool:
    """Whether it begins with a head of mail that says so; its text may stand in base64, and its HTML with broken words."""
    head = _MAIL_HEAD.match(content[:_HEAD_BYTES])
    return head is not None and _VERSION.search(head.group()) is not None


def _is_json(content: bytes) -> bool:
    """Whether all of the file is a JSON object or list; a text may begin with a bracket too."""
    if not content[:_HEAD_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return False
    try:
        orjson.loads(content.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError:
        return False
    return True


def _head(content: bytes) -> str:
    codec = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    return content[:_HEAD_BYTES].decode(codec, "replace")
