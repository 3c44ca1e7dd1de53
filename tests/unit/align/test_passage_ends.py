"""A passage ends where what is shared ends, also inside a sentence."""

import pytest

from app.align import Passage, align
from app.lexicon import Lexicon
from app.sides import number_pair
from app.text import read_text

SHARED = (
    "The keeper of the lighthouse counted every ship that passed before dawn. "
    "He wrote their names into a green ledger which nobody else was allowed to touch"
)
BEFORE = "Nobody in our street had heard that bakers may strike, and yet the ovens stayed cold for eleven days in spring while "
BEHIND = " whereas my aunt sells apples, rents two rooms to students of medicine and sings in a choir that never travels abroad."
OTHER = "Rain is expected in the hills tomorrow. Farmers hope for it."


def only_passage(reference: str, suspect: str, lexicon: Lexicon) -> Passage:
    found = align(number_pair(read_text(reference), read_text(suspect), lexicon)).passages
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("is_reference", [False, True])
def test_a_passage_ends_inside_a_sentence_that_goes_on_otherwise(lexicon: Lexicon, *, is_reference: bool) -> None:
    shared, glued = f"{SHARED}.", f"{SHARED}{BEHIND} {OTHER}"
    passage = only_passage(*((glued, shared) if is_reference else (shared, glued)), lexicon)
    assert abs(len(passage.reference) - len(SHARED.split())) <= 1
    assert abs(len(passage.suspect) - len(SHARED.split())) <= 1


def test_a_passage_begins_inside_a_sentence_that_began_otherwise(lexicon: Lexicon) -> None:
    passage = only_passage(f"{SHARED}.", f"{OTHER} {BEFORE}{SHARED}.", lexicon)
    assert len(passage.suspect) == len(SHARED.split())


def test_a_few_words_added_to_the_last_sentence_stay_in_the_passage(lexicon: Lexicon) -> None:
    suspect = f"{SHARED} or even to read on Sundays."
    assert len(only_passage(f"{SHARED}.", suspect, lexicon).suspect) == len(suspect.split())
