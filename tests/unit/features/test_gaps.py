"""Which words put in or left out break their neighbourhood, and what follows for the swaps around them."""

import numpy as np
import pytest

from app.align import Op, align
from app.features import find_changes, gaps
from app.features.changes import find_changes_plainly
from app.lexicon import Lexicon
from app.sides import number_pair
from app.text import read_text

TEXT = (
    "The old mill by the river was sold in March, and the new owner wants to turn it into a theatre. "
    "She said that the roof leaks and that most of the beams are full of worms."
)


def careless(lexicon: Lexicon, old: str, new: str) -> float:
    """Words without care in the text after the change."""
    pair = number_pair(read_text(TEXT), read_text(TEXT.replace(old, new)), lexicon)
    (passage,) = align(pair).passages
    return float(gaps.careless_words(passage.edit_rows, pair).sum())


@pytest.mark.parametrize(
    ("old", "new"),
    [("most of the beams", "most the beams"), ("are full of worms", "are of worms"), ("wants to turn", "wants of to turn"),
     ("that the roof", "that the by roof")],
)  # fmt: skip
def test_a_word_put_in_or_left_out_anywhere_is_careless(lexicon: Lexicon, old: str, new: str) -> None:
    assert careless(lexicon, old, new) > 0.4


@pytest.mark.parametrize(
    ("old", "new"),
    [("the new owner", "the owner"), ("said that the", "said the"), ("the roof leaks", "the old roof leaks"),
     ("She said", "She also said"), ("full of worms", "full of small worms")],
)  # fmt: skip
def test_a_word_that_reads_on_is_not(lexicon: Lexicon, old: str, new: str) -> None:
    assert careless(lexicon, old, new) < 0.25


def test_what_is_left_out_at_length_says_nothing(lexicon: Lexicon) -> None:
    assert careless(lexicon, "was sold in March", "March") == 0.0


def test_swaps_beside_it_do_not_move_it(lexicon: Lexicon) -> None:
    alone = careless(lexicon, "most of the beams are", "most the beams are")
    beside = careless(lexicon, "that most of the beams are full", "that much the beams are packed")
    assert beside == pytest.approx(alone) or beside == 0.0  # a swap that takes the gap into itself leaves none


def test_what_is_careless_is_not_rebuilt(lexicon: Lexicon) -> None:
    suspect = TEXT.replace("most of the beams", "most the beams").replace("the new owner", "the owner")
    changes = find_changes(align(number_pair(read_text(TEXT), read_text(suspect), lexicon)))
    (rebuilt,), (whole,), (lost,) = changes.rebuilt, changes.counts["short_cuts"], changes.counts["careless"]
    assert whole == 2.0
    assert 0.4 < lost < 1.25
    assert rebuilt == pytest.approx(whole - lost)
    assert changes.pair_rebuilt.sum() == pytest.approx(rebuilt)


def test_the_compiled_pass_counts_the_same(lexicon: Lexicon) -> None:
    changed = TEXT.replace("most of the", "most the").replace("old mill", "ancient mill").replace("She said", "She by said")
    alignment = align(number_pair(read_text(TEXT), read_text(changed), lexicon))
    compiled, plain = find_changes(alignment), find_changes_plainly(alignment)
    for name in ("careless", "short_puts", "short_cuts"):
        assert compiled.counts[name] == pytest.approx(plain.counts[name])
    for name in ("pair_changed", "pair_rebuilt", "pair_words", "pair_unevenness"):
        assert np.allclose(getattr(compiled, name), getattr(plain, name))


def test_without_gaps_nothing_is_asked_of_the_lexicon(lexicon: Lexicon) -> None:
    pair = number_pair(read_text(TEXT), read_text(TEXT), lexicon)
    rows = np.array([(int(Op.EQUAL), 0, 5, 0, 5)], np.int32)
    assert gaps.careless_words(rows, pair).tolist() == [0.0]
    assert gaps.careless_words(rows[:0], pair).tolist() == []
