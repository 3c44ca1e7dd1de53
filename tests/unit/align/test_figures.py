"""Numbers and dates that are written otherwise are no changed ones, however the alignment cuts them; others stay changed."""

import pytest

from app.align import KINDS, Kind, align
from app.lexicon import Lexicon
from app.sides import number_pair
from app.text import read_text

FRAME = "Yesterday the old gardener behind the church wall spoke of {} roses, and then he went back to his bench and his pipe."


def kinds_of(lexicon: Lexicon, one: str, other: str) -> set[Kind]:
    alignment = align(number_pair(read_text(FRAME.format(one)), read_text(FRAME.format(other)), lexicon))
    return {KINDS[k] for k in alignment.substitutions.kinds}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("half of the", "1/2 of the"),
        ("half of the", "½ of the"),
        ("three quarters of the", "3/4 of the"),
        ("a third of the", "1/3 of the"),
        ("three quarters of the", "75 per cent of the"),
        ("2 1/2 of the", "two and a half of the"),
        ("2½ of the", "2-1/2 of the"),
        ("two and two thirds of the", "2 2/3 of the"),
        ("three point five of the", "3.5 of the"),
        ("a quarter of the", "25% of the"),
        ("3-5% of the", "3 to 5 per cent of the"),
        ("3–5% of the", "between three and five percent of the"),
        ("5% of the", "5 per cent of the"),
        ("1.5 to 2 million of the", "1.5m-2m of the"),
        ("2019-21 and its", "2019 to 2021 and its"),
        ("20.000 of the", "20,000 of the"),
        ("won 7-0 and its", "won 7\u02d70 and its"),
        ("a 4x4 and its", "a 4\u00d74 and its"),  # as WordPress writes it (wptexturize)
        ("a 1024x768 and its", "a 1024\u00d7768 and its"),
        ("½ of the", "1\u20442 of the"),  # with Unicode's fraction slash, as NFKC writes it
        ("2½ of the", "21\u20442 of the"),
        ("2½ of the", "2 1\u20442 of the"),
        ("5kg of", "five kilograms of"),
        ("$3m of", "three million dollars of"),
        ("5 km of", "5 kilometres of"),
        ("5lb of", "5 pounds of"),
        ("20mg of", "20 milligrams of"),
        ("Article IV and its", "Article 4 and its"),
        ("Louis XIV and his", "Louis the Fourteenth and his"),
        ("World War I and its", "World War One and its"),
        ("World War II and its", "World War 2 and its"),
        ("Chapter IX and its", "Chapter Nine and its"),
        ("12 March 2024 and its", "12/03/2024 and its"),
        ("March 12, 2024 and its", "03/12/2024 and its"),
        ("12 March 2024 and its", "2024-03-12 and its"),
        ("12th March 2024 and its", "12.3.24 and its"),
        ("the twelfth of March and its", "12 March and its"),
        ("12 March and its", "12/3 and its"),
        ("March 2024 and its", "03/2024 and its"),
        ("Mon and its", "Monday and its"),
    ],
)
def test_what_is_written_otherwise_is_not_changed(lexicon: Lexicon, one: str, other: str) -> None:
    for a, b in ((one, other), (other, one)):
        assert kinds_of(lexicon, a, b) == {Kind.NUMBER_FORMAT}, (a, b)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("half of the", "1/3 of the"),
        ("half of the", "0.6 of the"),
        ("3-5% of the", "3 to 6 per cent of the"),
        ("5% of the", "5 of the"),
        ("5kg of", "five pounds of"),
        ("5lb of", "6 pounds of"),
        ("5lb of", "5 dollars of"),
        ("$3m of", "three million euros of"),
        ("a third of the", "three of the"),
        ("1.5 of the", "15 of the"),
        ("12-15 of the", "1215 of the"),
        ("a 4x4 and its", "a 4\u00d76 and its"),
        ("2½ of the", "21\u20444 of the"),
        ("Article IV and its", "Article 5 and its"),
        ("World War II and its", "World War One and its"),
        ("12 March 2024 and its", "12/04/2024 and its"),
        ("12 March 2024 and its", "2024-03-13 and its"),
        ("12 March and its", "13/3 and its"),
        ("March 2024 and its", "03/2025 and its"),
        ("2019-21 and its", "2019 to 2022 and its"),
    ],
)
def test_another_number_or_date_is_changed(lexicon: Lexicon, one: str, other: str) -> None:
    for a, b in ((one, other), (other, one)):
        assert kinds_of(lexicon, a, b) & {Kind.NUMBER_CHANGED, Kind.NAME_CHANGED, Kind.UNIT_CHANGED}, (a, b)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("one in four of his", "25% of his"),
        ("one in four of his", "a quarter of his"),
        ("1 in 4 of his", "25 per cent of his"),
        ("nine out of ten of his", "90% of his"),
        ("the moss found in one in five of his", "the moss found in 20 per cent of his"),
        ("one out of every twenty of his", "5 percent of his"),
        ("three in ten of his", "3 out of 10 of his"),
    ],
)
def test_odds_are_no_changed_share(lexicon: Lexicon, one: str, other: str) -> None:
    for a, b in ((one, other), (other, one)):
        assert Kind.NUMBER_CHANGED not in kinds_of(lexicon, a, b), (a, b)


@pytest.mark.parametrize(
    ("one", "other"),
    [("one in four of his", "30% of his"), ("five in 2020 and his", "0.25% in 2020 and his"), ("1 in 4", "1 in 5")],
)
def test_other_odds_are_a_changed_share(lexicon: Lexicon, one: str, other: str) -> None:
    for a, b in ((one, other), (other, one)):
        assert Kind.NUMBER_CHANGED in kinds_of(lexicon, a, b), (a, b)


def test_a_letter_that_is_a_word_is_no_roman_numeral(lexicon: Lexicon) -> None:
    assert Kind.NUMBER_FORMAT not in kinds_of(lexicon, "how he and I saw", "how he and one saw")
