"""What counts as one word, and that offsets always point at the word as written."""

import itertools

import pytest

from app.errors import UnreadableInput
from app.text import Span, TokenKind, read_text
from tests.unit.text.reading import written


@pytest.mark.parametrize(
    "word",
    [
        "didn't",
        "Tehran's",
        "40,000",
        "1,000,000.50",
        "20%",
        "3.5%",
        "B-2",
        "high-level",
        "10:30",
        "3rd",
        "didn’t",
        "Tehran’s",
        "state‑owned",
        "café",
        "Straße",
    ],
)
def test_a_word_is_kept_whole(word: str) -> None:
    assert written(read_text(f"Then {word} came.")) == ["Then", word, "came"]


@pytest.mark.parametrize(("acronym", "norm"), [("U.S.", "u.s"), ("U.K.", "u.k"), ("a.m.", "a.m"), ("e.g.", "e.g")])
def test_an_acronym_with_points_is_one_word(acronym: str, norm: str) -> None:
    assert read_text(f"The {acronym} case").norms == ("the", norm, "case")


@pytest.mark.parametrize("apart", ["end.Start", "one,two", "key:value", "left/right", "yes—no", "snake_case", "a – b"])
def test_two_words_with_a_mark_between_are_two(apart: str) -> None:
    assert len(read_text(apart)) == 2


def test_apostrophes_and_hyphens_of_all_makes_match() -> None:
    assert read_text("didn’t didnʼt didn‘t well‐known well‑known").norms == ("didn't",) * 3 + ("well-known",) * 2


def test_a_leading_quotation_mark_is_no_part_of_the_word() -> None:
    assert read_text("the 'old' house's ‘new’ door").norms == ("the", "old", "house's", "new", "door")


@pytest.mark.parametrize(("word", "kind"), [("40,000", 1), ("20%", 1), ("3rd", 1), ("B-2", 0), ("two", 0)])
def test_a_token_that_begins_with_a_digit_is_a_number(word: str, kind: int) -> None:
    assert read_text(word).token(0).kind is TokenKind(kind)


@pytest.mark.parametrize(
    "text",
    [
        "The cafe\u0301 and the nai\u0308ve man",
        "Fun 🎉 for all 👨‍👩‍👧 in town",
        "İstanbul'da İİ ıı grew",
        "ΣΊΣΥΦΟΣ met Straße",
        "𝔘nicode 𝟜𝟚 maths",
        "NUL\0byte and\x07bell",
        "\ufeffFirst word",
        "Tab\tand\r\nline\u2028end\u00a0space",
        "日本 and العربية words",
    ],
)
def test_offsets_point_at_the_word_as_written(text: str) -> None:
    document = read_text(text)
    assert document.text == text
    spans = [t.chars for t in document.tokens]
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    for token in document.tokens:
        word = text[token.chars.start : token.chars.end]
        assert word == word.strip()
        assert word[0].isalnum()


def test_a_word_after_a_dotted_capital_i_is_at_its_place() -> None:
    assert written(read_text("İİİ fast İ words")) == ["İİİ", "fast", "İ", "words"]


def test_a_dotted_capital_i_matches_its_small_letter() -> None:
    assert read_text("İstanbul").norms == read_text("istanbul").norms


def test_composed_and_combining_accents_match() -> None:
    assert read_text("cafe\u0301").norms == read_text("caf\u00e9").norms


def test_a_nul_parts_words_like_a_space() -> None:
    assert read_text("one\0two").norms == ("one", "two")


@pytest.mark.parametrize("lone", ["\ud800", "word \udc80 word"])
def test_a_lone_surrogate_is_refused_with_its_place(lone: str) -> None:
    with pytest.raises(UnreadableInput, match="surrogate at character"):
        read_text(lone)


@pytest.mark.parametrize("empty", ["", " ", "\n\n", "…!?", "🎉"])
def test_a_text_without_words_has_no_tokens_and_no_sentences(empty: str) -> None:
    document = read_text(empty)
    assert (len(document), document.n_sentences, document.tokens, document.sentences) == (0, 0, (), ())


@pytest.mark.parametrize(("start", "end"), [(7, 3), (-1, 2)])
def test_a_span_is_checked_at_birth(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="span needs 0 <= start <= end, got"):
        Span(start, end)
