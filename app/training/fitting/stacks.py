"""Fitting the estimators of a model, so that no estimator sees scores that another one learned by heart.

They are stacked: swaps by themselves, swaps in their company, passages, the article; each later one takes the earlier one's
probabilities. So the earlier one scores every pair by a copy that was fitted on other origins (out of fold).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline

from app.features import Floats, Stretches, Swaps, measure_article, measure_company, measure_evidence, measure_passages, weigh
from app.model import OTHERS, feature_names, joined
from app.training.examples import CORPUS as HONEST_CHANGES
from app.training.examples import Example, TaughtLabel, is_worn
from app.training.fitting.estimators import Calibrated, Scored, fit_others, fit_spun, fit_swaps
from app.training.fitting.folds import N_FOLDS, folds_of
from app.training.fitting.monotonic import fit_company
from app.training.fitting.pair_tables import MeasuredPair

CLASSES = tuple(TaughtLabel)
_OTHER_NUMBERS = np.array([CLASSES.index(TaughtLabel(name)) for name in OTHERS])
Weights = NDArray[np.float64]
Names = Sequence[str]
HONEST_STRESS = 3.0  # what a pair of honest changes weighs beside others: to accuse somebody falsely is the worst fault


@dataclass(frozen=True, slots=True)
class Gold:
    """Of each row its class, -1 where it has none, its fold, how much it weighs beside others of its class, and what it teaches.

    `tells_others`: whether it also teaches which of the other classes a stretch is that is not spun.
    """

    classes: NDArray[np.int64]
    folds: NDArray[np.int64]
    stress: Weights
    tells_others: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class SwapJudges:
    """What judges a substitution: by itself, and in its company."""

    alone: Pipeline
    company: LogisticRegression

    def spin(self, table: MeasuredPair, alone: Weights) -> Weights:
        """Spin probabilities of a pair's substitutions, whose probabilities by themselves are `alone`: float64 [n]."""
        if not len(alone):
            return alone
        found: Weights = self.company.predict_proba(measure_company(table.changes, alone))[:, 1] * table.changes.may_be_swap
        return found


@dataclass(frozen=True, slots=True)
class Stacked:
    """A layer of the stack: its estimators for `spun` and for the other classes, and out-of-fold probabilities [n, 4]."""

    spun: Calibrated
    others: Pipeline
    probabilities: Weights


@dataclass(frozen=True, slots=True)
class Fitted:
    """The estimators; out-of-fold article probabilities [n, 4] and classes [n] of the examples with a label.

    `swaps`: out-of-fold spin probabilities of every pair's substitutions; `stretches` the counts that follow from them.
    """

    swap: Pipeline
    company: LogisticRegression
    passage: Stacked
    article: Stacked
    probabilities: Weights
    classes: NDArray[np.int64]
    swaps: list[Weights]
    stretches: list[Stretches]
    passage_classes: NDArray[np.int64]

    @property
    def articles(self) -> tuple[Weights, NDArray[np.int64]]:
        """Out-of-fold probabilities and classes of the articles with a label."""
        return self.probabilities, self.classes

    @property
    def passages(self) -> tuple[Weights, NDArray[np.int64]]:
        """Out-of-fold probabilities and classes of all passages, -1 without one."""
        return self.passage.probabilities, self.passage_classes


def fit(examples: Sequence[Example], tables: Sequence[MeasuredPair], seed: int) -> Fitted:
    """The estimators fitted on `examples`, whose tables are given."""
    gold = gold_of(examples)
    judges, alone = judge_swaps(tables, gold.folds, seed)
    spin = [judges.spin(table, one) for table, one in zip(tables, alone, strict=True)]
    stretches = [weigh(t.changes, Swaps(a, p), t.common) for t, a, p in zip(tables, alone, spin, strict=True)]
    passage, scores = fit_passages(tables, stretches, gold, seed)
    article = fit_articles(stretches, scores, gold, seed)
    known = gold.classes >= 0
    every = np.concatenate([t.classes for t in tables]).astype(np.int64)
    return Fitted(
        judges.alone, judges.company, passage, article, article.probabilities[known], gold.classes[known], spin, stretches, every
    )


def gold_of(examples: Sequence[Example]) -> Gold:
    """What is known of each example."""
    classes = np.array([CLASSES.index(e.label) if e.label else -1 for e in examples])
    stress = np.array([HONEST_STRESS if e.corpus == HONEST_CHANGES else 1.0 for e in examples])
    return Gold(classes, folds_of(examples), stress, np.array([not is_worn(e) for e in examples]))


