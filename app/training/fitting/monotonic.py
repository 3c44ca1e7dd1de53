"""A logistic regression whose weights may not be negative: more company never makes a swap less likely."""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from app.features import Floats
from app.training.fitting.estimators import balance

RIDGE = 1e-3  # of the mean loss, for each weight squared
_Weights = NDArray[np.float64]


def fit_company(ramps: Floats, gold: NDArray[np.int8]) -> LogisticRegression:
    """The regression of `gold` (1: a spinner's) on `measure_company`'s columns, by L-BFGS-B with weights of at least 0.

    Laid down in scikit-learn's own class, so that the model file holds nothing of ours.
    """
    columns, target, weights = ramps.astype(np.float64), gold.astype(np.float64), balance(gold)

    def loss(parameters: _Weights) -> tuple[float, _Weights]:
        odds = columns @ parameters[1:] + parameters[0]
        surprise = weights * (np.logaddexp(0.0, odds) - target * odds)
        slope = weights * (1.0 / (1.0 + np.exp(-odds)) - target) / len(target)
        ridge = RIDGE * (parameters[1:] ** 2).sum()
        gradient = np.concatenate(([slope.sum()], columns.T @ slope + 2.0 * RIDGE * parameters[1:]))
        return float(surprise.mean() + ridge), gradient

    start = np.concatenate(([-3.0], np.full(columns.shape[1], 0.3)))
    bounds = [(None, None), *[(0.0, None)] * columns.shape[1]]
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    regression = LogisticRegression()
    regression.classes_ = np.array([0, 1])
    regression.coef_, regression.intercept_ = found[None, 1:], found[:1]
    regression.n_features_in_, regression.n_iter_ = columns.shape[1], np.array([0])
    return regression
