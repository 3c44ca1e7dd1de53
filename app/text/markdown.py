"""Markdown in a plain text, as files `.md` and many editors hold it: addresses of links and pictures, marks of notes, the head.

Stars, number signs and the like are no words anyhow and stay.
"""

import re
from collections.abc import Iterator

from app.text.characters import has_sign, has_trace, matches_at, places_of

_ADDRESS = r"\(\s{0,3}<?(?:https?://|mailto:|www\.|\.{0,2}/|#)[^\s()<>]{0,2000}(?:\([^\s()]{0,200}\)[^\s()]{0,500})?>?(?:\s{1,3}[\"'(][^\n\"()]{0,300}[\"')])?\s{0,3}\)"
_PICTURE = re.compile(r"!\[[^\[\]\n]{0,500}\]\([^\n()]{0,2000}\)")
_LINK = re.compile(rf"(\[)[^\[\]\n]{{1,500}}(\]{_ADDRESS})|(\]{_ADDRESS})")
_NOTE = re.compile(r"\[\^[^\[\]\s]{1,40}\]:?")
_DEFINITION = re.compile(
    r"^ {0,3}\[([^\[\]^\n]{1,80})\]:[ \t]{1,4}<?(?:https?://|mailto:|www\.|\.{0,2}/|#)\S{0,2000}"
    r"(?:[ \t]{1,4}[\"'(][^\n]{0,300})?$",
    re.MULTILINE,
)
_BY_NAME = re.compile(r"\]\s?\[([^\[\]^\n]{0,80})\]")
_BOLD_INSIDE = re.compile(r"\*\*(?<=[^\W\d_]\*\*)(?=[^\W\d_])")  # the marks first: a search leaps to them
# a stroke below is no mark inside of a word for Markdown, and is written there by what turns pages into it (turndown)
_ITALIC_INSIDE = re.compile(
    r"([*_])(?<![\w*].)[^\W\d_]{1,40}(\1)(?=[^\W\d_])|([*_])(?<=[^\W\d_].)[^\W\d_]{2,40}(\3)(?![\w*])", re.DOTALL
)
_HEAD = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?:[A-Za-z][\w -]{0,40}:[^\n]{0,2000}\n|[ \t#-][^\n]{0,2000}\n){1,60}---[ \t]*(?:\r?\n|\Z)"
)
_TITLE = re.compile(r"^title:[ \t]*[\"']?(.*?)[\"']?[ \t\r]*$", re.MULTILINE | re.IGNORECASE)
Edits = Iterator[tuple[int, int, str]]


def has_markdown(text: str, _beyond: frozenset[str]) -> bool:
    """Whether `text` may hold what is found here."""
    is_marked = has_sign(text, "*") or "_" in text
    return is_marked or has_trace(text, "](", "]: ", "[^") or text.startswith(("---", "\ufeff---"))


def find_markdown(text: str) -> Edits:
    """What is no word of a text in Markdown, as nothing or as a blank. O(n) time."""
    if head := _HEAD.match(text):
        yield from _head(text, head.end())
    if has_trace(text, "]("):
        yield from ((found.start(), found.end(), " ") for found in _PICTURE.finditer(text))
        for found in _LINK.finditer(text):
            if found[1]:
                yield found.start(1), found.end(1), ""
            yield (*found.span(2 if found[1] else 3), "")
    if has_trace(text, "[^"):
        yield from ((found.start(), found.end(), "") for found in _NOTE.finditer(text))
    if has_trace(text, "**"):
        yield from ((found.start(), found.end(), "") for found in _BOLD_INSIDE.finditer(text))
    if has_sign(text, "*") or "_" in text:
        for found in matches_at(_ITALIC_INSIDE, text, places_of(text, "*_")):
            yield from ((*found.span(mark), "") for mark in (1, 2, 3, 4) if found[mark])
    if has_sign(text, "]") and "]:" in text:
        yield from _named(text)


def _head(text: str, end: int) -> Edits:
    """The head of a file (YAML), of which the title alone is text."""
    title = _TITLE.search(text, 0, end)
    if title is None or not title[1]:
        yield 0, end, ""
        return
    yield 0, title.start(1), ""
    yield title.end(1), end, "\n\n"


def _named(text: str) -> Edits:
    """Links whose addresses stand elsewhere, and the lines with these addresses."""
    definitions = list(_DEFINITION.finditer(text))
    names = {found[1].lower() for found in definitions} | {""}
    if definitions:
        yield from ((found.start(), found.end(), "") for found in definitions)
        yield from ((found.start(), found.end(), "]") for found in _BY_NAME.finditer(text) if found[1].lower() in names)
