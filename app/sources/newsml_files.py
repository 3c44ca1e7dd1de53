"""The articles of a NewsML-G2 file (an item, or a message of items), and of its forerunner NewsML 1."""

import base64
import binascii
from collections.abc import Iterator
from typing import Any

from app.errors import UnreadableInput
from app.sources.manuscripts import FileText
from app.sources.news_articles import NewsArticle, html_of, text_of
from app.sources.nitf_files import nitf_article
from app.sources.xml_trees import children, first, line_of, local_name, tree_of, words_of
from app.text import About

_TEXT_TYPES = ("", "text/plain")
_FIRST_FACTS = ("HeadLine", "ByLine", "ThisRevisionCreated", "FirstCreated")  # of NewsML 1
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def newsml_text(content: bytes, max_characters: int, item: int | None) -> FileText:
    """The text of the article that is meant: headline and body; byline, date and language beside it.

    Raises:
        SeveralArticles: there are several, and `item` says none.
        InputError: damaged, without an article in it, or too long.
    """
    return text_of(newsml_articles(content), max_characters, item)


def newsml_articles(content: bytes) -> list[NewsArticle]:
    """All articles of the file, in its order.

    Raises: UnreadableInput.
    """
    root = tree_of(content)
    find = _first_generation if local_name(root) == "NewsML" else _second_generation
    articles = list(find(root))
    if not articles:
        raise UnreadableInput("is NewsML without a text in it: it points to contents elsewhere, or is a package of other items")
    return articles


def _second_generation(root: Any) -> Iterator[NewsArticle]:
    for each in root.iter("{*}newsItem"):
        is_alone = next(each.iterancestors("{*}newsItem"), None) is None  # the words of one in another are read with the other
        if is_alone and (contents := first(each, "contentSet")) is not None:
            about = _about(each)
            article = next((found for content in _preferred(contents) if (found := _article(content, about))), None)
            if article is not None:
                yield article


def _preferred(contents: Any) -> list[Any]:
    """The renditions of a content, those with markup first: they are the same article."""
    return [*children(contents, "inlineXML"), *children(contents, "inlineData")]


def _article(content: Any, about: About) -> NewsArticle | None:
    """The article of one rendition; None when it holds no words."""
    kind = (content.get("contenttype") or "").partition(";")[0].strip().lower()
    if local_name(content) == "inlineXML":
        root = next((child for child in content if isinstance(child.tag, str)), None)
        return None if root is None else _of_markup(root, about)
    words = words_of(content)
    if (content.get("encoding") or "").lower().rpartition("/")[2].rpartition(":")[2] == "base64":
        words = _unpacked(words)
    return NewsArticle(about, words, is_html=kind not in _TEXT_TYPES) if words.strip() else None


def _unpacked(words: str) -> str:
    try:
        return base64.b64decode("".join(words.split()), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError) as error:
        raise UnreadableInput("holds a text in base64 that is damaged or not UTF-8") from error


def _of_markup(root: Any, about: About) -> NewsArticle:
    if local_name(root) == "nitf":
        return _with(nitf_article(root), about)
    body = first(root, "body")
    return NewsArticle(about, html_of(root if body is None else body, {"body": "div"}))


def _with(article: NewsArticle, about: About) -> NewsArticle:
    """The article of NITF with what the item around it says; where that says nothing, with what NITF says."""
    own = article.about
    known = About(about.title or own.title, about.author or own.author, about.date or own.date, about.language or own.language)
    return NewsArticle(known, article.body)


def _about(item: Any) -> About:
    meta, management = first(item, "contentMeta"), first(item, "itemMeta")
    date = words_of(first(management, "versionCreated")) if management is not None else ""
    if meta is None:
        return About.of(title=words_of(first(management, "title")) if management is not None else "", date=date)
    said = first(meta, "language")
    language = said.get("tag", "") if said is not None else ""
    return About.of(
        title=line_of(_headline(meta, language)) or (words_of(first(management, "title")) if management is not None else ""),
        author=line_of(first(meta, "by")) or line_of(first(meta, "creator", "name")),
        date=words_of(first(meta, "contentCreated")) or date,
        language=language,
    )


def _headline(meta: Any, language: str) -> Any:
    """The headline without a role, or the main one, in the text's language: others may stand before it."""
    headlines = children(meta, "headline")
    mains = [each for each in headlines if (each.get("role") or "main").lower().endswith("main")]
    return min(mains or headlines, key=lambda each: _distance(each.get(_LANGUAGE, ""), language), default=None)


def _distance(said: str, wanted: str) -> int:
    """0 for the language that is wanted or where none is, 1 for none, 2 for another one; `en-GB` is `en`."""
    if not wanted or said.partition("-")[0].lower() == wanted.partition("-")[0].lower():
        return 0
    return 2 if said else 1


def _first_generation(root: Any) -> Iterator[NewsArticle]:
    for item in children(root, "NewsItem"):
        for data in item.iter():
            if isinstance(data.tag, str) and local_name(data) == "DataContent" and words_of(data).strip():
                yield _of_data(data, _first_about(item, data))
                break


def _of_data(data: Any, about: About) -> NewsArticle:
    inside = next((child for child in data if isinstance(child.tag, str)), None)
    if inside is None:
        return NewsArticle(about, words_of(data), is_html=False)
    if local_name(inside) in ("nitf", "html"):
        return _of_markup(inside, about)
    return NewsArticle(about, html_of(data, {"DataContent": "div"}))


def _first_about(item: Any, data: Any) -> About:
    said: dict[str, str] = {}
    for each in item.iter():
        if isinstance(each.tag, str) and (name := local_name(each)) in _FIRST_FACTS:
            said.setdefault(name, line_of(each))
    language = next(
        (each.get("FormalName", "") for each in item.iter() if isinstance(each.tag, str) and local_name(each) == "Language"), ""
    )
    return About.of(
        title=said.get("HeadLine", ""),
        author=said.get("ByLine", ""),
        date=said.get("ThisRevisionCreated", "") or said.get("FirstCreated", ""),
        language=language,
    )
