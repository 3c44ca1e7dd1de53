"""The finder's networks as they lie on the disk, checked before anything is believed."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np

from app.errors import ModelError
from app.finder.acceptance import ACCEPTANCE_FEATURES
from app.finder.boundaries import BOUNDARY_FEATURES
from app.finder.condensation import CONDENSATION_FEATURES
from app.finder.evidence import TOKEN_FEATURES
from app.finder.types import EvidenceWeights, Floats
from app.model import ManifestForm, Network, named_folder, read_manifest, read_networks

FORMAT = 1
ROUNDS = ("suspect", "reference", "suspect_again")
"""Whose ends are set, in turn: each round knows the other side's ends better than the one before."""
PARTS = (
    "suspect_evidence", "reference_evidence", "condensation_evidence",
    *(f"{name}_{end}" for name in ROUNDS for end in ("start", "close")),
    "acceptance", "condensation",
)  # fmt: skip
_NEEDED = frozenset({"features", "networks_sha256", "thresholds"})


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
class FinderModel:
    """Weights of the words' evidence, networks by name, and thresholds (probabilities, 0..1).

    `boundaries` holds for each of `ROUNDS` the networks of the start and of the end.
    """

    name: str
    weights: EvidenceWeights
    boundaries: tuple[tuple[Network, Network], ...]
    acceptance: Network
    condensation: Network
    thresholds: dict[str, float]

    @classmethod
    def of(cls, name: str, networks: dict[str, Network], thresholds: dict[str, float]) -> Self:
        """The model of `PARTS`."""
        return cls(
            name,
            EvidenceWeights(*(_weights(networks[f"{part}_evidence"]) for part in ("suspect", "reference", "condensation"))),
            tuple((networks[f"{round_}_start"], networks[f"{round_}_close"]) for round_ in ROUNDS),
            networks["acceptance"],
            networks["condensation"],
            thresholds,
        )

    @classmethod
    def load(cls, models: Path) -> Self:
        """The finder that `models/FINDER` names.

        Raises:
            ModelError: nothing is named, a file is missing or altered, or the finder was made for other features.
        """
        folder = named_folder(models, "FINDER")
        manifest = read_manifest(folder, ManifestForm("finder", FORMAT, _NEEDED, finder_feature_names()))
        networks = read_networks(folder, manifest["networks_sha256"])
        if networks.keys() != set(PARTS):
            raise ModelError(f"networks.npz of {folder.name} holds other parts than {', '.join(PARTS)}")
        return cls.of(folder.name, networks, manifest["thresholds"])


def _weights(network: Network) -> Floats:
    """Weights and intercept of a network of one layer and one output."""
    return np.append(network.weights[0][:, 0], network.biases[0])
