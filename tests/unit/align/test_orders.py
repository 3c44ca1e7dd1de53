"""The longest run that keeps its order."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.align import longest_rising


@pytest.mark.parametrize(
    ("places", "chosen"),
    [([], []), ([7], [True]), ([1, 4, 9], [True, True, True]), ([5, 1, 2, 3], [False, True, True, True])],
)
def test_what_stands_out_of_order_is_left_out(places: list[int], chosen: list[bool]) -> None:
    assert longest_rising(np.array(places, np.int32)).tolist() == chosen


@given(st.lists(st.integers(0, 50), unique=True, max_size=9))
def test_no_rising_run_is_longer(places: list[int]) -> None:
    chosen = longest_rising(np.array(places, np.int32))
    kept = [place for place, is_chosen in zip(places, chosen.tolist(), strict=True) if is_chosen]
    assert kept == sorted(kept)
    rising = (run for n in range(len(places) + 1) for run in combinations(places, n) if list(run) == sorted(run))
    assert len(kept) == max(map(len, rising))
