"""Claims about where a passage may begin and end."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.finder.boundaries import BOUNDARY_FEATURES, REACH, boundary_candidates, median_place
from app.finder.evidence import TOKEN_FEATURES
from app.text import Break, Span
from tests.unit.finder_pairs import pair_of, whole

WEIGHTS = np.append(np.linspace(-1.0, 2.0, len(TOKEN_FEATURES)), -0.5)
SENTENCES = (
    "The ferry left the harbour. A quokka was on it.\n\nThe lighthouse keeper saw the quokka, and he laughed. Nobody else did."
)
PAIR = pair_of("He saw the quokka on the ferry.", SENTENCES)


def column(values: np.ndarray[tuple[int, int], np.dtype[np.float64]], name: str) -> list[float]:
    found: list[float] = values[:, BOUNDARY_FEATURES.index(name)].tolist()
    return found


@pytest.mark.parametrize("stretch", [(0, 3), (5, 12), (0, 22), (21, 22), (7, 8)])
def test_candidates_lie_inside_the_text_starts_before_closes(stretch: tuple[int, int]) -> None:
    n = len(PAIR.suspect)
    assert n == 22
    starts, closes = boundary_candidates(PAIR, Span(*stretch), whole(PAIR.reference), WEIGHTS)
    assert 0 <= starts[0].min() <= starts[0].max() < closes[0].min() <= closes[0].max() <= n
    for (at, values), here in zip((starts, closes), stretch, strict=True):
        assert here in at
        assert values.shape == (len(at), len(BOUNDARY_FEATURES))
        assert np.isfinite(values).all()


def test_candidates_are_the_breaks_and_where_the_end_is() -> None:
    (starts, _), (closes, _) = boundary_candidates(PAIR, Span(7, 14), whole(PAIR.reference), WEIGHTS)
    breaks = PAIR.suspect.document.breaks
    assert starts.tolist() == [at for at in range(11) if breaks[at] != Break.INSIDE or at == 7]
    assert closes.tolist() == [at for at in range(11, 23) if breaks[at] != Break.INSIDE or at == 14]


def test_features_at_the_old_end_are_those_by_hand() -> None:
    given_span = Span(1, 7)
    starts, closes = boundary_candidates(PAIR, Span(5, 10), given_span, WEIGHTS)
    for (at, values), here in ((starts, 5), (closes, 10)):
        row = values[at.tolist().index(here) : at.tolist().index(here) + 1]
        assert column(row, "distance") == [0.0]
        assert column(row, "near_evidence_to_end") == [0.0]
        assert column(row, "length_ratio") == pytest.approx([np.log(10 / 11)])
        assert column(row, "other_length") == pytest.approx([np.log(11)])
    assert column(starts[1], "break_edge") == [float(at == 0) for at in starts[0].tolist()]


def test_what_is_found_inside_is_its_smoothed_share() -> None:
    (at, values), _ = boundary_candidates(PAIR, Span(0, 6), whole(PAIR.reference), WEIGHTS)
    # the first ten: ferry, quokka found of ferry, left, harbour, quokka
    assert at[0] == 0
    assert column(values, "found_inside_10")[0] == pytest.approx((2 + 0.2) / (4 + 1))
    assert column(values, "found_outside_10")[0] == pytest.approx(0.2)  # before the text is nothing


def test_far_ends_are_not_looked_for() -> None:
    pair = pair_of("quokka", "Word " * 2_000)
    (starts, _), (closes, _) = boundary_candidates(pair, Span(900, 1_000), Span(0, 1), WEIGHTS)
    assert (starts[0], closes[-1]) == (900 - REACH, 1_000 + REACH)


def test_the_median_place_halves_the_probability() -> None:
    at = np.array([3, 10, 50])
    assert median_place(at, np.zeros(3)) == 10
    assert median_place(at, np.array([9.0, 0.0, 0.0])) == 3
    assert median_place(at, np.array([-900.0, -900.0, 900.0])) == 50
    assert median_place(at[:1], np.array([-1e9])) == 3


@given(st.lists(st.floats(-700, 700), min_size=1, max_size=20))
def test_the_median_place_is_a_candidate_and_does_not_move_with_a_constant(odds: list[float]) -> None:
    at, log_odds = np.arange(len(odds)) * 7, np.array(odds)
    place = median_place(at, log_odds)
    assert place in at
    weight = np.exp(log_odds - log_odds.max())
    assert weight[at < place].sum() <= weight.sum() / 2 * (1 + 1e-9)
    assert weight[at > place].sum() <= weight.sum() / 2 * (1 + 1e-9)
