"""Direct quotations: what stands between quotation marks, over wrapped lines and over paragraphs.

A mark opens a quotation by what stands around it, so that an apostrophe or an inch mark opens none. A quotation may go on in the
next paragraph, which then begins with an opening mark of its own.
"""

import re
from dataclasses import dataclass
from itertools import chain

from app.text.types import Span

_LONGEST = 2_000  # characters; a longer one is an unclosed mark
_SHORTEST_SINGLE = 12  # between single marks; shorter ones are taken for apostrophes
# One search a mark, each with a letter to leap to; what stands before a mark is looked at behind it.
_AFTER = r"(?=[^\s\"\u201c\u201d\u00ab\u00bb\u201e\u2039\u203a])"
_STRAIGHT = (
    ('"', re.compile(rf'"{_AFTER}')),
    ("'", re.compile(r"'(?<![^\s(\[{\u2014\u2013\"\u201c-]')(?=[\w\"])")),
    ("`", re.compile(r"``(?=[^\s`])")),
    (">", re.compile(r">(?<![^\n]>)")),
)
_CURVED = re.compile(rf"[\u201c\u00ab\u201e\u2018\u00bb\u201a\u2039\u203a\u201d]{_AFTER}")
_CLIPPED = re.compile(r"(?:\d0s|em|tis|twas|til|cause|n|bout|round|cos)\b", re.IGNORECASE)  # '90s, 'em: apostrophes
_QUOTED_LINES = re.compile(r"(?:>.*(?:\n|\Z))+")
_PARAGRAPH_END = re.compile(r"\s*\Z|[ \t\r]*\n\s*")


@dataclass(frozen=True, slots=True)
class _Marks:
    """The marks that may close a quotation; whether they may be apostrophes, are the opening one, or are written twice."""

    inside: re.Pattern[str]
    closing: str
    is_single: bool = False
    is_same: bool = False
    is_double: bool = False


def _inside(stops: str) -> re.Pattern[str]:
    """Everything up to a mark, a blank line or the end; a line end alone parts nothing."""
    return re.compile(rf"[^{stops}\n]*(?:\n(?![ \t\r]*(?:\n|\Z))[^{stops}\n]*)*")


_MARKS = {
    "\u201c": _Marks(_inside("\u201c\u201d"), "\u201d"),
    '"': _Marks(_inside('"'), '"', is_same=True),
    "\u00ab": _Marks(_inside("\u00ab\u00bb"), "\u00bb"),
    "\u00bb": _Marks(_inside("\u00ab\u00bb"), "\u00ab"),
    "\u2039": _Marks(_inside("\u2039\u203a"), "\u203a"),
    "\u203a": _Marks(_inside("\u2039\u203a"), "\u2039"),
    "\u201e": _Marks(_inside("\u201c\u201d\u201e"), "\u201c\u201d"),
    "\u201a": _Marks(_inside("\u2018\u2019\u201a"), "\u2018\u2019", is_single=True),
    "\u201d": _Marks(_inside("\u201d"), "\u201d", is_same=True),
    "\u2018": _Marks(_inside("\u2018\u2019"), "\u2019", is_single=True),
    "'": _Marks(_inside("'"), "'", is_single=True, is_same=True),
    "``": _Marks(_inside("`'\u201d\""), "'", is_double=True),
}


def find_quotes(text: str) -> tuple[Span, ...]:
    """Insides of the quotations of `text`, in characters, in order, without overlap."""
    found: list[Span] = []
    at = 0
    for opening in _openings(text):
        if opening.start() < at:
            continue
        inside = _quotation(text, opening) if _opens(text, opening) else None
        if inside is not None:
            found.append(inside)
            at = inside.end + (text[inside.end : inside.end + 1] not in ("", "\n"))
        else:
            at = opening.end()
    return tuple(found)


def _openings(text: str) -> list[re.Match[str]]:
    """What may open a quotation, in order."""
    patterns = [pattern for mark, pattern in _STRAIGHT if mark in text]
    if not text.isascii():
        patterns.append(_CURVED)
    return sorted(chain.from_iterable(pattern.finditer(text) for pattern in patterns), key=re.Match.start)


def _opens(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark may open a quotation: it touches what follows, and not a word before it."""
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    kind = mark.group()
    if kind == ">":
        return True
    if not after or after.isspace():
        return False
    if kind in ('"', "'", "\u201d", "\u203a", "\u00bb") and (before.isalnum() or before in (".", ",", "!", "?")):
        return False
    return not (kind in ("'", "\u2018") and _CLIPPED.match(text, mark.end()))


def _quotation(text: str, opening: re.Match[str]) -> Span | None:
    """The inside of the quotation that begins at `opening`; None when nothing closes it."""
    if opening.group() == ">":
        lines = _QUOTED_LINES.match(text, opening.start())
        return Span(opening.end(), lines.end()) if lines and lines.end() > opening.end() else None
    marks, start = _MARKS[opening.group()], opening.end()
    limit = min(start + _LONGEST, len(text))
    doubtful: int | None = None
    at = start
    while True:
        inside = marks.inside.match(text, at, limit)
        end = inside.end() if inside else at
        if end >= limit or text[end] not in marks.closing:
            break
        if _closes(text, end, marks):
            if not _is_doubtful(text, end, marks):
                return _whole(text, start, end, marks)
            doubtful = end if doubtful is None else doubtful
        elif marks.is_same and not text[end + 1 : end + 2].isalnum():
            break
        elif marks.is_same and text[end - 1 : end].isspace():
            break  # the mark opens another quotation
        at = end + 1
    if doubtful is not None:
        return _whole(text, start, doubtful, marks)
    return _open_ended(text, start, end, opening.group()) if end < limit or limit == len(text) else None


def _whole(text: str, start: int, end: int, marks: _Marks) -> Span | None:
    shortest = _SHORTEST_SINGLE if marks.is_single else 2
    return Span(start, end) if end - start >= shortest else None


def _closes(text: str, at: int, marks: _Marks) -> bool:
    """Whether a closing mark ends a quotation, and is no apostrophe and no opening mark."""
    before, after = text[at - 1], text[at + 1 : at + 2]
    if marks.is_double:
        return after == "'"
    if marks.is_single and after.isalnum():
        return False
    return not (marks.is_same and before.isspace() and after.isalnum())


def _is_doubtful(text: str, at: int, marks: _Marks) -> bool:
    """Whether the mark may be that of a plural's owner (the writers' union) or of inches (a 12" pipe)."""
    before, after = text[at - 1], text[at + 1 : at + 3]
    goes_on = after[:1] == " " and after[1:].islower()
    return goes_on and (before.lower() == "s" if marks.is_single else marks.is_same and before.isdigit())


def _open_ended(text: str, start: int, end: int, mark: str) -> Span | None:
    """A quotation that its paragraph does not close, if the next paragraph begins with the same mark."""
    if text.startswith(mark, end):  # the next line begins with it
        stop = end
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        return Span(start, stop) if "\n" in text[stop:end] and stop - start >= 2 else None
    gap = _PARAGRAPH_END.match(text, end)
    return Span(start, end) if gap and text.startswith(mark, gap.end()) and end - start >= 2 else None
