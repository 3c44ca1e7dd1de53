"""Claims about a word's evidence, by hand on a tiny pair."""

from math import exp, log

import numpy as np
import pytest

from app.finder.evidence import TOKEN_FEATURES, evidence_of, matches, token_features
from app.text import Span
from tests.unit.finder_pairs import COMMON, FUNCTION, pair_of, whole

PAIR = pair_of("the lighthouse keeper saw the ferry", "a quokka saw the ferry at lighthouse")


def features_of(word: int, window: Span | None = None) -> dict[str, float]:
    """Features other than 0 of one word of the suspect."""
    values = token_features(PAIR, whole(PAIR.suspect), window or whole(PAIR.reference))[word]
    return {name: value for name, value in zip(TOKEN_FEATURES, values.tolist(), strict=True) if value}


def test_found_words_are_found_in_any_order_and_pairs_only_as_pairs() -> None:
    found, beside, _ = matches(PAIR, whole(PAIR.suspect), whole(PAIR.reference))
    assert found.tolist() == [False, False, True, True, True, False, True]
    assert beside.tolist() == [False, False, True, True, True, False, False]


def test_a_window_hides_what_is_outside_of_it() -> None:
    found, beside, _ = matches(PAIR, whole(PAIR.suspect), Span(0, 2))
    assert found.tolist() == [False, False, False, True, False, False, True]
    assert not beside.any()


def test_a_found_rare_word_has_the_features_of_one() -> None:
    unexpected = (10.0 - log(6)) / 8.0
    expected = {"found_rarity": 1.0, "found": 1.0, "found_rare": 1.0, "found_very_rare": 1.0, "found_unexpected": unexpected}
    assert features_of(6) == pytest.approx(expected | {"found_unexpected": min(unexpected, 1.0)})


def test_a_missing_unknown_word_has_the_features_of_one() -> None:
    assert features_of(1) == {"missing": 1.0, "missing_rarity": 1.0, "missing_unknown": 1.0}


def test_function_words_are_missed_less_where_they_were_not_to_be_expected() -> None:
    assert features_of(0) == pytest.approx({"function_missing": 1.0, "function_expected": exp(log(6) - FUNCTION)})
    assert features_of(3) == {"function_found": 1.0, "function_bigram": 1.0}


def test_a_found_word_beside_a_found_neighbour_is_a_bigram() -> None:
    assert features_of(4) == pytest.approx(
        {"found_rarity": 8 / 9, "found": 1.0, "found_rare": 1.0, "bigram": 1.0, "found_unexpected": (8.0 - log(6)) / 8.0}
    )


def test_the_other_side_s_view_turns_the_pair_round() -> None:
    values = token_features(PAIR.turned, Span(2, 3), whole(PAIR.suspect))
    named = dict(zip(TOKEN_FEATURES, values[0].tolist(), strict=True))
    assert {name: value for name, value in named.items() if value} == pytest.approx(
        {"missing": 1.0, "missing_rarity": COMMON / 12}
    )


def test_nothing_has_no_features() -> None:
    assert token_features(PAIR, Span(2, 2), whole(PAIR.reference)).shape == (0, len(TOKEN_FEATURES))
    assert token_features(PAIR, Span(0, 3), Span(0, 0))[:, TOKEN_FEATURES.index("found")].sum() == 0


def test_evidence_is_the_weighted_sum_and_the_intercept() -> None:
    weights = np.zeros(len(TOKEN_FEATURES) + 1)
    weights[TOKEN_FEATURES.index("found")], weights[-1] = 3.0, -1.0
    features = token_features(PAIR, whole(PAIR.suspect), whole(PAIR.reference))
    assert evidence_of(features, weights).tolist() == [-1.0, -1.0, 2.0, -1.0, 2.0, -1.0, 2.0]


def test_a_missing_word_tells_how_close_a_relative_of_it_stands_in_the_window() -> None:
    pair = pair_of("buildings killed leading ferry", "edifices murdered main quokka")
    _, _, closest = matches(pair, whole(pair.suspect), whole(pair.reference))
    assert closest.tolist() == [3, 2, 1, 0]
    assert matches(pair, whole(pair.suspect), Span(1, 4))[2].tolist() == [0, 2, 1, 0]
    values = token_features(pair, whole(pair.suspect), whole(pair.reference))
    assert values[:, [TOKEN_FEATURES.index(name) for name in ("synonym", "near", "thesaurus")]].tolist() == [
        [1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, 0],
    ]  # fmt: skip


def test_relatives_are_the_same_from_the_other_side() -> None:
    pair = pair_of("buildings killed ferry", "quokka murdered edifices")
    assert matches(pair.turned, whole(pair.reference), whole(pair.suspect))[2].tolist() == [3, 2, 0]
