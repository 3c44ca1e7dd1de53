"""Which swaps an editor or a machine makes, and no spinner."""

import numpy as np
import pytest

from app.align import Alignment, align
from app.lexicon import Lexicon
from app.sides import number_pair
from app.text import read_text
from app.verdict.editing import are_alike, find_editing, is_masked

TEXT = (
    "The baker of Wick opens at four. He fires the oven with beech, sifts the flour by hand and sings while the dough rests. "
    "“My father baked here, and his aunt before him,” he says. “The oven is older than the church.” In winter the street smells "
    "of rye long before the first bus leaves, and children buy warm rolls on their way to school. The council wanted to close "
    "the lane in spring, but four hundred people signed a letter. The baker gave each of them a loaf. “I cannot count, but I can "
    "bake,” he said, and the mayor, who had signed as well, carried two loaves home."
)
MACHINE = {
    "baker": "banker",
    "fires": "fibres",
    "beech": "beach",
    "sifts": "shifts",
    "dough": "tough",
    "winter": "winner",
    "lane": "lame",
}
SPINNER = {
    "opens": "begins",
    "fires": "ignites",
    "rests": "reposes",
    "warm": "hot",
    "street": "avenue",
    "close": "shut",
    "loaf": "bun",
}
HIDDEN = dict.fromkeys(("oven", "flour", "winter", "bus", "lane", "letter"), "withheld")
QUOTED = {"baked here": "made bread in this place", "older": "more aged", "count": "reckon", "can bake": "can roast"}


def changed(table: dict[str, str], text: str = TEXT) -> str:
    for old, new in table.items():
        assert old in text
        text = text.replace(old, new)
    return text


def aligned(suspect: str, lexicon: Lexicon, reference: str = TEXT) -> Alignment:
    alignment = align(number_pair(read_text(reference), read_text(suspect), lexicon))
    assert len(alignment.substitutions) > 2
    return alignment


def sure(alignment: Alignment) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.full(len(alignment.substitutions), 0.9)


@pytest.mark.parametrize(
    ("table", "why"),
    [
        (MACHINE, "look or sound"),
        (HIDDEN, "One wording"),
        (
            dict.fromkeys(("oven", "flour", "bus"), "inaudible") | dict.fromkeys(("lane", "letter", "loaf"), "crosstalk"),
            "One wording",
        ),
        (QUOTED, "in quotations"),
        ({"baker": "hatter", "oven": "kiln", "loaf": "bun", "loaves": "buns", "signed": "sealed"}, "wherever they stand"),
        (
            {"opens at": "openeth ere", "He": "Thou", "In winter": "Anon", "on their": "unto thy", "as well": "withal"},
            "old words",
        ),
        ({"oven": "o***", "flour": "f****", "winter": "w*****", "lane": "l***"}, "masked"),
    ],
)
def test_what_others_than_spinners_do_is_told(lexicon: Lexicon, table: dict[str, str], why: str) -> None:
    alignment = aligned(changed(table), lexicon)
    found = find_editing(alignment, sure(alignment))
    assert found.whole
    assert all(found.passages)
    assert why in found.why


def test_names_for_what_their_bearers_are_are_withheld(lexicon: Lexicon) -> None:
    reference = (
        TEXT.replace("The baker of Wick", "Bernard of Wick").replace("the mayor", "Lindqvist").replace("his aunt", "Brigitte")
    )
    suspect = reference.replace("Bernard", "the claimant").replace("Lindqvist", "one witness").replace("Brigitte", "a relative")
    alignment = aligned(suspect, lexicon, reference)
    assert "names" in find_editing(alignment, sure(alignment)).why


def test_a_spinners_swaps_have_nothing_of_that_in_common(lexicon: Lexicon) -> None:
    alignment = aligned(changed(SPINNER), lexicon)
    assert not find_editing(alignment, sure(alignment)).whole


def test_a_spun_text_beside_a_reference_in_capitals_withholds_no_names(lexicon: Lexicon) -> None:
    alignment = aligned(changed(SPINNER), lexicon, TEXT.upper())
    assert not find_editing(alignment, sure(alignment)).whole


def test_swaps_that_are_not_likely_do_not_count(lexicon: Lexicon) -> None:
    alignment = aligned(changed(MACHINE), lexicon)
    assert not find_editing(alignment, sure(alignment) / 2).whole


def test_quotations_that_are_all_of_the_text_explain_nothing(lexicon: Lexicon) -> None:
    spoken = f"“{TEXT.replace('“', '').replace('”', '')}”"
    alignment = aligned(changed(SPINNER, spoken), lexicon, spoken)
    assert not find_editing(alignment, sure(alignment)).whole


SPEECH = (
    "“The dam held because forty people carried sandbags through the whole night, and because nobody asked whose field was "
    "behind it,” she said."
)
TRANSLATED = {"held": "stood firm", "carried": "hauled", "whole": "entire", "nobody asked": "no one inquired", "field": "meadow"}


def test_a_single_quotation_translated_again_is_told(lexicon: Lexicon) -> None:
    report = TEXT.replace("“", "").replace("”", "")
    alignment = aligned(f"{report}\n\n{changed(TRANSLATED, SPEECH)}", lexicon, f"{report}\n\n{SPEECH}")
    found = find_editing(alignment, sure(alignment))
    assert found.whole
    assert "in quotations" in found.why


