"""How the suspect's own names and figures move `paraphrased` against `independent`, and nothing else."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.align import Alignment, align
from app.features import CLASSES, OwnFacts
from app.lexicon import Lexicon
from app.model import TELLING_FEATURES, Steering, Telling
from app.sides import number_pair
from app.text import Span, read_text
from app.verdict import JudgedStretch, Judgement, Label, judge, told_values
from app.verdict.told_apart import LEAST_ALONG, MAY_BE_SPUN, own_reason, told_apart, weighed

THRESHOLDS = {
    "spun": 0.75, "spun_beside": 0.9, "other": 0.45, "passage_spun": 0.75, "passage_spun_beside": 0.9, "passage_other": 0.45,
}  # fmt: skip
REFERENCE = "The council of Oxford paid for the old mill on Tuesday, and the mayor opened its doors to forty guests from Leeds."
SUSPECT = "The board of Oxford paid for the ancient mill on Friday, and the mayor unlocked its doors to sixty guests from Bath."
N = 100
WHOLE = Span(0, N)
INDEPENDENT, COPIED, SPUN, PARAPHRASED = (CLASSES.index(name) for name in ("independent", "copied", "spun", "paraphrased"))
EVEN, COPIED_ONE = (0.4, 0.05, 0.15, 0.4), (0.01, 0.97, 0.01, 0.01)
TELLING = Telling((1.0, -30.0, 0.7))
shares = st.floats(0.001, 1.0)
weights = st.tuples(shares, shares, st.floats(0.001, 1.0), shares)


@pytest.fixture(scope="module")
def swapped(lexicon: Lexicon) -> Alignment:
    return align(number_pair(read_text(REFERENCE), read_text(SUSPECT), lexicon))


def facts(n_facts: int, n_own: int) -> OwnFacts:
    """So many of a hundred words, the first ones."""
    return OwnFacts(*(np.minimum(np.arange(N + 1), n).astype(np.int32) for n in (n_facts, n_own)))


def moved(probabilities: tuple[float, ...], own: OwnFacts) -> tuple[float, ...]:
    return weighed(JudgedStretch(probabilities, WHOLE), own, TELLING)


def even(values: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(value / sum(values) for value in values)


def test_facts_that_the_reference_has_speak_for_a_retelling() -> None:
    assert moved(EVEN, facts(10, 0))[PARAPHRASED] > EVEN[PARAPHRASED]


def test_facts_that_the_reference_lacks_speak_for_a_report_of_its_own() -> None:
    assert moved(EVEN, facts(10, 7))[INDEPENDENT] > EVEN[INDEPENDENT]


def test_nothing_follows_from_a_text_without_facts() -> None:
    assert moved(EVEN, facts(0, 0)) == pytest.approx(EVEN)


@pytest.mark.parametrize("n_own", [0, 9])
def test_what_may_be_spun_stays_as_it_is(n_own: int) -> None:
    may_be = (0.3, 0.1, MAY_BE_SPUN, 0.6 - MAY_BE_SPUN)
    assert moved(may_be, facts(9, n_own)) == may_be


@given(values=weights, n_facts=st.integers(0, N), few=st.integers(0, N), more=st.integers(0, N), least=st.floats(-6.0, 6.0))
def test_more_facts_of_its_own_never_make_a_retelling_likelier_and_no_other_class_moves(
    values: tuple[float, ...], n_facts: int, few: int, more: int, least: float
) -> None:
    probabilities = even(values)
    few, more = sorted((min(few, n_facts), min(more, n_facts)))
    found = [weighed(JudgedStretch(probabilities, WHOLE), facts(n_facts, n), TELLING, least) for n in (few, more)]
    assert found[1][PARAPHRASED] <= found[0][PARAPHRASED] + 1e-12
    for each in found:
        assert sum(each) == pytest.approx(1.0)
        assert (each[COPIED], each[SPUN]) == (probabilities[COPIED], probabilities[SPUN])


@given(
    article=weights,
    passage=weights,
    likely=st.floats(0.0, 1.0),
    telling=st.builds(Telling, st.tuples(st.floats(0.1, 9.0), st.floats(-90.0, 0.0), st.floats(-9.0, 9.0))),
)
def test_how_likely_spun_is_hangs_on_none_of_the_weights(
    swapped: Alignment, article: tuple[float, ...], passage: tuple[float, ...], likely: float, telling: Telling
) -> None:
    spin, passages = np.full(len(swapped.substitutions), likely), [even(passage)] * len(swapped.passages)
    before, after = (judge(swapped, even(article), passages, spin, Steering(THRESHOLDS, weights)) for weights in (None, telling))
    for one, other in zip((before.article, *before.passages), (after.article, *after.passages), strict=True):
        assert other.probabilities[SPUN] == pytest.approx(one.probabilities[SPUN], abs=1e-12)
        assert (other.label is Label.SPUN) == (one.label is Label.SPUN)


def test_what_is_seen_of_a_stretch_is_what_the_model_weighs() -> None:
    seen = told_values(JudgedStretch(EVEN, Span(0, 50)), facts(1, 1))
    assert seen == pytest.approx((0.0, 0.02, 1 / 1.5))
    assert len(seen) == len(TELLING_FEATURES)


@pytest.mark.parametrize(("retold", "goes_along"), [(0.8, True), (0.2, False)])
def test_passages_go_along_with_an_article_that_is_retold(swapped: Alignment, retold: float, goes_along: bool) -> None:
    article, passages = (0.9 - retold, 0.05, 0.05, retold), [(0.8, 0.0, 0.1, 0.1)] * len(swapped.passages)
    told = told_apart(swapped, article, passages, Telling((1.0, 0.0, 0.0)))
    assert told.passages
    assert all((each[PARAPHRASED] > each[INDEPENDENT]) == goes_along for each in told.passages)


def test_a_quotation_in_a_report_goes_along_with_nothing(lexicon: Lexicon) -> None:
    report = "Nobody in the harbour had seen a winter like it, and the fishermen drank their tea in silence. " * 8
    alignment = align(number_pair(read_text(REFERENCE), read_text(report + REFERENCE), lexicon))
    (passage,) = alignment.passages
    assert len(passage.suspect) < LEAST_ALONG * len(alignment.suspect)
    told = told_apart(alignment, (0.1, 0.05, 0.05, 0.8), [(0.8, 0.0, 0.1, 0.1)], Telling((1.0, 0.0, 0.0)))
    assert told.passages[0][INDEPENDENT] > told.passages[0][PARAPHRASED]


def test_nothing_is_weighed_in_an_article_that_may_be_spun(swapped: Alignment) -> None:
    article, passages = (0.2, 0.1, MAY_BE_SPUN, 0.7 - MAY_BE_SPUN), [EVEN] * len(swapped.passages)
    assert told_apart(swapped, article, passages, TELLING) == (article, passages, None)


def test_odds_beyond_what_was_taught_count_no_more() -> None:
    sure, surer = ((p, 0.0, 0.002, 0.998 - p) for p in (1e-4, 1e-6))
    assert moved(sure, facts(5, 5)) == pytest.approx(moved(surer, facts(5, 5)))


def test_a_model_without_weights_moves_nothing(swapped: Alignment) -> None:
    assert told_apart(swapped, EVEN, [COPIED_ONE], None) == (EVEN, [COPIED_ONE], None)


@pytest.mark.parametrize(("retold", "is_asked"), [(0.01, False), (0.3, True)])
def test_facts_are_looked_for_where_a_label_may_turn_on_them(lexicon: Lexicon, retold: float, is_asked: bool) -> None:
    document = read_text("The council of Oxford paid for the old mill on Tuesday, and the mayor opened its doors.")
    alignment = align(number_pair(document, document, lexicon))
    told = told_apart(alignment, (0.9 - retold, 0.1, 0.0, retold), [COPIED_ONE], TELLING)
    assert (told.own is not None) == is_asked
    assert [*told.passages] == [COPIED_ONE]


@pytest.mark.parametrize(
    ("label", "candidates", "n_own", "is_told"),
    [
        (Label.INDEPENDENT, (), 5, True),
        (Label.UNDECIDED, (Label.PARAPHRASED, Label.INDEPENDENT), 5, True),
        (Label.INDEPENDENT, (), 2, False),
        (Label.PARAPHRASED, (), 5, False),
        (Label.UNDECIDED, (Label.PARAPHRASED, Label.COPIED), 5, False),
    ],
)
def test_a_reason_tells_of_them_where_nobody_is_accused(
    label: Label, candidates: tuple[Label, ...], n_own: int, is_told: bool
) -> None:
    assert bool(own_reason(Judgement(label, 0.8, EVEN, candidates), facts(9, n_own))) == is_told
