"""Room `model`: numbers become probabilities. scikit-learn and skops are known here and in training only."""

from app.model.networks import Network, network_of, pack_networks
from app.model.stored import (
    FORMAT,
    Assurance,
    Form,
    Model,
    current_model,
    feature_names,
    named_folder,
    read_manifest,
    read_networks,
)

__all__ = [
    "FORMAT",
    "Assurance",
    "Form",
    "Model",
    "Network",
    "current_model",
    "feature_names",
    "named_folder",
    "network_of",
    "pack_networks",
    "read_manifest",
    "read_networks",
]
