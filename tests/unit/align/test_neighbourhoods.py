"""Passages that stand beside each other in both texts are one neighbourhood, in whatever order."""

import numpy as np

from app.align import Passage, align, neighbourhoods
from app.detector import MINIMUM_PASSAGE_WORDS, long_enough
from app.lexicon import Lexicon
from app.sides import number_pair
from app.text import Span, read_text

ITEMS = (
    ("Keeps coffee hot for eight hours", "Holds coffee hot for eight hours"),
    ("Made from recycled steel and bamboo", "Crafted from recycled steel and bamboo"),
    ("Comes with a free brush and bag", "Arrives with a free brush and bag"),
    ("Shipped in a box without tape", "Dispatched in a box without tape"),
    ("Fits in the holder of most cars", "Suits the holder of most cars"),
    ("Available in red green and navy", "Obtainable in red green and navy"),
    ("No plastic touches your drink ever", "No plastic contacts your drink ever"),
    ("Light enough for children to carry", "Light enough for kids to carry"),
)
ORDER = (4, 0, 6, 2, 7, 1, 5, 3)


def passage(reference: tuple[int, int], suspect: tuple[int, int]) -> Passage:
    empty = np.empty((0, 6), np.int32)
    return Passage(Span(*reference), Span(*suspect), empty, empty[:, :5])


def test_items_that_changed_places_are_one_neighbourhood() -> None:
    found = neighbourhoods([passage((20, 28), (0, 8)), passage((0, 9), (9, 18)), passage((10, 19), (19, 28))])
    assert len(set(found.tolist())) == 1


def test_what_is_far_apart_in_one_text_is_not() -> None:
    near = passage((0, 8), (0, 8))
    assert len(set(neighbourhoods([near, passage((8, 16), (40, 48))]).tolist())) == 2
    assert len(set(neighbourhoods([near, passage((40, 48), (8, 16))]).tolist())) == 2


def test_no_passages_have_no_neighbourhood() -> None:
    assert neighbourhoods([]).tolist() == []


def passages_of(lexicon: Lexicon, reference: str, suspect: str) -> list[int]:
    """Words of each passage that is long enough, of a suspect of how many words comes last."""
    pair = number_pair(read_text(reference), read_text(suspect), lexicon)
    return [*(len(p.suspect) for p in long_enough(align(pair), MINIMUM_PASSAGE_WORDS).passages), len(pair.suspect)]


def test_short_items_of_a_list_count_together_in_any_order(lexicon: Lexicon) -> None:
    reference = "\n\n".join(f"{one}." for one, _ in ITEMS)
    suspect = "\n\n".join(f"{ITEMS[k][1]}." for k in ORDER)
    *n_words, n_whole = passages_of(lexicon, reference, suspect)
    assert max(n_words) < MINIMUM_PASSAGE_WORDS
    assert sum(n_words) >= 0.9 * n_whole


def test_a_single_short_sentence_in_another_text_still_counts_for_nothing(lexicon: Lexicon) -> None:
    around = "Snow fell on the passes and the trains stopped before noon. Farmers brought their cattle down to the valley."
    other = "The council met in the old school. Members spoke about parking, dogs, benches and the price of a new roof."
    *n_words, _ = passages_of(lexicon, f"{around} {ITEMS[0][0]}.", f"{other} {ITEMS[0][1]}.")
    assert n_words == []
