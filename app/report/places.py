"""Passages that stand beside each other are one place of reuse, in however many manners it was changed; a sentence is none."""

from collections.abc import Sequence

from app.finder import gap, hull
from app.text import Span
from app.verdict import Label

# Both chosen on PAN's training pairs (decision 0009).
NEAR = 500  # characters between two passages that leave them one place
FEWEST = 150  # characters on either side, under which a place that is not called reuse is a sentence on the same subject
Sides = tuple[Span, Span]
"""Characters of the reference and of the suspect."""


def places_of_reuse(passages: Sequence[Sides], labels: Sequence[str]) -> list[tuple[Sides, range]]:
    """Each place with the numbers of its passages, in the order of the suspect, which is the order of `passages`. O(n) time.

    A passage belongs to the place before it when it is near it on both sides, on whichever side of it in the reference.
    `labels` are the passages'; where all are independent a place needs some length.
    """
    return [(sides, k) for sides, k in _joined(passages) if _may_be_reuse(labels[k.start : k.stop]) or _is_long(sides)]


def _may_be_reuse(labels: Sequence[str]) -> bool:
    return any(label != Label.INDEPENDENT for label in labels)


def _is_long(sides: Sides) -> bool:
    return min(map(len, sides)) >= FEWEST


def _joined(passages: Sequence[Sides]) -> list[tuple[Sides, range]]:
    places: list[tuple[Sides, range]] = []
    for k, sides in enumerate(passages):
        if places and all(gap(one, other) < NEAR for one, other in zip(places[-1][0], sides, strict=True)):
            (reference, suspect), numbers = places.pop()
            places.append(((hull([reference, sides[0]]), hull([suspect, sides[1]])), range(numbers.start, k + 1)))
        else:
            places.append((sides, range(k, k + 1)))
    return places
