"""What a substitution's company adds: how many swaps stand around it, against how much else was changed.

A synonym among forty others is a spinner's, the same synonym alone is an editor's. Every feature only grows with the
probabilities of the swaps around it, so that a swap taken back never makes another one more likely; none grows when text
that was kept, or has nothing to do with the reference, comes to it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from app.features.changes import Changes
from app.features.twins import summing, twin_of
from app.features.types import Column, Floats

SMOOTH = 2.0  # words of doubt in every share: one swap alone is no pattern


class Level(StrEnum):
    """What a feature is the same for."""

    PASSAGE = "passage"
    ARTICLE = "article"
    PATTERN = "pattern"


@dataclass(frozen=True)
class Company:
    """The changes of a pair, with what each substitution by itself looks like: `alone`, probabilities [n]."""

    changes: Changes
    alone: NDArray[np.float64]

    @cached_property
    def words(self) -> Column:
        """Words in swaps, by passage, each weighed with its probability."""
        return self.changes.by_passage(self.alone * self.changes.longer)

    @cached_property
    def patterns(self) -> float:
        """Different swaps in the article, each weighed with its mean probability."""
        counts = self.changes.pattern_counts
        return float((np.bincount(self.changes.patterns, self.alone, len(counts)) / np.maximum(counts, 1)).sum())

    @cached_property
    def candidates(self) -> Column:
        """Words in substitutions that may be swaps, by passage, however likely each is."""
        return self.changes.by_passage(self.changes.may_be_swap * self.changes.longer)

    @property
    def others(self) -> Column:
        """Words in facts, forms and slips, by passage."""
        counts = self.changes.counts
        return counts["fact_words"] + counts["form_words"] + counts["slip_words"]


@dataclass(frozen=True, slots=True)
class CompanyFeature:
    """One row of the table, measured once for each passage, pattern, or the article; its weight may change at the `knots`."""

    name: str
    level: Level
    unit: str
    meaning: str
    knots: tuple[float, ...]
    measure: Callable[[Company], Column]


COMPANY_FEATURES: tuple[CompanyFeature, ...] = (
    CompanyFeature(
        "passage_rate", Level.PASSAGE, "0..1", "swaps a word of the passage",
        (0.0, 0.01, 0.02, 0.04, 0.08, 0.12, 0.2), lambda c: c.words / c.changes.size,
    ),
    CompanyFeature(
        "among_rebuilt", Level.PASSAGE, "0..1", "swaps among what was swapped, rebuilt, put in or left out",
        (0.0, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8), lambda c: c.words / (c.words + c.changes.rebuilt + SMOOTH),
    ),
    CompanyFeature(
        "candidate_rate", Level.PASSAGE, "0..1", "words that may be swapped, a word of the passage",
        (0.0, 0.02, 0.04, 0.08, 0.12, 0.2, 0.3), lambda c: c.candidates / c.changes.size,
    ),
    CompanyFeature(
        "candidates_among_rebuilt", Level.PASSAGE, "0..1", "what may be swaps among that and what was rebuilt, put in or cut",
        (0.0, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9),
        lambda c: c.candidates / (c.candidates + c.changes.rebuilt + SMOOTH),
    ),
    CompanyFeature(
        "among_edits", Level.PASSAGE, "0..1", "swaps among swaps, facts, forms and slips",
        (0.0, 0.2, 0.4, 0.6, 0.8), lambda c: c.words / (c.words + c.others + SMOOTH),
    ),
    CompanyFeature(
        "patterns", Level.ARTICLE, "log count", "different swaps in the article",
        (0.0, 0.7, 1.4, 2.0, 2.6, 3.2, 4.0), lambda c: np.log1p([c.patterns]),
    ),
    CompanyFeature(
        "article_rate", Level.ARTICLE, "0..1", "swaps a word of the whole suspect",
        (0.0, 0.01, 0.03, 0.06, 0.1, 0.15), lambda c: np.array([c.words.sum() / max(c.changes.n_suspect, 1)]),
    ),
    CompanyFeature(
        "repeated", Level.PATTERN, "log count", "how often the same swap is made",
        (0.0, 0.7, 1.4), lambda c: np.log(c.changes.pattern_counts),
    ),
)  # fmt: skip
LEAST_ALONE = 1e-4  # a probability by itself counts as no surer than this, either way


_KNOTS = tuple(np.array(feature.knots) for feature in COMPANY_FEATURES)


def measure_company_plainly(changes: Changes, alone: NDArray[np.float64]) -> Floats:
    """What `measure_company` returns, without the compiled pass."""
    company = Company(changes, alone)
    rows = {Level.PASSAGE: changes.passages, Level.PATTERN: changes.patterns, Level.ARTICLE: np.zeros(len(alone), np.int32)}
    bounded = np.clip(alone, LEAST_ALONE, 1.0 - LEAST_ALONE)
    columns = [np.log(bounded / (1.0 - bounded))[None, :]]
    columns += [_ramps(feature, company).take(rows[feature.level], axis=1) for feature in COMPANY_FEATURES]
    return np.concatenate(columns).T.astype(np.float32)


@twin_of(measure_company_plainly)
def measure_company(changes: Changes, alone: NDArray[np.float64]) -> Floats:
    """The log odds of each substitution by itself, and its company's features as ramps between knots: float32 [n, n_ramps + 1].

    `alone` are the probabilities of the substitutions by themselves, 0 for those that are no swaps. Each ramp rises from 0 at
    its first knot to 1 at its second: a weighted sum of ramps with weights of one sign is any monotonic line.
    """
    of_swaps = (
        changes.passages,
        changes.patterns,
        changes.longer,
        changes.compiled.marks,
        changes.pattern_counts.astype(np.float64),
    )
    return summing.measure_company(
        changes.compiled.table, of_swaps, np.ascontiguousarray(alone, np.float64), _KNOTS, LEAST_ALONE, SMOOTH, changes.n_suspect
    )


def _ramps(feature: CompanyFeature, company: Company) -> Column:
    """The feature's ramps between its knots, for each thing that it is measured of: [n_ramps, n]."""
    knots = np.array(feature.knots)
    ramps: Column = np.clip((feature.measure(company) - knots[:-1, None]) / np.diff(knots)[:, None], 0.0, 1.0)
    return ramps
