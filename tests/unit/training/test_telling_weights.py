"""What is fitted to weigh a retelling against a report of its own."""

import numpy as np
import pytest

from app.features import OwnFacts
from app.text import Span
from app.training.fitting.telling_weights import TellingPair, fit_weights
from app.verdict import JudgedStretch, log_odds, told_values

N = 100
ODDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)


def pair(kind: str, retold: float, n_own: int, *, is_retold: bool) -> TellingPair:
    """A pair of a hundred words with one fact more than those of its own."""
    article = JudgedStretch((0.9 - retold, 0.05, 0.05, retold), Span(0, N))
    return TellingPair(kind, is_retold, article, facts_of(n_own + 1, n_own))


def facts_of(n_facts: int, n_own: int) -> OwnFacts:
    return OwnFacts(*(np.minimum(np.arange(N + 1), n).astype(np.int32) for n in (n_facts, n_own)))


@pytest.fixture
def pairs() -> list[TellingPair]:
    retold = [pair("rewrite", p + 0.1, n, is_retold=True) for p in ODDS for n in (0, 0, 1)]
    return retold + [pair("neus", p, n, is_retold=False) for p in ODDS for n in (1, 4, 8)]


def test_what_was_fitted_tells_them_apart_better(pairs: list[TellingPair]) -> None:
    telling = fit_weights(pairs)
    before = sum((log_odds(p.article.probabilities) > 0) == p.is_retold for p in pairs)
    after = sum((telling.log_odds(told_values(p.article, p.own)) > 0) == p.is_retold for p in pairs)
    assert after > before


def test_from_a_text_without_facts_nothing_follows_but_its_odds(pairs: list[TellingPair]) -> None:
    telling = fit_weights(pairs)
    without = TellingPair("essays", False, pair("", 0.2, 0, is_retold=False).article, facts_of(0, 0))
    odds = log_odds(without.article.probabilities)
    assert telling.log_odds(told_values(without.article, without.own)) == pytest.approx(telling.weights[0] * odds)
