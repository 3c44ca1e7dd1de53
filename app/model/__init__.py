"""Room `model`: numbers become probabilities. scikit-learn and skops are known here and in training only."""

from app.model.networks import network_of, pack_networks
from app.model.stored import FORMAT, Model, current_model, feature_names

__all__ = ["FORMAT", "Model", "current_model", "feature_names", "network_of", "pack_networks"]
