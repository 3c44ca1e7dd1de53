"""A sitemap: the pages of a site, as XML, as an index of other sitemaps, or as a list of addresses; packed or not."""

import zlib
from dataclasses import dataclass
from typing import Any, Final

from app.errors import UnreadableInput
from app.sources.xml_trees import MAX_XML_BYTES, children, first, local_name, tree_of, words_of

_PACKED: Final = b"\x1f\x8b"
_BEFORE: Final = b"\xef\xbb\xbf \t\r\n"
_SCHEMES: Final = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class ListedPage:
    """A page that a sitemap names; title and date are those of a news sitemap, as written and empty in others.

    `lastmod` is passed over: it is the day of the last change, and an article that was mended yesterday is not a later one.
    """

    url: str
    title: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Sitemap:
    """The pages of a sitemap; an index has none, and names the sitemaps that are its parts."""

    pages: tuple[ListedPage, ...] = ()
    parts: tuple[str, ...] = ()


def read_sitemap(content: bytes) -> Sitemap:
    """The sitemap in a file's bytes.

    Raises: UnreadableInput, when it is none.
    """
    content = _unpacked(content)
    if not content.lstrip(_BEFORE).startswith(b"<") and b"\x00" not in content:
        return Sitemap(_of_lines(content))
    root = tree_of(content)
    name = local_name(root)
    if name == "sitemapindex":
        return Sitemap(parts=tuple(filter(None, (_address(each) for each in children(root, "sitemap")))))
    if name != "urlset":
        raise UnreadableInput("is no sitemap")
    return Sitemap(tuple(_page(each) for each in children(root, "url") if _address(each)))


def _of_lines(content: bytes) -> tuple[ListedPage, ...]:
    lines = [line.strip() for line in content.decode("utf-8-sig", "replace").splitlines()]
    urls = [line for line in lines if line]
    if not urls or not all(line.startswith(_SCHEMES) for line in urls):
        raise UnreadableInput("is no sitemap")
    return tuple(map(ListedPage, urls))


def _page(element: Any) -> ListedPage:
    title, published = (words_of(first(element, "news", name)) for name in ("title", "publication_date"))
    return ListedPage(_address(element), " ".join(title.split()), published.strip())


def _address(element: Any) -> str:
    return words_of(first(element, "loc")).strip()


def _unpacked(content: bytes) -> bytes:
    """Raises: UnreadableInput."""
    if not content.startswith(_PACKED):
        return content
    unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        unpacked = unpacking.decompress(content, MAX_XML_BYTES + 1)
    except zlib.error as error:
        raise UnreadableInput("is no whole gzip file") from error
    if not unpacking.eof and len(unpacked) <= MAX_XML_BYTES:
        raise UnreadableInput("is no whole gzip file")
    return unpacked
