"""Claims about what is measured of a pair of stretches."""

import numpy as np
import pytest

from app.finder import EvidenceWeights, Rectangle, acceptance_features
from app.finder.acceptance import ACCEPTANCE_FEATURES, content_stems, found_share
from app.finder.evidence import TOKEN_FEATURES
from app.text import Span
from tests.unit.finder_pairs import pair_of

PAIR = pair_of("the lighthouse keeper saw the ferry and left", "a quokka saw the ferry at lighthouse")


def measured(rectangle: Rectangle) -> dict[str, float]:
    row = np.zeros(len(TOKEN_FEATURES) + 1)
    row[TOKEN_FEATURES.index("found")], row[-1] = 3.0, -1.0
    values = acceptance_features(rectangle, PAIR, EvidenceWeights(row, 2 * row, row))
    return dict(zip(ACCEPTANCE_FEATURES, values.tolist(), strict=True))


def test_a_pair_of_stretches_by_hand() -> None:
    values = measured(Rectangle(Span(2, 6), Span(1, 5)))  # "keeper saw the ferry", "quokka saw the ferry"
    assert values == pytest.approx({
        "suspect_evidence": 2.0, "suspect_mean_evidence": 0.5,  # saw, ferry: 2 · 3 - 4
        "reference_evidence": 4.0, "reference_mean_evidence": 1.0,
        "suspect_found": 2 / 3, "reference_found": 2 / 3, "suspect_found_anywhere": 2 / 3,
        "suspect_length": np.log(4), "reference_length": np.log(4), "length_ratio": 0.0,
        "bigrams": 3 / 4, "common_stems": 2.0, "rare_found": 1.0, "very_rare_found": 0.0,
        "evidence_around": -1.0,  # a, at, lighthouse: none is in the stretch
        "reference_words": np.log(8), "suspect_words": np.log(7), "reference_share": 0.5,
    })  # fmt: skip


def test_what_stands_elsewhere_in_the_reference_is_found_anywhere_only() -> None:
    values = measured(Rectangle(Span(4, 6), Span(4, 7)))  # "the ferry", "ferry at lighthouse"
    assert values["suspect_found"] == pytest.approx(1 / 2)
    assert values["suspect_found_anywhere"] == 1.0


def test_only_function_words_share_nothing_and_divide_by_nothing() -> None:
    values = measured(Rectangle(Span(4, 5), Span(3, 4)))
    assert (values["suspect_found"], values["suspect_found_anywhere"], values["common_stems"]) == (0.0, 0.0, 0.0)
    assert all(np.isfinite(value) for value in values.values())
    assert found_share(np.zeros((0, len(TOKEN_FEATURES)))) == 0.0


def test_content_stems_leave_function_words_out() -> None:
    marks = content_stems(PAIR, Span(1, 4))
    assert np.flatnonzero(marks).tolist() == sorted(PAIR.stems.suspect[1:3].tolist())
