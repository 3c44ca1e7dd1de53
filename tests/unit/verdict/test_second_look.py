"""Swaps of a surely spun article are likelier, nothing else is, and never by more than the second look may add."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.verdict.second_look import FROM, MOST, seen_again

SPIN = st.lists(st.floats(0.0, 1.0), max_size=8).map(lambda values: np.array(values, np.float64))
SPUN = st.floats(0.0, 0.9999)


@pytest.mark.parametrize("spun", [0.0, 0.02, 0.5, 1.0 / (1.0 + np.exp(-FROM))])
def test_an_article_that_is_not_surely_spun_says_nothing_of_its_swaps(spun: float) -> None:
    spin = np.array([0.0, 0.3, 0.49, 0.9])
    assert seen_again(spin, spun) is spin


def test_swaps_of_a_surely_spun_article_are_likely_ones() -> None:
    found = seen_again(np.array([0.0, 0.1, 0.2, 0.48]), 0.98)
    assert (found >= 0.5).tolist() == [False, False, True, True]
    assert found[0] == 0.0  # a name, a figure, a slip: no spinner's whatever stands around it


@given(SPIN, SPUN, SPUN)
def test_swaps_rise_with_the_article_and_never_fall(spin: np.ndarray, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert (spin <= seen_again(spin, low) + 1e-12).all()
    assert (seen_again(spin, low) <= seen_again(spin, high) + 1e-12).all()


@given(st.floats(0.001, 0.999), SPUN)
def test_what_is_added_is_bounded(spin: float, spun: float) -> None:
    (found,) = seen_again(np.array([spin]), spun)
    odds = np.log(found / (1.0 - found)) - np.log(spin / (1.0 - spin))
    assert odds <= MOST + 1e-6
