"""One text numbered by itself, and two of them in one numbering."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from app.lexicon import Lexicon
from app.sides import Pair, Side, number_pair
from app.text import read_text
from tests.property.drawn_texts import pairs

ONE = "The xqzv ferries of Qqqzx left. The Xqzv harbour rose."
OTHER = "A qvvk in Qqqzx rose; the qvvk left xqzv."


def side(text: str, lexicon: Lexicon) -> Side:
    return Side.of(read_text(text), lexicon)


def word(side: Side, number: int) -> str:
    n = side.lexicon.n_words
    return side.unknown[number - n] if number >= n else side.lexicon.words[number]


def test_known_words_have_their_rows_and_unknown_ones_their_place(lexicon: Lexicon) -> None:
    one = side(ONE, lexicon)
    assert one.unknown == ("xqzv", "qqqzx")
    assert [word(one, number) for number in one.number_list] == list(one.document.norms)
    assert one.rows.tolist() == lexicon.rows(one.document.norms).tolist()


def test_a_lemma_is_the_row_of_the_dictionary_form_and_an_unknown_word_its_own(lexicon: Lexicon) -> None:
    one = side(ONE, lexicon)
    assert [word(one, lemma) for lemma in one.lemmas.tolist()][1:6] == ["xqzv", "ferry", "of", "qqqzx", "leave"]


def test_a_mark_is_told_where_more_than_a_blank_stands_before_a_word(lexicon: Lexicon) -> None:
    assert side("One, two three (four)", lexicon).marks.tolist() == [1, 1, 0, 1]


def test_a_capital_is_told_of_the_words_asked_for(lexicon: Lexicon) -> None:
    assert side("One two Émile 4th", lexicon).has_capital(np.array([3, 2, 0, 1], np.int32)).tolist() == [False, True, True, False]


@pytest.mark.parametrize(
    ("text", "n_telling"),
    [
        ("THE FERRY LEFT THE QUAY OF Wick at noon. Nobody saw it.", 1),
        ("The Ferry Left Wick. Nobody saw it leave the quay at noon.", 5),  # too few words to tell
        ("Anna Berg saw it, as most people on the island did.", 2),
        ("nobody saw it.", 0),
        ("", 0),
    ],
)
def test_capitals_tell_a_name_where_not_most_words_have_one(lexicon: Lexicon, text: str, n_telling: int) -> None:
    one = side(text, lexicon)
    every = np.arange(len(one), dtype=np.int32)
    assert one.telling_capitals(one.has_capital(every), every).sum() == n_telling


def test_equal_words_of_a_pair_have_equal_numbers(lexicon: Lexicon) -> None:
    pair = number_pair(read_text(ONE), read_text(OTHER), lexicon)
    assert pair.suspect.unknown == ("xqzv", "qqqzx", "qvvk")
    assert [word(pair.suspect, number) for number in pair.suspect.number_list] == list(pair.suspect.document.norms)
    assert pair.suspect.lemmas[pair.suspect.rows == lexicon.n_words].tolist() == [lexicon.n_words + k for k in (2, 1, 2, 0)]


@given(texts=pairs())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_numbers_of_any_pair_are_equal_where_the_words_are(lexicon: Lexicon, texts: tuple[str, str]) -> None:
    pair = number_pair(read_text(texts[0]), read_text(f"{texts[1]} zqxa {texts[0][:20]}"), lexicon)
    numbers = dict(zip(pair.reference.document.norms, pair.reference.number_list, strict=True))
    assert len(set(numbers.values())) == len(numbers)
    for norm, number in zip(pair.suspect.document.norms, pair.suspect.number_list, strict=True):
        assert numbers.setdefault(norm, number) == number
    assert len(set(numbers.values())) == len(numbers)


def test_a_side_is_the_same_after_it_was_paired(lexicon: Lexicon) -> None:
    one, other = side(ONE, lexicon), side(OTHER, lexicon)
    kept = other.numbers.tolist(), other.lemmas.tolist(), other.unknown
    Pair.of(one, other)
    Pair.of(other, one)
    assert (other.numbers.tolist(), other.lemmas.tolist(), other.unknown) == kept
    again = number_pair(one.document, other.document, lexicon)
    assert Pair.of(one, other).suspect.numbers.tolist() == again.suspect.numbers.tolist()


def test_a_side_that_was_paired_can_be_paired_again(lexicon: Lexicon) -> None:
    paired = number_pair(read_text("Aqqz bqqz rose."), read_text(OTHER), lexicon).suspect
    pair = Pair.of(side(ONE, lexicon), paired)
    assert [word(pair.suspect, number) for number in pair.suspect.number_list] == list(pair.suspect.document.norms)


def test_two_texts_without_words_are_a_pair(lexicon: Lexicon) -> None:
    pair = number_pair(read_text(""), read_text("…"), lexicon)
    assert (len(pair.reference), len(pair.suspect), pair.suspect.unknown) == (0, 0, ())


def test_two_lexicons_make_no_pair(lexicon: Lexicon) -> None:
    with pytest.raises(ValueError, match="need one lexicon, got two"):
        Pair.of(side(ONE, lexicon), side(ONE, replace(lexicon)))


def test_forms_of_a_word_have_one_stem_and_unknown_words_their_own(lexicon: Lexicon) -> None:
    pair = number_pair(read_text("ferries leave xqzv"), read_text("xqzv qqqzx ferry left"), lexicon)
    ferries, _, unknown = pair.stems.reference.tolist()
    assert pair.stems.suspect.tolist()[:3:2] == [unknown, ferries]
    assert len({unknown, ferries, int(pair.stems.suspect[1])}) == 3
    assert pair.suspect.is_unknown.tolist() == [True, True, False, False]


def test_columns_have_one_entry_a_word_and_shared_ones_numbers_without_gaps(lexicon: Lexicon, sample_reference: str) -> None:
    pair = number_pair(read_text(sample_reference), read_text("The harbour was closed."), lexicon)
    for side, stems, bigrams in zip(
        (pair.reference, pair.suspect),
        (pair.stems.reference, pair.stems.suspect),
        (pair.bigrams.reference, pair.bigrams.suspect),
        strict=True,
    ):
        assert {len(column) for column in (stems, side.rarity, side.is_function, side.is_unknown)} == {len(side)}
        assert (len(bigrams), len(side.document.breaks)) == (len(side) - 1, len(side) + 1)
        assert ((side.rarity >= 1.0) & (side.rarity <= 14.0)).all()
    both = np.concatenate((pair.stems.reference, pair.stems.suspect))
    assert sorted(set(both.tolist())) == list(range(pair.stems.n))


def test_a_turned_pair_is_the_same_seen_from_the_other_side(lexicon: Lexicon) -> None:
    pair = number_pair(read_text(ONE), read_text(OTHER), lexicon)
    assert (pair.turned.suspect, pair.turned.reference) == (pair.reference, pair.suspect)
    again = Pair(pair.suspect, pair.reference)
    assert pair.turned.stems.suspect.tolist() == again.stems.suspect.tolist()
    assert pair.turned.bigrams.reference.tolist() == again.bigrams.reference.tolist()
