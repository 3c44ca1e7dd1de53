"""What two texts share wherever it stands: rare words, and whether they come in the same order.

A rewriter changes the sentences and keeps the story's order; two reporters of one event share words in their own orders.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.align import Alignment
from app.features.twins import counting, twin_of
from app.lexicon import Lexicon
from app.sides import Ints, Pair, Side
from app.text import Span

Column = NDArray[np.float64]
LEAST_RARITY, MOST_RARITY = 5.5, 9.0  # nats of -log frequency: "police" counts, "people" does not
NEAR = 0.1  # of the reference: a step forward that is no longer counts as the same order
NEAR_WORDS = 10  # and so many words are always near
_NAMES = (
    "common_weight_suspect", "weight_suspect", "common_weight_reference", "weight_reference", "steps", "forward_steps",
    "near_steps", "rank_correlation", "bigrams", "common_bigrams",
)  # fmt: skip
_BIGRAM = np.int64(1) << 32


@dataclass(frozen=True, slots=True)
class MatchedSide:
    """The words of a side that stand in passages, in the text's order: their rows of the lexicon, and their lemmas."""

    rows: Ints
    lemmas: Ints

    @classmethod
    def of(cls, side: Side, spans: tuple[Span, ...]) -> "MatchedSide":
        """The words of `side` in `spans`, each once."""
        kept = np.zeros(len(side), bool)
        for span in spans:
            kept[span.start : span.end] = True
        return cls(side.rows[kept], side.lemmas[kept])


@dataclass(frozen=True, slots=True)
class MatchedPair:
    """Two texts as if the words that no passage holds were not there."""

    reference: MatchedSide
    suspect: MatchedSide
    lexicon: Lexicon

    @classmethod
    def of(cls, alignment: Alignment) -> "MatchedPair":
        """What the passages of `alignment` hold. O(n) time in the number of words."""
        pair, passages = alignment.pair, alignment.passages
        reference = MatchedSide.of(pair.reference, tuple(passage.reference for passage in passages))
        return cls(reference, MatchedSide.of(pair.suspect, tuple(passage.suspect for passage in passages)), pair.lexicon)


def count_common_plainly(pair: Pair | MatchedPair) -> dict[str, float]:
    """What `count_common` returns, without the compiled loops. O(n log n) time."""
    known, at, n, weight = _rare(pair.reference, pair.lexicon)
    known_s, at_s, n_s, weight_s = _rare(pair.suspect, pair.lexicon)
    _, i, j = np.intersect1d(known, known_s, assume_unique=True, return_indices=True)
    once = (n[i] == 1) & (n_s[j] == 1)
    once |= not once.any()  # texts that repeat themselves: the first places have to do
    weights = {
        "common_weight_suspect": float(weight_s[j].sum()),
        "weight_suspect": float(weight_s.sum()),
        "common_weight_reference": float(weight[i].sum()),
        "weight_reference": float(weight.sum()),
    }
    return weights | _order(at[i][once], at_s[j][once], len(pair.reference.rows)) | _bigrams(pair)


@twin_of(count_common_plainly)
def count_common(pair: Pair | MatchedPair) -> dict[str, float]:
    """Counts behind the article's `common_…` features. O(n) time in the number of words."""
    lexicon, limits = pair.lexicon, (LEAST_RARITY, MOST_RARITY, NEAR, NEAR_WORDS)
    found = counting.count_common(pair, lexicon.log_frequency, lexicon.is_function.view(np.uint8), *limits)
    return dict(zip(_NAMES, found, strict=True))


def _rare(side: Side | MatchedSide, lexicon: Lexicon) -> tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int64], Column]:
    """Distinct rare lemmas, the first place, the number of places and the rarity of each."""
    rarity = -lexicon.log_frequency[side.rows]
    places = np.flatnonzero(~lexicon.is_function[side.rows].astype(bool) & (rarity > LEAST_RARITY))
    known, first, n = np.unique(side.lemmas[places], return_index=True, return_counts=True)
    return known, places[first], n, np.minimum(rarity[places[first]], MOST_RARITY).astype(np.float64)


def _order(reference: NDArray[np.int64], suspect: NDArray[np.int64], n_reference: int) -> dict[str, float]:
    """Steps from one common word to the next of the suspect: all, forward in the reference, forward and near."""
    path = reference[np.argsort(suspect)]
    steps = np.diff(path)
    forward = steps > 0
    return {
        "steps": float(len(steps)),
        "forward_steps": float(forward.sum()),
        "near_steps": float((forward & (steps < NEAR * n_reference + NEAR_WORDS)).sum()),
        "rank_correlation": _rank_correlation(path),
    }


def _rank_correlation(path: NDArray[np.int64]) -> float:
    """Spearman's; 0 where it is negative or there are under four places."""
    n = len(path)
    if n < 4:
        return 0.0
    ranks = np.argsort(np.argsort(path))
    return max(0.0, 1.0 - 6.0 * float(((ranks - np.arange(n)) ** 2).sum()) / (n * (n * n - 1.0)))


def _bigrams(pair: Pair | MatchedPair) -> dict[str, float]:
    reference, suspect = (np.unique(side.lemmas[:-1] * _BIGRAM + side.lemmas[1:]) for side in (pair.reference, pair.suspect))
    common = np.intersect1d(reference, suspect, assume_unique=True)
    return {"bigrams": float(len(suspect)), "common_bigrams": float(len(common))}
