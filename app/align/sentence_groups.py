"""Sentences of two stretches that tell the same in the same order, grouped by what they share: one to one, or two for one.

The method is Gale and Church's (1993), with shared rare words in place of lengths.
"""

import numpy as np
from numpy.typing import NDArray

from app.align.groups import Group
from app.align.sentence_pairs import LIMITS
from app.sides import Ints, Pair, Side

MOST_CELLS = 2_500  # sentences times sentences; of more none is grouped
LEAST_LIKE = 0.06  # cosine of a group
LEFT_OUT = 0.04  # price of a word in a sentence without a partner, in units of cosine
_SHAPES = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1))  # suspect sentences, reference sentences
_SUSPECT_LEFT, _REFERENCE_LEFT = (1, 0), (0, 1)
_Table = NDArray[np.float64]


def group_sentences(within: Group, pair: Pair) -> list[Group]:
    """The groups of the highest total of cosine times words, in order. O(n·m) time for n and m sentences."""
    one = pair.reference.document.bounds[within.reference_start : within.reference_end + 1]
    other = pair.suspect.document.bounds[within.suspect_start : within.suspect_end + 1]
    if (len(one) - 1) * (len(other) - 1) > MOST_CELLS:
        return []
    references, suspects = _weights_of((pair.reference, one), (pair.suspect, other))
    shapes = [(shape, _likeness(references, suspects, shape), _words(other, one, shape)) for shape in _SHAPES]
    steps = _best_steps(shapes, np.diff(other), np.diff(one))
    return [
        Group(within.reference_start + j - q, within.reference_start + j, within.suspect_start + i - p, within.suspect_start + i)
        for i, j, p, q in steps
    ]


def rarity(side: Side, start: int, end: int) -> _Table:
    """How much each of these words says: -log frequency in news beyond everyday words, nats, as sentence pairs weigh it."""
    rows = np.minimum(side.lemmas[start:end], side.lexicon.n_words)
    beyond = -side.lexicon.log_frequency[rows].astype(np.float64) - LIMITS.rarity_from
    weights: _Table = np.clip(beyond, LIMITS.least_rarity, LIMITS.most_rarity)
    return weights


def _weights_of(*parts: tuple[Side, Ints]) -> tuple[_Table, _Table]:
    """Weight of each common lemma in each sentence, [n_sentences, n_lemmas], one table a side."""
    lemmas = [side.lemmas[bounds[0] : bounds[-1]] for side, bounds in parts]
    known, at = np.unique(np.concatenate(lemmas), return_inverse=True)
    tables = []
    for (side, bounds), places in zip(parts, np.split(at, [len(lemmas[0])]), strict=True):
        table = np.zeros((len(bounds) - 1, len(known)))
        of = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
        table[of, places] = rarity(side, int(bounds[0]), int(bounds[-1]))
        tables.append(table)
    return tables[0], tables[1]


def _likeness(references: _Table, suspects: _Table, shape: tuple[int, int]) -> _Table:
    """Cosine of each run of `shape` sentences with each other, by the place of their first ones."""
    one, other = _together(suspects, shape[0]), _together(references, shape[1])
    lengths = np.sqrt((one**2).sum(axis=1))[:, None] * np.sqrt((other**2).sum(axis=1))[None, :]
    cosines: _Table = one @ other.T / np.maximum(lengths, 1e-9)
    return cosines


def _together(table: _Table, n: int) -> _Table:
    """The words of each run of `n` sentences."""
    runs: _Table = np.max([table[k : len(table) - n + k + 1] for k in range(n)], axis=0) if len(table) >= n else table[:0]
    return runs


def _words(other: Ints, one: Ints, shape: tuple[int, int]) -> _Table:
    """Words of both sides in each run of `shape`."""
    p, q = shape
    mine = other[p:] - other[: max(len(other) - p, 0)]
    words: _Table = (mine[:, None] + (one[q:] - one[: max(len(one) - q, 0)])[None, :]).astype(np.float64)
    return words


def _best_steps(
    shapes: list[tuple[tuple[int, int], _Table, _Table]], mine: Ints, theirs: Ints
) -> list[tuple[int, int, int, int]]:
    """Ends in the suspect and in the reference, and the shape, of each group on the best path, in order."""
    values = [(shape, np.where(like >= LEAST_LIKE, like * words, -np.inf).tolist()) for shape, like, words in shapes]
    left = (LEFT_OUT * mine).tolist(), (LEFT_OUT * theirs).tolist()
    n, m = len(mine), len(theirs)
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    step = [[_SUSPECT_LEFT] * (m + 1) for _ in range(n + 1)]
    for i in range(n + 1):
        for j in range(m + 1):
            ways = [(best[i - 1][j] - left[0][i - 1], _SUSPECT_LEFT)] if i else []
            ways += [(best[i][j - 1] - left[1][j - 1], _REFERENCE_LEFT)] if j else []
            ways += [(best[i - p][j - q] + value[i - p][j - q], (p, q)) for (p, q), value in values if p <= i and q <= j]
            if ways:
                best[i][j], step[i][j] = max(ways)
    return _path(step, n, m)


def _path(step: list[list[tuple[int, int]]], i: int, j: int) -> list[tuple[int, int, int, int]]:
    steps = []
    while i or j:
        p, q = step[i][j]
        if p and q:
            steps.append((i, j, p, q))
        i, j = i - p, j - q
    return steps[::-1]
