"""A trained model as it lies on the disk, checked before anything is believed.

`model.skops` holds the fitted estimators, `networks.npz` and `trees.npz` the same as the plain arrays that a running service
reads: to import scikit-learn and skops costs 1.6 s and 100 MB, and only training needs them.
"""

import hashlib
import json
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from app.errors import ModelError
from app.features import ARTICLE_FEATURES, CLASSES, COMPANY_FEATURES, EVIDENCE, PASSAGE_FEATURES, SWAP_FEATURES, Floats
from app.model.networks import Network, Probabilities, network_of, unpack_networks
from app.model.saying import SaidOdds
from app.model.telling import Steering, Telling
from app.model.trees import Trees, trees_of, unpack_trees

FORMAT = 2
NETWORKS = ("swap", "company", "passage", "article")
TREES = ("passage_spun", "article_spun")
SPUN = CLASSES.index("spun")
OTHERS = tuple(name for name in CLASSES if name != "spun")
_NEEDED = frozenset({"created", "versions", "features", "sha256", "calibration", "trusted_types", "thresholds"})


def feature_names() -> dict[str, list[str]]:
    """Names of the features that each part of a model takes, in order; a model made for others is refused."""
    return {
        "swap": [feature.name for feature in SWAP_FEATURES],
        "company": [feature.name for feature in COMPANY_FEATURES],
        "evidence": [row.feature.name for row in EVIDENCE],
        "passage": [feature.name for feature in PASSAGE_FEATURES],
        "article": [feature.name for feature in ARTICLE_FEATURES],
    }


@dataclass(frozen=True, slots=True)
class Assurance:
    """How often this model called an honest pair spun that it had never seen, at its `threshold`.

    The pairs are all of one `kind`: the one that it accuses most, never a pool. `upper` is the upper end of the exact 95 %
    interval of that share (Clopper and Pearson 1934), 0..1. The same of the worst kind that no model was taught,
    `untaught_kind`: how many of `untaught_pairs` it called spun.
    """

    threshold: float
    honest_pairs: int
    false_alarms: int
    upper: float
    kind: str = ""  # manifests of before the kinds were told apart have none
    untaught_kind: str = ""  # and those of before such kinds were asked none of these
    untaught_pairs: int = 0
    untaught_alarms: int = 0


@dataclass(frozen=True)
class Model:
    """Its estimators behind one door: for a substitution, for a passage, for an article.

    `swap` judges a substitution by itself, `company` weighs that with what stands around it. `passage_spun` and `article_spun`
    say whether a stretch is spun, from evidence that speaks in one direction; `passage` and `article` which of the other
    classes it is if not. Thresholds come from the manifest: `spun`, `spun_beside`, `other`, and the same of passages
    (probabilities, 0..1; `verdict.Thresholds` says what they mean). `assurance` is None until the model has been measured
    (`unspun evaluate --write`), `telling` where it has none: then nothing is weighed once more, and `said_odds` likewise.
    """

    name: str
    version: str
    thresholds: dict[str, float]
    swap: Network
    company: Network
    passage: Network
    article: Network
    passage_spun: Trees
    article_spun: Trees
    assurance: Assurance | None = None
    telling: Telling | None = None
    said_odds: SaidOdds | None = None

    @property
    def steering(self) -> Steering:
        """What steers the verdicts on its probabilities."""
        return Steering(self.thresholds, self.telling, self.said_odds)

    @classmethod
    def load(cls, folder: Path) -> "Model":
        """The model in `folder`.

        Raises:
            ModelError: a file is missing or altered, or the model was made for other features or another scikit-learn.
        """
        manifest = read_manifest(folder, ManifestForm("model", FORMAT, _NEEDED, feature_names()))
        _check_version(folder, manifest)
        assurance = _assurance(folder, manifest)
        parts, telling, said_odds = _parts(folder, manifest), Telling.of(manifest), SaidOdds.of(manifest)
        about = folder.name, manifest["created"], manifest["thresholds"]
        return cls(*about, **parts, assurance=assurance, telling=telling, said_odds=said_odds)

    def score_alone(self, values: Floats) -> Probabilities:
        """Probability that a spinner made each substitution, judged by itself: float64 [n]."""
        return self.swap.probabilities(values)[:, 1] if len(values) else np.empty(0)

    def score_in_company(self, values: Floats) -> Probabilities:
        """The same probability with what stands around it, from `measure_company`: float64 [n]."""
        return self.company.probabilities(values)[:, 1] if len(values) else np.empty(0)

    def score_passages(self, values: Floats, evidence: Floats) -> Probabilities:
        """Probability of each class for each passage: float64 [n, 4], in the order of `CLASSES`."""
        if not len(values):
            return np.empty((0, len(CLASSES)))
        return joined(self.passage_spun.probabilities(evidence), self.passage.probabilities(values))

    def score_article(self, values: Floats, evidence: Floats) -> Probabilities:
        """Probability of each class for the article: float64 [4], in the order of `CLASSES`."""
        whole = joined(self.article_spun.probabilities(evidence[None, :]), self.article.probabilities(values[None, :]))
        probabilities: Probabilities = whole[0]
        return probabilities

    def score_spun(self, article: Floats, passages: Floats) -> tuple[float, list[float]]:
        """Probability that the article is spun, and that each passage is, by that evidence."""
        whole = float(self.article_spun.probabilities(article[None, :])[0])
        return whole, self.passage_spun.probabilities(passages).tolist() if len(passages) else []


