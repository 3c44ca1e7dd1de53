"""The estimators of a model, each with its out-of-fold scores: a network, an ensemble of networks, bound gradient boosting."""

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from scipy.linalg import block_diag
from scipy.optimize import minimize, minimize_scalar
from scipy.special import expit, log_softmax
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from app.features import EVIDENCE, Floats
from app.model import OTHERS, SPUN
from app.training.fitting.folds import N_FOLDS

N_MEMBERS = 3  # networks behind each classifier of the other classes
SPUN_SHARE = 0.25  # prior of `spun`: every class weighs the same
_SIGNS = [row.sign for row in EVIDENCE]
_Made = TypeVar("_Made")
_Weights = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Calibrated:
    """Gradient boosting, and the line that its log odds follow once they are calibrated (Platt 1999); `scale` is above 0."""

    estimator: HistGradientBoostingClassifier
    scale: float
    shift: float


@dataclass(frozen=True, slots=True)
class Scored(Generic[_Made]):
    """An estimator and the out-of-fold probabilities of the rows that it was fitted on."""

    estimator: _Made
    probabilities: _Weights


def fit_swaps(values: Floats, gold: NDArray[np.int8], seed: int) -> Pipeline:
    """A scorer of swaps by themselves; spun and editorial substitutions weigh the same."""
    return _network((32,), seed).fit(values, gold, mlpclassifier__sample_weight=balance(gold))


def fit_spun(
    evidence: Floats, classes: NDArray[Any], folds: NDArray[np.int64], stress: _Weights, seed: int
) -> Scored[Calibrated]:
    """Whether each stretch is spun, in the direction that each row of `EVIDENCE` may speak; rows of class -1 are only scored.

    `stress` says how much a row weighs beside others of its class while the boosting learns; the calibration knows none.
    """
    known, gold = classes >= 0, classes == SPUN
    weights = _weights_of(classes)

    def made(rows: NDArray[np.bool_]) -> HistGradientBoostingClassifier:
        return _boosting(seed).fit(evidence[rows], gold[rows], sample_weight=(weights * stress)[rows])

    odds = _out_of_fold(made, lambda estimator, rows: estimator.decision_function(evidence[rows]), known, folds)
    scale, shift = _platt(odds[known], gold[known], weights[known])
    return Scored(Calibrated(made(known), scale, shift), expit(odds * scale + shift))


def boosted(evidence: Floats, classes: NDArray[Any], stress: _Weights, seed: int) -> HistGradientBoostingClassifier:
    """The boosting of `fit_spun` by itself, without out-of-fold scores and not calibrated; rows of class -1 teach nothing."""
    known = classes >= 0
    return _boosting(seed).fit(evidence[known], classes[known] == SPUN, sample_weight=(_weights_of(classes) * stress)[known])


def fit_others(values: Floats, classes: NDArray[Any], folds: NDArray[np.int64], seed: int) -> Scored[Pipeline]:
    """A calibrated classifier of `OTHERS` and its out-of-fold probabilities [n, 3]; rows of class -1 are only scored.

    One temperature, fitted on the out-of-fold scores (Guo et al. 2017), is folded into the last layer.
    """
    known = classes >= 0

    def made(rows: NDArray[np.bool_]) -> Pipeline:
        return _ensemble(values[rows], classes[rows], seed)

    scores = _out_of_fold(made, lambda estimator, rows: estimator.predict_proba(values[rows]), known, folds)
    temperature = _temperature(scores[known], classes[known])
    final = made(known)
    network: MLPClassifier = final[-1]
    network.coefs_[-1] /= temperature
    network.intercepts_[-1] /= temperature
    return Scored(final, np.exp(log_softmax(np.log(np.clip(scores, 1e-12, 1)) / temperature, axis=1)))


def _out_of_fold(
    made: Callable[[NDArray[np.bool_]], Any],
    score: Callable[[Any, NDArray[np.bool_]], _Weights],
    known: NDArray[np.bool_],
    folds: NDArray[np.int64],
) -> _Weights:
    """The score of every row by an estimator that was made from the known rows of the other folds."""
    parts = [(folds == k, score(made(known & (folds != k)), folds == k)) for k in range(N_FOLDS) if (folds == k).any()]
    scores = np.empty((len(folds), *parts[0][1].shape[1:]))
    for rows, part in parts:
        scores[rows] = part
    return scores


