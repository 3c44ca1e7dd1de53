"""Claims about where reuse may be."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.finder import EvidenceWeights
from app.finder.evidence import TOKEN_FEATURES
from app.finder.seeds import LEAST_DENSITY, MOST_MEETINGS, find_seeds, largest_interval
from app.text import Span
from tests.unit.finder_pairs import pair_of

PASSAGE = "harbour lighthouse quokka ferry harbour lighthouse quokka"


def weights() -> EvidenceWeights:
    """A found content word speaks for reuse, any other against it."""
    row = np.zeros(len(TOKEN_FEATURES) + 1)
    row[TOKEN_FEATURES.index("found")], row[-1] = 3.0, -1.0
    return EvidenceWeights(row, row, row)


def filler(name: str, n: int) -> str:
    return " ".join(f"{name}{k}" for k in range(n))


def largest_slowly(evidence: list[float], bonus: list[float], first: int, last: int) -> float:
    """The plain twin of `largest_interval`: every interval."""
    values = [
        sum(evidence[start:end]) + bonus[start] + bonus[end]
        for start in range(last)
        for end in range(max(first, start) + 1, len(evidence) + 1)
    ]
    return max(values)


@given(st.data())
def test_the_largest_interval_is_that_of_the_plain_twin(data: st.DataObject) -> None:
    whole_numbers = st.integers(-5, 5).map(float)
    n = data.draw(st.integers(1, 14))
    evidence = data.draw(st.lists(whole_numbers, min_size=n, max_size=n))
    bonus = data.draw(st.lists(whole_numbers, min_size=n + 1, max_size=n + 1))
    first = data.draw(st.integers(0, n - 1))
    last = data.draw(st.integers(first + 1, n))
    span, total = largest_interval(np.array(evidence), np.array(bonus), first, last)
    assert total == largest_slowly(evidence, bonus, first, last)
    assert total == sum(evidence[span.start : span.end]) + bonus[span.start] + bonus[span.end]
    assert span.start < last
    assert span.end > first
    assert span.start < span.end


def test_rare_words_in_common_make_a_seed_where_they_stand_dense() -> None:
    pair = pair_of(f"{filler('a', 100)} {PASSAGE}. {filler('b', 60)}", f"{filler('c', 50)} {PASSAGE}. {filler('d', 200)}")
    seeds = find_seeds(pair, weights())
    assert [(seed.reference, seed.suspect) for seed in seeds] == [(Span(100, 107), Span(50, 57))]


@pytest.mark.parametrize("suspect", [filler("c", 300), "quokka " + filler("c", 300), "quokka"])
def test_a_rare_word_alone_makes_none(suspect: str) -> None:
    assert LEAST_DENSITY > 8.0  # the weight of one meeting of the rarest word here
    assert find_seeds(pair_of(f"quokka {filler('a', 300)}", suspect), weights()) == []


def test_a_word_that_stands_everywhere_makes_none() -> None:
    n = int(MOST_MEETINGS**0.5) + 1
    text = f"{'quokka ' * n}"
    assert find_seeds(pair_of(text, text), weights()) == []
