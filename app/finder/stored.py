"""The finder's networks as they lie on the disk, checked before anything is believed."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self, TypeVar

import numpy as np

from app.errors import ModelError
from app.finder.acceptance import ACCEPTANCE_FEATURES
from app.finder.boundaries import BOUNDARY_FEATURES
from app.finder.condensation import CONDENSATION_FEATURES
from app.finder.evidence import TOKEN_FEATURES
from app.finder.types import EvidenceWeights, Floats
from app.model import ManifestForm, Network, Trees, named_folder, read_manifest, read_networks, read_trees

Part = TypeVar("Part", Network, Trees)
FORMAT = 2  # 1 accepted passages by a network and knew no synonyms
ROUNDS = ("suspect", "reference", "suspect_again")
"""Whose ends are set, in turn: each round knows the other side's ends better than the one before."""
NETWORKS = (
    "suspect_evidence", "reference_evidence", "condensation_evidence",
    *(f"{name}_{end}" for name in ROUNDS for end in ("start", "close")),
    "condensation",
)  # fmt: skip
TREES = ("acceptance",)
FOLDS = "folds"
"""The folder, in a finder's own, of the finders of its cross-validation: fold `k` knows no source document of that fold."""
_NEEDED = frozenset({"features", "networks_sha256", "trees_sha256", "thresholds"})


def finder_feature_names() -> dict[str, list[str]]:
    """Names of the features that the networks take, in order; a finder made for others is refused."""
    tables = {
        "token": TOKEN_FEATURES,
        "boundary": BOUNDARY_FEATURES,
        "acceptance": ACCEPTANCE_FEATURES,
        "condensation": CONDENSATION_FEATURES,
    }
    return {part: list(names) for part, names in tables.items()}


@dataclass(frozen=True, slots=True)
class FinderParts:
    """What is fitted: `NETWORKS` and `TREES` by name."""

    networks: dict[str, Network]
    trees: dict[str, Trees]

    @property
    def weights(self) -> EvidenceWeights:
        """The weights of the words' evidence."""
        parts = ("suspect", "reference", "condensation")
        return EvidenceWeights(*(_weights(self.networks[f"{part}_evidence"]) for part in parts))


@dataclass(frozen=True, slots=True)
class FinderModel:
    """Weights of the words' evidence, networks and trees by name, and thresholds (probabilities, 0..1).

    `boundaries` holds for each of `ROUNDS` the networks of the start and of the end.
    """

    name: str
    weights: EvidenceWeights
    boundaries: tuple[tuple[Network, Network], ...]
    acceptance: Trees
    condensation: Network
    thresholds: dict[str, float]

    @classmethod
    def of(cls, name: str, parts: FinderParts, thresholds: dict[str, float]) -> Self:
        """The model of these parts."""
        networks = parts.networks
        return cls(
            name,
            parts.weights,
            tuple((networks[f"{round_}_start"], networks[f"{round_}_close"]) for round_ in ROUNDS),
            parts.trees["acceptance"],
            networks["condensation"],
            thresholds,
        )

    @classmethod
    def load(cls, models: Path) -> Self:
        """The finder that `models/FINDER` names.

        Raises:
            ModelError: nothing is named, a file is missing or altered, or the finder was made for other features.
        """
        return cls.read(named_folder(models, "FINDER"))

    @classmethod
    def load_fold(cls, models: Path, fold: int) -> Self:
        """The finder that `models/FINDER` names, as it was fitted without the source documents of a fold: to measure it on them.

        Raises:
            ModelError: as `load`; or the finder came without its folds.
        """
        return cls.read(named_folder(models, "FINDER") / FOLDS / str(fold))

    @classmethod
    def read(cls, folder: Path) -> Self:
        """The finder in a folder.

        Raises:
            ModelError: a file is missing or altered, or the finder was made for other features.
        """
        manifest = read_manifest(folder, ManifestForm("finder", FORMAT, _NEEDED, finder_feature_names()))
        networks = _named(folder, "networks.npz", read_networks(folder, manifest["networks_sha256"]), NETWORKS)
        trees = _named(folder, "trees.npz", read_trees(folder, manifest["trees_sha256"]), TREES)
        return cls.of(folder.name, FinderParts(networks, trees), manifest["thresholds"])


def _named(folder: Path, file: str, found: dict[str, Part], names: tuple[str, ...]) -> dict[str, Part]:
    if found.keys() != set(names):
        raise ModelError(f"{file} of {folder.name} holds other parts than {', '.join(names)}")
    return found


def _weights(network: Network) -> Floats:
    """Weights and intercept of a network of one layer and one output."""
    return np.append(network.weights[0][:, 0], network.biases[0])
