"""Two small loops of the kernel and their plain twins: manners of pieces, and words in common of groups of sentences."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from app.align import passages, pieces, twins
from app.align.groups import PLACE_LIMITS, Group, is_in_place, is_in_place_plainly, overlap_plainly
from app.lexicon import Lexicon
from app.sides import number_pair
from app.text import read_text
from tests.property.drawn_texts import pairs
from tests.twins import needs_compiled

_ODDS = st.sampled_from([0.0, -1.5, -3.2, -8.0, -20.0, -0.25])


@needs_compiled
@given(drawn=st.lists(st.tuples(_ODDS, _ODDS, _ODDS, st.booleans()), min_size=1, max_size=30))
@settings(max_examples=400, deadline=None)
def test_the_kernel_finds_the_manners_of_its_twin(drawn: list[tuple[float, float, float, bool]]) -> None:
    evidence, opens = np.array([row[:3] for row in drawn]), [row[3] for row in drawn]
    found = pieces._find_manners(evidence, np.array(opens, np.uint8))
    assert found == passages.find_manners_plainly(evidence, opens)


@needs_compiled
@given(pair=pairs(), drawn=st.lists(st.tuples(*[st.integers(0, 12)] * 4), max_size=6))
@settings(max_examples=150, deadline=None)
def test_the_kernel_counts_common_words_as_its_twin(
    pair: tuple[str, str], drawn: list[tuple[int, int, int, int]], lexicon: Lexicon
) -> None:
    both = number_pair(read_text(pair[0]), read_text(pair[1]), lexicon)
    n, m = both.reference.document.n_sentences, both.suspect.document.n_sentences
    edges = [(*sorted((min(a, n), min(b, n))), *sorted((min(c, m), min(d, m)))) for a, b, c, d in drawn]
    groups = [Group(*edge) for edge in edges]
    shares = [overlap_plainly(group, both) for group in groups]
    for least in {0.5, *shares}:
        kept = [group for group, share in zip(groups, shares, strict=True) if share >= least]
        assert twins.kernel.anchored([groups], both, least, replace(PLACE_LIMITS, most_words=-1)) == [kept]
    in_place = [group for group in groups if is_in_place_plainly(group, both)]
    assert twins.kernel.anchored([groups, []], both, 2.0, PLACE_LIMITS) == [in_place, []]


@needs_compiled
@given(
    drawn=st.data(), n=st.sampled_from([0, 1, 3, 12, 63, 64, 65, 100, 260, 600, 602]), kept=st.sampled_from([0.1, 0.4, 0.7, 0.95])
)
@settings(max_examples=300, deadline=None)
def test_words_stand_in_the_places_that_rapidfuzz_gives_them(drawn: st.DataObject, n: int, kept: float, lexicon: Lexicon) -> None:
    random = drawn.draw(st.randoms(use_true_random=True))
    words = ["a", "boat", "of", "the", "town", "sank", "late", "here", "there", "in"]
    one = [random.choice(words) for _ in range(n)]
    other = [word if random.random() < kept else random.choice(["", random.choice(words), f"{word} so"]) for word in one]
    pair = number_pair(read_text(" ".join(one)), read_text(" ".join(other)), lexicon)
    group = Group(0, pair.reference.document.n_sentences, 0, pair.suspect.document.n_sentences)
    assert is_in_place(group, pair) == is_in_place_plainly(group, pair)
