"""What is left out of a document, and what stays as it is."""

import pytest

from app.text import Span, read_text, without

TEXT = "The mayor of Ellery left at nine. Nobody saw her go."


def left(*stretches: Span) -> str:
    return " ".join(without(read_text(TEXT), stretches).norms)


def test_words_inside_a_stretch_go_out_and_the_rest_keeps_its_places() -> None:
    document = without(read_text(TEXT), [Span(4, 19)])
    assert [TEXT[t.chars.start : t.chars.end] for t in document.tokens][:3] == ["The", "left", "at"]
    assert document.text == TEXT


def test_a_word_that_a_stretch_only_touches_goes_out_whole() -> None:
    assert left(Span(6, 7)) == "the of ellery left at nine nobody saw her go"


@pytest.mark.parametrize("stretch", [Span(3, 4), Span(5, 5), Span(0, 0), Span(900, 5_000)])
def test_a_stretch_without_a_word_changes_nothing(stretch: Span) -> None:
    document = read_text(TEXT)
    assert without(document, [stretch]) is document


def test_stretches_may_overlap_and_stand_in_any_order() -> None:
    assert left(Span(20, 90), Span(4, 12), Span(0, 9), Span(10, 10)) == "ellery"


def test_a_sentence_that_is_left_out_leaves_no_empty_one() -> None:
    document = without(read_text(TEXT), [Span(0, 33)])
    assert [len(sentence.tokens) for sentence in document.sentences] == [4]


def test_everything_can_be_left_out() -> None:
    document = without(read_text(TEXT), [Span(0, 2**62)])
    assert (len(document), document.n_sentences) == (0, 0)
