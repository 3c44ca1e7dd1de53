"""An article of a news or feed format: headline and body become one text, the facts beside it are kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.sources.articles import choose
from app.sources.manuscripts import FileText, Manuscript
from app.sources.xml_trees import local_name
from app.text import About, Document, read_html, read_text


@dataclass(frozen=True, slots=True)
class NewsArticle:
    """One article as its file holds it; `body` is HTML or plain text, `link` where it was published or how its file calls it."""

    about: About
    body: str
    is_html: bool = True
    link: str = ""


def text_of(articles: Sequence[NewsArticle], max_characters: int, item: int | None) -> FileText:
    """The text of the article that is meant: its headline, unless the body begins with it, and its body.

    Raises:
        SeveralArticles: there are several, and `item` says none.
        InputError: no article, too long, or a body that cannot be read.
    """
    article = articles[choose([each.about.title for each in articles], item)]
    body = read_html(article.body) if article.is_html else read_text(article.body)
    manuscript = Manuscript(max_characters)
    if not _begins_with(body, article.about.title):
        manuscript.write(article.about.title)
        manuscript.end_paragraph()
    manuscript.insert(body)
    return manuscript.finish(article.about)


def _begins_with(body: Document, title: str) -> bool:
    norms = read_text(title).norms
    return body.norms[: len(norms)] == norms


def html_of(element: Any, names: dict[str, str] | None = None) -> str:
    """An element of XHTML, or of a format that means the same by other names, as HTML; `names` says which mean what."""
    from lxml import etree  # noqa: PLC0415 - see xml_trees.tree_of

    for each in element.iter():
        if isinstance(each.tag, str):
            name = local_name(each)
            each.tag = (names or {}).get(name, name)
            for attribute in [key for key in each.attrib if not isinstance(key, str) or key.startswith("{")]:
                del each.attrib[attribute]
    etree.cleanup_namespaces(element)
    tail, element.tail = element.tail, None
    written = etree.tostring(element, method="html", encoding="unicode")
    element.tail = tail
    return str(written)
