"""Two models' answers to the same examples become checks: is the candidate worse than chance and these examples allow?

A share falls when McNemar's exact test says so; a false alarm where there was none is a loss at once, whatever it was traded
for; F1 and calibration error are tested by exchanging the two models' answers at random (Noreen 1989).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom, fisher_exact

from app.training.examples import TaughtLabel
from app.training.fitting import calibration_error, f1_scores, gap, reliability

SIGNIFICANT = 0.05  # one-sided
N_EXCHANGES = 1_000  # p is known to .007 (standard error) where it matters, at .05
_CLASSES = tuple(TaughtLabel)
Pairs = Sequence[tuple[bool, bool]]
Figures = dict[str, float]


class GateFinding(StrEnum):
    """What a check says of the candidate."""

    GAIN = "gain"
    SAME = "same"
    LOSS = "loss"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Check:
    """One measure (0..1) of `n` pairs or passages by the current model and by the candidate.

    `p` is the chance of such a loss between equal models, None where any loss counts; `named` what a reader should look
    at: ids of pairs, or what is missing.
    """

    name: str
    n: int
    current: float | None
    candidate: float | None
    p: float | None
    finding: GateFinding
    named: tuple[str, ...] = ()

    @property
    def is_passed(self) -> bool:
        """Whether nothing is lost and nothing is missing."""
        return self.finding in (GateFinding.GAIN, GateFinding.SAME)


@dataclass(frozen=True, slots=True)
class Answers:
    """Of each example: number of the label said (-1: none of the classes), class probabilities [n, 4]."""

    said: NDArray[np.int64]
    probabilities: NDArray[np.float64]

    def mixed(self, other: "Answers", swap: NDArray[np.bool_]) -> "Answers":
        """These answers, with those of `other` where `swap` is set."""
        return Answers(np.where(swap, other.said, self.said), np.where(swap[:, None], other.probabilities, self.probabilities))


def missing(name: str, why: str) -> Check:
    """A check that fails because there is nothing to compare."""
    return Check(name, 0, None, None, None, GateFinding.MISSING, (why,))


def share_check(name: str, pairs: Pairs) -> Check:
    """Hits of both models on the same pairs, by McNemar's exact test (1947), one-sided; no pair at all fails."""
    if not pairs:
        return missing(name, "the set is empty")
    current, candidate = np.array(pairs, bool).T
    lost, won = int((current & ~candidate).sum()), int((~current & candidate).sum())
    p = at_least(lost, lost + won)
    finding = _finding(p, at_least(won, lost + won))
    return Check(name, len(pairs), float(current.mean()), float(candidate.mean()), p, finding)


def rate_check(name: str, current: tuple[int, int], candidate: tuple[int, int]) -> Check:
    """Hits and pairs of both models, not on the same pairs, by Fisher's exact test, one-sided; no pair at all fails."""
    (old, n_old), (new, n_new) = current, candidate
    if not (n_old and n_new):
        return missing(name, "the set is empty")
    table = [[new, n_new - new], [old, n_old - old]]
    lost, won = (float(fisher_exact(table, alternative=side).pvalue) for side in ("less", "greater"))
    return Check(name, n_new, old / n_old, new / n_new, lost, _finding(lost, won))


def at_least(k: int, n: int) -> float:
    """Probability of `k` or more heads in `n` throws of a fair coin."""
    return float(binom.sf(k - 1, n, 0.5))


def alarm_check(name: str, alarms: Pairs, ids: Sequence[str], *, is_strict: bool) -> Check:
    """False alarms of both models on honest pairs; names the pairs with a new one, and when strict fails for any."""
    added = tuple(name for name, (old, new) in zip(ids, alarms, strict=True) if new and not old)
    silent = share_check(name, [(not old, not new) for old, new in alarms])
    if not is_strict or silent.finding is GateFinding.MISSING:
        return replace(silent, named=silent.named + added)
    is_gain = not added and silent.candidate != silent.current
    return replace(
        silent, p=None, finding=GateFinding.LOSS if added else GateFinding.GAIN if is_gain else GateFinding.SAME, named=added
    )


def figure_checks(gold: NDArray[np.int64], current: Answers, candidate: Answers, seed: int) -> list[Check]:
    """F1 and calibration error of each class and of all, by `N_EXCHANGES` random exchanges of the two models' answers."""
    if not len(gold):
        return [missing("F1 and calibration error", "no pair has a label and is measured by both models")]
    before, after = _figures(gold, current), _figures(gold, candidate)
    seen = _harm(before, after)
    random = np.random.default_rng(seed)
    exchanged = np.array([_exchange(gold, current, candidate, random) for _ in range(N_EXCHANGES)])
    worse, better = ((sign * exchanged >= sign * seen - 1e-12).sum(0) + 1 for sign in (1, -1))
    total = N_EXCHANGES + 1
    return [
        Check(name, len(gold), before[name], after[name], float(w / total), _finding(w / total, b / total))
        for name, w, b in zip(before, worse, better, strict=True)
    ]


def _finding(p_loss: float, p_gain: float) -> GateFinding:
    return GateFinding.LOSS if p_loss < SIGNIFICANT else GateFinding.GAIN if p_gain < SIGNIFICANT else GateFinding.SAME


def _figures(gold: NDArray[np.int64], answers: Answers) -> Figures:
    columns = zip(_CLASSES, answers.probabilities.T, strict=True)
    return {
        **{f"F1: {name}": score for name, score in f1_scores(gold, answers.said).items()},
        "calibration error: top class": calibration_error(answers.probabilities, gold),
        **{f"calibration error: {c}": gap(reliability(p, gold == k)) for k, (c, p) in enumerate(columns)},
    }


def _harm(before: Figures, after: Figures) -> NDArray[np.float64]:
    """How much worse each figure became: F1 should be high, calibration error low."""
    return np.array([(before[name] - after[name]) * (1 if name.startswith("F1") else -1) for name in before])


def _exchange(gold: NDArray[np.int64], one: Answers, other: Answers, random: np.random.Generator) -> NDArray[np.float64]:
    swap = random.random(len(gold)) < 0.5
    return _harm(_figures(gold, one.mixed(other, swap)), _figures(gold, other.mixed(one, swap)))
