"""Fitting the three estimators of a model, so that no estimator sees scores that another one learned by heart.

Swap scorer, passage classifier and article classifier are stacked: each later one takes the earlier one's probabilities.
So the earlier one scores every pair by a copy that was fitted on other origins (out of fold).
"""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from scipy.linalg import block_diag
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from app.features import Floats, measure_article
from app.training.examples import Example
from app.training.labels import Label
from app.training.measuring import StretchTable, SwapTable, measure_all, stretch_table

N_FOLDS = 4
N_MEMBERS = 3  # networks behind each classifier
CLASSES = tuple(Label)


@dataclass(frozen=True, slots=True)
class Fitted:
    """The three estimators; out-of-fold article probabilities [n, 4] and classes [n] of the examples with a label."""

    swap: Pipeline
    passage: Pipeline
    article: Pipeline
    probabilities: NDArray[np.float64]
    classes: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class SwapScorer:
    """Spin probabilities by one fitted swap scorer; can be sent to another process."""

    estimator: Pipeline

    def __call__(self, values: Floats) -> NDArray[np.float64]:
        """Probability of each row: float64 [n]."""
        probabilities: NDArray[np.float64] = self.estimator.predict_proba(values)[:, 1]
        return probabilities


def fit(examples: Sequence[Example], swaps: Sequence[SwapTable], stretches: Sequence[StretchTable], seed: int) -> Fitted:
    """The estimators fitted on `examples`, whose tables are given; `stretches` as `score_stretches` makes them."""
    folds, classes = folds_of(examples), classes_of(examples)
    known = classes >= 0
    passage = _fit_passages(stretches, folds, seed)
    articles = article_values(stretches, passage_scores(stretches, folds, seed))
    article, probabilities = fit_classes(articles[known], classes[known], folds[known], seed)
    return Fitted(fit_swaps(swaps, seed), passage, article, probabilities, classes[known])


def swap_scorers(swaps: Sequence[SwapTable], folds: NDArray[np.int64], seed: int) -> list[SwapScorer]:
    """For each fold a swap scorer that was fitted on the others."""
    return [SwapScorer(fit_swaps([t for t, f in zip(swaps, folds, strict=True) if f != k], seed)) for k in range(N_FOLDS)]


def swap_probabilities(
    swaps: Sequence[SwapTable], scorers: Sequence[SwapScorer], folds: NDArray[np.int64]
) -> NDArray[np.float64]:
    """The spin probability of each substitution of all tables, by the scorer of its fold."""
    values = np.concatenate([t.values for t in swaps])
    of = np.repeat(folds, [len(t.values) for t in swaps])
    probabilities = np.empty(len(values))
    for k, scorer in enumerate(scorers):
        if (of == k).any():
            probabilities[of == k] = scorer(values[of == k])
    return probabilities


def score_stretches(examples: Sequence[Example], scorers: Sequence[SwapScorer], workers: int) -> list[StretchTable]:
    """The passages of each example, its substitutions scored by the scorer of its fold."""
    folds = folds_of(examples)
    stretches: list[StretchTable] = [None] * len(examples)  # type: ignore[list-item]
    for k, scorer in enumerate(scorers):
        mine = np.flatnonzero(folds == k).tolist()
        for i, table in zip(mine, measure_all(stretch_table, [examples[i] for i in mine], scorer, workers=workers), strict=True):
            stretches[i] = table
    return stretches


def folds_of(examples: Sequence[Example]) -> NDArray[np.int64]:
    """The fold of each example, 0..`N_FOLDS`-1: all examples of an origin are in one."""
    return np.array([hash_of(e.origin) % N_FOLDS for e in examples])


def classes_of(examples: Sequence[Example]) -> NDArray[np.int64]:
    """The class number of each example, -1 where it has no label."""
    return np.array([CLASSES.index(e.label) if e.label else -1 for e in examples])


def article_values(stretches: Sequence[StretchTable], scores: Sequence[NDArray[np.float64]]) -> Floats:
    """`ARTICLE_FEATURES` of each pair, [n, n_features], by the class probabilities of its passages."""
    rows = zip(stretches, scores, strict=True)
    return np.stack([measure_article(t.counts, p, t.common, t.n_reference, t.n_suspect) for t, p in rows])


def hash_of(origin: str) -> int:
    """A number for an origin that is the same in every run."""
    return crc32(origin.encode())


def fit_swaps(tables: Sequence[SwapTable], seed: int) -> Pipeline:
    """A swap scorer; spun and editorial substitutions weigh the same."""
    values = np.concatenate([t.values for t in tables])
    gold = np.concatenate([t.gold for t in tables])
    return _network((32,), seed).fit(values, gold, mlpclassifier__sample_weight=balance(gold))


