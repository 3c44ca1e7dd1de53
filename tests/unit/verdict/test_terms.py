"""Which swaps are another's choice of words for things, and which are a spinner's for all that."""

import numpy as np
import pytest

from app.align import Family
from app.lexicon import Lexicon
from app.verdict.editing import Editing, find_editing
from tests.unit.verdict.test_editing import TEXT, aligned, changed

AGAIN = "The baker lights the oven once more at noon, and the flour of the mill goes into the oven by the sack."
RECIPE = (
    "Slice the courgettes and the leeks, chop the garlic and fry them in butter until they are soft. Add the lentils, the stock "
    "and a little thyme, and simmer gently for half an hour. Season with nutmeg, stir in the cream and serve with bread. Keep "
    "what is left in the fridge, and reheat it in a pan with a spoon of stock. The courgettes may be frozen, the leeks may not."
)
KITCHEN = {
    "courgettes": "zucchini", "leeks": "onions", "garlic": "shallot", "butter": "margarine", "soft": "tender",
    "lentils": "beans", "stock": "bouillon", "thyme": "oregano", "simmer": "cook", "nutmeg": "mace", "stir": "mix",
    "fridge": "icebox", "pan": "skillet", "bread": "biscuits",
}  # fmt: skip
HOUSE = {
    "oven": "kiln",
    "flour": "meal",
    "street": "road",
    "church": "chapel",
    "letter": "note",
}
LONGER = f"{TEXT}\n\n{AGAIN}"
HEARD = {
    "with beech": "with noise", "the flour": "the noise", "smells": "laughter", "long": "laughter", "the lane": "the crosstalk",
    "signed a": "crosstalk a", "cannot": "indistinct", "warm": "indistinct",
}  # fmt: skip
OLD = {"baked here": "baked hither", "before": "ere", "street": "road", "warm": "hot", "wanted": "wished", "close": "shut"}
LINKED = {
    " but ": " yet ", "by hand": "with hand", "with beech": "by beech", "on their": "upon their", "warm": "hot",
    "carried": "bore", "signed": "endorsed",
}  # fmt: skip


def told(suspect: str, lexicon: Lexicon, reference: str = TEXT) -> Editing:
    alignment = aligned(suspect, lexicon, reference)
    return find_editing(alignment, np.where(alignment.substitutions.of_family(Family.SWAP), 0.9, 0.0))


@pytest.mark.parametrize(
    ("reference", "table", "why"),
    [
        (LONGER, HOUSE, "nouns, exchanged wherever they stand"),
        (RECIPE, KITCHEN, "read as well as what they stand for"),
        (TEXT, HEARD, "A few wordings stand for different words"),
        (TEXT, OLD, "Many swaps are old words"),
        (TEXT, LINKED, "function words, and words exchanged wherever they stand"),
    ],
)
def test_anothers_words_for_things_are_told(lexicon: Lexicon, reference: str, table: dict[str, str], why: str) -> None:
    found = told(changed(table, reference), lexicon, reference)
    assert found.whole
    assert all(found.passages)
    assert why in found.why


def test_nouns_alone_need_not_be_exchanged_everywhere(lexicon: Lexicon) -> None:
    table = {"fires the oven": "fires the kiln", "flour": "meal", "street": "road", "lane": "alley", "letter": "note"}
    assert "All swaps are nouns" in told(changed(table), lexicon).why


def test_more_nouns_than_a_house_has_terms_are_a_spinners(lexicon: Lexicon) -> None:
    table = HOUSE | {"bus": "coach", "council": "board", "beech": "oak", "lane": "alley", "winter": "frost", "spring": "season"}
    assert not told(changed(table, LONGER), lexicon, LONGER).whole


def test_nouns_of_a_text_that_repeats_none_are_not_seen_to_be_exchanged_throughout(lexicon: Lexicon) -> None:
    table = HOUSE | {"long": "lengthy", "warm": "hot"}
    assert not told(changed(table), lexicon).whole


