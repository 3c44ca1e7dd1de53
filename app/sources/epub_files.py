"""The text of an EPUB: its chapters in the order in which they are read."""

import posixpath
from typing import Any
from urllib.parse import unquote

from app.errors import UnreadableInput
from app.sources.archives import Archive
from app.sources.encodings import decode_html
from app.sources.manuscripts import FileText, Manuscript
from app.sources.xml_trees import MAX_XML_BYTES, children, first, words_of
from app.text import About, read_html

_CONTAINER = "meta-inf/container.xml"
_ENCRYPTION = "meta-inf/encryption.xml"
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_FONT_MANGLING = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")


def epub_text(content: bytes, max_characters: int) -> FileText:
    """The text of an EPUB; its table of contents and what stands beside the reading order is left out.

    Raises:
        TextTooLong: more than `max_characters`.
        InputError: no EPUB, locked, damaged, or made to harm.
    """
    archive = Archive(content)
    archive.check_xml(name for name in (_CONTAINER, _ENCRYPTION) if name in archive.names)
    if _is_locked(archive):
        raise UnreadableInput("is locked (DRM); save it without that")
    name = _package_name(archive)
    archive.check_xml([name])
    package = archive.tree(name)
    out = Manuscript(max_characters)
    n_bytes = 0
    for page in _pages(package, posixpath.dirname(name)):
        content = archive.read(page)
        n_bytes += len(content)
        if n_bytes > MAX_XML_BYTES:
            raise UnreadableInput(f"holds more than {MAX_XML_BYTES:,} bytes of chapters, which is the limit")
        out.insert(read_html(decode_html(content)))
    return out.finish(_about(package))


def _package_name(archive: Archive) -> str:
    files = first(archive.tree(_CONTAINER), "rootfiles")
    names = [each.get("full-path", "") for each in children(files, "rootfile")] if files is not None else []
    if not names:
        raise UnreadableInput("is no EPUB that can be read: it does not say where its text is")
    return str(names[0])


def _pages(package: Any, folder: str) -> list[str]:
    """The parts with text, in reading order."""
    manifest, spine = first(package, "manifest"), first(package, "spine")
    if manifest is None or spine is None:
        raise UnreadableInput("is no EPUB that can be read: it has no reading order")
    items = {each.get("id"): each for each in children(manifest, "item")}
    read = [items.get(each.get("idref")) for each in children(spine, "itemref") if each.get("linear") != "no"]
    pages = [each for each in read if each is not None and each.get("media-type") in _PAGES and not _is_contents(each)]
    names = [posixpath.normpath(posixpath.join(folder, unquote(each.get("href", "")))) for each in pages]
    return list(dict.fromkeys(names))  # a small file may point to a large chapter thousands of times


def _is_contents(item: Any) -> bool:
    return "nav" in (item.get("properties") or "").split()


def _is_locked(archive: Archive) -> bool:
    """Whether more is encrypted than fonts, which EPUBs may mangle."""
    if _ENCRYPTION not in archive.names:
        return False
    methods = [each for each in archive.tree(_ENCRYPTION).iter() if str(each.tag).endswith("}EncryptionMethod")]
    return any(not str(each.get("Algorithm")).startswith(_FONT_MANGLING) for each in methods)


def _about(package: Any) -> About:
    facts = first(package, "metadata")
    said = {name: words_of(first(facts, name)) if facts is not None else "" for name in ("title", "creator", "date", "language")}
    return About.of(title=said["title"], author=said["creator"], date=said["date"], language=said["language"])
