"""A model is believed only when everything about it fits."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.errors import ModelError
from app.features import ARTICLE_FEATURES, CLASSES, COMPANY_FEATURES, EVIDENCE, PASSAGE_FEATURES, SWAP_FEATURES
from app.model import Model, Steering, Telling, current_model, feature_names

MODELS = Path(__file__).resolve().parents[3] / "models"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the model in use."""
    return shutil.copytree(current_model(MODELS), tmp_path / "copy")


def change(folder: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    edit(manifest)
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def test_the_model_in_use_loads_under_its_folder_s_name(folder: Path) -> None:
    model = Model.load(folder)
    assert model.name == "copy"
    assert {f"{part}{name}" for part in ("", "passage_") for name in ("spun", "spun_beside", "other")} <= model.thresholds.keys()
    assert all(0.0 < threshold < 1.0 for threshold in model.thresholds.values())


def test_the_model_in_use_says_how_often_it_accuses_the_honest(folder: Path) -> None:
    model = Model.load(folder)
    assert model.assurance is not None
    assert model.assurance.threshold == model.thresholds["spun"]
    kinds = json.loads((folder / "metrics.json").read_text(encoding="utf-8"))["honest_changes"]["kinds"]
    worst = max(row["spun"]["rate"] for row in kinds.values())
    assert model.assurance.kind
    assert model.assurance.false_alarms / model.assurance.honest_pairs >= worst - 1e-4
    assert model.assurance.upper > worst


def test_a_model_that_was_not_measured_gives_no_assurance(folder: Path) -> None:
    change(folder, lambda manifest: manifest.pop("assurance"))
    assert Model.load(folder).assurance is None


def test_the_model_in_use_says_what_weighs_a_retelling(folder: Path) -> None:
    telling = Model.load(folder).telling
    assert telling is not None
    assert Telling.of({"telling": telling.entry()}) == telling


def test_a_model_without_such_weights_loads(folder: Path) -> None:
    change(folder, lambda manifest: (manifest.pop("telling"), manifest.pop("said_odds")))
    model = Model.load(folder)
    assert model.steering == Steering(model.thresholds)


@pytest.mark.parametrize(
    "edit",
    [
        lambda kept: kept.pop("facts"),
        lambda kept: kept.update(words=1.0),
        lambda kept: kept.update(facts="many"),
        lambda kept: kept.update(own_facts=3.0),  # facts of its own would speak for a retelling
        lambda kept: kept.update(log_odds=0.0),
    ],
)
def test_weights_of_another_form_are_refused(folder: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    change(folder, lambda manifest: edit(manifest["telling"]))
    with pytest.raises(ModelError, match="telling"):
        Model.load(folder)


@pytest.mark.parametrize(
    "kept", [7, {"independent": 0.9}, {"independent": 0.9, "copied": "much"}, {"independent": 0.9, "copied": "nan"}]
)
def test_odds_of_another_form_are_refused(folder: Path, kept: object) -> None:
    change(folder, lambda manifest: manifest.update(said_odds=kept))
    with pytest.raises(ModelError, match="said odds"):
        Model.load(folder)


def test_figures_of_another_threshold_are_no_assurance(folder: Path) -> None:
    change(folder, lambda manifest: manifest["thresholds"].update(spun=0.5))
    assert Model.load(folder).assurance is None


@pytest.mark.parametrize("assurance", [7, {"threshold": 0.5}, {"honest": 1}])
def test_an_assurance_of_another_form_is_refused(folder: Path, assurance: object) -> None:
    change(folder, lambda manifest: manifest.update(assurance=assurance))
    with pytest.raises(ModelError, match="assurance of another form"):
        Model.load(folder)


@pytest.mark.parametrize("name", ["model.skops", "networks.npz", "trees.npz"])
def test_an_altered_file_is_refused(folder: Path, name: str) -> None:
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(content)
    with pytest.raises(ModelError, match=rf"{name} is not the file that its manifest names"):
        Model.load(folder)


@pytest.mark.parametrize("name", ["model.skops", "networks.npz", "trees.npz", "manifest.json"])
def test_a_missing_file_is_refused(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelError, match=name):
        Model.load(folder)


@pytest.mark.parametrize("part", ["swap", "company", "evidence", "passage", "article"])
def test_a_model_for_other_features_is_refused(folder: Path, part: str) -> None:
    change(folder, lambda manifest: manifest["features"][part].reverse())
    with pytest.raises(ModelError, match="other features"):
        Model.load(folder)


def test_a_model_of_another_scikit_learn_is_refused(folder: Path) -> None:
    change(folder, lambda manifest: manifest["versions"].update({"scikit-learn": "0.1.2"}))
    with pytest.raises(ModelError, match=r"scikit-learn 0\.1\.2"):
        Model.load(folder)


def test_a_model_of_another_format_is_refused(folder: Path) -> None:
    change(folder, lambda manifest: manifest.update(format=99))
    with pytest.raises(ModelError, match="format 2, the one"):
        Model.load(folder)


@pytest.mark.parametrize("missing", ["features", "versions", "sha256", "thresholds", "created"])
def test_a_manifest_that_lacks_something_is_refused(folder: Path, missing: str) -> None:
    change(folder, lambda manifest: manifest.pop(missing))
    with pytest.raises(ModelError):
        Model.load(folder)


@pytest.mark.parametrize("content", ["", "no json", "[1, 2]", "{}"])
def test_a_manifest_that_is_none_is_refused(folder: Path, content: str) -> None:
    (folder / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(ModelError):
        Model.load(folder)


def test_networks_that_are_none_are_refused(folder: Path) -> None:
    (folder / "networks.npz").write_bytes(b"no npz")
    change(folder, lambda manifest: manifest.update(networks_sha256=hashlib.sha256(b"no npz").hexdigest()))
    with pytest.raises(ModelError):
        Model.load(folder)


@pytest.mark.parametrize("name", ["", "nowhere", "../models"])
def test_a_current_model_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "CURRENT").write_text(name, encoding="utf-8")
    with pytest.raises(ModelError, match="CURRENT"):
        current_model(tmp_path)


def test_a_folder_without_a_current_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="CURRENT"):
        current_model(tmp_path)


def test_the_names_are_those_of_the_tables() -> None:
    assert {part: len(names) for part, names in feature_names().items()} == {
        "swap": len(SWAP_FEATURES),
        "company": len(COMPANY_FEATURES),
        "evidence": len(EVIDENCE),
        "passage": len(PASSAGE_FEATURES),
        "article": len(ARTICLE_FEATURES),
    }


def test_scores_are_probabilities(folder: Path) -> None:
    model = Model.load(folder)
    random = np.random.default_rng(5)
    swaps = model.score_alone(random.random((9, len(SWAP_FEATURES)), np.float32))
    assert swaps.shape == (9,)
    assert ((swaps >= 0) & (swaps <= 1)).all()
    evidence = random.random((7, len(EVIDENCE)), np.float32)
    passages = model.score_passages(random.random((7, len(PASSAGE_FEATURES)), np.float32), evidence)
    assert passages.shape == (7, len(CLASSES))
    assert np.allclose(passages.sum(axis=1), 1.0)
    assert np.isclose(model.score_article(random.random(len(ARTICLE_FEATURES), np.float32), evidence[0]).sum(), 1.0)


def test_nothing_to_score_gives_no_scores(folder: Path) -> None:
    model = Model.load(folder)
    nothing = np.empty((0, len(EVIDENCE)), np.float32)
    assert model.score_alone(np.empty((0, len(SWAP_FEATURES)), np.float32)).shape == (0,)
    assert model.score_in_company(np.empty((0, model.company.weights[0].shape[0]), np.float32)).shape == (0,)
    assert model.score_passages(np.empty((0, len(PASSAGE_FEATURES)), np.float32), nothing).shape == (0, len(CLASSES))


def test_trees_that_are_none_are_refused(folder: Path) -> None:
    (folder / "trees.npz").write_bytes(b"no npz")
    change(folder, lambda manifest: manifest.update(trees_sha256=hashlib.sha256(b"no npz").hexdigest()))
    with pytest.raises(ModelError):
        Model.load(folder)


@pytest.mark.parametrize("part", ["article_spun", "passage_spun"])
def test_no_evidence_speaks_against_its_sign(folder: Path, part: str) -> None:
    trees = getattr(Model.load(folder), part)
    random = np.random.default_rng(3)
    rows = random.random((60, len(EVIDENCE)), np.float32) * 3.0
    for k, row in enumerate(EVIDENCE):
        if row.sign:
            more = rows.copy()
            more[:, k] += row.sign * random.random(len(rows), np.float32)
            assert (trees.log_odds(more) >= trees.log_odds(rows) - 1e-9).all(), row.feature.name


def test_no_company_speaks_against_a_swap(folder: Path) -> None:
    assert (Model.load(folder).company.weights[0] >= 0.0).all()
