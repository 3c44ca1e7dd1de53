"""The order of a spun text: sentences and paragraphs in another order, headings dropped; the mapping stays right."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby
from random import Random
from typing import Final, NamedTuple, TypeVar

from app.text import Sentence, Span
from app.training.spinners.knobs import Knobs
from app.training.spinners.pages import Page
from app.training.spinners.types import Change, Piece, pieces_of

_Item = TypeVar("_Item")
_BETWEEN_SENTENCES: Final = " "
_BETWEEN_PARAGRAPHS: Final = "\n\n"


class _Unit(NamedTuple):
    """A stretch that is moved as a whole: a sentence, with what stands before and after it up to its neighbours."""

    row: int
    chars: Span
    paragraph: int
    is_heading: bool


def lay_out(page: Page, changes: Sequence[Change], knobs: Knobs, random: Random) -> Iterator[Piece]:
    """The pieces of the page after the changes, in the order that the knobs ask for."""
    units = _units(page)
    order = _in_order(units, knobs, random)
    if order == units:
        return pieces_of(page.text, Span(0, len(page.text)), changes)
    return _joined(page.text, order, changes)


def _units(page: Page) -> list[_Unit]:
    return [_unit(row, sentence) for row, sentence in enumerate(page.sentences)]


def _unit(row: int, sentence: Sentence) -> _Unit:
    return _Unit(row, sentence.chars, sentence.paragraph, sentence.is_heading)


def _in_order(units: Sequence[_Unit], knobs: Knobs, random: Random) -> list[_Unit]:
    paragraphs = [list(group) for _, group in groupby(units, key=lambda unit: unit.paragraph)]
    if knobs.drop_headings:
        paragraphs = [
            rows for rows in paragraphs if not (rows[0].is_heading and random.random() < knobs.drop_headings)
        ] or paragraphs
    if knobs.reorder_sentences:
        paragraphs = [_shuffled(rows, knobs.reorder_sentences, random) for rows in paragraphs]
    if knobs.reorder_paragraphs:
        paragraphs = _shuffled(paragraphs, knobs.reorder_paragraphs, random)
    return [unit for rows in paragraphs for unit in rows]


def _shuffled(items: Sequence[_Item], share: float, random: Random) -> list[_Item]:
    """The items with about that share of them on other places."""
    places = [place for place in range(len(items)) if random.random() < share]
    moved = random.sample(places, len(places))
    order = list(range(len(items)))
    for place, other in zip(places, moved, strict=True):
        order[place] = other
    return [items[place] for place in order]


def _joined(text: str, order: Sequence[_Unit], changes: Sequence[Change]) -> Iterator[Piece]:
    starts = [change.chars.start for change in changes]
    for unit, following in zip(order, [*order[1:], None], strict=True):
        mine = changes[bisect_left(starts, unit.chars.start) : bisect_left(starts, unit.chars.end)]
        yield from pieces_of(text, unit.chars, [change for change in mine if change.chars.end <= unit.chars.end])
        if following is not None:
            yield _between(text, unit, following)


def _between(text: str, unit: _Unit, following: _Unit) -> Piece:
    if following.row == unit.row + 1:
        gap = Span(unit.chars.end, following.chars.start)
        return Piece(text[gap.start : gap.end], gap)
    return Piece(_BETWEEN_SENTENCES if unit.paragraph == following.paragraph else _BETWEEN_PARAGRAPHS, None)
