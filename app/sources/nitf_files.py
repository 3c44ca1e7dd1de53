"""The article of a NITF file (News Industry Text Format), or of NITF inside NewsML."""

from typing import Any

from app.errors import UnreadableInput
from app.sources.manuscripts import FileText
from app.sources.news_articles import NewsArticle, html_of, text_of
from app.sources.xml_trees import children, first, line_of, local_name, tree_of, words_of
from app.text import About

_HTML = {  # elements of NITF that HTML has under another name; those that only say what a word is become spans
    "hl2": "h2",
    "bq": "blockquote",
    "block": "div",
    "media": "figure",
    "media-caption": "figcaption",
    "media-producer": "figcaption",
    "nitf-table": "div",
    "nitf-table-content": "div",
    "note": "aside",
    "fn": "aside",
    "credit": "p",
    "datasource": "p",
    **dict.fromkeys(
        "chron copyrite event function location money num frac frac-num frac-den object.title org person postaddr virtloc "
        "pronounce lang alt-code name.given name.family sublocation city state region country".split(),
        "span",
    ),
}
_NO_WORDS = tuple(  # whatever their namespace
    f"{{*}}{name}"
    for name in ("media-metadata", "media-reference", "media-object", "nitf-table-metadata", "nitf-col", "nitf-colgroup")
)


def nitf_text(content: bytes, max_characters: int, item: int | None) -> FileText:
    """The text of a NITF file: headline and body; byline, date and language beside it.

    Raises:
        InputError: damaged, without a body, too long, or no such item.
    """
    return text_of([nitf_article(tree_of(content))], max_characters, item)


def nitf_article(root: Any) -> NewsArticle:
    """The article of a `nitf` element.

    Raises:
        UnreadableInput: it has no body.
    """
    body = first(root, "body")
    content = None if body is None else first(body, "body.content")
    if content is None:
        raise UnreadableInput("is NITF without a body")
    _set_fractions(content)
    end = first(body, "body.end")
    hedline = first(body, "body.head", "hedline")
    second_lines = [] if hedline is None else children(hedline, "hl2")
    parts = [*second_lines, content, *([] if end is None else children(end, "tagline"))]
    return NewsArticle(_about(root, body), "".join(f"<div>{_html(part)}</div>" for part in parts))


def _about(root: Any, body: Any) -> About:
    headline = first(body, "body.head", "hedline", "hl1")
    title = line_of(headline) or words_of(first(root, "head", "title"))
    issued = first(root, "head", "docdata", "date.issue")
    language = next((value for key, value in root.attrib.items() if local_name_of(key) == "lang"), "")
    date = "" if issued is None else issued.get("norm", "")
    return About.of(title=title, author=line_of(first(body, "body.head", "byline")), date=date, language=language)


def local_name_of(attribute: str) -> str:
    """An attribute's name without its namespace."""
    return attribute.rpartition("}")[2]


def _html(part: Any) -> str:
    from lxml import etree  # noqa: PLC0415 - see xml_trees.tree_of

    # by lxml: to join what stands behind thousands of them one by one costs the square of their number
    etree.strip_elements(part, *_NO_WORDS, with_tail=False)
    part.tag = "div"
    return html_of(part, _HTML)


def _set_fractions(content: Any) -> None:
    """`<frac><frac-num>1</frac-num><frac-sep/><frac-den>2</frac-den></frac>` is read as 1/2, apart from a number before it."""
    for each in content.iter():
        if isinstance(each.tag, str) and local_name(each) == "frac":
            each.text = " " + (each.text or "").lstrip()
        elif isinstance(each.tag, str) and local_name(each) == "frac-den":
            each.text = "/" + (each.text or "").lstrip("/")
        elif isinstance(each.tag, str) and local_name(each) == "frac-sep":
            each.text, each.tag = "", "span"
