"""Direct quotations: what stands between quotation marks, over wrapped lines and over paragraphs.

A mark opens a quotation by what stands around it, so that an apostrophe or an inch mark opens none. A quotation may go on in the
next paragraph, which then begins with an opening mark of its own.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from operator import attrgetter

from app.text.characters import beyond_ascii, has_sign, places_of
from app.text.orthography import Orthography, any_of
from app.text.twins import scanner, twin_of
from app.text.types import Span

_LONGEST = 2_000  # characters; a longer one is an unclosed mark
_SHORTEST_SINGLE = 12  # between single marks; shorter ones are taken for apostrophes
# One search a mark, each with a letter to leap to; what stands before a mark is looked at behind it.
_AFTER = r"(?=[^\s\"\u201c\u201d\u00ab\u00bb\u201e\u2039\u203a])"
_STRAIGHT = (
    ('"', re.compile(rf'"{_AFTER}')),
    ("'", re.compile(r"'(?<![^\s(\[{\u2014\u2013\"\u201c-]')(?=[\w\"])")),
    ("``", re.compile(r"``(?=[^\s`])")),
    ("`", re.compile(r"`(?<![^\s(\[{\u2014\u2013\"\u201c-]`)(?=[^\W_])")),
    ("''", re.compile(r"''(?<![^\s(\[{\u2014\u2013-]'')(?=[^\s'])")),
    (",,", re.compile(r",,(?<![^\s(\[{\u2014\u2013-],,)(?=[^\s,])")),
    ("<<", re.compile(r"<<(?=[^<>\n]{12})")),
    (">", re.compile(r">(?<![^\n]>)")),
)
_CURVED = re.compile(
    rf"[\u201c\u00ab\u201e\u2018\u00bb\u201a\u2039\u203a\u201d]{_AFTER}|[\u00ab\u2039\u201c](?=[ \u00a0\u202f\u2009]\w)"
    rf"|\u2019(?<![^\s(\[{{\u2014\u2013\u201c-]\u2019)(?=\w)"
)
_CURVED_MARKS = "\u201c\u00ab\u201e\u2018\u00bb\u201a\u2039\u203a\u201d\u2019"
# Marks of other writing systems and of old typewriters, each as the usual one of its kind.
_UNUSUAL = dict(
    zip(
        "\u201f\u301d\u301e\u301f\u300c\u300e\u300d\u300f\uff02\u201b\uff07\u275d\u275e\u275b\u275c\U0001f676\U0001f677"
        "\u300a\u300b\u2033\u2036\u00b4\x91\x92\x93\x94",
        "\u201c\u201c\u201d\u201d\u201c\u201c\u201d\u201d\"\u2018'\u201c\u201d\u2018\u2019\u201c\u201d"
        '\u00ab\u00bb""\'\u2018\u2019\u201c\u201d',
        strict=True,
    )
)
_QUOTED_LINES = re.compile(r"(?:>.*(?:\n|\Z))+")
_NEXT_MARK = re.compile("[\u201c\u201d]")
_SENTENCE_ENDS = (".", "!", "?", "\u2026", ":")
_MOST_BREAKS = 3  # between the paragraphs of one quotation
_SET_APART = re.compile(r'"(?<!\S")(?!\S)')  # begins with its mark: the search leaps from mark to mark
_PARAGRAPH_END = re.compile(r"\s*\Z|[ \t\r]*\n\s*")


@dataclass(frozen=True, slots=True)
class _Marks:
    """The marks that may close a quotation; whether they may be apostrophes, are the opening one, or are written twice.

    `instead` closes one that its own mark does not close: keyboards mix them. `opening` begins one inside of the same kind.
    """

    inside: re.Pattern[str]
    closing: str
    is_single: bool = False
    is_same: bool = False
    is_double: bool = False
    instead: str = ""
    opening: str = ""


_ENDED = ".,!?\u2026"  # what stands before the closing mark of a quotation that could be an apostrophe on both sides
_APOSTROPHE = rf"(?<![{_ENDED}])\u2019|\u2019(?=[^\W_])"


def _inside(stops: str, opening: str = "", passed: str = "") -> re.Pattern[str]:
    """Everything up to a mark, a blank line or the end.

    A line end alone parts nothing, nor does an `opening` behind a space, nor what is `passed`: marks that surely close nothing.
    """
    inner = rf"|(?<=[^\S\n]){opening}" if opening else rf"|{passed}" if passed else ""
    return re.compile(rf"[^{stops}\n]*(?:(?:\n(?![ \t\r]*(?:\n|\Z)){inner})[^{stops}\n]*)*")


_MARKS = {
    "\u201c": _Marks(_inside("\u201c\u201d", "\u201c"), "\u201d", instead='"\u201c', opening="\u201c"),
    '"': _Marks(_inside('"'), '"', is_same=True, instead="\u201d"),
    "\u00ab": _Marks(_inside("\u00ab\u00bb", "\u00ab"), "\u00bb", opening="\u00ab"),
    "\u00bb": _Marks(_inside("\u00ab\u00bb"), "\u00ab\u00bb"),
    "`": _Marks(_inside("'`"), "'`", is_single=True),
    "\u2039": _Marks(_inside("\u2039\u203a"), "\u203a"),
    "\u203a": _Marks(_inside("\u2039\u203a"), "\u2039"),
    "\u201e": _Marks(_inside("\u201c\u201d\u201e"), "\u201c\u201d", instead='"'),
    "\u201a": _Marks(_inside("\u2018\u2019\u201a"), "\u2018\u2019", is_single=True),
    "\u201d": _Marks(_inside("\u201d"), "\u201d", is_same=True, instead="\u201c"),
    "\u2018": _Marks(_inside("\u2018\u2019"), "\u2019", is_single=True),
    "\u2019": _Marks(_inside("\u2019", passed=_APOSTROPHE), "\u2019", is_single=True),
    "'": _Marks(_inside("'"), "'", is_single=True, is_same=True),
    "``": _Marks(_inside("`'\u201d\""), "'", is_double=True, instead='"\u201d'),
    "''": _Marks(_inside("'\u201d"), "'", is_double=True),
    ",,": _Marks(_inside("'\u201c\u201d"), "'", is_double=True, instead='"\u201c\u201d'),
    "<<": _Marks(_inside("<>"), ">", is_double=True),
}


def find_quotes_plainly(text: str, orthography: Orthography) -> tuple[Span, ...]:
    """What `find_quotes` returns, without the compiled walk."""
    text = text if text.isascii() else _in_usual_marks(text)
    clipped = _clipped(orthography)
    found: list[Span] = []
    at = 0
    for opening in _openings(text):
        if opening.start() < at:
            continue
        inside, at = _read(text, opening, clipped)
        if inside is not None:
            found.append(inside)
    return _with_set_apart(text, found) if has_sign(text, '"') and _SET_APART.search(text) else tuple(found)


@twin_of(find_quotes_plainly)
def find_quotes(text: str, orthography: Orthography) -> tuple[Span, ...]:
    """Insides of the quotations of `text`, in characters, in order, without overlap."""
    text = text if _UNUSUAL.keys().isdisjoint(beyond_ascii(text)) else _in_usual_marks(text)
    look = partial(_look, clipped=_clipped(orthography))
    found = [Span(start, end) for start, end in scanner.find_quotes(text, _LONGEST, look)]
    return _with_set_apart(text, found) if has_sign(text, '"') and _SET_APART.search(text) else tuple(found)


@lru_cache(maxsize=8)
def _clipped(orthography: Orthography) -> re.Pattern[str]:
    """What a mark before it makes no quotation but a word that lost its beginning: '90s, 'em."""
    return re.compile(rf"(?:\d0s|{any_of(orthography.clipped)})\b", re.IGNORECASE)


def _look(text: str, place: int, clipped: re.Pattern[str]) -> tuple[int, int, int]:
    """Start and end of what the mark at `place` opens, or -1 twice, and where to go on: for the compiled walk."""
    opening = next(
        (found for mark, pattern in _STRAIGHT if text.startswith(mark, place) and (found := pattern.match(text, place))), None
    ) or _CURVED.match(text, place)
    inside, at = _read(text, opening, clipped) if opening else (None, place + 1)
    return (inside.start, inside.end, at) if inside else (-1, -1, at)


def _read(text: str, opening: re.Match[str], clipped: re.Pattern[str]) -> tuple[Span | None, int]:
    """The inside of the quotation that a mark opens, if it opens one, and where to go on."""
    inside = _quotation(text, opening) if _opens(text, opening, clipped) else None
    if inside is None:
        return None, opening.end()
    return inside, inside.end + (text[inside.end : inside.end + 1] not in ("", "\n"))


def _with_set_apart(text: str, found: list[Span]) -> tuple[Span, ...]:
    """The quotations with those whose marks stand apart from the words, as a tokeniser leaves them: marks in pairs."""
    paragraphs: list[list[int]] = []
    for mark in (match.start() for match in _SET_APART.finditer(text)):
        if not paragraphs or text.find("\n\n", paragraphs[-1][-1], mark) >= 0:
            paragraphs.append([])
        paragraphs[-1].append(mark)
    even = [marks for marks in paragraphs if len(marks) % 2 == 0]  # an odd one may be inches, or a slip
    pairs = [(start + 1, end) for marks in even for start, end in zip(marks[::2], marks[1::2], strict=True)]
    kept: list[Span] = []
    for span in sorted((*found, *(Span(*pair) for pair in pairs)), key=attrgetter("start")):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


def _in_usual_marks(text: str) -> str:
    # not by `translate`, which looks every character up: half a millisecond for a text of 1,600 words
    for mark in filter(_UNUSUAL.__contains__, beyond_ascii(text)):
        text = text.replace(mark, _UNUSUAL[mark])
    return text


def _openings(text: str) -> list[re.Match[str]]:
    """What may open a quotation, in order."""
    # one character first: a search for two takes fifty times as long
    found = [match for mark, pattern in _STRAIGHT if mark[0] in text and mark in text for match in pattern.finditer(text)]
    found += filter(None, (_CURVED.match(text, place) for place in _curved_places(text)))
    return sorted(found, key=re.Match.start)


def curved_places_plainly(text: str) -> list[int]:
    """Where the curved marks of `text` stand, in order."""
    return places_of(text, _marks_of(text))


@twin_of(curved_places_plainly)
def _curved_places(text: str) -> list[int]:
    # most of them are apostrophes, and an expression takes its time to say so
    return scanner.without_apostrophes(text, curved_places_plainly(text))


def _marks_of(text: str) -> str:
    """The curved marks that `text` has."""
    return "" if text.isascii() else "".join(mark for mark in _CURVED_MARKS if mark in text)


def _opens(text: str, mark: re.Match[str], clipped: re.Pattern[str]) -> bool:
    """Whether a mark may open a quotation: it touches what follows, and not a word before it."""
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    kind = mark.group()
    if kind == ">":
        return True
    if not after or (after.isspace() and (kind not in ("\u00ab", "\u2039", "\u201c") or not (before or " ").isspace())):
        return False
    if kind == '"' and before == ",":
        return after.isupper()  # no quotation is open here that the mark could close
    if kind in ('"', "'", "\u201d", "\u203a", "\u00bb") and (before.isalnum() or before in (".", ",", "!", "?")):
        return False
    return not (kind in ("'", "\u2018", "\u2019") and clipped.match(text, mark.end()))


def _quotation(text: str, opening: re.Match[str]) -> Span | None:
    """The inside of the quotation that begins at `opening`; None when nothing closes it."""
    if opening.group() == ">":
        lines = _QUOTED_LINES.match(text, opening.start())
        return Span(opening.end(), lines.end()) if lines and lines.end() > opening.end() else None
    marks, start = _MARKS[opening.group()], opening.end()
    limit = min(start + _LONGEST, len(text))
    doubtful: int | None = None
    n_inner = 0
    at = start
    while True:
        inside = marks.inside.match(text, at, limit)
        end = inside.end() if inside else at
        n_inner += text.count(marks.opening, at, end) if marks.opening else 0
        if end >= limit or text[end] not in marks.closing:
            break
        if _closes(text, end, marks):
            if not n_inner and not _is_doubtful(text, end, marks):
                return _whole(text, start, end, marks)
            n_inner -= bool(n_inner)
            doubtful = end if doubtful is None else doubtful
        elif marks.is_same and (text[end - 1 : end].isspace() or not text[end + 1 : end + 2].isalnum()):
            break  # the mark opens another quotation, or is none
        at = end + 1
    if doubtful is not None and opening.group() != "\u2019":
        return _whole(text, start, doubtful, marks)
    return _without_its_mark(text, start, end, opening.group())


def _without_its_mark(text: str, start: int, end: int, mark: str) -> Span | None:
    """A quotation that `mark` opened and that its own mark does not close up to `end`, where something else ends it."""
    if other := _other_end(text, start, end, _MARKS[mark]):
        return _whole(text, start, other, _MARKS[mark])
    if mark == "\u201c" and (other := _end_in_another_paragraph(text, start, end)):
        return Span(start, other)
    limit = min(start + _LONGEST, len(text))
    return _open_ended(text, start, end, mark) if end < limit or limit == len(text) else None


def _end_in_another_paragraph(text: str, start: int, end: int) -> int | None:
    """Where the quotation of several paragraphs ends whose later ones begin with no mark; None when another one opens first."""
    if not text[start:end].rstrip().endswith(_SENTENCE_ENDS):
        return None
    found = _NEXT_MARK.search(text, end, min(start + _LONGEST, len(text)))
    is_end = found is not None and found.group() == "\u201d" and not text[found.start() - 1].isspace()
    return found.start() if found and is_end and text.count("\n\n", start, found.start()) <= _MOST_BREAKS else None


def _other_end(text: str, start: int, end: int, marks: _Marks) -> int | None:
    """Where a mark of another kind closes a quotation, if one does."""
    for found in _touching(marks.instead).finditer(text, start, end + 2) if marks.instead else ():
        at = found.start()
        if at <= end and not text[at - 1].isdigit():
            return at
    return None


@cache
def _touching(marks: str) -> re.Pattern[str]:
    """One of the marks behind what is no space, and before what is no letter or digit."""
    return re.compile(rf"[{marks}](?<=\S[{marks}])(?![^\W_])")


def _whole(text: str, start: int, end: int, marks: _Marks) -> Span | None:
    shortest = _SHORTEST_SINGLE if marks.is_single else 2
    return Span(start, end) if end - start >= shortest else None


def _closes(text: str, at: int, marks: _Marks) -> bool:
    """Whether a closing mark ends a quotation, and is no apostrophe and no opening mark."""
    before, after = text[at - 1], text[at + 1 : at + 2]
    if marks.is_double:
        return after == marks.closing
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
