"""A fitted model is laid down: `model.skops`, the same as `networks.npz` and `trees.npz`, `manifest.json`, `metrics.json`."""

import hashlib
import json
import subprocess
from datetime import UTC, datetime
from math import ceil
from pathlib import Path
from typing import Any

import numpy as np
import scipy
import sklearn
import skops.io

from app.model import FORMAT, NETWORKS, feature_names, network_of, pack_networks, pack_trees, trees_of
from app.training.fitting.metrics import interval
from app.training.fitting.stacks import Fitted

_FINENESS = 10_000


def write_model(
    folder: Path, fitted: Fitted, *, thresholds: dict[str, float], metrics: dict[str, Any], recipe: dict[str, Any]
) -> None:
    """The model's folder, ready for `Model.load`; the card is written by `cards`."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = estimators_of(fitted)
    content = skops.io.dumps(parts)
    (folder / "model.skops").write_bytes(content)
    networks = pack_networks({name: network_of(parts[name]) for name in NETWORKS})
    (folder / "networks.npz").write_bytes(networks)
    layers = {"passage_spun": fitted.passage.spun, "article_spun": fitted.article.spun}
    trees = pack_trees({name: trees_of(layer.estimator, layer.scale, layer.shift) for name, layer in layers.items()})
    (folder / "trees.npz").write_bytes(trees)
    manifest = {
        "format": FORMAT,
        "created": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "commit": commit_name(),
        "versions": {"scikit-learn": sklearn.__version__, "numpy": np.__version__, "scipy": scipy.__version__},
        "features": feature_names(),
        "sha256": hashlib.sha256(content).hexdigest(),
        "networks_sha256": hashlib.sha256(networks).hexdigest(),
        "trees_sha256": hashlib.sha256(trees).hexdigest(),
        "calibration": {name: {"scale": layer.scale, "shift": layer.shift} for name, layer in layers.items()},
        "trusted_types": skops.io.get_untrusted_types(data=content),
        "thresholds": thresholds,
        "recipe": recipe,
    }
    write_json(folder / "manifest.json", manifest)
    write_json(folder / "metrics.json", metrics)


def estimators_of(fitted: Fitted) -> dict[str, Any]:
    """The estimators by the name of their part; all are scikit-learn's own classes."""
    return {
        "swap": fitted.swap,
        "company": fitted.company,
        "passage": fitted.passage.others,
        "article": fitted.article.others,
        "passage_spun": fitted.passage.spun.estimator,
        "article_spun": fitted.article.spun.estimator,
    }


def write_json(path: Path, content: Any) -> None:
    """`content` as indented JSON with a final line end."""
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def file_hashes(folder: Path) -> dict[str, str]:
    """sha256 of each file of a corpus folder, by name."""
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.glob("*.gz"))}


def commit_name() -> str:
    """The commit that is checked out, as git names it in full; "unknown" outside of a repository."""
    found = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=False)  # noqa: S607 (git from PATH)
    return found.stdout.strip() or "unknown"


def amend_manifest(model: Path, entries: dict[str, Any]) -> Path:
    """`manifest.json` in the folder `model` with `entries` added or replaced by their names; returns its path.

    The manifest names the hashes of the other files and has none.
    """
    return _amend(model / "manifest.json", entries)


def add_assurance(model: Path, honest: dict[str, Any], untaught: dict[str, Any] | None = None) -> Path:
    """The manifest in the folder `model` with the rate of false alarms on honest pairs of one kind; returns its path.

    `honest` is the rate of the worst `kind`: `k` of `n` (see `honesty.worst_kind`); `untaught` that of the worst kind that no
    model was taught, where it was asked.
    """
    assurance = {
        "threshold": _read(model / "manifest.json")["thresholds"]["spun"],
        "kind": honest["kind"],
        "honest_pairs": honest["n"],
        "false_alarms": honest["k"],
        "upper": ceil(interval(honest["k"], honest["n"])[1] * _FINENESS) / _FINENESS,  # a bound is rounded up
    }
    if untaught:
        assurance |= {"untaught_kind": untaught["kind"], "untaught_pairs": untaught["n"], "untaught_alarms": untaught["k"]}
    return amend_manifest(model, {"assurance": assurance})


def add_metrics(model: Path, measures: dict[str, Any]) -> Path:
    """`metrics.json` in the folder `model` with `measures` added or replaced by their names; returns its path."""
    return _amend(model / "metrics.json", measures)


def _amend(path: Path, entries: dict[str, Any]) -> Path:
    write_json(path, _read(path) | entries)
    return path


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
