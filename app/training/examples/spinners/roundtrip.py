"""Round trips of whole articles through another language as a spinner of its own; needs Apertium (`translation`)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Final

from rapidfuzz.distance import Levenshtein

from app.text import Span
from app.training.examples.spinners.cases import in_case
from app.training.examples.spinners.inflection import NO_FORMS
from app.training.examples.spinners.knobs import Knobs
from app.training.examples.spinners.pages import Page, read_page
from app.training.examples.spinners.spinning import choose
from app.training.examples.spinners.thesauri import Thesaurus
from app.training.examples.spinners.translation import PIVOTS, TOKEN, Exchange, exchanges, round_trip
from app.training.examples.spinners.types import Change, Piece, Spun, SwapKind, pieces_of, render, without_overlaps


@dataclass(frozen=True, slots=True)
class Trip:
    """How texts are sent round: through which languages, what share of differences is taken, word order kept or not.

    With the order kept the differences of all pivots are joined, the first wins; without, only the first is used.
    `function_rate` adds swaps from the table of connectives where the order is kept.
    """

    pivots: tuple[str, ...] = PIVOTS
    rate: float = 1.0
    keeps_order: bool = True
    function_rate: float = 0.0


def spin_round_trip(texts: Sequence[str], trip: Trip, random: Random, build: Path) -> list[Spun]:
    """Whole articles after a round trip, sentence by sentence.

    With `keeps_order` each sentence keeps its skeleton and only short exchanges are made in it, by their context;
    without, the sentence is what came back, and the swaps are those of its word alignment.

    Raises:
        ApertiumMissing: the translator is not there.
    """
    pages = [read_page(text) for text in texts]
    lines = [page.text[unit.chars.start : unit.chars.end] for page in pages for unit in page.units]
    pivots = trip.pivots if trip.keeps_order else trip.pivots[:1]
    returned = zip(*(round_trip(lines, pivot, build) for pivot in pivots), strict=True)
    rewrite = _exchanged if trip.keeps_order else _returned
    return [
        render(page.text, rewrite(page, [(unit.chars, *next(returned)) for unit in page.units], trip, random)) for page in pages
    ]


_NO_WORDS: Final = Thesaurus("connectives", {}, {}, NO_FORMS)
_Returned = Sequence[tuple[Any, ...]]
"""A sentence's characters and what came back from each pivot."""


def _exchanged(page: Page, sentences: _Returned, trip: Trip, random: Random) -> Iterator[Piece]:
    text = page.text
    changes = [
        _shifted(text, chars, pair)
        for place in range(1, len(trip.pivots) + 1)
        for chars, after in ((row[0], row[place]) for row in sentences)
        for pair in exchanges(text[chars.start : chars.end], after)
        if random.random() < trip.rate
    ]
    return pieces_of(text, Span(0, len(text)), without_overlaps([*changes, *_connectives(page, trip, random)]))


def _connectives(page: Page, trip: Trip, random: Random) -> list[Change]:
    knobs = Knobs(rate=0.0, phrase_rate=0.0, function_rate=trip.function_rate)
    return choose(page, _NO_WORDS, knobs, random) if trip.function_rate else []


def _shifted(text: str, sentence: Span, pair: Exchange) -> Change:
    chars = Span(sentence.start + pair.chars.start, sentence.start + pair.chars.end)
    return Change(chars, in_case(text[chars.start : chars.end].split(), pair.after), _kind(pair.before, pair.after))


def _kind(before: str, after: str) -> SwapKind:
    return SwapKind.PHRASE if " " in before or " " in after else SwapKind.WORD


def _returned(page: Page, sentences: _Returned, trip: Trip, random: Random) -> Iterator[Piece]:
    """Each sentence as it came back, with the share `rate`; the marks between sentences stay."""
    text = page.text
    at = 0
    for chars, after in sentences:
        if at < chars.start:
            yield Piece(text[at : chars.start], Span(at, chars.start))
        if after.strip() and random.random() < trip.rate:
            yield from _aligned(text, chars, after)
        else:
            yield Piece(text[chars.start : chars.end], chars)
        at = chars.end
    if at < len(text):
        yield Piece(text[at:], Span(at, len(text)))


def _aligned(text: str, chars: Span, after: str) -> Iterator[Piece]:
    """The pieces of a returned sentence by its word alignment with the sent one."""
    left = [Span(chars.start + m.start(), chars.start + m.end()) for m in TOKEN.finditer(text[chars.start : chars.end])]
    right = [Span(*match.span()) for match in TOKEN.finditer(after)]
    words = [text[span.start : span.end] for span in left]
    at = 0
    for op in Levenshtein.opcodes(words, [after[span.start : span.end] for span in right]):
        for source, here in _matched(op.tag, left[op.src_start : op.src_end], right[op.dest_start : op.dest_end]):
            if at < here.start:
                yield Piece(after[at : here.start], None)
            old, new = text[source.start : source.end], after[here.start : here.end]
            yield Piece(new, source, None if old == new else _kind(old, new))
            at = here.end
    if at < len(after):
        yield Piece(after[at:], None)


def _matched(tag: str, left: Sequence[Span], right: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """Equal words one by one, a replaced stretch as a whole; what only one side has is no swap."""
    if tag == "equal":
        yield from zip(left, right, strict=True)
    elif tag == "replace":
        yield Span(left[0].start, left[-1].end), Span(right[0].start, right[-1].end)
