"""Sentence ends that one text has lost, taken over from the other one.

Scrapers glue sentences, captions go without stops, tools lower every letter, manuscripts break every line. A text whose
sentences are far longer or shorter than people write gets its bounds where the other text's sentences begin and end.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from app.align.orders import longest_rising
from app.sides import Ints, Pair, Side
from app.text import Break, Document

LONGEST_MEAN, SHORTEST_MEAN = 40.0, 9.0  # words a sentence, in the mean; prose of any kind stays between
LEAST_RATIO = 1.8  # and so many times the other text's mean, or a part of it
VOTES = 3  # words of a sentence's beginning, and of its end, that say where it stands in the other text
MOST_SPREAD = 4  # words by which they may differ about it
LEAST_APART = 3  # words between two bounds
MOST_CHANGED = 8  # words from the last one before a bound that is the same to the first one behind it
MOST_BETWEEN = 60  # words between two words that stand once in both, on either side, up to which all between them is aligned


def with_sentence_ends(pair: Pair) -> Pair:
    """The pair; the text that lost its sentence ends, if one did, with the bounds of the other's. O(n log n) time."""
    reference, suspect = pair.reference, pair.suspect
    if _is_lost(suspect.document, reference.document):
        return replace(pair, suspect=_rebound(suspect, _borrowed(reference, suspect)))
    if _is_lost(reference.document, suspect.document):
        return replace(pair, reference=_rebound(reference, _borrowed(suspect, reference)))
    return pair


def _is_lost(text: Document, other: Document) -> bool:
    mean, whole = _mean(text), _mean(other)
    if SHORTEST_MEAN <= whole <= LONGEST_MEAN:
        return mean > max(LONGEST_MEAN, LEAST_RATIO * whole) or mean < min(SHORTEST_MEAN, whole / LEAST_RATIO)
    return False


def _mean(text: Document) -> float:
    return len(text) / max(text.n_sentences, 1)


def _borrowed(other: Side, side: Side) -> Ints:
    """Where the other side's sentences begin and end in this one: word by word where the order is kept, else by some votes."""
    places, shifts = _anchors(other, side)
    opposite = _opposite_bounds(other, side, places, places + shifts)
    voted = (found for place, found in _votes(other.document.bounds, places, shifts) if place not in opposite)
    return np.array(sorted({*opposite.values(), *voted}), np.int32)


def _votes(theirs: Ints, places: NDArray[np.int64], shifts: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Bounds of the other side and where they are in this one by the words that stand once in both, in any order."""
    first = np.searchsorted(places, theirs)
    for start, end, a, b in zip(theirs[:-1].tolist(), theirs[1:].tolist(), first[:-1], first[1:], strict=True):
        votes = shifts[a:b]
        for place, near in ((start, votes[:VOTES]), (end, votes[-VOTES:])):
            if len(near) > 1 and near.max() - near.min() <= MOST_SPREAD:
                yield place, place + int(np.median(near))


def _opposite_bounds(other: Side, side: Side, places: NDArray[np.int64], ours: NDArray[np.int64]) -> dict[int, int]:
    """The other side's bounds, with where they are in this one, between words that go forward in both. O(n log n) time."""
    chain = longest_rising(ours)
    theirs = [0, *places[chain].tolist(), len(other) - 1]
    opposite = [0, *ours[chain].tolist(), len(side) - 1]
    one, two = other.number_list, side.number_list
    found = {}
    for place in other.document.bounds[1:-1].tolist():
        k = max(1, min(bisect_left(theirs, place), len(theirs) - 1))
        (start, end), (first, last) = theirs[k - 1 : k + 1], opposite[k - 1 : k + 1]
        if max(end - start, last - first) <= MOST_BETWEEN:
            at = _opposite(one[start : end + 1], two[first : last + 1], place - start)
            if at is not None:
                found[place] = first + at
    return found


def _opposite(one: Sequence[int], other: Sequence[int], place: int) -> int | None:
    """Where a place between words of the first text is in the other; None when too few words around it are the same."""
    before = after = None
    for op in Levenshtein.opcodes(one, other):
        if op.tag == "equal" and op.src_start < place:
            end = min(op.src_end, place)
            before = end, op.dest_start + end - op.src_start
        if op.tag == "equal" and op.src_end > place and after is None:
            start = max(op.src_start, place)
            after = start, op.dest_start + start - op.src_start
    if before is None or after is None or max(after[0] - before[0], after[1] - before[1]) > MOST_CHANGED:
        return None
    if place in (before[0], after[0]):
        return before[1] if place == before[0] else after[1]
    return before[1] + round((place - before[0]) * (after[1] - before[1]) / (after[0] - before[0]))


def _anchors(other: Side, side: Side) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Places in the other side of the words that stand once in each, in order, and how much further each stands in this one."""
    (words, at), (own, own_at) = _single(other), _single(side)
    _, i, j = np.intersect1d(words, own, assume_unique=True, return_indices=True)
    places, shifts = at[i], own_at[j] - at[i]
    order = np.argsort(places)
    return places[order], shifts[order]


def _single(side: Side) -> tuple[Ints, NDArray[np.int64]]:
    """The words that stand once, and where."""
    words, at, n = np.unique(side.numbers, return_index=True, return_counts=True)
    return words[n == 1], at[n == 1]


def _rebound(side: Side, borrowed: Ints) -> Side:
    """The side with the borrowed bounds; its own ones stay where its sentences were too long, not too short."""
    text = side.document
    own = text.bounds[text.breaks[text.bounds] >= Break.LINE] if _mean(text) > LONGEST_MEAN else text.bounds[[0, -1]]
    inside = borrowed[(borrowed > 0) & (borrowed < len(text))]
    near = np.abs(inside[:, None] - own[None, :]).min(axis=1) if len(inside) else np.empty(0)
    fresh = _apart(inside[near >= LEAST_APART])
    return with_bounds(side, np.union1d(own, fresh).astype(np.int32))


def with_bounds(side: Side, bounds: Ints) -> Side:
    """The side with other sentences, by their bounds; each stands in the block that its first word stood in."""
    text = side.document
    blocks = text.blocks[np.searchsorted(text.bounds, bounds[:-1], side="right") - 1]
    return replace(side, document=replace(text, bounds=bounds, blocks=blocks))


def _apart(bounds: Ints) -> Ints:
    """The bounds, of two that are too near only the first."""
    if not len(bounds):
        return bounds
    return bounds[np.concatenate(([True], np.diff(bounds) >= LEAST_APART))]
