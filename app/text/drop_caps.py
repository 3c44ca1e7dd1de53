"""Initials: a first letter that a page sets apart from its word, as an element that floats or as one of a class for it."""

import re
from collections.abc import Mapping

from selectolax.lexbor import LexborNode

from app.text.style_sheets import Declarations

_CLASS = re.compile(
    r"drop[-_]?(?:cap|letter)|(?:^|[-_\s])(?:drop|initial|lettrine|versal|first[-_]?(?:letter|char)|big[-_]?letter)",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[“\"'‘«„]?\s*[^\W\d_][.’']?")
_CAPITAL = re.compile(r"[“\"'‘]?[A-ZÀ-Þ]")
_CAPITAL = re.compile(r"[“\"'‘]?[A-ZÀ-Þ]")
_MOST_CHARACTERS = 8  # with blanks and marks
_TAGS = frozenset("span div p b strong big font em i td".split())


def is_drop_cap(node: LexborNode, attributes: Mapping[str, str | None], styles: Declarations) -> bool:
    """Whether `node` is the first letter of a word, set as an initial."""
    if node.tag not in _TAGS or not (attributes or styles):
        return False
    is_set_apart = styles.get("float", "") in ("left", "inline-start") or _CLASS.search(attributes.get("class") or "")
    if not is_set_apart:
        return False
    text = (node.text() or "").strip()
    return len(text) <= _MOST_CHARACTERS and _LETTER.fullmatch(text) is not None


def initial_in_picture(node: LexborNode) -> str:
    """The letter that a picture shows, if it is the first one of the word behind it; else nothing."""
    letter = (node.attributes.get("alt") or "").strip()
    rest = node.next.text_content if node.next is not None and node.next.tag == "-text" else None
    return letter if _CAPITAL.fullmatch(letter) and rest and rest[0].islower() else ""
