"""How sure things are said, once a label is known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features import CLASSES
from app.model import SaidOdds
from app.verdict import Judgement, Label, as_said
from app.verdict.said import LEAST, MOST, SURE, UNLIKELY

SPUN, INDEPENDENT, PARAPHRASED = (CLASSES.index(name) for name in ("spun", "independent", "paraphrased"))
ODDS = SaidOdds(0.9, 0.2)
shares = st.floats(0.001, 1.0)
nats = st.floats(-3.0, 3.0)


def judged(values: tuple[float, ...]) -> Judgement:
    even = tuple(value / sum(values) for value in values)
    label = Label(CLASSES[int(np.argmax(even))])
    return Judgement(label, max(even), even, ())


@given(st.tuples(shares, shares, shares, shares), nats, nats)
def test_no_label_and_no_spun_between_is_moved(values: tuple[float, ...], independent: float, copied: float) -> None:
    before = judged(values)
    after = as_said(before, SaidOdds(independent, copied))
    assert after.label is before.label
    assert sum(after.probabilities) == pytest.approx(1.0)
    assert after.probability == after.probabilities[CLASSES.index(after.label)] == max(after.probabilities)
    spun = before.probabilities[SPUN]
    assert after.probabilities[SPUN] == (LEAST if spun < UNLIKELY else MOST if spun >= SURE else spun)


def test_what_is_surely_spun_is_all_alike() -> None:
    assert {as_said(judged((0.0, 1.0 - spun, spun, 0.0)), ODDS).probabilities[SPUN] for spun in (0.97, 0.98, 0.994)} == {MOST}


def test_what_is_unlikely_to_be_spun_is_all_alike() -> None:
    found = {as_said(judged((0.3, 0.6 - spun, spun, 0.1)), None).probabilities[SPUN] for spun in (0.001, 0.02, 0.09)}
    assert found == {LEAST}


def test_a_retelling_is_said_to_be_likelier_than_the_rules_leave_it() -> None:
    before, after = judged((0.7, 0.05, 0.0, 0.25)), as_said(judged((0.7, 0.05, 0.0, 0.25)), ODDS)
    assert after.label is Label.INDEPENDENT
    assert before.probabilities[PARAPHRASED] < after.probabilities[PARAPHRASED] < after.probabilities[INDEPENDENT]


def test_an_open_question_stays_open() -> None:
    before = Judgement(Label.UNDECIDED, 0.44, (0.44, 0.08, 0.05, 0.43), (Label.INDEPENDENT, Label.PARAPHRASED))
    after = as_said(before, ODDS)
    assert after.candidates == before.candidates
    assert after.probability == after.probabilities[INDEPENDENT] == max(after.probabilities)
