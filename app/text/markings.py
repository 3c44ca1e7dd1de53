"""What a file says of its text besides the characters, added to the document of that text."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from operator import attrgetter

from app.text.types import Disguise, DisguiseKind, Document, LeftOut, Markings, Omission, Span
from app.text.words import find_words


def count_left_out(pieces: Iterable[tuple[Omission, str]]) -> tuple[LeftOut, ...]:
    """The words of the pieces of a file that are not its text, by reason, the most first; a reason without words is none."""
    texts: dict[Omission, list[str]] = {}
    for reason, text in pieces:
        texts.setdefault(reason, []).append(text)
    counts = Counter({reason: len(find_words("\n".join(each)).starts) for reason, each in texts.items()})
    return tuple(LeftOut(reason, n) for reason, n in counts.most_common() if n)


def with_markings(document: Document, markings: Markings) -> Document:
    """`document` with the alerts and quotations of its file; a place beyond the text's end counts to the end."""
    n = len(document.text)
    hidden = tuple(Disguise(DisguiseKind.HIDDEN_MARKUP, _within(span, n)) for span in markings.hidden)
    quotes = _merged((*document.quotes, *(_within(span, n) for span in markings.quotes)))
    return replace(document, quotes=quotes, disguises=(*document.disguises, *hidden), markings=markings)


def _within(span: Span, n: int) -> Span:
    return Span(min(span.start, n), min(span.end, n))


def _merged(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans in order, those that overlap as one: `Document.in_quotes` needs them apart."""
    merged: list[Span] = []
    for span in sorted(filter(len, spans), key=attrgetter("start", "end")):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