def joined(spun: Probabilities, others: Probabilities) -> Probabilities:
    """Probabilities of the four classes [n, 4] from that of `spun` [n] and those of the others if it is not [n, 3]."""
    whole = np.empty((len(spun), others.shape[1] + 1))
    whole[:, SPUN] = spun
    whole[:, :SPUN], whole[:, SPUN + 1 :] = others[:, :SPUN], others[:, SPUN:]
    whole[:, :SPUN] *= 1.0 - spun[:, None]
    whole[:, SPUN + 1 :] *= 1.0 - spun[:, None]
    return whole


def current_model(models: Path) -> Path:
    """Folder of the model in use: the one that `models/CURRENT` names.

    Raises:
        ModelError: nothing is named, or it is not there.
    """
    return named_folder(models, "CURRENT")


def named_folder(models: Path, pointer: str) -> Path:
    """The folder that the file `pointer` in `models` names.

    Raises:
        ModelError: nothing is named, or it is not there.
    """
    try:
        name = (models / pointer).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ModelError(f"{models / pointer} cannot be read: {error.strerror}") from error
    if not name or "/" in name or not (models / name).is_dir():
        raise ModelError(f"{models / pointer} names {name!r}, which is no model folder")
    return models / name


def read_networks(folder: Path, sha256: str) -> dict[str, Network]:
    """The networks of `networks.npz` in `folder`, whose hash is known.

    Raises:
        ModelError: the file is missing, altered or something else.
    """
    try:
        return unpack_networks(_read_verified(folder / "networks.npz", sha256))
    except (ValueError, KeyError, OSError, EOFError, BadZipFile) as error:
        raise ModelError(f"networks.npz is not an npz of plain arrays: {error}") from error


def read_trees(folder: Path, sha256: str) -> dict[str, Trees]:
    """The trees of `trees.npz` in `folder`, whose hash is known.

    Raises:
        ModelError: the file is missing, altered or something else.
    """
    try:
        return unpack_trees(_read_verified(folder / "trees.npz", sha256))
    except (ValueError, KeyError, TypeError, OSError, EOFError, BadZipFile) as error:
        raise ModelError(f"trees.npz is not an npz of trees: {error}") from error


@dataclass(frozen=True, slots=True)
class ManifestForm:
    """What a manifest has to say for this code to read it: its kind ("model"), format, names it needs, features in order."""

    kind: str
    format: int
    needed: frozenset[str]
    features: dict[str, list[str]]


def read_manifest(folder: Path, form: ManifestForm) -> dict[str, Any]:
    """The manifest in `folder`.

    Raises:
        ModelError: it cannot be read, or is of another form.
    """
    try:
        manifest: Any = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{folder / 'manifest.json'} cannot be read: {error}") from error
    if not isinstance(manifest, dict) or manifest.get("format") != form.format:
        raise ModelError(f"{form.kind} {folder.name} has no manifest of format {form.format}, the one this code reads")
    if missing := form.needed - manifest.keys():
        raise ModelError(f"the manifest of {form.kind} {folder.name} lacks {', '.join(sorted(missing))}")
    if manifest["features"] != form.features:
        raise ModelError(f"{form.kind} {folder.name} was made for other features")
    return manifest


def _assurance(folder: Path, manifest: dict[str, Any]) -> Assurance | None:
    """The assurance of a model that has been measured; figures of another threshold are none."""
    found = manifest.get("assurance")
    if found is None:
        return None
    try:
        assurance = Assurance(**found)
    except TypeError as error:
        raise ModelError(f"the manifest of model {folder.name} has an assurance of another form") from error
    return assurance if assurance.threshold == manifest["thresholds"]["spun"] else None


def _check_version(folder: Path, manifest: dict[str, Any]) -> None:
    made_with, here = manifest["versions"].get("scikit-learn"), version("scikit-learn")
    if made_with != here:
        raise ModelError(f"model {folder.name} was made with scikit-learn {made_with}, this is {here}")


def _parts(folder: Path, manifest: dict[str, Any]) -> dict[str, Any]:
    """The networks and trees by name: from the plain arrays, or from the estimators where no arrays were laid down."""
    estimators = _read_verified(folder / "model.skops", manifest["sha256"])
    if "networks_sha256" in manifest:
        networks = _named("networks.npz", read_networks(folder, manifest["networks_sha256"]), NETWORKS)
        return networks | _named("trees.npz", read_trees(folder, manifest["trees_sha256"]), TREES)
    from skops.io import loads  # noqa: PLC0415 (1.6 s that a running service has no use for)

    parts, calibration = loads(estimators, trusted=manifest["trusted_types"]), manifest["calibration"]
    return {name: network_of(parts[name]) for name in NETWORKS} | {
        name: trees_of(parts[name], **calibration[name]) for name in TREES
    }


def _named(file: str, found: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    if found.keys() != set(names):
        raise ModelError(f"{file} holds {', '.join(found) or 'nothing'}, not {', '.join(names)}")
    return found


def _read_verified(path: Path, sha256: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path} cannot be read: {error.strerror}") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ModelError(f"{path} is not the file that its manifest names")
    return content