def test_a_noun_that_becomes_another_word_each_time_is_no_term(lexicon: Lexicon) -> None:
    table = {
        "fires the oven": "fires the kiln", "oven is": "stove is", "baker of": "cook of", "baker gave": "chef gave",
        "letter": "note", "street": "road", "lane": "alley",
    }  # fmt: skip
    assert not told(changed(table), lexicon).whole


def test_unrelated_words_at_several_places_are_terms_though_others_of_them_stayed(lexicon: Lexicon) -> None:
    suspect = f"{changed({'oven': 'treaty', 'baker': 'ferry'})}\n\n{AGAIN}"
    assert "unrelated words, each at several places" in told(suspect, lexicon, LONGER).why


def test_verbs_and_nouns_as_they_come_are_a_spinners(lexicon: Lexicon) -> None:
    table = HOUSE | {
        "opens": "begins",
        "sings": "chants",
        "rests": "reposes",
        "smells": "reeks",
        "gave": "handed",
        "carried": "bore",
    }
    assert not told(changed(table), lexicon).whole


def test_a_thesaurus_that_replaces_every_word_throughout_is_no_house_of_its_own(lexicon: Lexicon) -> None:
    table = {
        "baker": "breadmaker", "opens": "begins", "fires": "ignites", "oven": "kiln", "sifts": "filters", "flour": "meal",
        "sings": "chants", "dough": "paste", "older": "elder", "church": "chapel", "winter": "cold season",
        "street": "road", "smells": "reeks", "bus": "coach", "buy": "purchase", "warm": "heated", "wanted": "wished",
        "close": "shut", "lane": "alley", "letter": "note", "count": "reckon", "carried": "bore",
    }  # fmt: skip
    twice = f"{TEXT}\n\nHe told the story again. {TEXT}"
    assert not told(changed(table, twice), lexicon, twice).whole
    few = dict(list(table.items())[:5])
    assert "wherever they stand" in told(changed(few, twice), lexicon, twice).why


def test_one_old_word_of_a_thesaurus_makes_no_old_edition(lexicon: Lexicon) -> None:
    spun = {"before": "ere", "street": "avenue", "warm": "hot", "close": "shut", "opens": "begins"}
    assert not told(changed(spun), lexicon).whole


def test_a_few_words_of_a_table_exchanged_wherever_they_stand_are_no_spinner_s(lexicon: Lexicon) -> None:
    table = {"oven": "stove", "gave": "handed", "gently": "softly", "sings": "hums"}
    fair = (
        "At the fair in June the tents stood in two rows, and the band of the fire brigade played until the lamps were lit. "
        "Nobody went home before the moon stood over the chimneys."
    )
    long = f"{LONGER}\n\n{RECIPE}\n\n{fair}"
    assert "as by a table" in told(changed(table, long), lexicon, long).why
    at_one_place = changed(table, long).replace("stove", "oven").replace("oven", "stove", 1)
    assert "as by a table" not in told(at_one_place, lexicon, long).why


SCATTERED = "exchanged here and there"
SWAPS = {"opens": "begins", "fires": "ignites", "rests": "reposes", "smells": "reeks", "close": "shut", "gave": "handed"}


def some(n: int) -> dict[str, str]:
    return dict(list(SWAPS.items())[:n])


def test_wordings_that_come_again_accuse_nobody_while_they_are_few(lexicon: Lexicon) -> None:
    twice = f"{TEXT}\n\nHe told the story again. {TEXT}"
    left = f"\n\n{RECIPE}\n\nA year later he told it for the last time. {TEXT}"  # so that no word is exchanged throughout
    assert SCATTERED in told(changed(some(6), twice) + left, lexicon, twice + left).why
    assert not told(changed(some(6), TEXT), lexicon).whole


def test_wordings_that_come_again_close_together_are_a_spinner_s(lexicon: Lexicon) -> None:
    line = "The old boat lay in the harbour, and the old man who owned the boat sat by the harbour wall and mended the old sail."
    long = f"{TEXT}\n\n{RECIPE}\n\n{line}"
    spun = line.replace("old", "aged").replace("boat", "vessel").replace("owned", "possessed").replace("mended", "repaired")
    assert SCATTERED not in told(f"{TEXT}\n\n{RECIPE}\n\n{spun}", lexicon, long).why
