"""Documents put together: a spun paragraph in an honest article, half-spun halves, edited agency copy, and the like.

Each function takes articles and gives a `Composite`: both texts, gold passages (characters on both sides, with their
label) and gold swaps. `COMPOSITES` is the table of all.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final, NamedTuple

from app.text import Span, read_text
from app.training.examples.labels import TaughtLabel
from app.training.examples.spinners.editing import DESK, LIGHT, UPDATE, Hand, edits
from app.training.examples.spinners.knobs import Knobs
from app.training.examples.spinners.pages import Page, read_page
from app.training.examples.spinners.spinning import Style, choose
from app.training.examples.spinners.types import Change, Piece, Swap, pieces_of, render, without_overlaps

_GAP: Final = "\n\n"
SHORTEST_PASSAGE: Final = 60  # words of the one paragraph that is spun


class GoldPassage(NamedTuple):
    """Two stretches that belong together (characters), and what was done to them."""

    reference: Span
    suspect: Span
    label: TaughtLabel


@dataclass(frozen=True, slots=True)
class Composite:
    """A made pair. Text outside every passage is independent of the reference."""

    name: str
    reference: str
    suspect: str
    passages: tuple[GoldPassage, ...]
    swaps: tuple[Swap, ...]

    def share(self, label: TaughtLabel) -> float:
        """Share of the suspect's characters that stand in passages of the label; the rest is independent."""
        inside = sum(len(passage.suspect) for passage in self.passages if passage.label is label)
        outside = len(self.suspect) - sum(len(passage.suspect) for passage in self.passages)
        return (inside + outside * (label is TaughtLabel.INDEPENDENT)) / max(1, len(self.suspect))


class LabelledBlock(NamedTuple):
    """A paragraph of the suspect: its pieces, and the label of what they are to the reference."""

    pieces: tuple[Piece, ...]
    label: TaughtLabel


Builder = Callable[["Workshop", Random], Composite]


@dataclass(frozen=True, slots=True)
class Workshop:
    """What a composite is made from: the reference, an independent article, and a spinner."""

    reference: str
    host: str
    style: Style
    knobs: Knobs


def compose(name: str, reference: str, blocks: Sequence[LabelledBlock]) -> Composite:
    """The blocks joined by blank lines; neighbours with the same label become one passage."""
    pieces: list[Piece] = []
    marks: list[tuple[int, int, TaughtLabel]] = []
    for block in blocks:
        if pieces:
            pieces.append(Piece(_GAP, None))
        marks.append((len(pieces), len(pieces) + len(block.pieces), block.label))
        pieces.extend(block.pieces)
    made = render(reference, pieces)
    starts = _starts(pieces)
    passages = tuple(_passages(pieces, starts, marks))
    return Composite(name, reference, made.text, passages, made.swaps)


def _starts(pieces: Sequence[Piece]) -> list[int]:
    starts = [0]
    for piece in pieces:
        starts.append(starts[-1] + len(piece.text))
    return starts


def _passages(
    pieces: Sequence[Piece], starts: Sequence[int], marks: Sequence[tuple[int, int, TaughtLabel]]
) -> Iterator[GoldPassage]:
    for run in _runs(pieces, marks):
        sources = [piece.source for first, last, _ in run for piece in pieces[first:last] if piece.source]
        suspect = Span(starts[run[0][0]], starts[run[-1][1]])
        reference = Span(min(span.start for span in sources), max(span.end for span in sources))
        yield GoldPassage(reference, suspect, run[0][2])


