"""A glance at a comparison shows what a glance at its report shows, whichever parts the report has."""

from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.detector import CompareOptions, Comparison, Detector, Excluded
from app.report import Part, comparison_json
from app.text import Span, read_text
from app.views import glance_at, glance_of
from tests.golden.standard import Pair, read_pairs
from tests.property.drawn_texts import pairs

SEEN = (Part.TEXTS, Part.PASSAGES, Part.SUBSTITUTIONS, Part.FEATURES)
PARTS = [None, *(frozenset(chosen) for n in range(len(SEEN) + 1) for chosen in combinations(SEEN, n))]


def is_the_same(comparison: Comparison) -> bool:
    return all(glance_at(comparison, parts) == glance_of(comparison_json(comparison, parts)) for parts in PARTS)


@pytest.mark.parametrize("pair", read_pairs()[::4], ids=lambda pair: pair.name)
def test_of_the_gold_standard(detector: Detector, pair: Pair) -> None:
    assert is_the_same(detector.compare(read_text(pair.reference.text()), read_text(pair.suspect.text())))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pair=pairs(), minimum=st.integers(1, 20), left_out=st.integers(0, 200))
def test_of_whatever_is_drawn(detector: Detector, pair: tuple[str, str], minimum: int, left_out: int) -> None:
    options = CompareOptions(minimum_passage_words=minimum, excluded=Excluded(suspect=(Span(left_out, left_out + 40),)))
    assert is_the_same(detector.compare(read_text(pair[0]), read_text(pair[1]), options))
