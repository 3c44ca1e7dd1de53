"""No letter carries more than 30 combining marks, whatever is normalised."""

import unicodedata

import pytest

from app.text import DisguiseKind, Span, read_text
from app.text.disguises import fold, is_homoglyph
from app.text.marks import MOST_MARKS, find_stacked, normalize

# In the wrong order, so that sorting them costs the square of a run without bounds: above, below, a double one.
PAIRS = ("\u0301\u0323", "\u0344\u0316", "\uff9e\u0323", "\u0f73\u0f71", "\u1dc4\u0327")


def stacked(text: str) -> list[tuple[int, int]]:
    return [(d.chars.start, d.chars.end) for d in read_text(text).disguises if d.kind is DisguiseKind.STACKED_MARKS]


@pytest.mark.parametrize("marks", PAIRS)
@pytest.mark.parametrize("form", ["NFC", "NFKC"])
def test_a_normal_form_holds_no_run_of_more_marks(marks: str, form: str) -> None:
    decomposed = unicodedata.normalize("NFKD", normalize(form, "a" + marks * 200))  # type: ignore[arg-type]
    assert 0 < sum(map(bool, map(unicodedata.combining, decomposed))) <= MOST_MARKS


@pytest.mark.parametrize("text", ["Zoë’s Łódź", "Việt Nam", "e\u0301\u0323 o\u0308", "a" + "\u0301" * MOST_MARKS, "ก็", ""])
def test_honest_marks_stay_as_they_are(text: str) -> None:
    assert find_stacked(text) == []
    assert normalize("NFC", text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("between", ["", "\u200b", "\u034f", "\u00ad", "\u202e\u2060"])
def test_what_nobody_sees_parts_no_run(between: str) -> None:
    word = "a" + ("\u0301" + between) * 40 + "b"
    assert len(find_stacked(word)) == 1
    assert fold(word).count("\u0301") < MOST_MARKS  # one became á


def test_the_marks_that_are_too_many_are_told_with_their_places_in_the_text_as_sent() -> None:
    text = "The f" + "\u0323" * 50 + "erry and the b" + "\u0301" * 31 + "oat left."
    first = text.index("\u0323") + MOST_MARKS
    second = text.index("\u0301") + MOST_MARKS
    assert stacked(text) == [(first, first + 20), (second, second + 1)]
    document = read_text(text)
    assert document.text == text
    assert len(document) == 6


def test_marks_are_told_outside_of_words_too() -> None:
    assert stacked("An ant \u1dc4" + "\u1dc4" * 40 + " bee") == [(37, 48)]


@pytest.mark.parametrize("marks", PAIRS)
def test_a_word_of_nothing_but_marks_is_folded(marks: str) -> None:
    assert len(fold(marks * 5_000)) <= 2 * MOST_MARKS
    assert not is_homoglyph("\u0301" * 5_000)


def test_the_alert_says_what_was_left_out() -> None:
    assert Span(*stacked("word e" + "\u0301" * 33)[0]) == Span(36, 39)
