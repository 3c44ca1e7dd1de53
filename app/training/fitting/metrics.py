"""Measures of a model: label tables, calibration error, intervals."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import beta
from sklearn.metrics import average_precision_score, roc_auc_score

from app.text import Span
from app.training.examples import HONEST_CORPORA, Example, TaughtLabel
from app.training.fitting.kinds import kind_of
from app.verdict import Thresholds

N_BINS = 15
NEAR = 0.1  # of a passage's length: how far an end may be off
_CLASSES = tuple(TaughtLabel)


def calibration_error(probabilities: NDArray[np.float64], classes: NDArray[np.int64]) -> float:
    """Expected calibration error of the top class over `N_BINS` bins of equal width (Naeini et al. 2015), 0..1."""
    top = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == classes
    bins = np.minimum((top * N_BINS).astype(int), N_BINS - 1)
    gaps = [abs(right[bins == b].mean() - top[bins == b].mean()) * (bins == b).mean() for b in range(N_BINS) if (bins == b).any()]
    return round(float(sum(gaps)), 4)


def reliability(probabilities: NDArray[np.float64], hits: NDArray[np.bool_]) -> dict[str, list[float]]:
    """Of each of `N_BINS` bins of equal width that is not empty: `n`, mean `probability` and `share` of hits."""
    bins = np.minimum((probabilities * N_BINS).astype(int), N_BINS - 1)
    members = [bins == b for b in range(N_BINS) if (bins == b).any()]
    return {
        "n": [int(mine.sum()) for mine in members],
        "probability": [round(float(probabilities[mine].mean()), 4) for mine in members],
        "share": [round(float(hits[mine].mean()), 4) for mine in members],
    }


def gap(bins: dict[str, list[float]]) -> float:
    """Expected calibration error over the bins of `reliability`: mean distance of probability and share, 0..1."""
    n, probability, share = (np.array(bins[key]) for key in ("n", "probability", "share"))
    return round(float((n * abs(probability - share)).sum() / max(n.sum(), 1)), 4)


def f1_scores(classes: NDArray[np.int64], said: NDArray[np.int64]) -> dict[str, float]:
    """F1 of each class and their mean, 0..1, by the numbers of the labels said; another number (undecided) is a miss."""
    scores = {}
    for k, label in enumerate(_CLASSES):
        right = ((said == k) & (classes == k)).sum()
        scores[str(label)] = round(float(2 * right / max((said == k).sum() + (classes == k).sum(), 1)), 4)
    return scores | {"macro": round(sum(scores.values()) / len(scores), 4)}


def swap_figures(probabilities: NDArray[np.float64], gold: NDArray[np.int8]) -> dict[str, float]:
    """Of substitutions by a spinner (1) and by others (0): precision and recall at .5, areas under both curves; 0..1."""
    said, spun = probabilities >= 0.5, gold == 1
    return {
        "n": len(gold),
        "n_spun": int(spun.sum()),
        "precision": round(float((said & spun).sum() / max(said.sum(), 1)), 4),
        "recall": round(float((said & spun).sum() / max(spun.sum(), 1)), 4),
        "auc": round(float(roc_auc_score(spun, probabilities)), 4),
        "average_precision": round(float(average_precision_score(spun, probabilities)), 4),
    }


def decide(probabilities: NDArray[np.float64], thresholds: dict[str, float]) -> str:
    """The label that these four probabilities get."""
    top = int(probabilities.argmax())
    if Thresholds.of("", thresholds).allow_spun(probabilities.tolist()):
        return str(TaughtLabel.SPUN)
    is_said = _CLASSES[top] is not TaughtLabel.SPUN and probabilities[top] >= thresholds["other"]
    return str(_CLASSES[top]) if is_said else "undecided"


def label_table(examples: Sequence[Example], probabilities: NDArray[np.float64], thresholds: dict[str, float]) -> dict[str, Any]:
    """Counts of labels by corpus and edit: `{"corpus/edit": {label: count}}`."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for example, row in zip(examples, probabilities, strict=True):
        table[kind_of(example)][decide(row, thresholds)] += 1
    return {key: dict(table[key]) for key in sorted(table)}


def interval(k: int, n: int, confidence: float = 0.95) -> tuple[float, float]:
    """Exact binomial interval of a share k/n (Clopper and Pearson 1934)."""
    tail = (1 - confidence) / 2
    low = float(beta.ppf(tail, k, n - k + 1)) if k else 0.0
    high = float(beta.ppf(1 - tail, k + 1, n - k)) if k < n else 1.0
    return low, high


def rate(hits: Iterable[bool]) -> dict[str, Any]:
    """`k` hits of `n`, their share as `rate` (None of nothing) and its 95 % interval, `low` to `high`."""
    found = list(hits)
    k, n = sum(found), len(found)
    low, high = interval(k, n) if n else (0.0, 1.0)
    return {"k": k, "n": n, "rate": round(k / n, 4) if n else None, "low": round(low, 4), "high": round(high, 4)}


def call_rates(examples: Sequence[Example], called: Sequence[bool]) -> dict[str, Any]:
    """Of pairs and whether each is called spun: the recall of each corpus/edit with spun pairs, false alarms by corpus."""
    spun: dict[str, list[bool]] = {}
    honest: dict[str, list[bool]] = {}
    for example, is_called in zip(examples, called, strict=True):
        if example.label is TaughtLabel.SPUN:
            spun.setdefault(kind_of(example), []).append(is_called)
        if example.corpus in HONEST_CORPORA:
            honest.setdefault(example.corpus, []).append(is_called)
    return {
        "spun_recall": {key: rate(spun[key]) for key in sorted(spun)},
        "false_alarms": {key: rate(honest[key]) for key in sorted(honest)},
    }


def matches(gold: Span, found: Iterable[Span]) -> tuple[bool, bool]:
    """Whether `found` covers at least half of `gold`, and whether both ends of what touches it are near.

    Near: within `NEAR` of the length of `gold`.
    """
    touching = [span for span in found if min(span.end, gold.end) > max(span.start, gold.start)]
    if not touching:
        return False, False
    start, end = min(s.start for s in touching), max(s.end for s in touching)
    covered = sum(min(s.end, gold.end) - max(s.start, gold.start) for s in touching)
    near = abs(start - gold.start) <= NEAR * len(gold) and abs(end - gold.end) <= NEAR * len(gold)
    return covered >= 0.5 * len(gold), near
