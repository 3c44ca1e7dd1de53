"""Initials: a first letter that a page sets apart from its word, as an element that floats or as one of a class for it."""

import re
from collections.abc import Mapping

from selectolax.lexbor import LexborNode

from app.text.shown import shown_in
from app.text.style_sheets import Declarations

_CLASS = re.compile(
    r"drop[-_]?(?:cap|letter)|(?:^|[-_\s])(?:drop|initial|lettrine|versal|first[-_]?(?:letter|char)|big[-_]?letter)",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[“\"'‘«„]?\s*[^\W\d_][.’']?")
_CAPITAL = re.compile(r"[“\"'‘]?[A-ZÀ-Þ]")
_MOST_CHARACTERS = 8  # with blanks and marks
_TAGS = frozenset("span div p b strong big font em i td".split())


def may_be_drop_cap(tag: str, attributes: Mapping[str, str | None], styles: Declarations) -> bool:
    """Whether elements that are written so are set as initials: those that hold no more than one are."""
    if tag not in _TAGS or not (attributes or styles):
        return False
    is_floating = styles.get("float", "") in ("left", "inline-start")
    return is_floating or _CLASS.search(attributes.get("class") or "") is not None


def is_one_letter(node: LexborNode) -> bool:
    """Whether `node` holds the first letter of a word and no more."""
    text = shown_in(node).strip()
    return len(text) <= _MOST_CHARACTERS and _LETTER.fullmatch(text) is not None


def initial_in_picture(node: LexborNode) -> str:
    """The letter that a picture shows, if it is the first one of the word behind it; else nothing."""
    letter = (node.attributes.get("alt") or "").strip()
    rest = shown_in(node.next) if node.next is not None and node.next.tag == "-text" else None
    return letter if _CAPITAL.fullmatch(letter) and rest and rest[0].islower() else ""
