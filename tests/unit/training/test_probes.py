"""The stored model says of its probe set what it said when it was made."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np

from app.model import Model, current_model
from app.training.fitting.probes import FILE, N_PROBES, largest_difference

MODEL = current_model(Path(__file__).resolve().parents[3] / "models")


def test_the_stored_model_gives_its_probe_set_the_stored_probabilities() -> None:
    assert largest_difference(MODEL / FILE, Model.load(MODEL)) < 1e-6


def test_another_model_gives_others() -> None:
    model = Model.load(MODEL)
    bent = replace(model.swap, biases=(*model.swap.biases[:-1], model.swap.biases[-1] + 0.5))
    assert largest_difference(MODEL / FILE, replace(model, swap=bent)) > 0.01


def test_the_probe_set_has_rows_of_each_part() -> None:
    stored = json.loads((MODEL / FILE).read_text(encoding="utf-8"))
    assert {name: len(probe["values"]) for name, probe in stored.items()} == dict.fromkeys(
        ("swap", "company", "passage", "passage_spun", "article", "article_spun"), N_PROBES
    )
    assert all(np.isfinite(probe["values"]).all() for probe in stored.values())
