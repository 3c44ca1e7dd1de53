"""Room `model`: numbers become probabilities. scikit-learn and skops are known here and in training only."""

from app.model.stored import FORMAT, Model, current_model, feature_names

__all__ = ["FORMAT", "Model", "current_model", "feature_names"]
