"""A fitted scikit-learn pipeline (scaler, multi-layer perceptron) as plain arrays.

One-row `predict_proba` spends .3 ms on checking its input, as long as sorting out all swaps of an article; the arrays
give the same numbers in a tenth of that. The twin, scikit-learn's own `predict_proba`, is compared in the tests.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import Pipeline

from app.errors import ModelError
from app.features import Floats

Probabilities = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Network:
    """Layers of weights [n_in, n_out] and biases [n_out]; the scaler is folded into the first; ReLU between them."""

    weights: tuple[NDArray[np.float64], ...]
    biases: tuple[NDArray[np.float64], ...]

    def probabilities(self, values: Floats) -> Probabilities:
        """Probability of each class: float64 [n, n_classes]; rows add up to 1."""
        layer = values.astype(np.float64)
        for weight, bias in zip(self.weights[:-1], self.biases[:-1], strict=True):
            layer = np.maximum(layer @ weight + bias, 0.0)
        scores = layer @ self.weights[-1] + self.biases[-1]
        if scores.shape[1] == 1:  # scikit-learn gives two classes one logistic output
            scores = np.concatenate((np.zeros_like(scores), scores), axis=1)
        scores -= scores.max(axis=1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=1, keepdims=True)
        return scores


def network_of(pipeline: Pipeline) -> Network:
    """The arrays of a fitted pipeline of a `StandardScaler` and an `MLPClassifier` with ReLU.

    Raises:
        ModelError: the pipeline is of another make.
    """
    scaler, network = pipeline[0], pipeline[-1]
    if not isinstance(network, MLPClassifier) or network.activation != "relu" or len(pipeline) != 2:
        raise ModelError(f"this code reads a scaler and a ReLU network, got {pipeline}")
    first = network.coefs_[0] / scaler.scale_[:, None]
    bias = network.intercepts_[0] - scaler.mean_ @ first
    return Network((first, *network.coefs_[1:]), (bias, *network.intercepts_[1:]))