def _fit_passages(stretches: Sequence[StretchTable], folds: NDArray[np.int64], seed: int) -> Pipeline:
    values = np.concatenate([t.values for t in stretches])
    classes = np.concatenate([t.classes for t in stretches])
    of = np.repeat(folds, [len(t.values) for t in stretches])
    known = classes >= 0
    return fit_classes(values[known], classes[known], of[known], seed)[0]


def passage_scores(stretches: Sequence[StretchTable], folds: NDArray[np.int64], seed: int) -> list[NDArray[np.float64]]:
    """For each pair the out-of-fold probabilities of its passages [n_passages, 4]."""
    n_passages = [len(t.values) for t in stretches]
    values = np.concatenate([t.values for t in stretches])
    classes = np.concatenate([t.classes for t in stretches])
    of = np.repeat(folds, n_passages)
    known = classes >= 0
    scores = np.empty((len(values), len(CLASSES)))
    for k in range(N_FOLDS):
        fold = fit_once(values[known & (of != k)], classes[known & (of != k)], seed)
        if (of == k).any():
            scores[of == k] = fold.predict_proba(values[of == k])
    return np.split(scores, np.cumsum(n_passages)[:-1])


def fit_classes(
    values: Floats, classes: NDArray[Any], folds: NDArray[np.int64], seed: int
) -> tuple[Pipeline, NDArray[np.float64]]:
    """A calibrated classifier of four classes and its out-of-fold probabilities [n, 4].

    One temperature, fitted on the out-of-fold scores (Guo et al. 2017), is folded into the last layer.
    """
    probabilities, temperature = out_of_fold(values, classes, folds, seed)
    final = fit_once(values, classes, seed)
    network: MLPClassifier = final[-1]
    network.coefs_[-1] /= temperature
    network.intercepts_[-1] /= temperature
    return final, probabilities


def out_of_fold(values: Floats, classes: NDArray[Any], folds: NDArray[np.int64], seed: int) -> tuple[NDArray[np.float64], float]:
    """Calibrated probabilities [n, 4] of each row by a classifier fitted on the other folds, and the temperature used."""
    scores = np.empty((len(values), len(CLASSES)))
    for k in range(N_FOLDS):
        scores[folds == k] = fit_once(values[folds != k], classes[folds != k], seed).predict_proba(values[folds == k])
    temperature = _temperature(scores, classes)
    return np.exp(log_softmax(np.log(np.clip(scores, 1e-12, 1)) / temperature, axis=1)), temperature


def fit_once(values: Floats, classes: NDArray[Any], seed: int) -> Pipeline:
    """One classifier, every class weighing the same: `N_MEMBERS` networks whose scores are averaged.

    A single network's answer on rare kinds of pairs depends on its first weights; the mean of some does so less.
    """
    scaler = StandardScaler().fit(values)
    scaled, weights = scaler.transform(values), balance(classes)
    members = Parallel(n_jobs=N_MEMBERS)(delayed(_member)(scaled, classes, weights, seed + k) for k in range(N_MEMBERS))
    return make_pipeline(scaler, merged(members))


def _member(values: Floats, classes: NDArray[Any], weights: NDArray[np.float64], seed: int) -> MLPClassifier:
    network: MLPClassifier = _network((48, 24), seed)[-1]
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


def _network(layers: tuple[int, ...], seed: int) -> Pipeline:
    network = MLPClassifier(
        layers, alpha=1e-3, early_stopping=True, n_iter_no_change=12, max_iter=200, batch_size=256, random_state=seed
    )
    return make_pipeline(StandardScaler(), network)


def balance(classes: NDArray[Any]) -> NDArray[np.float64]:
    """Weights that let every class weigh the same, 1 in the mean."""
    counts = np.bincount(classes.astype(np.int64))
    present = (counts > 0).sum()
    weights: NDArray[np.float64] = len(classes) / (present * counts[classes.astype(np.int64)])
    return weights


def _temperature(scores: NDArray[np.float64], classes: NDArray[Any]) -> float:
    logs = np.log(np.clip(scores, 1e-12, 1))
    weights = balance(classes)

    def loss(log_temperature: float) -> float:
        log_p = log_softmax(logs / np.exp(log_temperature), axis=1)
        return float(-(weights * log_p[np.arange(len(classes)), classes.astype(np.int64)]).mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-2.0, 2.0), method="bounded").x))
