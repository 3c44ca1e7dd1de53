"""What the compiled passes count and reckon is what their plain twins do."""

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.align import KINDS, Alignment, Kind, align
from app.align.types import number_patterns_plainly
from app.detector import Detector
from app.features import (
    ARTICLE_FEATURES,
    COMPANY_FEATURES,
    EVIDENCE,
    SWAP_FEATURES,
    Changes,
    Swaps,
    changes,
    company,
    count_common,
    gaps,
    swaps,
    weighing,
)
from app.features.formulas import COUNTS, Formulas
from app.features.twins import summing
from app.features.types import Form
from app.sides import number_pair
from app.text import read_text
from tests.property.drawn_texts import pairs
from tests.twins import needs_compiled

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
often = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def aligned(pair: tuple[str, str], detector: Detector) -> Alignment:
    """The alignment of a drawn pair, with quotations and facts in it."""
    return align(number_pair(read_text(pair[0]), read_text(pair[1]), detector.lexicon))


def probabilities(n: int, seed: int) -> np.ndarray:
    """Some of them 0, one half and 1."""
    random = np.random.default_rng(seed)
    return np.where(random.random(n) < 0.3, random.choice([0.0, 0.5, 1.0], n), random.random(n))


def check_changes(compiled: Changes, plain: Changes) -> None:
    for field in fields(Changes):
        mine, theirs = getattr(compiled, field.name), getattr(plain, field.name)
        if field.name == "counts":
            assert mine.keys() == theirs.keys()
            for name, column in theirs.items():
                assert mine[name] == pytest.approx(column, abs=1e-9), name
        elif field.name != "columns":
            assert mine == pytest.approx(theirs, abs=1e-9), field.name


@needs_compiled
@given(pair=pairs(), seed=st.integers(0, 1_000))
@often
def test_the_compiled_passes_measure_what_the_plain_ones_do(pair: tuple[str, str], seed: int, detector: Detector) -> None:
    alignment = aligned(pair, detector)
    compiled, plain = changes.find_changes(alignment), changes.find_changes_plainly(alignment)
    check_changes(compiled, plain)
    rows = alignment.edit_rows
    assert gaps.careless_words(rows, alignment.pair).tolist() == gaps.careless_words_plainly(rows, alignment.pair).tolist()
    n, common = len(alignment.substitutions), count_common(alignment.pair)
    assert swaps.measure_swaps(alignment, compiled) == pytest.approx(swaps.measure_swaps_plainly(alignment, plain), abs=1e-6)
    alone = probabilities(n, seed) * compiled.may_be_swap
    mine, theirs = company.measure_company(compiled, alone), company.measure_company_plainly(plain, alone)
    assert mine == pytest.approx(theirs, abs=1e-6)
    spin = probabilities(n, seed + 1) * compiled.may_be_swap
    weighed = weighing.weigh(compiled, Swaps(alone, spin), common)
    assert weighed.table == pytest.approx(weighing.weigh_plainly(plain, Swaps(alone, spin), common).table, abs=1e-9)


@needs_compiled
@given(seed=st.integers(0, 1_000), n=st.integers(0, 4))
@often
def test_the_compiled_formulas_are_the_plain_ones(seed: int, n: int) -> None:
    random = np.random.default_rng(seed)
    table = random.integers(0, 40, (len(COUNTS), n)) * random.choice([0.0, 0.25, 1.0, 100.0], (len(COUNTS), n))
    for features in (ARTICLE_FEATURES, tuple(row.feature for row in EVIDENCE)):
        both = Formulas.of(features)
        assert both.measure(table) == pytest.approx(both.measure_plainly(table), rel=1e-6, abs=1e-6, nan_ok=True)


@needs_compiled
def test_the_compiled_tables_are_those_of_the_plain_twins() -> None:
    assert summing.COUNTS == COUNTS
    assert {feature.measure.form for feature in (*ARTICLE_FEATURES, *(row.feature for row in EVIDENCE))} == set(Form)
    assert (len(SWAP_FEATURES), len(COMPANY_FEATURES)) == (28, 8)
    of = {kind: int(marks) for kind, marks in zip(KINDS, changes.KIND_MARKS, strict=True) if marks}
    assert of == {Kind.SYNONYM: 1, Kind.WRONG_SENSE: 3, Kind.FUNCTION_WORD: 4, Kind.PHRASE: 8, Kind.OTHER: 16}


@given(pair=pairs())
@often
def test_swaps_are_numbered_as_their_wordings_are(pair: tuple[str, str], detector: Detector) -> None:
    alignment = aligned(pair, detector)
    numbers, firsts = number_patterns_plainly(alignment)
    assert alignment.pattern_numbers.tolist() == numbers.tolist()
    assert alignment.pattern_firsts.tolist() == firsts.tolist()


@needs_compiled
@given(seed=st.integers(0, 1_000), n=st.integers(1, 6))
@often
def test_the_compiled_walk_comes_to_the_leaves_of_the_plain_one(seed: int, n: int, detector: Detector) -> None:
    forest = detector.model.article_spun
    random = np.random.default_rng(seed)
    drawn = random.choice([0.0, 0.1, 0.5, 1.0, 3.0], (n, len(EVIDENCE))) * random.random((n, len(EVIDENCE)))
    rows = drawn.astype(np.float32)
    plain = (forest.baseline + forest.sum_leaves_plainly(rows)) * forest.scale + forest.shift
    assert forest.log_odds(rows) == pytest.approx(plain, abs=1e-9)
    assert replace(forest, shift=forest.shift + 2.0).log_odds(rows) == pytest.approx(plain + 2.0, abs=1e-9)
