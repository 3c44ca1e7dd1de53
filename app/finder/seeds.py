"""Where reuse may be: places with many rare words in common, each grown to the stretch for which the evidence speaks.

The two documents span a plane of token against token. Common rare words are points in it; passages of reuse are dense
patches, whatever order the words stand in. A patch is then grown in turn on each side: given the stretch of one side, the
other's is the interval with the most evidence (the largest sum, Bentley 1984), with a bonus for ends where passages end.
"""

import numpy as np
from numpy.typing import NDArray

from app.finder.densities import Densities, densities_of
from app.finder.evidence import evidence_of, token_features
from app.finder.types import EvidenceWeights, Floats, Rectangle
from app.sides import Pair
from app.text import Span

BUCKET = 20  # tokens a cell of the plane; three by three cells are looked at together
MOST_BUCKETS = 3_000  # a side; longer texts get larger cells
SEED_RARITY = 6.0  # nats: words more frequent than one in 400 make no points
MOST_MEETINGS = 150  # a stem that stands so often on both sides together says nothing about the place
LEAST_DENSITY = 25.0  # nats; half of the densest chance patch of unrelated documents
MOST_SEEDS = 60  # of one pair: a book with more reused passages shows its densest
REACH = 250  # tokens that a stretch may grow beyond its patch
MARGIN = 40  # tokens around a patch that count as its other side at first
N_ROUNDS = 3
# Log of how much more often a passage ends at each `Break` than words do (PAN 2013, training part).
BONUS: Floats = np.array([-3.1, 0.15, -1.0, 2.65, 2.8, 3.6])


def find_seeds(pair: Pair, weights: EvidenceWeights) -> list[Rectangle]:
    """Stretches that may have been reused, densest first; they may overlap. O(n) time for texts that share few rare words."""
    size = max(BUCKET, -(-max(len(pair.reference), len(pair.suspect)) // MOST_BUCKETS))
    density = _densities(pair, size)
    found: list[Rectangle] = []
    while len(found) < MOST_SEEDS:
        row, column, value = density.densest()
        if value < LEAST_DENSITY:
            break
        patch = Rectangle(_cells(column, size, len(pair.reference)), _cells(row, size, len(pair.suspect)))
        grown = _grown(patch, pair, weights)
        density.clear(_around(grown.suspect, size), _around(grown.reference, size))
        density.clear(slice(row - 1, row + 2), slice(column - 1, column + 2))
        found.append(grown)
    return found


def _cells(at: int, size: int, n: int) -> Span:
    """Tokens of the three cells around number `at`."""
    return Span(min(max(0, (at - 1) * size), n - 1), min(n, (at + 2) * size))


def _around(tokens: Span, size: int) -> slice:
    return slice(max(0, tokens.start // size - 1), tokens.end // size + 2)


def _densities(pair: Pair, size: int) -> Densities:
    """Rarity of the common words in each three by three cells of suspect against reference."""
    suspect, reference, weight = _points(pair)
    shape = (len(pair.suspect) // size + 1, len(pair.reference) // size + 1)
    return densities_of(suspect // size, reference // size, weight, shape)


def _points(pair: Pair) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats]:
    """Tokens (suspect, reference) that share a rare stem, and the weight of each meeting."""
    rare = [np.flatnonzero(~side.is_function & (side.rarity > SEED_RARITY)) for side in (pair.reference, pair.suspect)]
    stems = pair.stems.reference[rare[0]], pair.stems.suspect[rare[1]]
    counts = [np.bincount(column, minlength=pair.stems.n) for column in stems]
    meetings = counts[0] * counts[1]
    is_point = (meetings[stems[1]] > 0) & (meetings[stems[1]] <= MOST_MEETINGS)
    suspect, met = rare[1][is_point], stems[1][is_point]
    order = rare[0][np.argsort(stems[0], kind="stable")]
    first = np.concatenate(([0], np.cumsum(counts[0])))[met]
    n = counts[0][met]
    within = np.arange(n.sum()) - np.repeat(np.cumsum(n) - n, n)
    weight = (pair.suspect.rarity[suspect] - 4.0) / np.sqrt(meetings[met])
    return np.repeat(suspect, n), order[np.repeat(first, n) + within], np.repeat(weight, n)


def _grown(patch: Rectangle, pair: Pair, weights: EvidenceWeights) -> Rectangle:
    """The patch with each side the stretch of most evidence given the other, in turn until nothing moves."""
    window = Span(max(0, patch.reference.start - MARGIN), min(len(pair.reference), patch.reference.end + MARGIN))
    suspect, evidence = _best_stretch(pair, patch.suspect, window, weights.suspect)
    reference = patch.reference
    for _ in range(N_ROUNDS):
        reference, _ = _best_stretch(pair.turned, reference, suspect, weights.reference)
        again, evidence = _best_stretch(pair, suspect, reference, weights.suspect)
        if again == suspect:
            break
        suspect = again
    return Rectangle(reference, suspect, evidence)


def _best_stretch(pair: Pair, core: Span, window: Span, weights: Floats) -> tuple[Span, float]:
    """The stretch of the suspect of most evidence that touches `core`, and its evidence."""
    around = Span(max(0, core.start - REACH), min(len(pair.suspect), core.end + REACH))
    evidence = evidence_of(token_features(pair, around, window), weights)
    bonus = BONUS[pair.suspect.document.breaks[around.start : around.end + 1]]
    best, total = largest_interval(evidence, bonus, core.start - around.start, core.end - around.start)
    return Span(around.start + best.start, around.start + best.end), total


def largest_interval(evidence: Floats, bonus: Floats, first: int, last: int) -> tuple[Span, float]:
    """The interval [start, end) with start < last, end > first and the largest sum of evidence and both ends' bonus; O(n)."""
    total = np.concatenate(([0.0], np.cumsum(evidence)))
    start = np.where(np.arange(len(total)) < last, bonus - total, -np.inf)
    best_start = np.maximum.accumulate(start)
    value = total[first + 1 :] + bonus[first + 1 :] + best_start[first:-1]
    end = first + 1 + int(value.argmax())
    return Span(int(start[:end].argmax()), end), float(value.max())