def _weights_of(classes: NDArray[Any]) -> _Weights:
    """Weights of the rows, 1 in the mean over the known ones: `spun` weighs `SPUN_SHARE`, each other class the same."""
    shares = np.full(len(OTHERS) + 1, (1.0 - SPUN_SHARE) / len(OTHERS))
    shares[SPUN] = SPUN_SHARE
    counts = np.bincount(classes[classes >= 0], minlength=len(shares))
    weights: _Weights = np.where(classes >= 0, (shares * counts.sum() / np.maximum(counts, 1))[classes], 0.0)
    return weights


def _boosting(seed: int) -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(
        monotonic_cst=_SIGNS, max_iter=300, learning_rate=0.07, max_leaf_nodes=20, min_samples_leaf=40, l2_regularization=1.0,
        early_stopping=False, random_state=seed,
    )  # fmt: skip


def _platt(odds: _Weights, gold: NDArray[np.bool_], weights: _Weights) -> tuple[float, float]:
    """Scale (above 0) and shift of log odds, by weighted log loss."""

    def loss(parameters: _Weights) -> float:
        calibrated = odds * np.exp(parameters[0]) + parameters[1]
        return float((weights * (np.logaddexp(0.0, calibrated) - gold * calibrated)).mean())

    scale, shift = minimize(loss, np.zeros(2), method="Nelder-Mead").x
    return float(np.exp(scale)), float(shift)


def _ensemble(values: Floats, classes: NDArray[Any], seed: int) -> Pipeline:
    """One classifier, every class weighing the same: `N_MEMBERS` networks whose scores are averaged.

    A single network's answer on rare kinds of pairs depends on its first weights; the mean of some does so less.
    """
    scaler = StandardScaler().fit(values)
    scaled, weights = scaler.transform(values), balance(classes)
    members = Parallel(n_jobs=N_MEMBERS)(delayed(_member)(scaled, classes, weights, seed + k) for k in range(N_MEMBERS))
    return make_pipeline(scaler, merged(members))


def _member(values: Floats, classes: NDArray[Any], weights: _Weights, seed: int) -> MLPClassifier:
    network: MLPClassifier = _network((48, 24), seed, patience=12, batch=256)[-1]
    with threadpool_limits(1):
        return network.fit(values, classes, sample_weight=weights)


def merged(members: Sequence[MLPClassifier]) -> MLPClassifier:
    """One network that gives the mean of the members' scores (before the softmax): their layers side by side."""
    whole = copy(members[0])
    n = len(members)
    layers = list(zip(*(m.coefs_ for m in members), strict=True))
    inner = [block_diag(*layer) for layer in layers[1:-1]]
    whole.coefs_ = [np.hstack(layers[0]), *inner, np.vstack(layers[-1]) / n]
    biases = list(zip(*(m.intercepts_ for m in members), strict=True))
    whole.intercepts_ = [*(np.concatenate(layer) for layer in biases[:-1]), np.mean(biases[-1], axis=0)]
    whole.hidden_layer_sizes = tuple(n * size for size in members[0].hidden_layer_sizes)
    return whole


def _network(layers: tuple[int, ...], seed: int, patience: int = 8, batch: int = 512) -> Pipeline:
    network = MLPClassifier(
        layers, alpha=1e-3, early_stopping=True, n_iter_no_change=patience, max_iter=200, batch_size=batch, random_state=seed
    )
    return make_pipeline(StandardScaler(), network)


def balance(classes: NDArray[Any]) -> _Weights:
    """Weights that let every class weigh the same, 1 in the mean."""
    counts = np.bincount(classes.astype(np.int64))
    present = (counts > 0).sum()
    weights: _Weights = len(classes) / (present * counts[classes.astype(np.int64)])
    return weights


def _temperature(scores: _Weights, classes: NDArray[Any]) -> float:
    logs = np.log(np.clip(scores, 1e-12, 1))
    weights = balance(classes)

    def loss(log_temperature: float) -> float:
        log_p = log_softmax(logs / np.exp(log_temperature), axis=1)
        return float(-(weights * log_p[np.arange(len(classes)), classes.astype(np.int64)]).mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-2.0, 2.0), method="bounded").x))
