"""The arrays that the service reads say what scikit-learn's own pipelines say."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import skops.io

from app.errors import ModelError
from app.model import Model, current_model, network_of, pack_networks

MODELS = Path(__file__).resolve().parents[3] / "models"
PARTS = ("swap", "passage", "article")


@pytest.fixture(scope="module")
def folder() -> Path:
    return current_model(MODELS)


@pytest.fixture(scope="module")
def pipelines(folder: Path) -> dict[str, Any]:
    trusted = json.loads((folder / "manifest.json").read_bytes())["trusted_types"]
    loaded: dict[str, Any] = skops.io.load(folder / "model.skops", trusted=trusted)
    return loaded


@pytest.mark.parametrize("part", PARTS)
def test_stored_arrays_give_the_probabilities_of_the_pipeline(folder: Path, pipelines: dict[str, Any], part: str) -> None:
    pipeline, network = pipelines[part], getattr(Model.load(folder), part)
    n_features = pipeline[0].n_features_in_
    values = np.random.default_rng(0).normal(size=(50, n_features)).astype(np.float32)
    expected = pipeline.predict_proba(values)
    np.testing.assert_allclose(network.probabilities(values), expected, atol=1e-4)  # scikit-learn reckons in float32


def test_packing_the_same_networks_gives_the_same_bytes(folder: Path, pipelines: dict[str, Any]) -> None:
    packed = pack_networks({part: network_of(pipelines[part]) for part in PARTS})
    assert packed == (folder / "networks.npz").read_bytes()


@pytest.mark.parametrize("name", ["model.skops", "networks.npz"])
def test_an_altered_file_is_refused(folder: Path, tmp_path: Path, name: str) -> None:
    altered = shutil.copytree(folder, tmp_path / "altered")
    (altered / name).write_bytes((altered / name).read_bytes() + b"\0")
    with pytest.raises(ModelError, match=name):
        Model.load(altered)


def test_a_model_without_the_arrays_is_read_from_its_pipelines(folder: Path, tmp_path: Path) -> None:
    older = shutil.copytree(folder, tmp_path / "older")
    (older / "networks.npz").unlink()
    manifest = json.loads((older / "manifest.json").read_bytes())
    del manifest["networks_sha256"]
    (older / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    for mine, theirs in zip(Model.load(older).swap.weights, Model.load(folder).swap.weights, strict=True):
        np.testing.assert_array_equal(mine, theirs)


def test_the_manifest_names_the_arrays(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_bytes())
    assert manifest["networks_sha256"] == hashlib.sha256((folder / "networks.npz").read_bytes()).hexdigest()