def judge_swaps(tables: Sequence[MeasuredPair], folds: NDArray[np.int64], seed: int) -> tuple[SwapJudges, list[Weights]]:
    """The judges of swaps, and the out-of-fold probabilities by itself of every pair's substitutions."""
    taught = [table.taught for table in tables]
    values = np.concatenate([t.swaps[rows] for t, rows in zip(tables, taught, strict=True)])
    gold = np.concatenate([t.gold[rows] for t, rows in zip(tables, taught, strict=True)])
    of = np.repeat(folds, [len(rows) for rows in taught])
    alone: list[Weights] = [np.empty(0)] * len(tables)
    for k in range(N_FOLDS):
        judge = fit_swaps(values[of != k], gold[of != k], seed)
        for i in np.flatnonzero(folds == k).tolist():
            alone[i] = alone_by(judge, tables[i])
    ramps = np.concatenate([
        measure_company(t.changes, a)[rows] for t, a, rows in zip(tables, alone, taught, strict=True) if len(rows)
    ])  # fmt: skip
    return SwapJudges(fit_swaps(values, gold, seed), fit_company(ramps, gold)), alone


def alone_by(judge: Pipeline, table: MeasuredPair) -> Weights:
    """Spin probabilities of a pair's substitutions by themselves, as `judge` says."""
    if not len(table.swaps):
        return np.empty(0)
    found: Weights = judge.predict_proba(table.swaps)[:, 1] * table.changes.may_be_swap
    return found


def fit_passages(
    tables: Sequence[MeasuredPair], stretches: Sequence[Stretches], gold: Gold, seed: int, without: Names = ()
) -> tuple[Stacked, list[Weights]]:
    """The passages' layer, and for each pair the out-of-fold probabilities of its passages [n_passages, 4].

    The columns of the features `without` are set to zero.
    """
    n_passages = [len(t.classes) for t in tables]
    values = blanked(np.concatenate([measure_passages(s) for s in stretches]), "passage", without)
    evidence = blanked(np.concatenate([measure_evidence(s)[1] for s in stretches]), "evidence", without)
    classes = np.concatenate([t.classes for t in tables]).astype(np.int64)
    folds, stress, tells = (np.repeat(each, n_passages) for each in (gold.folds, gold.stress, gold.tells_others))
    of_passages = Gold(classes, folds.astype(np.int64), stress.astype(np.float64), tells.astype(np.bool_))
    layer = _fit_layer(values, evidence, of_passages, seed)
    return layer, np.split(layer.probabilities, np.cumsum(n_passages)[:-1])


def fit_articles(
    stretches: Sequence[Stretches], scores: Sequence[Weights], gold: Gold, seed: int, without: Names = ()
) -> Stacked:
    """The article's layer, from the out-of-fold probabilities of each pair's passages; `without` as in `fit_passages`."""
    values = np.stack([measure_article(s, p) for s, p in zip(stretches, scores, strict=True)])
    evidence = np.stack([measure_evidence(s)[0] for s in stretches])
    values, evidence = blanked(values, "article", without), blanked(evidence, "evidence", without)
    return _fit_layer(values, evidence, gold, seed)


def blanked(values: Floats, part: str, without: Names) -> Floats:
    """A copy of the values of a `part` of the model [n, n_features] with the columns of the features `without` set to zero."""
    kept = np.array([name not in without for name in feature_names()[part]])
    return np.where(kept, values, np.float32(0.0))


def _fit_layer(values: Floats, evidence: Floats, gold: Gold, seed: int) -> Stacked:
    """Whether a stretch is spun, from its evidence; which of the other classes it is, from its values; both calibrated."""
    spun: Scored[Calibrated] = fit_spun(evidence, gold.classes, gold.folds, gold.stress, seed)
    is_other = np.isin(gold.classes, _OTHER_NUMBERS) & gold.tells_others
    numbers = np.searchsorted(_OTHER_NUMBERS, np.where(is_other, gold.classes, _OTHER_NUMBERS[0]))
    others: Scored[Pipeline] = fit_others(values, np.where(is_other, numbers, -1), gold.folds, seed)
    return Stacked(spun.estimator, others.estimator, joined(spun.probabilities, others.probabilities))
