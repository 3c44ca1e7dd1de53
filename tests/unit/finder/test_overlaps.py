"""Claims about stretches that overlap."""

from hypothesis import given
from hypothesis import strategies as st

from app.finder import Rectangle
from app.finder.overlaps import NEAR, gap, merged, without_twins
from app.text import Span

SPANS = st.tuples(st.integers(0, 400), st.integers(1, 90)).map(lambda s: Span(s[0], s[0] + s[1]))
RECTANGLES = st.lists(st.builds(Rectangle, SPANS, SPANS, st.floats(0, 90)), max_size=8)


def test_a_gap_is_negative_where_spans_overlap() -> None:
    assert [gap(Span(0, 5), Span(*other)) for other in ((8, 9), (5, 6), (3, 9))] == [3, 0, -2]
    assert gap(Span(8, 9), Span(0, 5)) == 3


def test_near_on_both_sides_becomes_one_around_both() -> None:
    one, other = Rectangle(Span(0, 10), Span(100, 120), 3.0), Rectangle(Span(30, 40), Span(90, 95), 5.0)
    assert merged([one, other]) == [Rectangle(Span(0, 40), Span(90, 120), 5.0)]


def test_near_on_one_side_only_stays_two() -> None:
    one, other = Rectangle(Span(0, 10), Span(0, 10)), Rectangle(Span(10, 20), Span(10 + NEAR, 60 + NEAR))
    assert merged([one, other]) == [one, other]


def test_a_bridge_joins_what_it_touches() -> None:
    ends = [Rectangle(Span(k, k + 5), Span(k, k + 5)) for k in (0, 70)]
    assert merged([*ends, Rectangle(Span(35, 40), Span(35, 40))]) == [Rectangle(Span(0, 75), Span(0, 75))]


@given(RECTANGLES)
def test_after_merging_none_are_near_and_all_are_covered(rectangles: list[Rectangle]) -> None:
    found = merged(rectangles)
    for k, one in enumerate(found):
        assert all(gap(one.reference, o.reference) >= NEAR or gap(one.suspect, o.suspect) >= NEAR for o in found[:k])
    for r in rectangles:
        assert any(
            f.reference.start <= r.reference.start <= r.reference.end <= f.reference.end
            and f.suspect.start <= r.suspect.start <= r.suspect.end <= f.suspect.end
            for f in found
        )


def test_of_twins_the_one_of_more_evidence_stays() -> None:
    weak, strong = Rectangle(Span(0, 20), Span(0, 20), 1.0), Rectangle(Span(10, 30), Span(10, 30), 9.0)
    assert without_twins([weak, strong]) == [strong]


def test_a_twin_covers_three_tenths_of_the_suspect_s_side_and_touches_the_other() -> None:
    strong = Rectangle(Span(0, 20), Span(0, 20), 9.0)
    brushing = Rectangle(Span(10, 30), Span(17, 27), 1.0)
    elsewhere = Rectangle(Span(20, 30), Span(0, 20), 1.0)
    assert without_twins([strong, brushing]) == [strong, brushing]
    assert without_twins([strong, elsewhere]) == [strong, elsewhere]


@given(RECTANGLES)
def test_what_stays_was_there_by_falling_evidence(rectangles: list[Rectangle]) -> None:
    kept = without_twins(rectangles)
    assert all(rectangle in rectangles for rectangle in kept)
    assert [k.evidence for k in kept] == sorted((k.evidence for k in kept), reverse=True)
    assert bool(kept) == bool(rectangles)
