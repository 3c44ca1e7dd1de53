"""Measures of a model: label tables, calibration error, intervals."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import beta

from app.training.examples import Example
from app.training.labels import Label

N_BINS = 15
_CLASSES = tuple(Label)


def calibration_error(probabilities: NDArray[np.float64], classes: NDArray[np.int64]) -> float:
    """Expected calibration error of the top class over `N_BINS` bins of equal width (Naeini et al. 2015), 0..1."""
    top = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == classes
    bins = np.minimum((top * N_BINS).astype(int), N_BINS - 1)
    gaps = [abs(right[bins == b].mean() - top[bins == b].mean()) * (bins == b).mean() for b in range(N_BINS) if (bins == b).any()]
    return round(float(sum(gaps)), 4)


def decide(probabilities: NDArray[np.float64], thresholds: dict[str, float]) -> str:
    """The label that these four probabilities get."""
    top = int(probabilities.argmax())
    needed = thresholds["spun"] if _CLASSES[top] is Label.SPUN else thresholds["other"]
    return str(_CLASSES[top]) if probabilities[top] >= needed else "undecided"


def label_table(examples: Sequence[Example], probabilities: NDArray[np.float64], thresholds: dict[str, float]) -> dict[str, Any]:
    """Counts of labels by corpus and edit: `{"corpus/edit": {label: count}}`."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for example, row in zip(examples, probabilities, strict=True):
        table[f"{example.corpus}/{example.edit}"][decide(row, thresholds)] += 1
    return {key: dict(table[key]) for key in sorted(table)}


def interval(k: int, n: int, confidence: float = 0.95) -> tuple[float, float]:
    """Exact binomial interval of a share k/n (Clopper and Pearson 1934)."""
    tail = (1 - confidence) / 2
    low = float(beta.ppf(tail, k, n - k + 1)) if k else 0.0
    high = float(beta.ppf(1 - tail, k + 1, n - k)) if k < n else 1.0
    return low, high
