"""A report that shows only the matched words: everything else becomes █, character for character, so offsets stay right.

Matched are both sides of each substitution, and inside passages the words that stand on both sides and in no edit.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from app.report.marks import SideName
from app.report.types import PassageEntry, Place, Report, SentenceEntry
from app.text import Document, Span, read_text

BLOCK = "█"
SIDES: tuple[SideName, SideName] = ("reference", "suspect")
_COVERED = "LNM"  # Unicode's letters, numbers, and the marks that go with letters


def redact(report: Report) -> Report:
    """`report` with both texts, and every quotation of them, readable only where they match. O(n log n).

    Hashes stay those of the whole texts. A report without texts keeps its ledger: both sides of a swap are matched.
    """
    texts = {side: getattr(report, side).text or "" for side in SIDES}
    documents = {side: read_text(texts[side]) for side in SIDES}
    covered = {side: _cover(texts[side], _readable(report, side, documents)) for side in SIDES}
    changed: dict[str, Any] = {
        side: getattr(report, side).model_copy(update={"text": covered[side]})
        for side in SIDES
        if getattr(report, side).text is not None
    }
    return report.model_copy(update={**changed, **_without_quotes(report, covered["suspect"])})


def _readable(report: Report, side: SideName, documents: dict[SideName, Document]) -> Iterator[Span]:
    """The characters of one side that may be read."""
    length = len(documents[side].text)
    yield from (_inside(entry[side], length) for entry in report.substitutions)
    hidden = _Places(entry[side] for entry in report.edits)
    other: SideName = "suspect" if side == "reference" else "reference"
    for passage in report.passages:
        sentences: Sequence[SentenceEntry | PassageEntry] = passage["sentences"] or [passage]
        for pair in sentences:
            known = set(_norms(documents[other], pair[other]))
            for span, norm in _words(documents[side], pair[side]):
                if norm in known and not hidden.touches(span):
                    yield span


def _inside(place: Place, length: int) -> Span:
    start = min(max(place["start"], 0), length)
    return Span(start, max(start, min(place["end"], length)))


def _words(document: Document, place: Place) -> Iterator[tuple[Span, str]]:
    """The words that begin within `place`, with the form they are matched in."""
    first, last = document.starts.searchsorted([place["start"], place["end"]]).tolist()
    starts, ends = document.starts[first:last].tolist(), document.ends[first:last].tolist()
    for start, end, norm in zip(starts, ends, document.norms[first:last], strict=True):
        yield Span(start, end), norm


def _norms(document: Document, place: Place) -> Iterator[str]:
    return (norm for _, norm in _words(document, place))


class _Places:
    """Stretches of a text, to be asked whether one touches a word; those of edits never overlap."""

    def __init__(self, places: Iterable[Place]) -> None:
        ordered = sorted((place["start"], place["end"]) for place in places if place["end"] > place["start"])
        self._starts = [start for start, _ in ordered]
        self._reach: list[int] = []
        for _, end in ordered:
            self._reach.append(max(end, self._reach[-1]) if self._reach else end)

    def touches(self, span: Span) -> bool:
        """Whether any of the stretches shares a character with `span`."""
        before = bisect_right(self._starts, span.end - 1)
        return before > 0 and self._reach[before - 1] > span.start


def _cover(text: str, readable: Iterable[Span]) -> str:
    """`text` with █ for each letter and digit outside of the readable stretches; blanks and marks stay."""
    pieces, at = [], 0
    for span in sorted(readable, key=lambda span: span.start):
        if span.end > at:
            pieces += [_blacked(text[at : max(span.start, at)]), text[max(span.start, at) : span.end]]
            at = span.end
    return "".join([*pieces, _blacked(text[at:])])


def _blacked(text: str) -> str:
    return "".join(BLOCK if unicodedata.category(character)[0] in _COVERED else character for character in text)


def _without_quotes(report: Report, suspect: str) -> dict[str, Any]:
    """What else quotes the suspect: kept names, numbers and quotations, readable as far as the text is."""
    survived = dict(report).get("survived")
    if not survived:
        return {}
    return {"survived": [{**entry, "text": _quoted(suspect, entry)} for entry in survived]}


def _quoted(suspect: str, entry: dict[str, Any]) -> str:
    place = entry["suspect"]
    return suspect[place["start"] : place["end"]] or _blacked(entry["text"])
