"""A finder is believed only when everything about it fits."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.errors import ModelError
from app.finder import ROUNDS, FinderModel, finder_feature_names
from app.finder.stored import NETWORKS
from app.model import named_folder, pack_networks, read_networks

MODELS = Path(__file__).resolve().parents[3] / "models"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the finder in use, in a models folder of its own."""
    (tmp_path / "FINDER").write_text("copy\n", encoding="utf-8")
    return shutil.copytree(named_folder(MODELS, "FINDER"), tmp_path / "copy")


def change(folder: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    edit(manifest)
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def store(folder: Path, content: bytes) -> None:
    (folder / "networks.npz").write_bytes(content)
    change(folder, lambda manifest: manifest.update(networks_sha256=hashlib.sha256(content).hexdigest()))


def test_the_finder_in_use_loads_and_fits_its_features(folder: Path) -> None:
    model = FinderModel.load(folder.parent)
    names = finder_feature_names()
    assert model.name == "copy"
    assert all(0.0 < model.thresholds[part] < 1.0 for part in ("acceptance", "condensation"))
    for weights in (model.weights.suspect, model.weights.reference, model.weights.condensation):
        assert weights.shape == (len(names["token"]) + 1,)
    assert [len(ends) for ends in model.boundaries] == [2] * len(ROUNDS)
    assert {end.weights[0].shape[0] for ends in model.boundaries for end in ends} == {len(names["boundary"])}
    assert model.acceptance.features.max() < len(names["acceptance"])
    assert model.condensation.weights[0].shape[0] == len(names["condensation"])


def test_altered_networks_are_refused(folder: Path) -> None:
    content = bytearray((folder / "networks.npz").read_bytes())
    content[len(content) // 2] ^= 1
    (folder / "networks.npz").write_bytes(content)
    with pytest.raises(ModelError, match=r"networks\.npz is not the file that its manifest names"):
        FinderModel.load(folder.parent)


@pytest.mark.parametrize("name", ["networks.npz", "trees.npz", "manifest.json"])
def test_a_missing_file_is_refused(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelError, match=name):
        FinderModel.load(folder.parent)


def test_a_finder_of_another_format_is_refused(folder: Path) -> None:
    change(folder, lambda manifest: manifest.update(format=99))
    with pytest.raises(ModelError, match="format 2, the one"):
        FinderModel.load(folder.parent)


@pytest.mark.parametrize("missing", ["networks_sha256", "trees_sha256", "thresholds", "features"])
def test_a_manifest_that_lacks_something_is_refused(folder: Path, missing: str) -> None:
    change(folder, lambda manifest: manifest.pop(missing))
    with pytest.raises(ModelError, match=missing):
        FinderModel.load(folder.parent)


@pytest.mark.parametrize("content", ["", "no json", "[1, 2]", "{}"])
def test_a_manifest_that_is_none_is_refused(folder: Path, content: str) -> None:
    (folder / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(ModelError):
        FinderModel.load(folder.parent)


@pytest.mark.parametrize("part", finder_feature_names())
def test_a_finder_for_other_features_is_refused(folder: Path, part: str) -> None:
    change(folder, lambda manifest: manifest["features"][part].reverse())
    with pytest.raises(ModelError, match="other features"):
        FinderModel.load(folder.parent)


def test_networks_that_are_none_are_refused(folder: Path) -> None:
    store(folder, b"no npz")
    with pytest.raises(ModelError, match="npz"):
        FinderModel.load(folder.parent)


def test_a_finder_that_lacks_a_part_is_refused(folder: Path) -> None:
    networks = read_networks(folder, json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["networks_sha256"])
    del networks["condensation"]
    store(folder, pack_networks(networks))
    with pytest.raises(ModelError, match=f"other parts than {NETWORKS[0]}"):
        FinderModel.load(folder.parent)


@pytest.mark.parametrize("name", ["", "nowhere", "../models"])
def test_a_pointer_to_nothing_is_refused(folder: Path, name: str) -> None:
    (folder.parent / "FINDER").write_text(name, encoding="utf-8")
    with pytest.raises(ModelError, match="FINDER"):
        FinderModel.load(folder.parent)


@pytest.mark.parametrize("fold", range(4))
def test_the_finders_of_the_folds_load_and_are_others(folder: Path, fold: int) -> None:
    whole, part = FinderModel.load(folder.parent), FinderModel.load_fold(folder.parent, fold)
    assert part.thresholds == whole.thresholds
    assert part.weights.suspect.tolist() != whole.weights.suspect.tolist()


def test_a_fold_that_there_is_not_is_refused(folder: Path) -> None:
    with pytest.raises(ModelError, match=r"manifest\.json"):
        FinderModel.load_fold(folder.parent, 4)
