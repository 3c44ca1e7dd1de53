"""Passages that stand beside each other are one place of reuse, in however many manners it was changed."""

from collections.abc import Sequence

from app.text import Span

NEAR = 240  # characters between two passages, some forty words, that leave them one place: as the finder joins its patches
Sides = tuple[Span, Span]
"""Characters of the reference and of the suspect."""


def places_of_reuse(passages: Sequence[Sides]) -> list[tuple[Sides, range]]:
    """Each place with the numbers of its passages, in the order of the suspect, which is the order of `passages`. O(n) time.

    A passage belongs to the place before it when it is near it on both sides, on whichever side of it in the reference.
    """
    places: list[tuple[Sides, range]] = []
    for k, sides in enumerate(passages):
        if places and all(_gap(one, other) < NEAR for one, other in zip(places[-1][0], sides, strict=True)):
            (reference, suspect), numbers = places.pop()
            places.append(((_hull(reference, sides[0]), _hull(suspect, sides[1])), range(numbers.start, k + 1)))
        else:
            places.append((sides, range(k, k + 1)))
    return places


def _gap(one: Span, other: Span) -> int:
    """Characters between two spans; negative when they overlap."""
    return max(one.start, other.start) - min(one.end, other.end)


def _hull(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))
