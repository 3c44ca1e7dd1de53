"""The changes of a pair weighed with the spin probability of each swap: the counts behind every feature of a stretch."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from app.features.changes import Changes
from app.features.common_words import MatchedPair, count_common
from app.features.formulas import COUNTS, OF_WHOLE
from app.features.twins import summing, twin_of
from app.features.types import Column

LIKELY = 0.5  # spin probability from which a substitution counts as a spinner's
SURE = 2.0  # a likely swap counts from nothing, at one half, to one, where it is certain
LEAST_SWAPPED = 0.5  # words in likely swaps from which a sentence pair is a swapped one
Weights = NDArray[np.float64]
_LIMITS = LIKELY, SURE, LEAST_SWAPPED
_EQUAL, _SWAPPED = COUNTS.index("equal"), COUNTS.index("swapped")
_OF_WHOLE = [COUNTS.index(name) for name in OF_WHOLE]
_OTHERS = [COUNTS.index(name) for name in ("fact_words", "form_words", "slip_words")]


@dataclass(frozen=True, slots=True)
class Swaps:
    """Of each substitution: how likely a spinner made it, judged by itself (`alone`) and in its company (`spin`), 0..1."""

    alone: Weights
    spin: Weights


@dataclass(frozen=True)
class Stretches:
    """Counts of each passage and of the article: `table` has a row for each of `COUNTS`, the article's column is the last."""

    table: Column

    @cached_property
    def kept(self) -> Column:
        """The table with words of facts, forms and slips among those that stayed: whoever changes only these copies the text."""
        table = self.table.copy()
        others = table[_OTHERS].sum(axis=0)
        table[_EQUAL] += others
        table[_SWAPPED] -= others
        return table

    def within(self, pair: MatchedPair) -> "Stretches":
        """The same stretches, as they would be counted if the whole texts were `pair`."""
        table, sizes = self.table.copy(), (len(pair.suspect.rows), len(pair.reference.rows))
        table[_OF_WHOLE] = np.array(_whole(sizes, count_common(pair)))[:, None]
        return Stretches(table)

    @property
    def passages(self) -> dict[str, Column]:
        """The counts of each passage, by name."""
        return dict(zip(COUNTS, self.table[:, :-1], strict=True))

    @property
    def article(self) -> dict[str, Column]:
        """The counts of the article, one entry each."""
        return dict(zip(COUNTS, self.table[:, -1:], strict=True))


def _whole(sizes: tuple[int, int], common: Mapping[str, float]) -> tuple[float, ...]:
    """What is counted of the whole texts, in the order of `OF_WHOLE`; `sizes` are words of the suspect and of the reference."""
    return *map(float, sizes), *map(common.__getitem__, OF_WHOLE[2:])


def weigh_plainly(changes: Changes, swaps: Swaps, common: Mapping[str, float]) -> Stretches:
    """What `weigh` returns, without the compiled pass. O(n log n) time in the number of swaps."""
    passages = (
        changes.counts | _by_likelihood(changes, swaps.spin) | _by_candidates(changes, swaps) | _by_pairs(changes, swaps.spin)
    )
    article = {name: np.array([column.sum()]) for name, column in passages.items()}
    sure = np.maximum(SURE * (swaps.spin - LIKELY), 0.0)
    everywhere = np.zeros(len(sure), np.int32)
    article["patterns"] = _distinct(changes.patterns, everywhere, sure, 1)
    article["expected_patterns"] = _distinct(changes.patterns, everywhere, swaps.spin, 1)
    whole = dict(zip(OF_WHOLE, _whole((changes.n_suspect, changes.n_reference), common), strict=True))
    whole |= {"article_patterns": float(article["patterns"][0]), "article_sure_words": float(article["sure_words"][0])}
    article["largest"] = np.array([passages["suspect"].max(initial=0.0)])
    for name, value in whole.items():
        article[name] = np.array([value])
        passages[name] = np.full(changes.n_passages, value)
    nothing = np.zeros(changes.n_passages)
    columns = [(passages.get(name, nothing), article.get(name, np.zeros(1))) for name in COUNTS]
    return Stretches(np.stack([np.concatenate(column) for column in columns]))