def _runs(pieces: Sequence[Piece], marks: Sequence[tuple[int, int, TaughtLabel]]) -> list[list[tuple[int, int, TaughtLabel]]]:
    """Neighbouring blocks with one label whose sources follow each other in the reference."""
    runs: list[list[tuple[int, int, TaughtLabel]]] = []
    reached = -1
    for mark in marks:
        spans = [piece.source for piece in pieces[mark[0] : mark[1]] if piece.source]
        if mark[2] is TaughtLabel.INDEPENDENT or not spans:
            reached = -1
            continue
        if reached >= 0 and runs and runs[-1][-1][2] is mark[2] and spans[0].start >= reached:
            runs[-1].append(mark)
        else:
            runs.append([mark])
        reached = max(span.end for span in spans)
    return runs


def paragraphs_of(page: Page) -> list[Span]:
    """Characters of each paragraph."""
    return [Span(rows[0].chars.start, rows[-1].chars.end) for rows in page.paragraphs]


def _blocks(page: Page, spans: Iterable[Span], changes: Sequence[Change], label: TaughtLabel) -> list[LabelledBlock]:
    """The paragraphs as blocks after the changes; a change that leaves its paragraph is not made."""
    starts = [change.chars.start for change in changes]
    blocks: list[LabelledBlock] = []
    for span in spans:
        mine = changes[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        pieces = tuple(pieces_of(page.text, span, [change for change in mine if change.chars.end <= span.end]))
        if any(piece.text.strip() for piece in pieces):
            blocks.append(LabelledBlock(pieces, label))
    return blocks


def _foreign(text: str) -> list[LabelledBlock]:
    """An independent article's paragraphs."""
    page = read_page(text)
    return [LabelledBlock((Piece(text[span.start : span.end], None),), TaughtLabel.INDEPENDENT) for span in paragraphs_of(page)]


def _spun(workshop: Workshop, page: Page, spans: Sequence[Span], random: Random) -> list[LabelledBlock]:
    return _blocks(page, spans, choose(page, workshop.style.thesaurus, workshop.knobs, random), TaughtLabel.SPUN)


def _verbatim(page: Page, spans: Iterable[Span]) -> list[LabelledBlock]:
    return _blocks(page, spans, (), TaughtLabel.COPIED)


def _edited(text: str, hand: Hand, random: Random) -> LabelledBlock:
    page = read_page(text)
    whole = Span(0, len(text))
    return LabelledBlock(tuple(pieces_of(text, whole, without_overlaps(edits(page, hand, random)))), TaughtLabel.COPIED)


def _stretch(page: Page, random: Random) -> tuple[int, int]:
    """First and last (exclusive) of a shortest run of paragraphs with `SHORTEST_PASSAGE` words."""
    spans = paragraphs_of(page)
    lengths = [page.text.count(" ", span.start, span.end) + 1 for span in spans]
    first = random.randrange(len(spans))
    last = first
    while sum(lengths[first:last]) < SHORTEST_PASSAGE and last < len(spans):
        last += 1
    while sum(lengths[first:last]) < SHORTEST_PASSAGE and first > 0:
        first -= 1
    return first, last


def spun_paragraph(workshop: Workshop, random: Random) -> Composite:
    """One paragraph spun, the rest word for word from the reference."""
    page = read_page(workshop.reference)
    spans = paragraphs_of(page)
    first, last = _stretch(page, random)
    blocks = [*_verbatim(page, spans[:first]), *_spun(workshop, page, spans[first:last], random)]
    return compose("spun_paragraph", page.text, [*blocks, *_verbatim(page, spans[last:])])


def spun_paragraph_in_host(workshop: Workshop, random: Random) -> Composite:
    """One paragraph of the reference spun and put into an independent article."""
    return _in_host("spun_paragraph_in_host", workshop, random, _spun(workshop, *_cutting(workshop, random), random))


def copied_paragraph_in_host(workshop: Workshop, random: Random) -> Composite:
    """One paragraph of the reference word for word in an independent article."""
    return _in_host("copied_paragraph_in_host", workshop, random, _verbatim(*_cutting(workshop, random)))


def _cutting(workshop: Workshop, random: Random) -> tuple[Page, list[Span]]:
    page = read_page(workshop.reference)
    first, last = _stretch(page, random)
    return page, paragraphs_of(page)[first:last]


def _in_host(name: str, workshop: Workshop, random: Random, inside: Sequence[LabelledBlock]) -> Composite:
    host = _foreign(workshop.host)
    at = random.randint(0, len(host))
    return compose(name, workshop.reference, [*host[:at], *inside, *host[at:]])


def half_spun(workshop: Workshop, random: Random) -> Composite:
    """One half spun, the other half word for word."""
    page = read_page(workshop.reference)
    spans = paragraphs_of(page)
    middle = len(spans) // 2
    halves = [spans[:middle], spans[middle:]]
    spun = random.randrange(2)
    blocks = [_verbatim(page, halves[0]), _verbatim(page, halves[1])]
    blocks[spun] = _spun(workshop, page, halves[spun], random)
    return compose("half_spun", page.text, [*blocks[0], *blocks[1]])


def interleaved(workshop: Workshop, random: Random) -> Composite:
    """Paragraphs of the reference, half of them spun, between paragraphs of an independent article."""
    page = read_page(workshop.reference)
    changes = choose(page, workshop.style.thesaurus, workshop.knobs, random)
    mine = [
        block
        for span in paragraphs_of(page)
        for block in (_blocks(page, [span], changes, TaughtLabel.SPUN) if random.random() < 0.5 else _verbatim(page, [span]))
    ]
    return compose("interleaved", page.text, _merged(mine, _foreign(workshop.host), random))


def _merged(left: Sequence[LabelledBlock], right: Sequence[LabelledBlock], random: Random) -> list[LabelledBlock]:
    """Both rows in one, each in its own order."""
    sides = [0] * len(left) + [1] * len(right)
    random.shuffle(sides)
    rows = (iter(left), iter(right))
    return [next(rows[side]) for side in sides]


def spun_and_dressed(workshop: Workshop, random: Random) -> Composite:
    """All spun, headings and captions dropped, a site's boilerplate around and between."""
    page = read_page(workshop.reference)
    spans = [span for span in paragraphs_of(page) if len(span) > _CAPTION or random.random() < 0.5]
    return compose("spun_and_dressed", page.text, _dressed(_spun(workshop, page, spans, random), random))


def copied_and_dressed(workshop: Workshop, random: Random) -> Composite:
    """Word for word, headings and captions dropped, a site's boilerplate around and between."""
    page = read_page(workshop.reference)
    spans = [span for span in paragraphs_of(page) if len(span) > _CAPTION or random.random() < 0.5]
    return compose("copied_and_dressed", page.text, _dressed(_verbatim(page, spans), random))


def _dressed(blocks: Sequence[LabelledBlock], random: Random) -> list[LabelledBlock]:
    dressed = list(blocks)
    for line in random.sample(BOILERPLATE, random.randint(2, 6)):
        at = random.choice((0, len(dressed), random.randint(0, len(dressed))))
        dressed.insert(at, LabelledBlock((Piece(line, None),), TaughtLabel.INDEPENDENT))
    return dressed


def spun_in_two_styles(workshop: Workshop, random: Random) -> Composite:
    """Paragraph by paragraph the spinner's own choice or another seed's: two runs of a tool mixed."""
    page = read_page(workshop.reference)
    runs = [choose(page, workshop.style.thesaurus, workshop.knobs, random) for _ in range(2)]
    spans = paragraphs_of(page)
    blocks = [block for span in spans for block in _blocks(page, [span], random.choice(runs), TaughtLabel.SPUN)]
    return compose("spun_in_two_styles", page.text, blocks)


def edited(workshop: Workshop, random: Random) -> Composite:
    """Lightly edited by a desk: house style, a few trims and wordings."""
    return compose("edited", workshop.reference, [_edited(workshop.reference, LIGHT, random)])


def updated(workshop: Workshop, random: Random) -> Composite:
    """A later version: numbers brought up to date, sentences added, a paragraph gone."""
    return compose("updated", workshop.reference, [_edited(workshop.reference, UPDATE, random)])


def wire_copy(workshop: Workshop, random: Random) -> Composite:
    """Agency copy as a desk prints it: its own headline and opening, house style, cut from below."""
    host = _foreign(workshop.host)
    opening = host[: random.randint(0, min(3, len(host)))]
    body = _edited(workshop.reference, DESK, random)
    ending = [LabelledBlock((Piece(random.choice(CREDITS), None),), TaughtLabel.INDEPENDENT)] if random.random() < 0.5 else []
    return compose("wire_copy", workshop.reference, [*opening, body, *ending])


def house_style(workshop: Workshop, random: Random) -> Composite:
    """The same words in another house's spelling and formats: every place that the style would change."""
    hand = Hand(1.0, 0, 0.5, 0, 0, 0, 0, 0, 0, 0, 0, straight_quotes=random.random() < 0.5)
    return compose("house_style", workshop.reference, [_edited(workshop.reference, hand, random)])


def shared_quotations(workshop: Workshop, random: Random) -> Composite:
    """An independent article that quotes the same people: one to four quotations of the reference, word for word."""
    page = read_page(workshop.reference)
    quotes = [span for span in _quotes(page.text) if _QUOTE_SHORTEST < len(span) < _QUOTE_LONGEST]
    blocks = _foreign(workshop.host)
    for span in random.sample(quotes, min(len(quotes), random.randint(1, 4))):
        said = random.choice(_SAID)
        line = (Piece("\u201c", None), Piece(page.text[span.start : span.end], None), Piece(said, None))
        blocks.insert(random.randint(0, len(blocks)), LabelledBlock(line, TaughtLabel.INDEPENDENT))
    return compose("shared_quotations", page.text, blocks)


def _quotes(text: str) -> list[Span]:
    return list(read_text(text).quotes)


_CAPTION: Final = 80  # characters: shorter paragraphs are headings and captions
_QUOTE_SHORTEST, _QUOTE_LONGEST = 30, 300
_SAID: Final = (
    "\u201d he said.",
    "\u201d she told reporters.",
    "\u201d a statement said.",
    "\u201d she added.",
    "\u201d he wrote.",
)
CREDITS: Final = (
    "With agency material.", "Our correspondents contributed to this report.", "The wire services contributed.",
    "Edited by the night desk.",
)  # fmt: skip
BOILERPLATE: Final = (
    "Sign up for our newsletter to get the day's top stories in your inbox.", "Share this article", "Advertisement",
    "Read more: Five things to know before you start your day", "Follow us for the latest updates.",
    "Click here to comment",
    "This site uses cookies to give you the best experience. By continuing to browse you agree to our use of cookies.",
    "All rights reserved. This material may not be published, broadcast or redistributed.", "Related stories",
    "Most popular", "Have a tip? Write to our newsroom.", "Download our app for breaking news alerts.",
    "Photo: file picture", "By staff writer", "Posted by admin in News, World | Leave a reply",
    "The views expressed here are those of the author.", "Trending now",
    "Subscribe today for unlimited access to our reporting, and cancel at any time.", "Listen to this story",
    "Watch the video above",
    "Thank you for reading. If you liked this post, tell your friends about it and leave us a comment below.",
    "Correction: an earlier version of this article misspelled a name.",
    "Published 3 hours ago | Updated 25 minutes ago",
)  # fmt: skip

COMPOSITES: Final[dict[str, Builder]] = {
    builder.__name__: builder
    for builder in (
        spun_paragraph, spun_paragraph_in_host, copied_paragraph_in_host, half_spun, interleaved, spun_and_dressed,
        copied_and_dressed, spun_in_two_styles, edited, updated, wire_copy, house_style, shared_quotations,
    )
}  # fmt: skip
"""Every way to put a document together, by name."""
