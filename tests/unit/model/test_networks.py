"""The arrays that the service reads say what scikit-learn's own pipelines say."""

import hashlib
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import skops.io

from app.errors import ModelError
from app.model import NETWORKS, TREES, Model, current_model, pack_networks, pack_trees
from app.model.networks import unpack_networks
from app.model.trees import unpack_trees
from app.training.fitting.probes import FILE as PROBES
from app.training.fitting.probes import largest_difference

MODELS = Path(__file__).resolve().parents[3] / "models"
TOLERANCE = 1e-6  # of a probability; folding the scaler into the weights rounds otherwise on another processor


@pytest.fixture(scope="module")
def folder() -> Path:
    return current_model(MODELS)


@pytest.fixture(scope="module")
def pipelines(folder: Path) -> dict[str, Any]:
    trusted = json.loads((folder / "manifest.json").read_bytes())["trusted_types"]
    loaded: dict[str, Any] = skops.io.load(folder / "model.skops", trusted=trusted)
    return loaded


@pytest.fixture
def without_arrays(folder: Path, tmp_path: Path) -> Path:
    """The model in use as a folder that is read from its pipelines."""
    older = shutil.copytree(folder, tmp_path / "older")
    for name in ("networks.npz", "trees.npz"):
        (older / name).unlink()
    manifest = json.loads((older / "manifest.json").read_bytes())
    del manifest["networks_sha256"], manifest["trees_sha256"]
    (older / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return older


@pytest.mark.parametrize("part", NETWORKS)
def test_stored_arrays_give_the_probabilities_of_the_pipeline(folder: Path, pipelines: dict[str, Any], part: str) -> None:
    pipeline, network = pipelines[part], getattr(Model.load(folder), part)
    values = np.random.default_rng(0).normal(0.3, 1.0, (200, pipeline.n_features_in_))
    np.testing.assert_allclose(network.probabilities(values), pipeline.predict_proba(values), rtol=0, atol=TOLERANCE)


@pytest.mark.parametrize("part", TREES)
def test_stored_trees_give_the_log_odds_of_the_estimator(folder: Path, pipelines: dict[str, Any], part: str) -> None:
    estimator, trees = pipelines[part], getattr(Model.load(folder), part)
    values = np.random.default_rng(0).normal(0.3, 1.0, (200, estimator.n_features_in_)).astype(np.float32)
    calibrated = estimator.decision_function(values) * trees.scale + trees.shift
    np.testing.assert_allclose(trees.log_odds(values), calibrated, rtol=0, atol=TOLERANCE)


def test_trees_from_stored_bytes_are_packed_into_the_same_trees(folder: Path) -> None:
    stored = unpack_trees((folder / "trees.npz").read_bytes())
    again = unpack_trees(pack_trees(stored))
    for name, trees in stored.items():
        for field, array in trees.arrays().items():
            np.testing.assert_array_equal(array, again[name].arrays()[field])


def test_both_ways_of_loading_give_the_stored_probabilities_of_the_probes(folder: Path, without_arrays: Path) -> None:
    for way in (folder, without_arrays):
        assert largest_difference(folder / PROBES, Model.load(way)) < TOLERANCE


def test_arrays_of_other_pipelines_are_seen_in_the_probes(folder: Path, without_arrays: Path) -> None:
    model = Model.load(without_arrays)
    bent = replace(model.article, weights=(model.article.weights[0] * 1.01, *model.article.weights[1:]))
    assert largest_difference(folder / PROBES, replace(model, article=bent)) > TOLERANCE


def test_networks_from_stored_bytes_are_packed_into_the_same_bytes_each_time(folder: Path) -> None:
    stored = unpack_networks((folder / "networks.npz").read_bytes())
    packed = pack_networks(stored)
    again = unpack_networks(packed)
    assert pack_networks(again) == packed
    for name, network in stored.items():
        for mine, theirs in zip((*network.weights, *network.biases), (*again[name].weights, *again[name].biases), strict=True):
            np.testing.assert_array_equal(mine, theirs)


@pytest.mark.parametrize("name", ["model.skops", "networks.npz"])
def test_an_altered_file_is_refused(folder: Path, tmp_path: Path, name: str) -> None:
    altered = shutil.copytree(folder, tmp_path / "altered")
    (altered / name).write_bytes((altered / name).read_bytes() + b"\0")
    with pytest.raises(ModelError, match=name):
        Model.load(altered)


def test_a_model_without_the_arrays_is_read_from_its_pipelines(folder: Path, without_arrays: Path) -> None:
    for mine, theirs in zip(Model.load(without_arrays).swap.weights, Model.load(folder).swap.weights, strict=True):
        np.testing.assert_allclose(mine, theirs, rtol=1e-12, atol=1e-12)  # both were folded, perhaps on another processor


def test_the_manifest_names_the_arrays(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_bytes())
    assert manifest["networks_sha256"] == hashlib.sha256((folder / "networks.npz").read_bytes()).hexdigest()
