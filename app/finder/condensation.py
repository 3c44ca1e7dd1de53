"""A short passage that condenses the whole reference: a summary.

Its words come from all over the reference, so no stretch of the reference answers to it; each word's evidence is measured
against all of the reference, and the interval of the most evidence is the one candidate of a pair.
"""

import numpy as np
from numpy.typing import NDArray

from app.finder.acceptance import content_stems, found_share
from app.finder.evidence import BIGRAMS, TOKEN_FEATURES, evidence_of, token_features
from app.finder.seeds import BONUS
from app.finder.types import Floats, Marks, Rectangle
from app.sides import Pair
from app.text import Break, Span

SHORTEST, LONGEST = 40, 250  # tokens of a summary
END_WEIGHT = 2.0  # of the bonus for ends: a summary stands as a paragraph of its own
_STARTS = 2_000  # looked at together: a text of one word a line has 200 stretches for each of its words
_PARTS = 10  # of the reference, to see how evenly a summary draws from it

CONDENSATION_FEATURES: tuple[str, ...] = (
    "evidence", "mean_evidence", "common_stems", "largest_local_share", "parts_used", "unevenness", "length",
    "reference_words", "length_share", "next_best", "mean_evidence_elsewhere", "found", "bigrams", "very_rare_found",
    "break_at_start", "break_at_end",
)  # fmt: skip


def find_condensation(pair: Pair, weights: Floats) -> tuple[Rectangle, Floats] | None:
    """The passage most like a summary of the reference, with its `CONDENSATION_FEATURES`; None when no stretch is long enough."""
    whole = Span(0, len(pair.reference))
    features = token_features(pair, Span(0, len(pair.suspect)), whole)
    evidence = evidence_of(features, weights)
    best = _best_paragraph(evidence, pair.suspect.document.breaks)
    if best is None:
        return None
    stretch, value = best
    return Rectangle(whole, stretch, value), _features(stretch, value, evidence, features, pair)


def _best_paragraph(evidence: Floats, breaks: NDArray[np.int8]) -> tuple[Span, float] | None:
    """The stretch of `SHORTEST` to `LONGEST` tokens between two line or sentence ends with the most evidence."""
    at = np.flatnonzero(breaks >= Break.LINE)
    total, bonus = np.concatenate(([0.0], np.cumsum(evidence)))[at], END_WEIGHT * BONUS[breaks[at]]
    best: tuple[Span, float] | None = None
    for first in range(0, len(at), _STARTS):
        starts, closes = _stretches(at, first)
        if len(starts):
            value = (total + bonus)[closes] + (bonus - total)[starts]
            k = int(value.argmax())
            if best is None or value[k] > best[1]:
                best = Span(int(at[starts[k]]), int(at[closes[k]])), float(value[k])
    return best


def _stretches(at: NDArray[np.int64], first: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Both ends, as places in `at`, of the stretches of a fitting length that begin at `_STARTS` places from `first` on."""
    begins = at[first : first + _STARTS]
    low, high = np.searchsorted(at, begins + SHORTEST), np.searchsorted(at, begins + LONGEST, side="right")
    n = high - low
    starts = np.repeat(np.arange(first, first + len(begins)), n)
    return starts, np.arange(n.sum()) - np.repeat(np.cumsum(n) - n, n) + np.repeat(low, n)


def _features(stretch: Span, value: float, evidence: Floats, features: Floats, pair: Pair) -> Floats:
    part = slice(stretch.start, stretch.end)
    wanted = content_stems(pair, stretch)
    counts = _parts_used(pair, wanted)
    in_common = wanted & content_stems(pair.turned, Span(0, len(pair.reference)))
    elsewhere = np.delete(evidence, np.arange(stretch.start, stretch.end))
    breaks = pair.suspect.document.breaks
    inside, length, n = features[part], len(stretch), len(pair.reference)
    return np.array([
        value, evidence[part].mean(), in_common.sum(), _largest_local(pair, in_common, length),
        (counts > 0).mean(), counts.std() / max(counts.mean(), 1.0), np.log(length), np.log(n), length / n,
        _next_best(elsewhere, length), elsewhere.mean() if len(elsewhere) else 0.0,
        found_share(inside), inside[:, BIGRAMS].sum() / length, inside[:, TOKEN_FEATURES.index("found_very_rare")].sum(),
        float(breaks[stretch.start]), float(breaks[stretch.end]),
    ])  # fmt: skip


def _parts_used(pair: Pair, wanted: Marks) -> NDArray[np.int64]:
    """How many wanted words stand in each tenth of the reference."""
    at = np.flatnonzero(wanted[pair.stems.reference] & ~pair.reference.is_function)
    return np.bincount(np.minimum(at * _PARTS // len(pair.reference), _PARTS - 1), minlength=_PARTS)


def _largest_local(pair: Pair, wanted: Marks, length: int) -> float:
    """Share of the wanted stems that the reference's best stretch of 1.5 lengths holds: near 1 for a copied passage."""
    size, step = int(1.5 * length), max(5, length * 3 // 8)
    best = 0
    for start in range(0, max(1, len(pair.reference) - size // 2), step):
        stems = pair.stems.reference[start : start + size]
        best = max(best, len(np.unique(stems[wanted[stems]])))
    return best / max(int(wanted.sum()), 1)


def _next_best(elsewhere: Floats, length: int) -> float:
    """The most evidence of a stretch of the same length elsewhere; -99 where there is none."""
    if len(elsewhere) <= length:
        return -99.0
    total = np.cumsum(elsewhere)
    return float((total[length:] - total[:-length]).max())
