"""Claims about a model of which only what says `spun` is fitted again. All texts are our own."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from app.errors import ModelError
from app.model import current_model
from app.training.examples.labelled_pairs import Example
from app.training.examples.labels import TaughtLabel
from app.training.fitting.model_files import read_kept, read_parts
from app.training.fitting.pair_tables import pair_table
from app.training.fitting.stacks import fit

BASE = current_model(Path("models"))
TEXT = "The old mill by the river was sold in {0}, and its new owner will turn the big barn into a small theatre for the town."


def taught(k: int) -> Example:
    """A pair of origin `k`: every other one spun."""
    text = TEXT.format(f"{1900 + k}")
    suspect = text.replace("old", "ancient").replace("owner", "proprietor").replace("big", "huge") if k % 2 else text
    return Example(f"e{k}", f"o{k}", "generated", "x", TaughtLabel.SPUN if k % 2 else TaughtLabel.COPIED, text, suspect, None)


def test_what_is_kept_is_not_fitted_and_the_rest_is() -> None:
    kept, examples = read_kept(BASE), [taught(k) for k in range(24)]
    fitted = fit(examples, [pair_table(each) for each in examples], 1, kept)
    assert fitted.swap is kept.judges.alone
    assert fitted.company is kept.judges.company
    assert (fitted.passage.others, fitted.article.others) == (kept.passage, kept.article)
    assert fitted.article.spun.estimator is not read_parts(BASE)["article_spun"]
    assert fitted.probabilities.sum(axis=1) == pytest.approx(np.ones(len(examples)))


def test_parts_are_read_of_no_altered_model_and_of_no_missing_one(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no model that can be read"):
        read_parts(tmp_path)
    for name in ("manifest.json", "model.skops"):
        shutil.copy(BASE / name, tmp_path)
    (tmp_path / "model.skops").write_bytes((tmp_path / "model.skops").read_bytes() + b"x")
    with pytest.raises(ModelError, match="not the file"):
        read_parts(tmp_path)
