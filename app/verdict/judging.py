"""The verb of the room: probabilities become labels with reasons.

How the article's label follows from its passages is written down in docs/decisions/0004-article-label.md.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from app.align import Alignment
from app.features import CLASSES
from app.verdict.alerts import find_alerts
from app.verdict.reasons import give_reasons
from app.verdict.types import Judgement, Label, Verdict


def judge(
    alignment: Alignment,
    article: Sequence[float],
    passages: Sequence[Sequence[float]],
    spin: NDArray[np.float64],
    thresholds: Mapping[str, float],
) -> Verdict:
    """The verdict on `alignment`, from the class probabilities of the article and of each passage.

    `spin` holds the spin probability of each substitution; `thresholds` is the model's.
    """
    judgements = tuple(_judgement(p, thresholds["passage_spun"], thresholds["passage_other"]) for p in passages)
    whole = _judgement(article, thresholds["spun"], thresholds["other"])
    reuse = _reuse(alignment, judgements)
    reasons = give_reasons(alignment, whole, judgements, reuse, spin)
    return Verdict(whole, judgements, reuse, reasons, find_alerts(alignment))


def _judgement(probabilities: Sequence[float], spun: float, other: float) -> Judgement:
    ranked = sorted(zip(probabilities, CLASSES, strict=True), reverse=True)
    (first, label), (_, second) = ranked[:2]
    values = tuple(float(p) for p in probabilities)
    if first >= (spun if label == Label.SPUN else other):
        return Judgement(Label(label), float(first), values, ())
    return Judgement(Label.UNDECIDED, float(first), values, (Label(label), Label(second)))


def _reuse(alignment: Alignment, judgements: tuple[Judgement, ...]) -> dict[str, float]:
    n_words = max(len(alignment.suspect), 1)
    shares = {str(label): 0.0 for label in (Label.COPIED, Label.SPUN, Label.PARAPHRASED)}
    for passage, judgement in zip(alignment.passages, judgements, strict=True):
        if judgement.label in shares:
            shares[judgement.label] += len(passage.suspect) / n_words
    return {label: min(share, 1.0) for label, share in shares.items()}
