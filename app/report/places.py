"""Passages that stand beside each other are one place of reuse, in however many manners it was changed."""

from collections.abc import Sequence

from app.finder import gap, hull
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
        if places and all(gap(one, other) < NEAR for one, other in zip(places[-1][0], sides, strict=True)):
            (reference, suspect), numbers = places.pop()
            places.append(((hull([reference, sides[0]]), hull([suspect, sides[1]])), range(numbers.start, k + 1)))
        else:
            places.append((sides, range(k, k + 1)))
    return places
