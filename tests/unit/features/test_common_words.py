"""What two texts share wherever it stands, and in which order."""

import pytest
from hypothesis import HealthCheck, given, settings

from app.features import count_common
from app.features.common_words import count_common_plainly
from app.lexicon import Lexicon
from app.sides import number_pair
from app.text import read_text
from tests.property.drawn_texts import pairs
from tests.twins import needs_compiled

STORY = (
    "The harbour froze on Tuesday. A fisherman found three violins in a barrel. The orchestra refused to collect them. "
    "By evening the mayor had hidden the instruments in the lighthouse, and a lawyer demanded compensation."
)
BACKWARDS = (
    "A lawyer demanded compensation after the mayor had hidden the instruments in the lighthouse. The orchestra refused to "
    "collect three violins from a barrel, which a fisherman found when the harbour froze."
)


def counts(lexicon: Lexicon, reference: str, suspect: str) -> dict[str, float]:
    return count_common(number_pair(read_text(reference), read_text(suspect), lexicon))


def test_a_text_shares_everything_with_itself_in_order(lexicon: Lexicon) -> None:
    found = counts(lexicon, STORY, STORY)
    assert found["common_weight_suspect"] == found["weight_suspect"] == found["weight_reference"] > 0
    assert found["forward_steps"] == found["steps"] > 5
    assert found["rank_correlation"] == pytest.approx(1.0)
    assert found["common_bigrams"] == found["bigrams"]


def test_the_same_words_in_another_order_are_shared_and_not_in_order(lexicon: Lexicon) -> None:
    found = counts(lexicon, STORY, BACKWARDS)
    assert found["common_weight_suspect"] > 0.9 * found["weight_suspect"]
    assert found["rank_correlation"] < 0.5
    assert found["forward_steps"] < found["steps"]


def test_texts_without_a_common_rare_word_share_nothing(lexicon: Lexicon) -> None:
    found = counts(lexicon, STORY, "Penguins admire geometry, and geometry ignores penguins.")
    assert found["common_weight_suspect"] == found["steps"] == found["rank_correlation"] == 0.0


def test_far_steps_are_forward_and_not_near(lexicon: Lexicon) -> None:
    filler = " ".join(["and so they went on and on to be there for a while"] * 20)
    found = counts(lexicon, f"The harbour froze. {filler}. A lighthouse collapsed.", "The harbour: a lighthouse collapsed.")
    assert found["forward_steps"] > found["near_steps"]


@needs_compiled
@given(pair=pairs())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_the_compiled_twin_counts_the_same(lexicon: Lexicon, pair: tuple[str, str]) -> None:
    both = number_pair(read_text(pair[0]), read_text(pair[1]), lexicon)
    assert count_common(both) == pytest.approx(count_common_plainly(both))
