"""A report that shows only the swaps and a few words around each: all else becomes █, one for one, so offsets stay right.

Readable are the words of both sides of each substitution and, of the `AROUND` words on either side of it, those that stand
in both texts and in no edit. Words that were left out of the comparison are not readable.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from app.report.rereading import reread, spans_of
from app.report.types import SIDES, PassageEntry, Place, Quote, Report, SentenceEntry, SideName, SurvivedEntry, TextEntry
from app.text import Document, Span, without

BLOCK = "█"
AROUND = 2  # words on either side of a swap: enough to see what was swapped, too few to read the article
# Blanks and these of Unicode's categories say no word. Emoji, circled letters, invisible tags and private characters can.
_KEPT = ("P", "Zs", "Zl", "Zp", "Sm", "Sc", "Sk")
_WORD = re.compile(r"\w+")
_CREDITED = re.compile(r"(?<=\bcredits )[^,;]+?(?= and the (?:reference|suspect) credits |[,;])")


def most_readable(report: Report) -> dict[SideName, float]:
    """The share of each text's words that a redacted report shows at most, 0..1; 0 of a text that is not there. O(n log n)."""
    return {side: _share_around(getattr(report, side).text or "", [e[side] for e in report.substitutions]) for side in SIDES}


def redact(report: Report) -> Report:
    """`report` with both texts, and every quotation of them, readable only at the swaps and around them. O(n log n).

    Hashes stay those of the whole texts. A report without texts keeps its ledger: both sides of a swap are matched.
    """
    documents = {side: _compared(report, side) for side in SIDES}
    covered = {side: _cover(documents[side].text, _readable(report, side, documents)) for side in SIDES}
    texts: dict[str, Any] = {}
    for side in SIDES:
        entry: TextEntry = getattr(report, side)
        readable = None if entry.text is None else covered[side]
        texts[side] = entry.model_copy(update={"text": readable, "about": {}})  # a title and a name say what it is
    return report.model_copy(update={**texts, **_without_quotes(report, covered)})


def _share_around(text: str, swapped: Sequence[Quote]) -> float:
    words = np.array([[word.start(), word.end()] for word in _WORD.finditer(text)], np.int64).reshape(-1, 2)
    if not len(words):
        return 0.0
    first = words[:, 1].searchsorted([quote["start"] for quote in swapped], side="right") - AROUND
    last = words[:, 0].searchsorted([quote["end"] for quote in swapped]) + AROUND
    steps = np.zeros(len(words) + 1, np.int64)
    np.add.at(steps, first.clip(0), 1)
    np.add.at(steps, last.clip(None, len(words)), -1)
    return float((steps.cumsum()[:-1] > 0).mean())


def _compared(report: Report, side: SideName) -> Document:
    """One side's text with the words that were compared; without words when the report holds no text."""
    document = reread(report, side)
    quotes = document.quotes if report.settings.exclude_quotations else ()
    left_out: list[Place] = getattr(report.settings.excluded, side)
    return without(document, (*quotes, *spans_of(left_out)))


def _readable(report: Report, side: SideName, documents: dict[SideName, Document]) -> Iterator[Span]:
    """The characters of one side that may be read."""
    for entry in report.substitutions:
        yield from (span for span, _ in _words(documents[side], entry[side]))
    hidden = _Places(entry[side] for entry in report.edits)
    around = _Places(_around(documents[side], entry[side]) for entry in report.substitutions)
    other: SideName = "suspect" if side == "reference" else "reference"
    for passage in report.passages:
        sentences: Sequence[SentenceEntry | PassageEntry] = passage["sentences"] or [passage]
        for pair in sentences:
            known = set(_norms(documents[other], pair[other]))
            for span, norm in _words(documents[side], pair[side]):
                if norm in known and around.touches(span) and not hidden.touches(span):
                    yield span


def _words(document: Document, place: Place | Quote) -> Iterator[tuple[Span, str]]:
    """The words that begin within `place`, with the form they are matched in."""
    first, last = document.starts.searchsorted([place["start"], place["end"]]).tolist()
    starts, ends = document.starts[first:last].tolist(), document.ends[first:last].tolist()
    for start, end, norm in zip(starts, ends, document.norms[first:last], strict=True):
        yield Span(start, end), norm


def _around(document: Document, place: Place | Quote) -> Place:
    """The stretch from `AROUND` words before a place to as many behind it."""
    first, last = document.starts.searchsorted([place["start"], place["end"]]).tolist()
    if not len(document):
        return {"start": 0, "end": 0}
    start, end = max(first - AROUND, 0), min(last + AROUND, len(document))
    return {"start": document.starts.item(min(start, len(document) - 1)), "end": document.ends.item(max(end - 1, 0))}


def _norms(document: Document, place: Place) -> Iterator[str]:
    return (norm for _, norm in _words(document, place))


class _Places:
    """Stretches of a text, to be asked whether one touches a word."""

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
    """`text` with █ for each character outside of the readable stretches that could say something."""
    pieces, at = [], 0
    for span in sorted(readable, key=lambda span: span.start):
        if span.end > at:
            pieces += [_blacked(text[at : max(span.start, at)]), text[max(span.start, at) : span.end]]
            at = span.end
    return "".join([*pieces, _blacked(text[at:])])


def _blacked(text: str) -> str:
    return "".join(character if _is_kept(character) else BLOCK for character in text)


def _is_kept(character: str) -> bool:
    return character.isspace() or unicodedata.category(character).startswith(_KEPT)


def _without_quotes(report: Report, covered: dict[SideName, str]) -> dict[str, Any]:
    """What else quotes the texts: the ledger, kept names, numbers and quotations, and the agency that a text credits."""
    return {
        "substitutions": [
            {**entry, **{side: {**entry[side], "text": _quoted(report, covered, entry[side], side)} for side in SIDES}}
            for entry in report.substitutions
        ],
        "survived": [{**entry, "text": _blacked_quote(entry, covered["reference"])} for entry in report.survived],
        "alternatives": [{**entry, "message": _uncredited(entry["message"], covered)} for entry in report.alternatives],
    }


def _quoted(report: Report, covered: dict[SideName, str], quote: Quote, side: SideName) -> str:
    """One side of a swap as far as its text is readable: a phrase may reach over words that were left out."""
    has_text = getattr(report, side).text is not None
    return covered[side][quote["start"] : quote["end"]] if has_text else quote["text"]


def _blacked_quote(entry: SurvivedEntry, reference: str) -> str:
    place = entry["reference"]
    return reference[place["start"] : place["end"]] or _blacked(entry["text"])


def _uncredited(message: str, covered: dict[SideName, str]) -> str:
    """`message` without the name of an agency, unless the name may be read in a text."""
    return _CREDITED.sub(lambda m: m[0] if any(m[0] in text for text in covered.values()) else _blacked(m[0]), message)
