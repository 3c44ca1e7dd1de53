"""The verb of the room: probabilities become labels with reasons.

How the article's label follows from its passages is written down in docs/decisions/0004-article-label.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from app.align import Alignment
from app.features import CLASSES
from app.verdict.alerts import find_alerts
from app.verdict.reasons import give_reasons
from app.verdict.types import Judgement, Label, Verdict

LEAST_SPUN = 0.05  # share of the suspect in spun passages that a spun article needs to show


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
    reuse = _reuse(alignment, judgements)
    whole = _without_support(_judgement(article, thresholds["spun"], thresholds["other"]), reuse)
    reasons = give_reasons(alignment, whole, judgements, reuse, spin)
    return Verdict(whole, judgements, reuse, reasons, find_alerts(alignment))


def _judgement(probabilities: Sequence[float], spun: float, other: float) -> Judgement:
    ranked = sorted(zip(probabilities, CLASSES, strict=True), reverse=True)
    (first, label), (_, second) = ranked[:2]
    values = tuple(float(p) for p in probabilities)
    if first >= (spun if label == Label.SPUN else other):
        return Judgement(Label(label), float(first), values, ())
    return Judgement(Label.UNDECIDED, float(first), values, (Label(label), Label(second)))


def _without_support(article: Judgement, reuse: Mapping[str, float]) -> Judgement:
    """`article`, or undecided when it is called spun and (almost) none of its passages is: nobody is accused without a place."""
    if article.label is not Label.SPUN or reuse[Label.SPUN] >= LEAST_SPUN:
        return article
    return replace(article, label=Label.UNDECIDED, candidates=(Label.SPUN, _second(article)))


def _second(article: Judgement) -> Label:
    others = [(p, label) for p, label in zip(article.probabilities, CLASSES, strict=True) if label != article.label]
    return Label(max(others)[1])


def _reuse(alignment: Alignment, judgements: tuple[Judgement, ...]) -> dict[str, float]:
    n_words = max(len(alignment.suspect), 1)
    shares = {str(label): 0.0 for label in (Label.COPIED, Label.SPUN, Label.PARAPHRASED)}
    for passage, judgement in zip(alignment.passages, judgements, strict=True):
        if judgement.label in shares:
            shares[judgement.label] += len(passage.suspect) / n_words
    return {label: min(share, 1.0) for label, share in shares.items()}
