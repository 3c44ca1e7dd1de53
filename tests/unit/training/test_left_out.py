"""Claims about tools left out of training. All texts are our own."""

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.features import ARTICLE_FEATURES, EVIDENCE, Floats
from app.model import Model, current_model
from app.text import Span
from app.training.examples.labelled_pairs import TOOL_CORPUS, Example
from app.training.examples.labels import TaughtLabel
from app.training.fitting.pair_tables import pair_table
from app.training.fitting.runs import Tables
from app.training.measuring.left_out import refit, without


def example(corpus: str, edit: str) -> Example:
    return Example("x", "o", corpus, edit, None, "a reference", "a suspect", None)


def test_pairs_of_the_tools_and_their_tables_are_left_out_together() -> None:
    rows = [(TOOL_CORPUS, "swapper"), ("generated", "swapper"), (TOOL_CORPUS, "other"), (TOOL_CORPUS, "swapper"), ("neus", "x")]
    columns: dict[str, Any] = {field.name: [f"{field.name} {k}" for k in range(len(rows))] for field in fields(Tables)}
    columns["examples"] = [example(*row) for row in rows]
    kept: Any = without(Tables(**columns), ("swapper",))
    assert [e.edit for e in kept.examples] == ["swapper", "other", "x"]
    for name in columns.keys() - {"examples"}:
        assert getattr(kept, name) == [f"{name} 1", f"{name} 2", f"{name} 4"]


TEXT = (
    "The old mill by the river was sold in March, and the new owner will turn the big barn into a small theatre for the {0}. "
    "She said that the roof leaks and that {1} of the beams are full of worms, but work is to begin in {2}."
)
SWAPPED = (
    ("sold", "vended"),
    ("old", "ancient"),
    ("owner", "proprietor"),
    ("big", "huge"),
    ("small", "little"),
    ("work", "toil"),
)


def taught(k: int) -> Example:
    """A pair of origin `k`: every other one spun."""
    text = TEXT.format(("town", "village", "parish")[k % 3], ("most", "many", "some")[k // 3 % 3], f"{k + 2} weeks")
    suspect = text
    for word, other in SWAPPED if k % 2 else ():
        suspect = suspect.replace(word, other)
    label = TaughtLabel.SPUN if k % 2 else TaughtLabel.COPIED
    return Example(f"e{k}", f"o{k}", "generated", "spun-x", label, text, suspect, None if k % 2 == 0 else spans(suspect))


def spans(suspect: str) -> tuple[Span, ...]:
    starts = [(suspect.index(other), len(other)) for _, other in SWAPPED]
    return tuple(Span(start, start + n) for start, n in sorted(starts))


@pytest.mark.filterwarnings("ignore:Got `batch_size`")  # sixty pairs are less than one batch of a network
def test_what_says_spun_is_learned_from_the_tables_alone_and_the_rest_is_the_models(tmp_path: Path) -> None:
    examples = [taught(k) for k in range(60)]
    base = current_model(Path("models"))
    refit(Tables(examples, [pair_table(each) for each in examples]), base, tmp_path / "without", 1)
    before, after = Model.load(base), Model.load(tmp_path / "without")
    assert after.thresholds == before.thresholds
    rows = rows_of(ARTICLE_FEATURES)
    # the same networks, folded on another machine perhaps
    np.testing.assert_allclose(after.article.probabilities(rows), before.article.probabilities(rows), rtol=0, atol=1e-6)
    for one, other in ((after.swap, before.swap), (after.company, before.company)):
        assert not np.array_equal(one.weights[0], other.weights[0])
    evidence = rows_of(EVIDENCE)
    assert not np.array_equal(after.article_spun.probabilities(evidence), before.article_spun.probabilities(evidence))


def rows_of(features: Sequence[object]) -> Floats:
    return np.random.default_rng(2).random((5, len(features)), np.float32)
