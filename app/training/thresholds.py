"""Thresholds, chosen from the rate of false alarms that an editor accepts."""

import numpy as np
from numpy.typing import NDArray

from app.training.labels import Label

FALSE_ALARMS = 1 / 500  # honest articles called spun; design/architecture.md, verdicts
LOWEST_SPUN, LOWEST_OTHER = 0.60, 0.45
_CLASSES = tuple(Label)


def honest_limit(scores: NDArray[np.float64], classes: NDArray[np.int64], default: float = 0.0) -> float:
    """The score that `FALSE_ALARMS` of the honest pairs (independent, copied) exceed; `default` when there are none."""
    honest = scores[np.isin(classes, [_CLASSES.index(Label.INDEPENDENT), _CLASSES.index(Label.COPIED)])]
    return float(np.quantile(honest, 1 - FALSE_ALARMS)) if len(honest) else default


def choose_thresholds(probabilities: NDArray[np.float64], classes: NDArray[np.int64]) -> dict[str, float]:
    """Thresholds from out-of-fold article probabilities [n, 4]: the spun one lets through `FALSE_ALARMS` of the honest."""
    threshold = honest_limit(probabilities[:, _CLASSES.index(Label.SPUN)], classes, default=LOWEST_SPUN)
    return {
        "spun": round(min(max(threshold, LOWEST_SPUN), 0.95), 3),
        "other": LOWEST_OTHER,
        "passage_spun": LOWEST_SPUN,
        "passage_other": LOWEST_OTHER,
    }
