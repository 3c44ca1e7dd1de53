"""Claims about imitated tools and their originals. All texts are our own."""

from random import Random

import pytest

from app.text import Span
from app.training.examples.imitations import MAKERS, Tools, imitate, n_replaced, within
from app.training.examples.originals import untagged
from app.training.examples.spinners import SwapKind
from app.training.examples.spinners.marked import Marked
from app.training.examples.spinners.pages import read_page
from app.training.examples.spinners.types import Change
from app.training.examples.tools import swapped_share
from tests.unit.training.small_tools import TEXT, small_style, small_supply

TOOLS = Tools([small_style()], small_supply().vocabulary)


@pytest.mark.parametrize("name", MAKERS)
def test_each_maker_swaps_words_and_marks_them(name: str) -> None:
    made = [MAKERS[name](Marked(TEXT), TOOLS, Random(seed)) for seed in range(8)]
    assert made == [MAKERS[name](Marked(TEXT), TOOLS, Random(seed)) for seed in range(8)]
    assert any(each.marks and n_replaced(TEXT, each.text) for each in made)


def test_an_imitation_is_the_same_for_the_same_seed_and_others_differ() -> None:
    made = [imitate(TEXT, TOOLS, Random(seed)) for seed in range(20)]
    assert made == [imitate(TEXT, TOOLS, Random(seed)) for seed in range(20)]
    assert len({text.text for _, text in made}) > 10
    assert {name for name, _ in made} == set(MAKERS)


def test_imitations_reach_from_a_light_touch_to_a_heavy_one() -> None:
    shares = [swapped_share(TEXT, imitate(TEXT, TOOLS, Random(seed))[1].text) for seed in range(60)]
    assert min(shares) < 0.06
    assert max(shares) > 0.25


def test_words_put_in_are_not_replaced_ones() -> None:
    assert n_replaced("the old bridge", "the very old bridge too") == 0
    assert n_replaced("the old bridge", "the ancient crossing") == 2


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("said/vbd ``/`` Yes/uh ''/'' ./.", 'said "Yes".'),
        ("He/pps ,/, too/rb ,/, left/vbd (/( late/rb )/) ;/. ;/.", "He, too, left (late);"),
        ("\tWhy/wrb not/* ?/. ?/.", "Why not?"),
    ],
)
def test_tagged_words_become_a_text_as_it_is_read(line: str, text: str) -> None:
    assert untagged(line) == text


def test_other_tags_and_contractions_are_read_too() -> None:
    assert untagged("They_PRP did_VBD n't_RB see_VB Ada_NNP 's_POS wall_NN ._.", "_") == "They didn't see Ada's wall."


def test_changes_stay_within_their_sentence_and_an_exchange_is_whole() -> None:
    page = read_page("Old bridges stand. New bridges fall.")

    def moved(start: int, end: int, text: str) -> Change:
        return Change(Span(start, end), text, SwapKind.MOVED)

    straddling = [moved(4, 11, "New"), moved(19, 22, "bridges")]
    inside = [moved(23, 30, "fall"), moved(31, 35, "bridges")]
    assert list(within(page, [*straddling, *inside], [True, True])) == inside
    assert list(within(page, [*straddling, *inside], [True, False])) == []
    word = Change(Span(0, 3), "Aged", SwapKind.WORD)
    assert list(within(page, [word], [True, False])) == [word]
    assert list(within(page, [word], [False, True])) == []
