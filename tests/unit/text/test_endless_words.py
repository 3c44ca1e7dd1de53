"""A word has a longest length: an endless one is cut into even parts, and nothing of it is lost."""

import pytest

from app.text import read_text
from app.text.words import LONGEST_WORD
from tests.unit.text.reading import written


@pytest.mark.parametrize(
    "word", ["a" * 250, "1" * 101, "ab-" * 90 + "c", "don't" * 200, "ß" * 300, "1,000" * 40, "9" * 100 + "%"]
)
def test_the_parts_are_even_and_hold_every_character(word: str) -> None:
    document = read_text(f"One {word} two")
    parts = written(document)[1:-1]
    assert "".join(parts) == word
    assert len(parts) == -(-len(word) // LONGEST_WORD)
    assert max(map(len, parts)) <= LONGEST_WORD
    assert max(map(len, parts)) - min(map(len, parts)) <= 1
    assert all(document.norms)


@pytest.mark.parametrize(
    "word", ["a" * LONGEST_WORD, "pneumonoultramicroscopicsilicovolcanoconiosis", "what-you-see-is-what-you-get"]
)
def test_a_long_word_is_one_word(word: str) -> None:
    assert read_text(f"One {word} two").norms == ("one", word, "two")


@pytest.mark.parametrize("mark", ["\u200b", "\u00ad", "\u202e"])
def test_what_nobody_sees_makes_no_word_endless(mark: str) -> None:
    document = read_text("the gov" + mark * 300 + "ernment here")
    assert document.norms == ("the", "government", "here")


def test_accents_make_no_word_endless() -> None:
    word = "".join(letter + "\u0323" * 25 for letter in "harbour")
    assert len(read_text(f"the {word} here")) == 3


def test_a_disguised_endless_word_is_cut_by_what_is_seen() -> None:
    document = read_text("x" * 150 + "\u200b" + "y" * 150)
    assert [len(norm) for norm in document.norms] == [100, 100, 100]
    assert "".join(document.norms) == "x" * 150 + "y" * 150


def test_many_words_written_letter_by_letter_are_found() -> None:
    document = read_text("they h i d e it, " * 500)
    assert document.norms == ("they", "hide", "it") * 500
