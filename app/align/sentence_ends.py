"""Sentence ends that one text has lost, taken over from the other one.

Scrapers glue sentences, captions go without stops, tools lower every letter, manuscripts break every line. A text whose
sentences are far longer or shorter than people write gets its bounds where the other text's sentences begin and end.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from app.align.vocabulary import Ints, Words
from app.text import Document

LONGEST_MEAN, SHORTEST_MEAN = 40.0, 9.0  # words a sentence, in the mean; prose of any kind stays between
LEAST_RATIO = 1.8  # and so many times the other text's mean, or a part of it
VOTES = 3  # words of a sentence's beginning, and of its end, that say where it stands in the other text
MOST_SPREAD = 4  # words by which they may differ about it
LEAST_APART = 3  # words between two bounds


def with_sentence_ends(reference: Document, suspect: Document, words: Words) -> tuple[Document, Document]:
    """Both documents; the one that lost its sentence ends, if one did, with the bounds of the other's. O(n log n) time."""
    if _is_lost(suspect, reference):
        return reference, _rebound(suspect, _borrowed(reference, words.reference, words.suspect))
    if _is_lost(reference, suspect):
        return _rebound(reference, _borrowed(suspect, words.suspect, words.reference)), suspect
    return reference, suspect


def _is_lost(text: Document, other: Document) -> bool:
    mean, whole = _mean(text), _mean(other)
    if SHORTEST_MEAN <= whole <= LONGEST_MEAN:
        return mean > max(LONGEST_MEAN, LEAST_RATIO * whole) or mean < min(SHORTEST_MEAN, whole / LEAST_RATIO)
    return False


def _mean(text: Document) -> float:
    return len(text) / max(text.n_sentences, 1)


def _borrowed(other: Document, theirs: Ints, mine: Ints) -> Ints:
    """Where the other text's sentences begin and end in mine, by the words that stand once in both, in any order."""
    their_places, my_places = _anchors(theirs, mine)
    shifts = my_places - their_places
    bounds = []
    first = np.searchsorted(their_places, other.bounds)
    for start, end, a, b in zip(other.bounds[:-1].tolist(), other.bounds[1:].tolist(), first[:-1], first[1:], strict=True):
        votes = shifts[a:b]
        for place, near in ((start, votes[:VOTES]), (end, votes[-VOTES:])):
            if len(near) > 1 and near.max() - near.min() <= MOST_SPREAD:
                bounds.append(place + int(np.median(near)))
    return np.unique(np.array(bounds, np.int32))


def _anchors(theirs: Ints, mine: Ints) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Places of the words that stand once in each text, in the order of the other one's."""
    known, at, n = np.unique(theirs, return_index=True, return_counts=True)
    my_known, my_at, my_n = np.unique(mine, return_index=True, return_counts=True)
    _, i, j = np.intersect1d(known[n == 1], my_known[my_n == 1], assume_unique=True, return_indices=True)
    their_places, my_places = at[n == 1][i], my_at[my_n == 1][j]
    order = np.argsort(their_places)
    return their_places[order], my_places[order]


def _rebound(text: Document, borrowed: Ints) -> Document:
    """The document with the borrowed bounds; its own ones stay where its sentences were too long, not too short."""
    own = text.bounds if _mean(text) > LONGEST_MEAN else text.bounds[[0, -1]]
    inside = borrowed[(borrowed > 0) & (borrowed < len(text))]
    near = np.abs(inside[:, None] - own[None, :]).min(axis=1) if len(inside) else np.empty(0)
    fresh = _apart(inside[near >= LEAST_APART])
    bounds = np.union1d(own, fresh).astype(np.int32)
    blocks = text.blocks[np.searchsorted(text.bounds, bounds[:-1], side="right") - 1]
    return replace(text, bounds=bounds, blocks=blocks)


def _apart(bounds: Ints) -> Ints:
    """The bounds, of two that are too near only the first."""
    if not len(bounds):
        return bounds
    return bounds[np.concatenate(([True], np.diff(bounds) >= LEAST_APART))]
