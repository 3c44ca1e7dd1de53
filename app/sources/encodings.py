"""Bytes become text: plain files are UTF-8; what says itself that it is something else may be that."""

import codecs
import re

from app.errors import UnreadableInput

_UTF32_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HEAD_BYTES = 1024  # where browsers look for a charset, and so do we
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*+=\s*+["']?\s*+([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9_.:-]{1,40})""")
# By the names that pages use. Browsers read Latin-1 and ASCII as Windows-1252, and UTF-16 in a `meta` as UTF-8.
_CODECS = {
    **dict.fromkeys(("utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "unicode"), "utf-8"),
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252", "cp1252"), "cp1252"),
    **dict.fromkeys(("iso-8859-15", "latin9", "latin-9"), "iso8859-15"),
    **dict.fromkeys(("iso-8859-2", "latin2"), "iso8859-2"),
    **dict.fromkeys(("macintosh", "x-mac-roman"), "mac-roman"),
    "windows-1250": "cp1250",
    "windows-1251": "cp1251",
    "windows-1254": "cp1254",
    "koi8-r": "koi8-r",
}


def decode(content: bytes) -> str:
    """The text of a file's bytes: UTF-8 only. A byte order mark is no part of the text, so offsets count after it.

    Raises:
        UnreadableInput: another encoding, or binary.
    """
    if content.startswith((*_UTF32_MARKS, *_UTF16_MARKS)):
        raise UnreadableInput("is UTF-16 or UTF-32; convert it to UTF-8 first")
    if b"\0" in content:
        raise UnreadableInput(f"is binary (a NUL byte at {content.index(bytes(1)):,})")
    try:
        return content.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        raise UnreadableInput(
            f"is not UTF-8 (byte 0x{error.object[error.start]:02x} at {error.start:,}); save it as UTF-8"
        ) from error


def decode_marked(content: bytes) -> str:
    """As `decode`, but UTF-16 is read too when a byte order mark says that it is.

    Raises:
        UnreadableInput: another encoding, or binary.
    """
    if not content.startswith(_UTF16_MARKS) or content.startswith(_UTF32_MARKS):
        return decode(content)
    try:
        text = content.decode("utf-16")
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"begins as UTF-16 and is not (at byte {error.start:,})") from error
    if "\0" in text:
        raise UnreadableInput(f"is binary (a NUL character at {text.index(chr(0)):,})")
    return text


def decode_xml(content: bytes) -> str:
    """XML's characters: by the byte order mark, else by the encoding that its declaration names, else UTF-8.

    Raises:
        UnreadableInput: as `decode_html`.
    """
    return _decode_named(content, _XML_ENCODING.match(content[:_HEAD_BYTES]))


def decode_html(content: bytes) -> str:
    """A page's markup: by its byte order mark, else by the charset that its head names, else UTF-8.

    Raises:
        UnreadableInput: a charset that is not read, bytes that are not in it, or binary.
    """
    return _decode_named(content, _CHARSET.search(content[:_HEAD_BYTES]))


def _decode_named(content: bytes, named: re.Match[bytes] | None) -> str:
    if content.startswith((codecs.BOM_UTF8, *_UTF16_MARKS)) or named is None:
        return decode_marked(content)
    label = named.group(1).decode("ascii").lower()
    codec = _CODECS.get(label)
    if codec is None:
        raise UnreadableInput(f"names the charset {label}, which is not read; convert it to UTF-8 first")
    if codec == "utf-8" or b"\0" in content:
        return decode(content)
    try:
        return content.decode(codec)
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"is not {label}, as it says (byte 0x{content[error.start]:02x} at {error.start:,})") from error
