"""Thresholds, chosen from the rate of false alarms that an editor accepts."""

import numpy as np
from numpy.typing import NDArray

from app.training.examples import TaughtLabel

FALSE_ALARMS = 1 / 1_000  # honest articles called spun
PASSAGE_ALARMS = 1 / 2_000  # and honest passages: an article has some of them
LEAST_SPUN, LEAST_OTHER = 0.75, 0.45  # probabilities of all classes
# The probability of `spun` beside what nobody reworded, at least and at most: what is likelier of all than that is the label.
LEAST_BESIDE, MOST_BESIDE = 0.60, 0.9
_CLASSES = tuple(TaughtLabel)


def honest_limit(
    scores: NDArray[np.float64], classes: NDArray[np.int64], default: float = 0.0, alarms: float = FALSE_ALARMS
) -> float:
    """The score that a share `alarms` of the honest rows (independent, copied) exceed; `default` when there are none."""
    honest = scores[np.isin(classes, [_CLASSES.index(TaughtLabel.INDEPENDENT), _CLASSES.index(TaughtLabel.COPIED)])]
    return float(np.quantile(honest, 1 - alarms)) if len(honest) else default


def choose_thresholds(articles: "Judged", passages: "Judged") -> dict[str, float]:
    """Thresholds from out-of-fold probabilities: `spun` lets through `FALSE_ALARMS` and `PASSAGE_ALARMS` of the honest."""
    return {
        "spun": LEAST_SPUN,
        "spun_beside": _spun_limit(articles, FALSE_ALARMS),
        "other": LEAST_OTHER,
        "passage_spun": LEAST_SPUN,
        "passage_spun_beside": _spun_limit(passages, PASSAGE_ALARMS),
        "passage_other": LEAST_OTHER,
    }


Judged = tuple[NDArray[np.float64], NDArray[np.int64]]
"""Out-of-fold class probabilities [n, 4] and true classes [n]."""


def _spun_limit(judged: Judged, alarms: float) -> float:
    probabilities, classes = judged
    threshold = honest_limit(beside_unworded(probabilities), classes, LEAST_BESIDE, alarms)
    return round(min(max(threshold, LEAST_BESIDE), MOST_BESIDE), 3)


def beside_unworded(probabilities: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probability of `spun` beside what nobody reworded, as the verdict asks it; 0 where `spun` is too unlikely of all."""
    spun, retold = (probabilities[:, _CLASSES.index(label)] for label in (TaughtLabel.SPUN, TaughtLabel.PARAPHRASED))
    return np.where(spun >= LEAST_SPUN, spun / np.maximum(1.0 - retold, 1e-9), 0.0)
