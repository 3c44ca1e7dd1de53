"""How the suspect's own names and figures move `paraphrased` against `independent`, and nothing else."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.align import align
from app.features import CLASSES, OwnFacts
from app.lexicon import Lexicon
from app.sides import number_pair
from app.text import Span, read_text
from app.verdict import Judgement, Label
from app.verdict.told_apart import MAY_BE_SPUN, own_reason, told_apart, weighed

N = 100
WHOLE = Span(0, N)
INDEPENDENT, COPIED, SPUN, PARAPHRASED = (CLASSES.index(name) for name in ("independent", "copied", "spun", "paraphrased"))
EVEN, COPIED_ONE = (0.4, 0.05, 0.15, 0.4), (0.01, 0.97, 0.01, 0.01)
shares = st.floats(0.001, 1.0)


def facts(n_facts: int, n_own: int) -> OwnFacts:
    """So many of a hundred words, the first ones."""
    return OwnFacts(*(np.minimum(np.arange(N + 1), n).astype(np.int32) for n in (n_facts, n_own)))


def test_facts_that_the_reference_has_speak_for_a_retelling() -> None:
    assert weighed(EVEN, WHOLE, facts(10, 0))[PARAPHRASED] > EVEN[PARAPHRASED]


def test_facts_that_the_reference_lacks_speak_for_a_report_of_its_own() -> None:
    assert weighed(EVEN, WHOLE, facts(10, 7))[INDEPENDENT] > EVEN[INDEPENDENT]


def test_nothing_follows_from_a_text_without_facts() -> None:
    assert tuple(weighed(EVEN, WHOLE, facts(0, 0))) == pytest.approx(EVEN)


@pytest.mark.parametrize("n_own", [0, 9])
def test_what_may_be_spun_stays_as_it_is(n_own: int) -> None:
    may_be = (0.3, 0.1, MAY_BE_SPUN, 0.6 - MAY_BE_SPUN)
    assert weighed(may_be, WHOLE, facts(9, n_own)) == may_be


@given(
    weights=st.tuples(shares, shares, st.floats(0.001, 0.2), shares),
    n_facts=st.integers(0, N),
    few=st.integers(0, N),
    more=st.integers(0, N),
)
def test_more_facts_of_its_own_never_make_a_retelling_likelier(
    weights: tuple[float, ...], n_facts: int, few: int, more: int
) -> None:
    probabilities = tuple(weight / sum(weights) for weight in weights)
    few, more = sorted((min(few, n_facts), min(more, n_facts)))
    with_few, with_more = (weighed(probabilities, WHOLE, facts(n_facts, n)) for n in (few, more))
    assert with_more[PARAPHRASED] <= with_few[PARAPHRASED] + 1e-12
    for moved in (with_few, with_more):
        assert sum(moved) == pytest.approx(1.0)
        assert (moved[COPIED], moved[SPUN]) == (probabilities[COPIED], probabilities[SPUN])


@pytest.mark.parametrize(("retold", "is_asked"), [(0.01, False), (0.3, True)])
def test_facts_are_looked_for_where_a_label_may_turn_on_them(lexicon: Lexicon, retold: float, is_asked: bool) -> None:
    document = read_text("The council of Oxford paid for the old mill on Tuesday, and the mayor opened its doors.")
    told = told_apart(align(number_pair(document, document, lexicon)), (0.9 - retold, 0.1, 0.0, retold), [COPIED_ONE])
    assert (told.own is not None) == is_asked
    assert told.passages == [COPIED_ONE]


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
