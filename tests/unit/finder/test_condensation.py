"""Claims about summaries: passages that condense the whole reference."""

import tracemalloc

import numpy as np
import pytest

from app.finder import condensation as condensing
from app.finder import find_condensation
from app.finder.condensation import CONDENSATION_FEATURES, LONGEST, SHORTEST
from app.finder.evidence import TOKEN_FEATURES
from app.text import Span
from tests.unit.finder_pairs import pair_of

TOPICS = "harbour ferry lighthouse quokka winter storm village keeper museum bridge council barley school market".split()
REFERENCE = "\n".join(
    f"The {word} was there. Nobody of the {word} side of it remembered that {k} ended." for k, word in enumerate(TOPICS)
)
SUMMARY = " ".join(f"The {word} was one of the things." for word in TOPICS[:8])
OTHER = "\n".join(f"Someone cooked potatoes {k} times a week, which pleased cousins. Songs were sung." for k in range(30))


def weights() -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    row = np.zeros(len(TOKEN_FEATURES) + 1)
    row[TOKEN_FEATURES.index("found")], row[-1] = 3.0, -0.3
    return row


def test_a_summary_s_paragraph_is_found_against_the_whole_reference() -> None:
    pair = pair_of(REFERENCE, f"{OTHER}\n\n{SUMMARY}\n\n{OTHER}")
    found = find_condensation(pair, weights())
    assert found is not None
    rectangle, features = found
    assert rectangle.reference == Span(0, len(pair.reference))
    text, stretch = pair.suspect.document, rectangle.suspect
    assert text.text[text.starts[stretch.start] : text.ends[stretch.end - 1] + 1] == SUMMARY
    named = dict(zip(CONDENSATION_FEATURES, features.tolist(), strict=True))
    assert named["common_stems"] == 8.0
    assert named["parts_used"] == pytest.approx(0.5, abs=0.11)  # half of the topics
    assert named["length"] == np.log(len(stretch))
    assert named["mean_evidence"] > named["mean_evidence_elsewhere"]


def test_a_text_without_a_fitting_paragraph_has_none() -> None:
    assert find_condensation(pair_of(REFERENCE, "The ferry left. " * 5), weights()) is None
    assert find_condensation(pair_of(REFERENCE, "word " * (SHORTEST - 1)), weights()) is None
    assert find_condensation(pair_of(REFERENCE, "word " * (LONGEST + 1)), weights()) is None


@pytest.mark.parametrize("n", [SHORTEST, LONGEST])
def test_lengths_count_both_bounds_in(n: int) -> None:
    found = find_condensation(pair_of("ferry", "ferry " * n), weights())
    assert found is not None
    assert found[0].suspect == Span(0, n)
    assert np.isfinite(found[1]).all()


def test_stretches_looked_at_in_parts_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    pair = pair_of(REFERENCE, f"{OTHER}\n\n{SUMMARY}\n\n{OTHER}")
    at_once = find_condensation(pair, weights())
    monkeypatch.setattr(condensing, "_STARTS", 3)
    in_parts = find_condensation(pair, weights())
    assert at_once is not None
    assert in_parts is not None
    assert at_once[0] == in_parts[0]


def test_a_text_of_one_word_a_line_costs_little_memory() -> None:
    pair = pair_of("ferry", "a\n" * 100_000)
    tracemalloc.start()
    find_condensation(pair, weights())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100e6
