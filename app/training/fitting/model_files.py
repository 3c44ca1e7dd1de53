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

from app.errors import ModelError
from app.model import FORMAT, NETWORKS, feature_names, network_of, pack_networks, pack_trees, trees_of
from app.training.fitting.metrics import interval
from app.training.fitting.stacks import Fitted, KeptParts, SwapJudges

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


def read_kept(folder: Path) -> KeptParts:
    """What stays of the model in `folder` while what says `spun` is fitted again.

    Raises:
        ModelError: the model is missing or altered.
    """
    parts, manifest = read_parts(folder), json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return KeptParts(SwapJudges(parts["swap"], parts["company"]), parts["passage"], parts["article"], manifest["thresholds"])


def read_parts(folder: Path) -> dict[str, Any]:
    """The estimators of the model in `folder`, by the name of their part.

    Raises:
        ModelError: the model is missing or altered.
    """
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        content = (folder / "model.skops").read_bytes()
    except (OSError, ValueError) as error:
        raise ModelError(f"{folder}: no model that can be read: {error}") from error
    if hashlib.sha256(content).hexdigest() != manifest["sha256"]:
        raise ModelError(f"{folder / 'model.skops'}: not the file that the manifest names")
    found: dict[str, Any] = skops.io.loads(content, trusted=manifest["trusted_types"])
    return found


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


def add_assurance(model: Path, honest: dict[str, Any]) -> Path:
    """`manifest.json` in the folder `model` with the rate of false alarms on honest pairs of one kind; returns its path.

    `honest` is the rate of the worst `kind`: `k` of `n` (see `honesty.worst_kind`). The manifest names the hashes of the other
    files and has none.
    """
    path = model / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    assurance = {
        "threshold": manifest["thresholds"]["spun"],
        "kind": honest["kind"],
        "honest_pairs": honest["n"],
        "false_alarms": honest["k"],
        "upper": ceil(interval(honest["k"], honest["n"])[1] * _FINENESS) / _FINENESS,  # a bound is rounded up
    }
    write_json(path, manifest | {"assurance": assurance})
    return path


def add_metrics(model: Path, measures: dict[str, Any]) -> Path:
    """`metrics.json` in the folder `model` with `measures` added or replaced by their names; returns its path."""
    path = model / "metrics.json"
    metrics = json.loads(path.read_text(encoding="utf-8"))
    write_json(path, metrics | measures)
    return path
