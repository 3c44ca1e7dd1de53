"""HTML entities that an export left in a plain text."""

import re
from html import unescape

from app.text.characters import has_sign

_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#[xX][0-9A-Fa-f]{2,5});")


def without_entities(text: str) -> str:
    """`text` with each entity as the character it stands for and blanks around it, every other character at its old place."""
    if not has_sign(text, "&") or ";" not in text:
        return text
    return _ENTITY.sub(lambda found: _in_place(found, text), text)


def _in_place(found: re.Match[str], text: str) -> str:
    meant = unescape(found.group())
    if len(meant) != 1 or not meant.isprintable():  # no entity, or a blank
        return found.group() if meant == found.group() else " " * len(found.group())
    opens_word = text[found.end() : found.end() + 1].isalnum()  # an opening mark stays with its word
    return meant.rjust(len(found.group())) if opens_word else meant.ljust(len(found.group()))
