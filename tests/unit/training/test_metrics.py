"""Claims about measures, on numbers small enough to check by hand."""

import numpy as np
import pytest

from app.training.fitting.metrics import f1_scores, gap, reliability, swap_figures


def test_bins_that_keep_their_promise_have_no_gap() -> None:
    bins = reliability(np.repeat([0.1, 0.9], 10), np.array([True, *[False] * 9, *[True] * 9, False]))
    assert bins == {"n": [10, 10], "probability": [0.1, 0.9], "share": [0.1, 0.9]}
    assert gap(bins) == 0.0


def test_a_gap_is_the_mean_distance_weighted_by_pairs() -> None:
    assert gap({"n": [3, 1], "probability": [0.2, 0.8], "share": [0.2, 0.4]}) == pytest.approx(0.1)


def test_errors_in_opposite_directions_do_not_cancel_between_low_and_high_probabilities() -> None:
    bins = reliability(np.repeat([0.2, 0.8], 10), np.repeat([False, True], 10))
    assert gap(bins) == pytest.approx(0.2)


def test_an_undecided_pair_is_a_miss() -> None:
    scores = f1_scores(np.array([0, 0, 1, 2, 3]), np.array([0, -1, 1, 2, 3]))
    assert scores["independent"] == pytest.approx(0.6667)
    assert scores["macro"] == pytest.approx((0.6667 + 3) / 4, abs=1e-4)


def test_a_scorer_that_ranks_perfectly_has_both_areas_one() -> None:
    figures = swap_figures(np.array([0.1, 0.2, 0.6, 0.9]), np.array([0, 0, 1, 1], np.int8))
    assert figures == {"n": 4, "n_spun": 2, "precision": 1.0, "recall": 1.0, "auc": 1.0, "average_precision": 1.0}
