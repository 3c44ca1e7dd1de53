"""A fitted scikit-learn pipeline (scaler, multi-layer perceptron) as plain arrays.

One-row `predict_proba` spends .3 ms on checking its input, as long as sorting out all swaps of an article; the arrays
give the same numbers in a tenth of that. The twin, scikit-learn's own `predict_proba`, is compared in the tests.
They are laid down beside the pipelines, because to import scikit-learn and skops takes longer than to start the service.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from app.errors import ModelError
from app.features import Floats
from app.model.twins import layers_of, scoring, twin_of

if TYPE_CHECKING:  # 1.6 s of imports that a running service has no use for
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import Pipeline

Probabilities = NDArray[np.float64]
MOST_ROWS = 24  # up to which a loop of ours is quicker than a dozen calls of numpy; behind it matrix products are


@dataclass(frozen=True, slots=True)
class Network:
    """Layers of weights [n_in, n_out] and biases [n_out]; the scaler is folded into the first; ReLU between them.

    `layers` are the same as the compiled pass wants them.
    """

    weights: tuple[NDArray[np.float64], ...]
    biases: tuple[NDArray[np.float64], ...]
    layers: Any = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "layers", layers_of(self.weights, self.biases))

    def probabilities_plainly(self, values: Floats | Probabilities) -> Probabilities:
        """What `probabilities` returns up to the last digits, without the compiled layers."""
        scores = self._scores(values)
        if scores.shape[1] == 1:  # scikit-learn gives two classes one logistic output
            scores = np.concatenate((np.zeros_like(scores), scores), axis=1)
        scores -= scores.max(axis=1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=1, keepdims=True)
        return scores

    @twin_of(probabilities_plainly)
    def probabilities(self, values: Floats | Probabilities) -> Probabilities:
        """Probability of each class: float64 [n, n_classes]; rows add up to 1. O(n · weights) time."""
        if len(values) > MOST_ROWS:
            has_one_score = self.weights[-1].shape[1] == 1
            return _logistic(self._scores(values)) if has_one_score else self.probabilities_plainly(values)
        found: Probabilities = self.layers.probabilities(values)
        return found

    def log_odds(self, values: Floats | Probabilities) -> Probabilities:
        """Log odds of the second class, nats: float64 [n]; for a network of two classes."""
        odds: Probabilities = self._scores(values)[:, 0]
        return odds

    def _scores(self, values: Floats | Probabilities) -> Probabilities:
        layer = values.astype(np.float64, copy=False)
        for weight, bias in zip(self.weights[:-1], self.biases[:-1], strict=True):
            layer = layer @ weight
            layer += bias  # in its place: to ask for other memory takes longer than the sum
            np.maximum(layer, 0.0, out=layer)
        scores: Probabilities = layer @ self.weights[-1]
        scores += self.biases[-1]
        return scores


def _logistic(scores: Probabilities) -> Probabilities:
    """The probabilities of two classes whose second one has these log odds."""
    return scoring.logistic(scores[:, 0])


def network_of(pipeline: "Pipeline | LogisticRegression") -> Network:
    """The arrays of a fitted pipeline of a `StandardScaler` and an `MLPClassifier` with ReLU, or of a logistic regression.

    Raises:
        ModelError: it is of another make.
    """
    if type(pipeline).__name__ == "LogisticRegression":
        return Network((pipeline.coef_.T,), (pipeline.intercept_,))
    scaler, network = pipeline[0], pipeline[-1]
    if type(network).__name__ != "MLPClassifier" or network.activation != "relu" or len(pipeline) != 2:
        raise ModelError(f"this code reads a scaler and a ReLU network, got {pipeline}")
    first = network.coefs_[0] / scaler.scale_[:, None]
    bias = network.intercepts_[0] - scaler.mean_ @ first
    return Network((first, *network.coefs_[1:]), (bias, *network.intercepts_[1:]))


def pack_networks(networks: Mapping[str, Network]) -> bytes:
    """The networks as an npz of plain arrays: `<name>_weight_<layer>` and `<name>_bias_<layer>`.

    The same arrays give the same bytes. The same pipelines need not: `network_of` folds them with matrix products, which
    another processor rounds otherwise in the last digits.
    """
    arrays = {}
    for name, network in networks.items():
        for k, (weight, bias) in enumerate(zip(network.weights, network.biases, strict=True)):
            arrays[f"{name}_weight_{k}"], arrays[f"{name}_bias_{k}"] = weight, bias
    packed = io.BytesIO()
    np.savez(packed, allow_pickle=False, **arrays)
    return packed.getvalue()


def unpack_networks(content: bytes) -> dict[str, Network]:
    """What `pack_networks` was given.

    Raises:
        KeyError, ValueError: the content is something else.
    """
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        depths = {name: sum(key.startswith(f"{name}_bias_") for key in arrays) for name in _names(arrays.files)}
        return {
            name: Network(
                tuple(arrays[f"{name}_weight_{k}"] for k in range(depth)),
                tuple(arrays[f"{name}_bias_{k}"] for k in range(depth)),
            )
            for name, depth in depths.items()
        }


def _names(keys: list[str]) -> list[str]:
    return list(dict.fromkeys(key.rsplit("_", 2)[0] for key in keys))
