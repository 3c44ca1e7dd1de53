"""Where exactly a reused passage begins and ends: each place where it could is a candidate, and a network ranks them.

The candidates of one end get probabilities that add up to one; the end is put at their median, the place with the least
expected error in words.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from app.finder.evidence import BIGRAMS, FOUND, MISSING, evidence_of, token_features
from app.finder.types import Floats
from app.sides import Pair
from app.text import Break, Span

REACH = 220  # tokens beyond a stretch's ends where the true ends are looked for
MARGIN = 60  # tokens around the other side's stretch that count as near it
_WIDTHS = (10, 25, 60)  # tokens inside and outside of a candidate
_BIGRAM_WIDTH = 12
_KINDS = np.array(list(Break), np.int8)[:, None]
_EVIDENCE, _NEAR, _WORDS_FOUND, _CONTENT, _BIGRAM = range(5)  # rows of the running sums
_N_ROWS = 5

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


@dataclass(frozen=True, slots=True)
class _Sums:
    """Running sums [5, n + 1] over the tokens around one stretch, in rows, and what else tells of its candidates."""

    columns: Floats
    breaks: NDArray[np.int8]
    stretch: Span
    n_given: int

    @property
    def middle(self) -> int:
        """The token that no start lies behind, and no close before."""
        return (self.stretch.start + self.stretch.end) // 2


def boundary_candidates(pair: Pair, stretch: Span, given: Span, weights: Floats) -> tuple[Candidates, Candidates]:
    """The candidates of the start and of the end of `stretch` of the suspect, given the reference's."""
    around = Span(max(0, stretch.start - REACH), min(len(pair.suspect), stretch.end + REACH))
    sums = _Sums(
        _running_sums(pair, around, given, weights),
        pair.suspect.document.breaks[around.start : around.end + 1],
        Span(stretch.start - around.start, stretch.end - around.start),
        len(given),
    )
    (starts, of_starts), (closes, of_closes) = _candidates(sums, End.START), _candidates(sums, End.CLOSE)
    return (starts + around.start, of_starts), (closes + around.start, of_closes)


def _running_sums(pair: Pair, around: Span, given: Span, weights: Floats) -> Floats:
    near = Span(max(0, given.start - MARGIN), min(len(pair.reference), given.end + MARGIN))
    close, wide = token_features(pair, around, given), token_features(pair, around, near)
    sums = np.zeros((_N_ROWS, len(around) + 1))
    rows = {
        _EVIDENCE: evidence_of(close, weights),
        _NEAR: evidence_of(wide, weights),
        _WORDS_FOUND: wide[:, FOUND],
        _CONTENT: wide[:, FOUND] + wide[:, MISSING],
        _BIGRAM: wide[:, BIGRAMS].sum(axis=1),
    }
    for row, values in rows.items():
        np.cumsum(values, out=sums[row, 1:])
    return sums


def _candidates(sums: _Sums, end: End) -> Candidates:
    at = _places(sums, end)
    sign = 1.0 if end is End.START else -1.0
    first, last = sums.stretch.start, sums.stretch.end
    here, opposite = (first, last) if end is End.START else (last, first)
    evidence, near = sums.columns[_EVIDENCE], sums.columns[_NEAR]
    near_at = near[at]
    columns = (
        sign * (evidence[sums.middle] - evidence[at]),
        sign * (near[sums.middle] - near_at),
        sign * (near[here] - near_at),
        *(column for width in _WIDTHS for column in _beside(sums, at, end, width)),
        *(gained[_BIGRAM] / n for gained, n in _windows(sums, at, end, _BIGRAM_WIDTH)),
        np.log((np.abs(at - opposite) + 5.0) / (sums.n_given + 5.0)),
        np.full(len(at), np.log(sums.n_given + 5.0)),
        sign * (at - here),
        _beyond(near, at, end),
        *(sums.breaks[at] == _KINDS),
    )
    return at, np.array(columns, np.float64).T.copy()


def _places(sums: _Sums, end: End) -> NDArray[np.int64]:
    """Where the end may be: wherever something breaks on its half, and where it is."""
    low, high = (0, sums.middle + 1) if end is End.START else (sums.middle + 1, len(sums.breaks))
    is_place = sums.breaks[low:high] != Break.INSIDE
    is_place[(sums.stretch.start if end is End.START else sums.stretch.end) - low] = True
    places: NDArray[np.int64] = np.flatnonzero(is_place) + low
    return places


def _windows(sums: _Sums, at: NDArray[np.int64], end: End, width: int) -> tuple[tuple[Floats, NDArray[np.int64]], ...]:
    """Of the tokens inside and of those outside of each candidate: what they add to the sums, and how many they are."""
    low, high = np.maximum(at - width, 0), np.minimum(at + width, len(sums.breaks) - 1)
    here = sums.columns.take(at, axis=1)
    before = here - sums.columns.take(low, axis=1), np.maximum(at - low, 1)
    behind = sums.columns.take(high, axis=1) - here, np.maximum(high - at, 1)
    return (behind, before) if end is End.START else (before, behind)


def _beside(sums: _Sums, at: NDArray[np.int64], end: End, width: int) -> list[Floats]:
    windows = _windows(sums, at, end, width)
    return [
        *(column for gained, n in windows for column in (gained[_NEAR] / n, _found_rate(gained))),
        *(gained[_EVIDENCE] / n for gained, n in windows),
    ]


def _found_rate(gained: Floats) -> Floats:
    """Share of the content words that are found, a little smoothed."""
    rate: Floats = (gained[_WORDS_FOUND] + 0.2) / (gained[_CONTENT] + 1.0)
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
