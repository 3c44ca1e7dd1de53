"""The articles of a feed (RSS, Atom) or of a WordPress export (WXR), which is RSS with names of its own."""

import re
from dataclasses import replace
from html import unescape
from typing import Any

from app.errors import UnreadableInput
from app.sources.manuscripts import FileText
from app.sources.news_articles import NewsArticle, text_of
from app.sources.xml_trees import local_name, tree_of
from app.text import About, read_html

_ARTICLES = ("post", "page")  # of WordPress' types of posts; pictures, menus and revisions are none
_BLOCK = re.compile(r"</?(?:p|div|h[1-6]|ul|ol|li|dl|table|blockquote|pre|figure|section|article|hr|form|address|iframe)\b", re.I)
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
# "The post (its title, linked) appeared first on (the site, linked).", in any language
_LINK = r"<a\s[^<>]{0,900}>[^<]{0,500}</a>"
_WHENCE = re.compile(rf"<p>[^<]{{0,60}}{_LINK}[^<]{{0,60}}{_LINK}[^<]{{0,20}}</p>\s*")
_LONGEST_LINE = 4_000  # characters
_TAGS = ("{*}category", "{*}subject", "{*}keywords", "{*}tags")
# Names of pictures, sound and catalogues, whose titles and descriptions feedparser takes for those of the article.
_OF_OTHERS = ("http://search.yahoo.com/mrss", "http://www.itunes.com/dtds/podcast", "http://purl.org/dc/elements/")
_SAYS = {"title": "title", **dict.fromkeys(("description", "summary", "content", "encoded", "body"), "text")}
_ENTRIES = ("{*}item", "{*}entry")
_UNREAD = "{urn:unspun}unread"


def feed_text(content: bytes, max_characters: int, item: int | None) -> FileText:
    """The text of the article that is meant: title and whole content, or the summary where the feed has no more.

    Raises:
        SeveralArticles: there are several, and `item` says none.
        InputError: damaged, without an article, pointing elsewhere, or too long.
    """
    return text_of(feed_articles(content), max_characters, item)


def feed_articles(content: bytes) -> list[NewsArticle]:
    """All articles of the feed, in its order.

    Raises: UnreadableInput.
    """
    # imported here: only feeds need it (0.1 s)
    import feedparser  # noqa: PLC0415

    # its cleaning would show hidden words: it drops the styles that hide them
    feed = feedparser.parse(_of_articles(content), sanitize_html=False, resolve_relative_uris=False)
    if feed.bozo:
        raise UnreadableInput("is a feed that is damaged")
    language = feed.feed.get("language", "")
    entries = [each for each in feed.entries if each.get("wp_post_type", "post") in _ARTICLES]
    return [replace(_article(entry, language), link=entry.get("link") or entry.get("id") or "") for entry in entries]


def _of_articles(content: bytes) -> bytes:
    """The feed without categories and keywords, which feedparser looks up among all before them, and without others' words."""
    from lxml import etree  # noqa: PLC0415 - see xml_trees.tree_of

    root = tree_of(content)
    for entry in root.iter(*_ENTRIES):
        if next(entry.iterancestors(*_ENTRIES), None) is None:  # to look at one inside of others for each costs the square
            _mark_words_of_others(entry)
    etree.strip_elements(root, *_TAGS, _UNREAD, with_tail=False)
    return bytes(etree.tostring(root, encoding="utf-8"))


def _mark_words_of_others(entry: Any) -> None:
    """Marks the titles and descriptions of what stands beside an article; where it has none of its own, they are all there is."""
    own = {_SAYS.get(local_name(each)) for each in entry if not _is_of_others(each) and (len(each) or (each.text or "").strip())}
    for each in entry.iter():
        said = _SAYS.get(local_name(each))
        if each.tag == "image" or (said is not None and said in own and _is_of_others(each)):
            each.tag = _UNREAD


def _is_of_others(element: Any) -> bool:
    return str(element.tag)[1:].startswith(_OF_OTHERS)


def _article(entry: Any, language: str) -> NewsArticle:
    contents = [each for each in entry.get("content", ()) if each.value.strip()]
    best = contents[0] if contents else entry.get("summary_detail")
    if best is None or not best.value.strip():
        return NewsArticle(_about(entry, language), "", is_html=False)
    if best.type == "text/plain":
        return NewsArticle(_about(entry, language), best.value, is_html=False)
    return NewsArticle(_about(entry, language), _with_footer(in_paragraphs(best.value), entry.get("link") or ""))


def _with_footer(html: str, link: str) -> str:
    """The content of an entry, in which a last paragraph that only says whence it is, as WordPress adds it, is a footer."""
    at = html.rfind("<p")
    last = html[max(at, 0) :]
    if not (link and len(last) <= _LONGEST_LINE and link in unescape(last) and _WHENCE.fullmatch(last)):
        return html
    return f"{html[:at]}<footer>{last}</footer>"


def _about(entry: Any, language: str) -> About:
    date = entry.get("published") or entry.get("updated") or entry.get("wp_post_date") or ""
    return About.of(title=_title(entry), author=entry.get("author", ""), date=date, language=language)


def _title(entry: Any) -> str:
    """The title without its markup: in RSS and in Atom's HTML a title is HTML."""
    detail = entry.get("title_detail")
    if detail is None:
        return ""
    return str(detail.value) if detail.type == "text/plain" else read_html(detail.value).text


def in_paragraphs(html: str) -> str:
    """HTML as WordPress keeps it for its old editor: blank lines part paragraphs, a line's end is a break.

    HTML with blocks of its own between blank lines keeps them.
    """
    if "<!-- wp:" in html or "<p" in html.lower() or "\n" not in html.strip():
        return html
    parts = _BLANK_LINE.split(html.replace("\r\n", "\n"))
    return "\n".join(part if _BLOCK.match(part.lstrip()) else f"<p>{part.replace(chr(10), '<br>')}</p>" for part in parts)
