"""A text beside the passages is no evidence of a spinner: what is said of `spun` hangs on what passages hold."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.align import Alignment, align
from app.detector import Detector, long_enough
from app.features import MatchedPair, count_common, measure_evidence
from app.features.common_words import count_common_plainly
from app.lexicon import Lexicon
from app.model import SPUN
from app.sides import number_pair
from app.text import read_text
from app.verdict import Classes, as_matched, asks_passages_alone
from tests.property.drawn_texts import pairs
from tests.twins import needs_compiled

REFERENCE = (
    "The ferry left the harbour at dawn with forty passengers and a cargo of timber. Nobody on the quay had expected the storm "
    "that came from the north before noon. The captain turned back and asked for help by radio, and two fishing boats answered."
)
SUSPECT = (
    "The ferry departed the harbour at daybreak with forty travellers and a load of timber. Nobody on the quay had anticipated "
    "the storm that came from the north before noon. The skipper turned back and requested help by radio, and two fishing boats "
    "replied."
)
FOREIGN = (
    "\n\nPenguins admire geometry. Their committee painted eleven wardrobes purple, and jazz drummers applauded until breakfast."
)
CHANCES = st.lists(st.floats(0.001, 1.0), min_size=4, max_size=4).map(lambda found: [each / sum(found) for each in found])
CHANCE = st.floats(0.001, 0.994)
SAID_FROM = 0.75


def aligned(lexicon: Lexicon, reference: str, suspect: str) -> Alignment:
    return long_enough(align(number_pair(read_text(reference), read_text(suspect), lexicon)), 15)


@pytest.fixture(scope="module")
def plain(lexicon: Lexicon) -> Alignment:
    return aligned(lexicon, REFERENCE, SUSPECT)


@pytest.fixture(scope="module")
def framed(lexicon: Lexicon) -> Alignment:
    return aligned(lexicon, REFERENCE, SUSPECT + FOREIGN)


@pytest.fixture(scope="module")
def quoted(lexicon: Lexicon) -> Alignment:
    return aligned(lexicon, REFERENCE, SUSPECT + 12 * FOREIGN)


def test_only_words_outside_of_passages_are_a_question(plain: Alignment, framed: Alignment) -> None:
    def asks(alignment: Alignment, spun: float) -> bool:
        return asks_passages_alone(alignment, Classes([0.0, 0.0, spun, 1.0 - spun], []))

    assert not asks(plain, 0.5)
    assert [asks(framed, spun) for spun in (0.01, 0.02, 0.5, 0.98, 0.99)] == [False, True, True, True, False]


def test_what_passages_hold_is_the_same_beside_another_text(plain: Alignment, framed: Alignment, detector: Detector) -> None:
    assert count_common(framed.pair) != count_common(plain.pair)
    assert count_common(MatchedPair.of(framed)) == count_common(plain.pair)
    found = [measure_evidence(detector._weighed(each)[0].within(MatchedPair.of(each))) for each in (plain, framed)]
    assert np.abs(found[0][0] - found[1][0]).max() < 0.05  # a swap is a little less likely in a longer text
    assert np.abs(found[0][1] - found[1][1]).max() < 0.05


@given(CHANCES, CHANCE, CHANCE)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_passages_say_how_likely_spun_is(framed: Alignment, article: list[float], spun: float, of_passage: float) -> None:
    found = as_matched(framed, Classes(article, [article]), (spun, [of_passage]), SAID_FROM)
    held = article[SPUN] >= SAID_FROM > spun
    assert found.article[SPUN] == (SAID_FROM if held else spun)
    assert found.passages[0][SPUN] == min(of_passage, article[SPUN])
    for classes in (found.article, *found.passages):
        assert sum(classes) == pytest.approx(1.0)
        assert classes[0] * article[1] == pytest.approx(classes[1] * article[0])


@given(CHANCES, CHANCE)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_few_sentences_in_another_text_make_it_no_likelier(quoted: Alignment, article: list[float], spun: float) -> None:
    found = as_matched(quoted, Classes(article, [article]), (spun, [spun]), SAID_FROM)
    assert found.article[SPUN] <= article[SPUN]
    assert found.passages == [article]


@needs_compiled
@given(pair=pairs())
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_the_compiled_twin_counts_the_same_of_passages(lexicon: Lexicon, pair: tuple[str, str]) -> None:
    matched = MatchedPair.of(align(number_pair(read_text(pair[0]), read_text(pair[1]), lexicon)))
    assert count_common(matched) == pytest.approx(count_common_plainly(matched))