@twin_of(weigh_plainly)
def weigh(changes: Changes, swaps: Swaps, common: Mapping[str, float]) -> Stretches:
    """The counts of every stretch; `common` is what `count_common` found. O(n) time in the number of swaps."""
    columns = changes.compiled
    of_swaps = changes.passages, changes.pairs, changes.patterns, changes.longer, columns.marks, changes.lost
    of_pairs = changes.pair_passages, columns.pairs
    alone, spin = (np.ascontiguousarray(each, np.float64) for each in (swaps.alone, swaps.spin))
    whole = _whole((changes.n_suspect, changes.n_reference), common)
    return Stretches(summing.weigh(columns.table, of_swaps, of_pairs, whole, alone, spin, _LIMITS))


def _by_likelihood(changes: Changes, spin: Weights) -> dict[str, Column]:
    """Counts of likely swaps, by passage."""
    likely, sure = spin >= LIKELY, np.maximum(SURE * (spin - LIKELY), 0.0)
    words, groups = changes.longer * likely, changes.passages * np.int64(len(spin) + 1) + changes.patterns
    counts = {
        "likely": likely,
        "likely_words": words,
        "quoted_likely": words * changes.is_quoted,
        "probability": spin,
        "sure": sure,
        "sure_words": sure * changes.longer,
        "sure_functions": sure * changes.is_function,
        "sure_lost": sure * changes.lost,
        "sure_quoted": sure * changes.is_quoted,
    }
    return changes.sums_by_passage(counts) | {
        "patterns": _distinct(groups, changes.passages, sure, changes.n_passages),
        "expected_patterns": _distinct(groups, changes.passages, spin, changes.n_passages),
    }


def _by_candidates(changes: Changes, swaps: Swaps) -> dict[str, Column]:
    """Counts of the substitutions that may be swaps, however likely, by passage."""
    may_be = changes.may_be_swap
    counts = {
        "candidates": may_be,
        "candidate_words": may_be * changes.longer,
        "alone": swaps.alone,
        "lost": may_be * changes.lost,
        "unlikely": may_be & (swaps.spin < LIKELY),
        "surely_not": may_be * np.maximum(SURE * (LIKELY - swaps.spin), 0.0),
    }
    return changes.sums_by_passage(counts) | {"rebuilt": changes.rebuilt}


def _by_pairs(changes: Changes, spin: Weights) -> dict[str, Column]:
    """Counts of sentence pairs by how they were changed, by passage."""
    swapped = changes.by_pair(np.maximum(SURE * (spin - LIKELY), 0.0) * changes.longer)
    changed = np.maximum(changes.pair_changed, swapped)
    is_changed = changed > 0
    pure = (swapped >= changed - swapped) & (swapped >= LEAST_SWAPPED)
    return changes.pair_sums_by_passage({
        "likely_pairs": changes.by_pair(changes.longer * (spin >= LIKELY)) > 0,
        "swapped_pairs": np.minimum(swapped, 1.0),
        "changed_pairs": is_changed,
        "pure_pairs": pure,
        "pair_words": changes.pair_words * is_changed,
        "pair_rebuilt": changes.pair_rebuilt * is_changed,
        "pair_unevenness": changes.pair_unevenness * is_changed,
    })  # fmt: skip


def _distinct(groups: NDArray[np.integer], of: NDArray[np.int32], weights: Weights, n: int) -> Column:
    """Different swaps, each counted as its weightiest place, summed by passage: float64 [n]; `groups` tell them apart."""
    if not len(weights):
        return np.zeros(n)
    order = np.argsort(groups, kind="stable")
    first = np.flatnonzero(np.diff(groups[order], prepend=-1))
    weightiest = np.maximum.reduceat(weights[order], first)
    summed: Column = np.bincount(of[order][first], weightiest, n).astype(np.float64, copy=False)
    return summed
