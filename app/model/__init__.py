"""Room `model`: numbers become probabilities. scikit-learn and skops are known here and in training only."""

from app.model.networks import Network, network_of, pack_networks
from app.model.saying import SaidOdds
from app.model.stored import (
    FORMAT,
    NETWORKS,
    OTHERS,
    SPUN,
    TREES,
    Assurance,
    ManifestForm,
    Model,
    current_model,
    feature_names,
    joined,
    named_folder,
    read_manifest,
    read_networks,
    read_trees,
)
from app.model.telling import TELLING_FEATURES, Steering, Telling
from app.model.trees import Trees, pack_trees, trees_of

__all__ = [
    "FORMAT",
    "NETWORKS",
    "OTHERS",
    "SPUN",
    "TELLING_FEATURES",
    "TREES",
    "Assurance",
    "ManifestForm",
    "Model",
    "Network",
    "SaidOdds",
    "Steering",
    "Telling",
    "Trees",
    "current_model",
    "feature_names",
    "joined",
    "named_folder",
    "network_of",
    "pack_networks",
    "pack_trees",
    "read_manifest",
    "read_networks",
    "read_trees",
    "trees_of",
]
