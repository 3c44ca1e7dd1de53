"""Claims about damaged pairs: what is dropped, put in or cut, and that a spinner's words stay marked. All texts are our own."""

from dataclasses import replace
from random import Random

import pytest

from app.training.examples.damaged_pairs import SHORT, damaged, damaged_examples, worn_examples
from app.training.examples.labelled_pairs import TOOL_CORPUS, Example
from app.training.examples.labels import TaughtLabel, words_of
from app.training.examples.spinners.damage import DAMAGES, Foreign, sentences_of
from app.training.examples.spinners.marked import Marked, changed
from app.training.examples.spinners.pages import read_page
from app.training.examples.spinners.word_habits import WORD_HABITS
from app.training.measuring.damage_figures import damage_figures
from app.training.measuring.outcomes import Outcome
from tests.unit.training.small_tools import TEXT, small_supply

LONG = "\n\n".join(TEXT.replace("June", month) for month in ("May", "June", "July", "August"))
OTHER = "Ferries to Low Island stay in port. The captain blames the wind, and the harbour master agrees. No boat is lost. " * 20
SPUN = changed(Marked(LONG), WORD_HABITS["unrelated_words"](read_page(LONG), small_supply(), 0.15, Random(1)))


def example(label: TaughtLabel = TaughtLabel.SPUN, suspect: Marked = SPUN) -> Example:
    return Example("x", "o", "imitated", "unrelated", label, LONG, suspect.text, suspect.marks)


def n_sentences(text: str) -> int:
    return len(read_page(text).units)


@pytest.mark.parametrize(("name", "left"), [("20%", 0.8), ("40%", 0.6), ("60%", 0.4)])
def test_the_reference_loses_a_share_of_its_sentences_and_the_suspect_nothing(name: str, left: float) -> None:
    made = DAMAGES[f"reference without {name}"](LONG, SPUN, Foreign(()), Random(2))
    assert n_sentences(made.reference) == pytest.approx(left * n_sentences(LONG), abs=2)
    assert made.suspect == SPUN
    assert set(sentences_of(made.reference)) <= set(sentences_of(LONG))


@pytest.mark.parametrize("name", ["a third replaced", "a third added"])
def test_a_third_of_the_suspects_sentences_have_no_counterpart(name: str) -> None:
    foreign = Foreign(sentences_of(OTHER))
    made = DAMAGES[name](LONG, SPUN, foreign, Random(2))
    found = sentences_of(made.suspect.text)
    assert sum(one in foreign.sentences for one in found) == pytest.approx(len(found) / 3, abs=2)
    assert made.reference == LONG


def test_sentences_are_cut_short() -> None:
    made = DAMAGES["sentences cut short"](LONG, Marked(LONG), Foreign(()), Random(2))
    assert 0.5 * len(LONG) < len(made.suspect.text) < len(LONG)
    assert n_sentences(made.suspect.text) == pytest.approx(n_sentences(LONG), abs=3)


@pytest.mark.parametrize(("name", "sign"), [("inserted", 1), ("left out", -1)])
def test_one_word_in_twenty_comes_or_goes(name: str, sign: int) -> None:
    made = DAMAGES[f"one word in 20 {name}"](LONG, Marked(LONG), Foreign(sentences_of(OTHER)), Random(2))
    assert len(words_of(made.suspect.text)) == pytest.approx((1 + sign / 20) * len(words_of(LONG)), abs=3)


@pytest.mark.parametrize("name", DAMAGES)
def test_marks_stay_on_the_spinners_words_and_the_same_seed_does_the_same(name: str) -> None:
    words = {SPUN.text[span.start : span.end] for span in SPUN.marks}
    made = [DAMAGES[name](LONG, SPUN, Foreign(sentences_of(OTHER)), Random(seed)) for seed in (3, 3)]
    assert made[0] == made[1]
    found = {made[0].suspect.text[span.start : span.end] for span in made[0].suspect.marks}
    assert found
    assert found <= words


def test_a_pair_too_short_or_with_hardly_a_swapped_word_left_is_no_example() -> None:
    few = replace(example(), suspect=LONG.replace("bridge", "crossing", 3), gold=())
    assert damaged(example(), "reference without 20%", OTHER, Random(1)) is not None
    assert damaged(few, "reference without 20%", OTHER, Random(1)) is None
    short = replace(example(), reference=TEXT[:120], suspect=TEXT[:120], gold=())
    assert damaged(short, "reference without 20%", OTHER, Random(1)) is None


def test_of_a_copy_too_little_stays_when_most_of_its_reference_is_gone() -> None:
    copies = [replace(example(TaughtLabel.COPIED, Marked(LONG)), id=str(k)) for k in range(60)]
    found = list(damaged_examples([*copies, example()], 1.0, Random(1)))
    assert all(e.label is TaughtLabel.COPIED or e.id.startswith("x-") for e in found)
    assert not any("60%" in e.id for e in found if e.label is TaughtLabel.COPIED)
    assert len(found) > 50


def test_short_texts_and_published_tools_are_damaged_more_often() -> None:
    long = replace(example(TaughtLabel.COPIED, Marked(LONG * 3)), reference=LONG * 3)
    short = replace(example(TaughtLabel.COPIED, Marked(TEXT)), id="short", reference=TEXT)
    tool = replace(example(), id="tool", corpus=TOOL_CORPUS)
    assert len(long.suspect.split()) > SHORT >= len(short.suspect.split())
    found = [e for seed in range(6) for e in worn_examples([long, short, tool, replace(tool, label=None)], 1.0, Random(seed))]
    names = [e.id.split("-")[0] for e in found]
    assert names.count("tool") > names.count("short") > 0
    assert "x" not in names
    assert all(e.label is not None for e in found)
    assert any(e.id.count("-") > 1 for e in found if e.id.startswith("tool"))  # damaged in two ways


def test_figures_say_how_many_stay_spun() -> None:
    outcomes = [Outcome(label, (), (), (), 0) for label in ("spun", "spun", "undecided")]
    found = damage_figures([("cut", "tools", each) for each in outcomes])
    assert found["cut"]["tools"]["k"] == 2
    assert found["cut"]["tools"]["n"] == 3
    assert found["cut"]["tools"]["otherwise"] == {"undecided": 1}
