"""Thresholds, chosen from the rate of false alarms that an editor accepts."""

import numpy as np
from numpy.typing import NDArray

from app.training.labels import TaughtLabel

FALSE_ALARMS = 1 / 1_000  # honest articles called spun
PASSAGE_ALARMS = 1 / 2_000  # and honest passages: an article has some of them
LOWEST_SPUN, LOWEST_OTHER = 0.60, 0.45
HIGHEST_SPUN = 0.89  # from .9 on a class is the label
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
        "spun": _spun_limit(articles, FALSE_ALARMS),
        "other": LOWEST_OTHER,
        "passage_spun": _spun_limit(passages, PASSAGE_ALARMS),
        "passage_other": LOWEST_OTHER,
    }


Judged = tuple[NDArray[np.float64], NDArray[np.int64]]
"""Out-of-fold class probabilities [n, 4] and true classes [n]."""


def _spun_limit(judged: Judged, alarms: float) -> float:
    probabilities, classes = judged
    threshold = honest_limit(probabilities[:, _CLASSES.index(TaughtLabel.SPUN)], classes, LOWEST_SPUN, alarms)
    return round(min(max(threshold, LOWEST_SPUN), HIGHEST_SPUN), 3)
