"""Claims about what happens to a text on its way. All texts are our own."""

import re
from random import Random

import pytest

from app.text import read_text
from app.training.examples.labelled_pairs import Example
from app.training.examples.labels import TaughtLabel, words_of
from app.training.examples.spinners.disturbing import DISTURBANCES, SHORTEST
from app.training.measuring.disturbances import disturbed

PARAGRAPH = (
    "The harbour office said on Monday that {n} ships had to wait outside because of the storm, but no one was hurt. "
    "According to the pilots - all of them experienced - the waves were more than six metres high & rising. "
    "\u201cWe could not let anyone in before the wind dropped,\u201d said the harbour master, who wants another tug."
)
TEXT = "Storm keeps ships outside\n\n" + "\n\n".join(PARAGRAPH.format(n=n) for n in (12, 15, 18, 21))
SAME_WORDS = ("homoglyphs", "zero_width", "odd_spaces", "soft_hyphens", "typography", "line_wrap")
SAME_SENTENCES = ("paragraphs_shuffled", "sentences_shuffled")


def after(name: str, text: str = TEXT, seed: int = 1) -> str:
    return DISTURBANCES[name](text, Random(seed))


def pair(suspect: str, label: TaughtLabel = TaughtLabel.COPIED) -> Example:
    return Example("one", "one", "own", "own", label, TEXT, suspect, None)


@pytest.mark.parametrize("name", sorted(DISTURBANCES))
def test_a_disturbance_changes_the_text_in_the_same_way_for_the_same_seed(name: str) -> None:
    assert after(name) == after(name) != TEXT


@pytest.mark.parametrize("name", SAME_WORDS)
def test_a_disguise_leaves_the_words_that_a_reader_sees(name: str) -> None:
    assert read_text(after(name)).norms == read_text(TEXT).norms


@pytest.mark.parametrize("name", SAME_SENTENCES)
def test_reordering_neither_adds_nor_drops_a_word(name: str) -> None:
    assert sorted(words_of(after(name))) == sorted(words_of(TEXT))


def test_two_halves_are_the_whole() -> None:
    assert words_of(after("first_half")) + words_of(after("second_half")) == words_of(TEXT)


def test_headings_go_and_paragraphs_stay() -> None:
    assert after("without_headings") == TEXT.partition("\n\n")[2]


def test_a_text_of_headings_only_stays() -> None:
    assert after("without_headings", "One\nTwo\nThree") == "One\nTwo\nThree"


def test_boilerplate_stands_around_what_was_there() -> None:
    assert all(paragraph in after("boilerplate") for paragraph in TEXT.split("\n\n"))
    assert not after("boilerplate").startswith("Storm")


def test_no_wrapped_line_is_too_long() -> None:
    assert max(map(len, after("line_wrap").split("\n"))) <= 70 >= max(map(len, after("hyphenation").split("\n")))


def test_hyphens_break_words_at_line_ends() -> None:
    assert after("hyphenation", "word " * 13 + "remembering, the storm") == "word " * 13 + "reme-\nmbering, the storm"


def test_entities_stand_for_marks() -> None:
    assert "high &amp; rising" in after("entities").replace("&nbsp;", " ").replace("  ", " ")


def test_about_a_fifth_of_the_words_get_look_alikes() -> None:
    touched = [word for word in after("homoglyphs").split() if re.search("[\u0370-\u04ff]", word)]
    assert 0.1 < len(touched) / len(TEXT.split()) < 0.3


def test_a_text_that_stays_or_gets_too_short_is_not_measured() -> None:
    assert disturbed(pair("word " * SHORTEST + "end"), "typography") is None
    assert disturbed(pair("One two three. Four five six."), "first_half") is None


def test_a_kept_half_of_a_spun_text_is_not_measured() -> None:
    assert disturbed(pair(TEXT, TaughtLabel.SPUN), "first_half") is None
    assert disturbed(pair(TEXT, TaughtLabel.COPIED), "first_half") is not None
