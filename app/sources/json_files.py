"""The articles of a JSON file: ninjs, IPTC's news in JSON, of any version, and JSON Feed."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from app.errors import UnreadableInput
from app.sources.encodings import decode_marked
from app.sources.manuscripts import FileText
from app.sources.news_articles import NewsArticle, text_of
from app.text import About

_BODIES = (("body_html", True), ("body_xhtml", True), ("body_text", False))  # ninjs 1; from the one that says most
_MARKUP = ("html", "xml")


def json_text(content: bytes, max_characters: int, item: int | None) -> FileText:
    """The text of the article that is meant: headline and body; byline, date and language beside it.

    Raises:
        SeveralArticles: there are several, and `item` says none.
        InputError: damaged, JSON of another kind, without a body, or too long.
    """
    return text_of(json_articles(content), max_characters, item)


def json_articles(content: bytes) -> list[NewsArticle]:
    """All articles of the file, in its order.

    Raises: UnreadableInput.
    """
    try:
        held = orjson.loads(decode_marked(content))
    except orjson.JSONDecodeError as error:
        raise UnreadableInput(f"is JSON that is damaged (line {error.lineno}, column {error.colno})") from error
    return [_article(each) for each in _items(held)]


def _items(held: Any) -> Sequence[Mapping[str, Any]]:
    """The items of the file: itself, a list of them, or the list of a feed."""
    if isinstance(held, dict) and isinstance(held.get("items"), list):
        held = held["items"]
    items = held if isinstance(held, list) else [held]
    articles = [each for each in items if isinstance(each, dict) and _body(each) is not None]
    if not articles:
        raise UnreadableInput("is JSON of a kind that is not read (ninjs is); give its text")
    return articles


def _article(item: Mapping[str, Any]) -> NewsArticle:
    body = _body(item)
    assert body is not None  # others are no items
    return NewsArticle(_about(item), *body, link=_first(item, "url", "uri", "id"))


def _body(item: Mapping[str, Any]) -> tuple[str, bool] | None:
    """The body of an item and whether it is HTML: of ninjs 1, of ninjs 2 and 3, of JSON Feed."""
    for name, is_html in (*_BODIES, ("content_html", True), ("content_text", False)):
        if isinstance(item.get(name), str) and item[name].strip():
            return item[name], is_html
    bodies = [each for each in _mappings(item.get("bodies")) if isinstance(each.get("value"), str)]
    best = max(bodies, key=lambda each: (each.get("role") in (None, "main"), _is_markup(each), len(each["value"])), default=None)
    return None if best is None else (best["value"], _is_markup(best))


def _is_markup(body: Mapping[str, Any]) -> bool:
    kind = body.get("contentType") or body.get("contenttype") or ""
    return isinstance(kind, str) and kind.endswith(_MARKUP)


def _about(item: Mapping[str, Any]) -> About:
    authors = _mappings(item.get("authors"))
    return About.of(
        title=_first(item, "headline", "title") or _main(item.get("headlines")),
        author=_first(item, "byline", "by") or (_first(authors[0], "name") if authors else ""),
        date=_first(
            item, "versioncreated", "versionCreated", "firstCreated", "contentcreated", "contentCreated", "date_published"
        ),
        language=_first(item, "language"),
    )


def _main(headlines: Any) -> str:
    """The main headline, or the first; a headline may be HTML."""
    found = _mappings(headlines)
    return _first(max(found, key=lambda each: each.get("role") == "main"), "value") if found else ""


def _first(item: Mapping[str, Any], *names: str) -> str:
    return next((item[name] for name in names if isinstance(item.get(name), str) and item[name].strip()), "")


def _mappings(held: Any) -> Sequence[Mapping[str, Any]]:
    return [each for each in held if isinstance(each, dict)] if isinstance(held, list) else []