def test_what_an_unrelated_paragraph_quotes_changes_nothing(lexicon: Lexicon) -> None:
    report = TEXT.replace("“", "").replace("”", "")
    unrelated = "“Milk has never cost so little, and our tractors stay here until a minister comes,” a farmer at Corran told us."
    suspect = f"{report}\n\n{changed(TRANSLATED, SPEECH)}\n\n{unrelated}"
    alignment = aligned(suspect, lexicon, f"{report}\n\n{SPEECH}")
    assert find_editing(alignment, sure(alignment)).whole


def test_one_quotation_of_many_with_all_swaps_may_be_a_spun_paragraph(lexicon: Lexicon) -> None:
    alignment = aligned(f"{TEXT}\n\n{changed(TRANSLATED, SPEECH)}", lexicon, f"{TEXT}\n\n{SPEECH}")
    assert not find_editing(alignment, sure(alignment)).whole


def test_a_quotation_that_is_all_that_was_taken_may_be_spun(lexicon: Lexicon) -> None:
    report = TEXT.replace("“", "").replace("”", "")
    alignment = aligned(f"{report}\n\n{changed(TRANSLATED, SPEECH)}", lexicon, SPEECH)
    assert not find_editing(alignment, sure(alignment)).whole


def test_a_spun_passage_in_an_edited_article_stays_accused(lexicon: Lexicon) -> None:
    other = (
        "A parade of tractors blocked the bridge at Corran on Monday. Farmers demand a better price for milk, and the minister "
        "promised to answer them before the harvest. Most drivers turned back, some slept in their cabins, and a band played."
    )
    machine = {
        "baker": "banker", "fires": "fibres", "beech": "beach", "sifts": "shifts", "dough": "tough", "flour": "floor",
        "aunt": "ant", "winter": "winner", "street": "stress", "rye": "eye", "rolls": "roles", "lane": "lame",
        "spring": "sprint", "signed": "singed", "letter": "latter", "mayor": "manor", "carried": "curried", "church": "chart",
    }  # fmt: skip
    spun = changed({"demand": "require", "promised": "vowed", "turned back": "retreated"}, other)
    alignment = aligned(f"{spun}\n\n{changed(machine)}", lexicon, f"{TEXT}\n\n{other}")
    found = find_editing(alignment, sure(alignment))
    assert found.whole
    assert found.passages == (False, True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("burn", "bum"),
        ("weather", "whether"),
        ("station", "stn"),
        ("those", "these"),
        ("abroad", "bread"),
        ("conflict", "continue"),
        ("great", "grant"),
        ("home", "good"),
        ("pot", "pack"),
    ],
)
def test_words_look_or_sound_alike(one: str, other: str) -> None:
    assert are_alike(one, other)
    assert are_alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("begin", "start"), ("buy", "purchase"), ("quick", "rapid"), ("two", "2"), ("", "word")]
)
def test_words_of_one_meaning_do_not(one: str, other: str) -> None:
    assert not are_alike(one, other)


@pytest.mark.parametrize(("one", "other"), [("as", "arsenic"), ("it", "information technology"), ("b4", "before")])
def test_no_machine_makes_a_word_of_two_letters(one: str, other: str) -> None:
    assert not are_alike(one, other)
    assert are_alike(other, one)  # shortened, as in a message


def test_a_wording_is_masked_when_only_single_letters_are_left() -> None:
    assert is_masked("f s")
    assert is_masked("---")
    assert not is_masked("a")
    assert not is_masked("word s")


def test_old_words_are_none_of_todays(lexicon: Lexicon) -> None:
    assert {"thou", "hath", "betwixt", "unto"} <= lexicon.english.old_words
    rows = [row for row in map(lexicon.index.get, lexicon.english.old_words) if row is not None]
    assert lexicon.log_frequency[rows].max() < -12.5  # one word in 270,000 of news


def test_function_words_as_they_come_are_no_editors_beside_words_exchanged_throughout(lexicon: Lexicon) -> None:
    table = {
        "baker": "roaster", "two": "a pair of", "at four": "by four", " by hand": " with hand", " while ": " as ",
        "before the": "ahead of the", "and children": "plus children", "each of": "any of", "who had": "that had",
    }  # fmt: skip
    alignment = aligned(changed(table), lexicon)
    assert not find_editing(alignment, sure(alignment)).whole


def test_swaps_in_quotations_between_words_of_no_passage_are_a_spinners(lexicon: Lexicon) -> None:
    first = "“My father baked here for the whole street, and his aunt baked before him,” he told the reporters who had come."
    last = "“I cannot count all of the loaves, but I can bake them,” he said to the mayor, and he closed the door of the shop."
    foreign = (
        "A parade of tractors blocked the bridge at Corran on Monday, for the farmers demand a better price for their milk and "
        "the minister promised to answer them before the harvest. Most drivers turned back, some slept in their cabins, and a "
        "band of eleven played marches until the police had cleared the last lane of the road in the early evening hours."
    )
    spun = [
        changed({"father": "dad", "baked here": "roasted here", "whole street": "entire street"}, first),
        changed({"count all": "reckon all", "bake them": "roast them"}, last),
    ]
    alignment = aligned("\n\n".join((spun[0], foreign, spun[1])), lexicon, f"{first}\n\n{last}")
    assert not find_editing(alignment, sure(alignment)).whole
