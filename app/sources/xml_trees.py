"""XML from outside becomes a tree: no entity is declared, nothing is loaded, and no encoding hides either."""

import re
from collections.abc import Mapping
from html import escape
from html.entities import html5
from typing import Any

from app.errors import UnreadableInput
from app.sources.encodings import decode_xml

MAX_XML_BYTES = 20_000_000  # a tree takes ten times its size in memory; a 200,000 character article is about 2 MB
_DECLARATION = re.compile(r"\s*+<\?xml\b[^>]*\?>")
_BEFORE_DOCTYPE = re.compile(r"(?:\s++|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_PLAIN_DOCTYPE = re.compile(
    r"""<!DOCTYPE\s+[^\s\[>]+(?:\s+(?:SYSTEM|PUBLIC)(?:\s+(?:"[^"]*"|'[^']*')){1,2})?\s*>""", re.IGNORECASE
)
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30};)")
_LINE_FORMS = {"br": " ", "byttl": " {} ", "rt": "", "rtc": "", "rp": ""}  # what of an element stands in a line
_OF_XML = ("amp;", "lt;", "gt;", "quot;", "apos;")


def tree_of(content: bytes, renamed: Mapping[str, str] | None = None) -> Any:
    """The root element of an XML file; comments and instructions are left out. At most 256 elements deep (libxml2's limit).

    HTML's named characters (`&eacute;`) are read as what they mean, because the definitions of news formats declare them in
    files that are not at hand. `renamed` are namespaces that are read as others.

    Raises:
        UnreadableInput: damaged, too large, or declaring entities.
    """
    text = checked_xml(content)
    # imported here: a service that starts needs no lxml (0.1 s)
    from lxml import etree  # noqa: PLC0415

    for name, other in (renamed or {}).items():
        text = text.replace(name, other)
    plain = without_declaration(text)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(plain.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableInput("holds XML that is damaged, or nested deeper than any article") from error
    if root is None:
        raise UnreadableInput("holds XML that is damaged")
    return root


def checked_xml(content: bytes) -> str:
    """The characters of an XML file. Entities stand in its head only, before the first element, and there is no other way in.

    Raises:
        UnreadableInput: too large, in no encoding that is read, or declaring entities.
    """
    if len(content) > MAX_XML_BYTES:
        raise UnreadableInput(f"holds {len(content):,} bytes of XML; the limit is {MAX_XML_BYTES:,}")
    text = decode_xml(content)
    before = _BEFORE_DOCTYPE.match(text)
    at = before.end() if before else 0
    if text[at : at + 9].upper() == "<!DOCTYPE" and not _PLAIN_DOCTYPE.match(text, at):
        raise UnreadableInput("declares XML entities, which no article needs")
    return text


def without_declaration(text: str) -> str:
    """XML as characters: without what its head says of its encoding, and with named characters as they are meant."""
    declaration = _DECLARATION.match(text)  # searched for elsewhere, blanks would cost the square of their number
    return _NAMED.sub(_meant, text[declaration.end() :] if declaration else text).lstrip()


def local_name(element: Any) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(element: Any, *names: str) -> list[Any]:
    """The children of these local names, in order, whatever their namespace."""
    return [child for child in element if isinstance(child.tag, str) and local_name(child) in names]


def first(element: Any, *path: str) -> Any:
    """The first descendant along a path of local names; None where there is none."""
    for name in path:
        element = next(iter(children(element, name)), None)
        if element is None:
            return None
    return element


def words_of(element: Any) -> str:
    """All characters inside an element; empty for None."""
    return "" if element is None else "".join(element.itertext())


def line_of(element: Any) -> str:
    """The words of a headline or byline as one line; empty for None.

    Where it is broken (`br`), or an author's office begins or ends (`byttl`), they are parted; how they are spoken (`rt`) is
    left out.
    """
    if element is None:
        return ""
    parts = [element.text or ""]
    for each in element:
        parts += [_LINE_FORMS.get(local_name(each), "{}").format(line_of(each)), each.tail or ""]
    return "".join(parts)


def _meant(found: re.Match[str]) -> str:
    name = found.group(1)
    return found.group() if name in _OF_XML or name not in html5 else escape(html5[name])
