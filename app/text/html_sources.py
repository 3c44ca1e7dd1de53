"""HTML source in a plain text: recognised, and read so that every place is one of the text as it was sent."""

import re
from collections.abc import Iterator
from html import unescape

import numpy as np
from selectolax.lexbor import LexborNode

from app.text.characters import has_sign
from app.text.cleaning import Cleaned
from app.text.cues import is_subtitles
from app.text.markup import Extracted, extract
from app.text.shown import CLOSING, OPENING
from app.text.writing import Places

_NUMBER = re.compile(f"{OPENING}(\\d{{1,7}}){CLOSING}")
_START = re.compile(
    r"\ufeff?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--(?:(?!-->).){0,500}-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_NAMES = (
    "p|div|span|a|h[1-6]|ul|ol|li|strong|b|em|i|u|table|tr|td|article|section|blockquote|figure|figcaption|body|font|del|ins|sup|"
    "sub|center|form|main|header|footer|small|q|pre|code"
)
_PAIR = re.compile(rf"<({_NAMES})(?:\s[^<>]{{0,2000}})?>[^<]{{0,4000}}+(?:<[^<]{{0,4000}}+){{0,20}}?</\1\s*+>", re.IGNORECASE)
_TAG = re.compile(rf"</?(?:{_NAMES}|br|img|hr|!--)(?:\s[^<]{{0,2000}}?)?/?>|<!--", re.IGNORECASE)
# Enough alone: a comment of a system, or a tag with an address or a class.
_SURE = re.compile(
    r"<!--\s?/?(?:more|nextpage|wp:[^<>]{0,500}|\[if[^<>]{0,100}|StartFragment)\s?/?-->"
    rf"|<(?:{_NAMES}|img|iframe|figure|picture|video)\s[^<>]{{0,500}}?\b(?:src|href|class|style|id|align|width)\s?=\s?[\"'][^<>]{{0,2000}}>",
    re.IGNORECASE,
)
_OFTEN_UNCLOSED = re.compile(r"<(?:p|br|li|hr)\s*/?>", re.IGNORECASE)
_FEWEST_TAGS = 2
_PIECE = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|<(?:script|style)\b(?![^<>]{0,2000}/>).*?(?:</(?:script|style)\b[^>]*>?|\Z)"
    r"|</?[a-z!?](?:[^>\"']|\"[^\"]*(?:\"|\Z)|'[^']*(?:'|\Z))*(?:>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7};?|#[xX][0-9A-Fa-f]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};)")


def is_html_source(text: str) -> bool:
    """Whether a plain text is the source of a page or of a part of one; subtitles have tags and are none."""
    if not has_sign(text, "<") or ">" not in text or is_subtitles(text):
        return False
    if _START.match(text):
        return True
    if _SURE.search(text) or len(_OFTEN_UNCLOSED.findall(text)) >= _FEWEST_TAGS:
        return True
    tags = sum(1 for _ in _TAG.finditer(text))
    return tags >= _FEWEST_TAGS and _PAIR.search(text) is not None


def read_source(source: str) -> tuple[Cleaned, Extracted]:
    """The text of HTML source, and where each of its characters stands in the source.

    Raises:
        MarkupTooDeep, UnreadableInput: as `extract`.
    """
    stretches = [*_stretches(source)]
    numbered: list[str] = []
    at = 0
    plain = source.replace(OPENING, " ").replace(CLOSING, " ")
    for number, (start, _) in enumerate(stretches):
        numbered += (plain[at:start], f"{OPENING}{number}{CLOSING}")
        at = start
    numbered.append(plain[at:])

    def texts(node: LexborNode) -> tuple[str, Places | None]:
        return _placed(node.text_content or "", plain, stretches)

    extracted = extract("".join(numbered), texts)
    places = np.array(extracted.places, np.int32).reshape(-1, 2)
    starts = np.append(places[:, 0], np.int32(len(source)))
    return Cleaned(extracted.text, starts, places[:, 1].copy()), extracted


def _stretches(source: str) -> Iterator[tuple[int, int]]:
    """Where text stands between the tags of `source`."""
    at = 0
    for piece in _PIECE.finditer(source):
        if piece.start() > at:
            yield at, piece.start()
        at = piece.end()
    if at < len(source):
        yield at, len(source)


def _placed(text: str, source: str, stretches: list[tuple[int, int]]) -> tuple[str, Places]:
    """The text of a node, which may be several stretches of the source, character by character."""
    characters: list[str] = []
    places: list[tuple[int, int]] = []
    for number in _NUMBER.findall(text):
        start, end = stretches[int(number)]
        while start < end:
            entity = _ENTITY.match(source, start, end) if source[start] == "&" else None
            meant = unescape(entity.group()) if entity else source[start]
            reach = entity.end() if entity else start + 1
            characters.extend(meant)
            places.extend([(start, reach)] * len(meant))
            start = reach
    return "".join(characters), places
