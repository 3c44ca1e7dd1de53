"""The order of a spun text: sentences and paragraphs in another order, headings dropped; the mapping stays right."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from random import Random
from typing import Final, TypeVar

from app.text import Span
from app.training.examples.spinners.knobs import Knobs
from app.training.examples.spinners.pages import Page, Unit
from app.training.examples.spinners.types import Change, Piece, pieces_of

_Item = TypeVar("_Item")
_BETWEEN_SENTENCES: Final = " "
_BETWEEN_PARAGRAPHS: Final = "\n\n"


def lay_out(page: Page, changes: Sequence[Change], knobs: Knobs, random: Random) -> Iterator[Piece]:
    """The pieces of the page after the changes, in the order that the knobs ask for."""
    units = list(page.units)
    order = _in_order(page, knobs, random)
    if order == units:
        return pieces_of(page.text, Span(0, len(page.text)), changes)
    return _joined(page.text, order, changes)


def _in_order(page: Page, knobs: Knobs, random: Random) -> list[Unit]:
    paragraphs = page.paragraphs
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


def _joined(text: str, order: Sequence[Unit], changes: Sequence[Change]) -> Iterator[Piece]:
    starts = [change.chars.start for change in changes]
    for unit, following in zip(order, [*order[1:], None], strict=True):
        mine = changes[bisect_left(starts, unit.chars.start) : bisect_left(starts, unit.chars.end)]
        yield from pieces_of(text, unit.chars, [change for change in mine if change.chars.end <= unit.chars.end])
        if following is not None:
            yield _between(text, unit, following)


def _between(text: str, unit: Unit, following: Unit) -> Piece:
    if following.row == unit.row + 1:
        gap = Span(unit.chars.end, following.chars.start)
        return Piece(text[gap.start : gap.end], gap)
    return Piece(_BETWEEN_SENTENCES if unit.paragraph == following.paragraph else _BETWEEN_PARAGRAPHS, None)
