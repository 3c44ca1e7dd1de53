"""What the head of a page says about its article, in the ways of the usual systems."""

from collections.abc import Mapping

from selectolax.lexbor import LexborHTMLParser

from app.text.facts import About
from app.text.shown import without_places

_NAMES = {  # of `meta`, the surer ones first
    "title": ("og:title", "dc.title", "dcterms.title", "twitter:title", "headline"),
    "author": ("author", "byl", "article:author_name", "dc.creator", "dcterms.creator", "sailthru.author", "parsely-author"),
    "date": (
        "article:published_time",
        "datepublished",
        "date",
        "pubdate",
        "publishdate",
        "dc.date",
        "dcterms.created",
        "dc.date.issued",
    ),
    "language": ("language", "dc.language", "og:locale"),
}
_SAYING = ("name", "property", "itemprop", "http-equiv")


def facts_of(page: LexborHTMLParser) -> About:
    """Title, author, date and language of a page; the title of the window where nothing else names one."""
    said = _said(page) if page.head is not None else {}
    found = {fact: next((said[name] for name in names if name in said), "") for fact, names in _NAMES.items()}
    if not found["title"] and (title := page.css_first("title")) is not None:
        found["title"] = without_places(title.text())
    root = page.css_first("html")
    language = (root.attributes.get("lang") if root is not None else "") or found["language"]
    return About.of(title=found["title"], author=found["author"], date=found["date"], language=language)


def _said(page: LexborHTMLParser) -> Mapping[str, str]:
    said: dict[str, str] = {}
    for meta in page.css("meta[content]"):
        attributes = meta.attributes
        name = next((attributes[each] for each in _SAYING if attributes.get(each)), None)
        if name:
            said.setdefault(name.lower(), attributes.get("content") or "")
    return said
