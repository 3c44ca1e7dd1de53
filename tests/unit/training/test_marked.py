"""Claims about a text that is changed again and again: the marks of a spinner's words move along."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text import Span
from app.training.examples.spinners import Maker, SwapKind
from app.training.examples.spinners.marked import Marked, changed
from app.training.examples.spinners.types import Change


def words_of(marked: Marked) -> list[str]:
    return [marked.text[span.start : span.end] for span in marked.marks]


def swap(start: int, end: int, text: str, kind: SwapKind = SwapKind.WORD, maker: Maker = Maker.SPINNER) -> Change:
    return Change(Span(start, end), text, kind, maker)


def test_a_swapped_word_is_marked_and_what_stood_before_moves_along() -> None:
    once = changed(Marked("the old bridge"), [swap(4, 7, "ancient")])
    assert once == Marked("the ancient bridge", (Span(4, 11),))
    twice = changed(once, [swap(0, 3, "this very")])
    assert twice.text == "this very ancient bridge"
    assert words_of(twice) == ["this very", "ancient"]


def test_an_editors_change_and_a_lost_mark_are_no_words_of_a_spinner() -> None:
    found = changed(
        Marked("the town's bridge"), [swap(8, 9, "", SwapKind.FORM), swap(0, 3, "that", SwapKind.WORDING, Maker.EDITOR)]
    )
    assert found == Marked("that towns bridge")


def test_a_marked_word_whose_letters_change_stays_marked() -> None:
    found = changed(Marked("the Ancient bridge", (Span(4, 11),)), [swap(4, 11, "ancient", SwapKind.FORM)])
    assert words_of(found) == ["ancient"]


def test_a_cut_word_takes_its_mark_with_it() -> None:
    assert changed(Marked("the ancient bridge", (Span(4, 11),)), [swap(4, 12, "", SwapKind.CUT)]) == Marked("the bridge")


def test_two_words_put_beside_each_other_are_marked() -> None:
    found = changed(Marked("old bridge"), [swap(3, 3, " aged", SwapKind.ADDED), swap(4, 10, "nose")])
    assert found.text == "old aged nose"
    assert words_of(found) == [" aged", "nose"]


def test_marks_outside_the_text_are_refused() -> None:
    with pytest.raises(ValueError, match="within 3 characters"):
        Marked("old", (Span(2, 4),))


@given(
    st.text("ab c", min_size=1, max_size=30),
    st.lists(st.tuples(st.integers(0, 29), st.integers(0, 5), st.text("xy", max_size=4)), max_size=6),
)
def test_all_marked_characters_are_new_and_all_new_ones_are_marked(text: str, rows: list[tuple[int, int, str]]) -> None:
    changes = [swap(start, min(start + n, len(text)), put) for start, n, put in rows if start < len(text)]
    found = changed(Marked(text), changes)
    marked = {place for span in found.marks for place in range(span.start, span.end)}
    assert marked == {place for place, letter in enumerate(found.text) if letter in "xy"}
