"""Of stretches that overlap, one stays."""

from collections.abc import Sequence

from app.finder.types import Rectangle
from app.text import Span

NEAR = 40  # tokens between two patches, on both sides, that make them one


def gap(one: Span, other: Span) -> int:
    """What lies between two spans, in their unit; negative when they overlap."""
    return max(one.start, other.start) - min(one.end, other.end)


def merged(rectangles: Sequence[Rectangle]) -> list[Rectangle]:
    """Rectangles that are near each other on both sides made one, until none are."""
    done: list[Rectangle] = []
    for rectangle in rectangles:
        current = rectangle
        while near := [other for other in done if _are_near(current, other)]:
            current = _around([current, *near])
            done = [other for other in done if other not in near]
        done.append(current)
    return done


def _are_near(one: Rectangle, other: Rectangle) -> bool:
    return gap(one.reference, other.reference) < NEAR and gap(one.suspect, other.suspect) < NEAR


def _around(parts: Sequence[Rectangle]) -> Rectangle:
    return Rectangle(hull([p.reference for p in parts]), hull([p.suspect for p in parts]), max(p.evidence for p in parts))


def hull(spans: Sequence[Span]) -> Span:
    """The shortest span that holds all of them."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def without_twins(rectangles: Sequence[Rectangle]) -> list[Rectangle]:
    """Non-maximum suppression: out goes what one of more evidence covers by 3/10 of its suspect side and touches on the other."""
    kept: list[Rectangle] = []
    for rectangle in sorted(rectangles, key=lambda r: -r.evidence):
        if not any(_is_twin(rectangle, other) for other in kept):
            kept.append(rectangle)
    return kept


def _is_twin(one: Rectangle, other: Rectangle) -> bool:
    return gap(one.suspect, other.suspect) < -0.3 * len(one.suspect) and gap(one.reference, other.reference) < 0
