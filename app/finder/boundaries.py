"""Where exactly a reused passage begins and ends: each place where it could is a candidate, and a network ranks them.

The candidates of one end get probabilities that add up to one; the end is put at their median, the place with the least
expected error in words.
"""

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from app.finder.evidence import token_features
from app.finder.types import Break, Floats, Side, Sides
from app.text import Span

REACH = 220  # tokens beyond a stretch's ends where the true ends are looked for
MARGIN = 60  # tokens around the other side's stretch that count as near it
_WIDTHS = (10, 25, 60)  # tokens inside and outside of a candidate


Candidates = tuple[NDArray[np.int64], Floats]
"""Tokens where an end may be [n], and `BOUNDARY_FEATURES` of each [n, n_features]."""


class End(IntEnum):
    """The two ends of a stretch."""

    START = 0
    CLOSE = 1


BOUNDARY_FEATURES: tuple[str, ...] = (
    "evidence_to_middle", "near_evidence_to_middle", "near_evidence_to_end",
    *(f"{name}_{width}" for width in _WIDTHS for name in (
        "near_evidence_inside", "found_inside", "near_evidence_outside", "found_outside", "evidence_inside", "evidence_outside")),
    "bigrams_inside", "bigrams_outside", "length_ratio", "other_length", "distance", "evidence_beyond",
    *(f"break_{kind.name.lower()}" for kind in Break),
)  # fmt: skip


class _Sums:
    """Running sums over the tokens around one stretch, and the candidates of both its ends."""

    def __init__(self, side: Side, stretch: Span, other: Side, given: Span, sides: Sides, weights: Floats) -> None:
        self.around = Span(max(0, stretch.start - REACH), min(len(side), stretch.end + REACH))
        near = Span(max(0, given.start - MARGIN), min(len(other), given.end + MARGIN))
        close = token_features(side, self.around, other, given, sides)
        wide = token_features(side, self.around, other, near, sides)
        self.evidence = _running(close @ weights[:-1] + weights[-1])
        self.near = _running(wide @ weights[:-1] + weights[-1])
        self.found, self.content = _running(wide[:, 1]), _running(wide[:, 1] + wide[:, 4])
        self.bigrams = _running(wide[:, 10] + wide[:, 11])
        self.breaks = side.breaks[self.around.start : self.around.end + 1]
        self.first, self.last = stretch.start - self.around.start, stretch.end - self.around.start
        self.middle = (self.first + self.last) // 2
        self.n_given = len(given)


def _running(values: Floats) -> Floats:
    return np.concatenate(([0.0], np.cumsum(values)))


def boundary_candidates(
    side: Side, stretch: Span, other: Side, given: Span, sides: Sides, weights: Floats
) -> tuple[Candidates, Candidates]:
    """The candidates of the start and of the end of `stretch`, given the other side's."""
    sums = _Sums(side, stretch, other, given, sides, weights)
    start, close = _features(sums, End.START), _features(sums, End.CLOSE)
    return (start[0] + sums.around.start, start[1]), (close[0] + sums.around.start, close[1])


def _candidates(sums: _Sums, end: End) -> NDArray[np.int64]:
    n = len(sums.breaks)
    here = sums.first if end is End.START else sums.last
    places = np.arange(sums.middle + 1) if end is End.START else np.arange(sums.middle + 1, n)
    return places[(sums.breaks[places] != Break.INSIDE) | (places == here)]


def _features(sums: _Sums, end: End) -> Candidates:
    at = _candidates(sums, end)
    sign = 1.0 if end is End.START else -1.0
    here, opposite = (sums.first, sums.last) if end is End.START else (sums.last, sums.first)
    columns = [
        sign * (sums.evidence[sums.middle] - sums.evidence[at]),
        sign * (sums.near[sums.middle] - sums.near[at]),
        sign * (sums.near[here] - sums.near[at]),
        *(column for width in _WIDTHS for column in _beside(sums, at, end, width)),
        *(_mean(sums.bigrams, at, low, high) for low, high in _windows(end, 12)),
        np.log((np.abs(at - opposite) + 5.0) / (sums.n_given + 5.0)),
        np.full(len(at), np.log(sums.n_given + 5.0)),
        sign * (at - here),
        _beyond(sums.near, at, end),
        *(sums.breaks[at] == kind for kind in Break),
    ]
    return at, np.stack(columns, axis=1).astype(np.float64)


def _windows(end: End, width: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Offsets of the tokens inside and outside of a candidate."""
    return ((0, width), (-width, 0)) if end is End.START else ((-width, 0), (0, width))


def _beside(sums: _Sums, at: NDArray[np.int64], end: End, width: int) -> list[Floats]:
    inside, outside = _windows(end, width)
    return [
        *(column for low, high in (inside, outside) for column in (_mean(sums.near, at, low, high), _rate(sums, at, low, high))),
        _mean(sums.evidence, at, *inside),
        _mean(sums.evidence, at, *outside),
    ]


def _mean(running: Floats, at: NDArray[np.int64], low: int, high: int) -> Floats:
    first, last = np.clip(at + low, 0, len(running) - 1), np.clip(at + high, 0, len(running) - 1)
    mean: Floats = (running[last] - running[first]) / np.maximum(last - first, 1)
    return mean


def _rate(sums: _Sums, at: NDArray[np.int64], low: int, high: int) -> Floats:
    """Share of the content words that are found, a little smoothed."""
    first, last = np.clip(at + low, 0, len(sums.found) - 1), np.clip(at + high, 0, len(sums.found) - 1)
    rate: Floats = (sums.found[last] - sums.found[first] + 0.2) / (sums.content[last] - sums.content[first] + 1.0)
    return rate


def _beyond(running: Floats, at: NDArray[np.int64], end: End) -> Floats:
    """The most evidence that a further stretch could add."""
    if end is End.START:
        most: Floats = np.maximum.accumulate(-running)[at] + running[at]
        return most
    further: Floats = np.maximum.accumulate(running[::-1])[::-1][at] - running[at]
    return further


def median_place(at: NDArray[np.int64], log_odds: Floats) -> int:
    """The candidate at the median of the probabilities that the log odds stand for."""
    weight = np.exp(log_odds - log_odds.max())
    running = np.cumsum(weight)
    return int(at[np.searchsorted(running, running[-1] / 2)])
