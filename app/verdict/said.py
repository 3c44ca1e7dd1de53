"""What an article's probabilities are when they are said: its label is known, and none of this moves it (decision 0047).

An unlikely `spun` is said to be as unlikely as any, and a sure one as sure as any: what moves figures there is chance. And what
rules leave of `paraphrased` is less than what becomes true, so its odds are said by fitted weights.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import exp

from app.features import CLASSES
from app.model import SaidOdds
from app.verdict.types import Judgement, Label

# Of 4,670 labelled pairs of dev whose `spun` is less likely 9 are spun, and none of those from .02 on: which of them is
# likelier nobody can tell, and a paragraph that comes to a text may not either.
UNLIKELY = 0.1
LEAST = 0.002  # probability of `spun` that all of these are said with
# Of 212 labelled pairs of the corpora of dev whose `spun` is likelier all are spun; and what all of these are said with.
SURE, MOST = 0.97, 0.994
_INDEPENDENT, _COPIED, _SPUN, _PARAPHRASED = (
    CLASSES.index(label) for label in (Label.INDEPENDENT, Label.COPIED, Label.SPUN, Label.PARAPHRASED)
)
_OTHERS = (_INDEPENDENT, _COPIED, _PARAPHRASED)
Probabilities = tuple[float, ...]


def as_said(judged: Judgement, odds: SaidOdds | None) -> Judgement:
    """The judgement with probabilities as they are said; its label stays, and no class is likelier than that of the label."""
    spun = judged.probabilities[_SPUN]
    if UNLIKELY <= spun < SURE:
        return judged
    said = LEAST if spun < UNLIKELY else MOST
    found = with_spun(judged.probabilities, said)
    if odds is not None and said == LEAST and not judged.candidates:
        found = _first_stays(with_spun(_weighed(found, odds), said), CLASSES.index(judged.label))
    first = judged.candidates[0] if judged.candidates else judged.label
    return replace(judged, probabilities=found, probability=found[CLASSES.index(first)])


def _weighed(found: Probabilities, odds: SaidOdds) -> Probabilities:
    """The same with less of the two classes that `paraphrased` is held against; they do not add up to 1."""
    less = {_INDEPENDENT: exp(-odds.independent), _COPIED: exp(-odds.copied)}
    return tuple(p * less.get(k, 1.0) for k, p in enumerate(found))


def with_spun(found: Sequence[float], spun: float) -> Probabilities:
    """Probabilities with that of `spun`, the others in proportion to what they have."""
    scale = (1.0 - spun) / sum(found[k] for k in _OTHERS)
    return tuple(spun if k == _SPUN else p * scale for k, p in enumerate(found))


def _first_stays(found: Probabilities, first: int) -> Probabilities:
    """The class of the label shares with those that became likelier."""
    alike = [k for k in _OTHERS if k == first or found[k] > found[first]]
    even = sum(found[k] for k in alike) / len(alike)
    return tuple(even if k in alike else p for k, p in enumerate(found))
