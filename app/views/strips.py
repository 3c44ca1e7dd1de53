"""Both articles as strips of sentences, one over the other, with a ribbon for each passage: what a report shows at a glance.

In: a report. Out: shapes in a box of `WIDTH` by `HEIGHT`, the suspect above, the reference below, both to one scale. A sentence
is as dark as the share of its words that a spinner likely swapped. Ribbons of passages that moved cross. No shape holds a word.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.plurals import plural
from app.report import Report, SideName, numbered
from app.views.ink import LIKELY
from app.views.rows import SUSPECT, NumberedPair, find_pairs
from app.views.wording import percent, title

WIDTH, HEIGHT = 1_000, 120
STRIP = 30  # height of each strip
MOST_BLOCKS = 120  # of a strip; neighbours of longer articles are drawn as one
LEVELS = (0.0, 0.1, 0.25, 0.5)  # a block is as dark as the number of these that its share is over
_LEVELS = np.array(LEVELS)
_GLYPHS = np.array([b"0", b"1", b"2", b"3", b"4"])
Stretches = NDArray[np.integer[Any]]
"""Starts and ends in characters of one text: [2, n]."""
SMALL = 40  # blocks of the small strip
SIDES: tuple[SideName, SideName] = ("suspect", "reference")


@dataclass(frozen=True, slots=True)
class StripBlock:
    """Some sentences: `x` and `width` in the box, `level` 0 to 4, `target` the element that shows them, or empty."""

    x: float
    width: float
    level: int
    target: str
    is_free: bool


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A passage between the strips: its corners as `x` (suspect's left and right, reference's right and left), and what it is."""

    number: int
    label: str
    corners: tuple[float, float, float, float]
    is_moved: bool
    words: str

    @property
    def path(self) -> str:
        """An SVG path with soft sides."""
        a, b, c, d = self.corners
        top, bottom, middle = STRIP, HEIGHT - STRIP, HEIGHT / 2
        right = f"C{b:.1f} {middle} {c:.1f} {middle} {c:.1f} {bottom}"
        left = f"C{d:.1f} {middle} {a:.1f} {middle} {a:.1f} {top}"
        return f"M{a:.1f} {top}H{b:.1f}{right}H{d:.1f}{left}Z"


@dataclass(frozen=True, slots=True)
class Strips:
    """Everything that is drawn: the blocks of the suspect and of the reference, and the ribbons in the suspect's order."""

    suspect: tuple[StripBlock, ...]
    reference: tuple[StripBlock, ...]
    ribbons: tuple[Ribbon, ...]
    summary: str


def strips_of(report: Report) -> Strips | None:
    """The strips of a report; nothing when it measured nothing or does not say how long its texts are. O(n log n)."""
    longest = max(report.reference.characters, report.suspect.characters)
    if not report.measured or not longest:
        return None
    scale = WIDTH / longest
    pairs = _pairs(report)
    blocks = {side: tuple(_blocks(report, pairs, side, scale)) for side in SIDES}
    return Strips(blocks["suspect"], blocks["reference"], tuple(_ribbons(report, scale)), _summary(report, pairs))


def small_strip(report: Report) -> str:
    """The suspect as digits 0 to 4, each as dark as a part of the article; `-` where a part has no counterpart."""
    if not report.measured or not report.suspect.characters:
        return ""
    likely, paired = _likely(report, "suspect"), _places(_pairs(report), "suspect")
    return strip_digits(report.suspect.characters, stretches_of(likely), stretches_of(paired))


def stretches_of(places: Iterable[tuple[int, int]]) -> Stretches:
    """Starts and ends as columns."""
    return np.array(list(places), np.int64).reshape(-1, 2).T


def strip_digits(length: int, likely: Stretches, paired: Stretches) -> str:
    """The small strip of a text of `length` characters: stretches of likely swaps, and what has a counterpart. O(n log n)."""
    size = length / SMALL
    edges = np.arange(SMALL + 1) * size
    covered = _lengths_between(edges, paired)
    is_paired = covered > size / 2
    shares = _lengths_between(edges, likely) / np.where(is_paired, covered, 1.0)
    return np.where(is_paired, _GLYPHS[_LEVELS.searchsorted(shares)], b"-").tobytes().decode()


def _lengths_between(edges: NDArray[np.floating], stretches: Stretches) -> NDArray[np.floating]:
    """How many of the stretches' characters stand between each edge and the next, as `_Lengths` counts them."""
    starts, ends = stretches
    if not len(starts):
        return np.zeros(len(edges) - 1)
    if (starts[1:] <= starts[:-1]).any():
        starts, ends = stretches[:, np.lexsort(stretches[::-1])]
    sums = np.concatenate(([0], np.cumsum(np.maximum(ends - starts, 0))))
    begins, stops = edges[:-1], edges[1:]
    first, last = ends.searchsorted(begins, "right"), starts.searchsorted(stops, "left")
    before = np.maximum(begins - starts.take(first, mode="clip"), 0)
    outside = before + np.maximum(ends[last - 1] - stops, 0)
    return np.where(first < last, np.maximum(sums[last] - sums[first] - outside, 0.0), 0.0)


def _pairs(report: Report) -> list[NumberedPair]:
    # without its texts a report still says where its sentences stand
    texts = [entry.text if entry.text is not None else "x" * entry.characters for entry in (report.reference, report.suspect)]
    return find_pairs(report.passages, (texts[0], texts[1]))


def _blocks(report: Report, pairs: Sequence[NumberedPair], side: SideName, scale: float) -> Iterator[StripBlock]:
    """The aligned sentences and what stands between them, neighbours joined where there are too many."""
    length = getattr(report, side).characters
    swapped = _Lengths(_likely(report, side))
    has_text = getattr(report, side).text is not None
    joined = _joined(sorted(_stretches(pairs, side), key=lambda each: each[0]), length)
    for start, end, number in joined:
        share = swapped.within(start, end) / max(end - start, 1)
        target = f"{side[0]}{number}" if number and has_text else ""
        yield StripBlock(start * scale, max((end - start) * scale, 0.5), _level(share) if number else 0, target, not number)


def _stretches(pairs: Sequence[NumberedPair], side: SideName) -> Iterator[tuple[int, int, int]]:
    for pair in pairs:
        stretch = pair.sides[SUSPECT if side == "suspect" else 1 - SUSPECT]
        yield stretch.start, stretch.end, pair.number


def _joined(stretches: Sequence[tuple[int, int, int]], length: int) -> Iterator[tuple[int, int, int]]:
    """Stretches and the gaps between them, none shorter than a part of the article unless a gap follows."""
    least = length / MOST_BLOCKS
    at, waiting = 0, None
    for start, end, number in stretches:
        if start < at:  # a sentence of the reference that was used twice
            continue
        if waiting and (start - at > least or waiting[1] - waiting[0] >= least):
            yield waiting
            waiting = None
        if start - at > least:
            yield at, start, 0
        waiting = (waiting[0], end, waiting[2]) if waiting else (start, end, number)
        at = end
    if waiting:
        yield waiting
    if length - at > least:
        yield at, length, 0


def _ribbons(report: Report, scale: float) -> Iterator[Ribbon]:
    entries = list(numbered(report.passages))
    starts = [passage["reference"]["start"] for _, passage in entries]
    furthest = list(accumulate(starts, max))
    for k, (number, passage) in enumerate(entries):
        suspect, reference = passage["suspect"], passage["reference"]
        is_moved = bool(k) and starts[k] < furthest[k - 1]
        corners = (suspect["start"] * scale, suspect["end"] * scale, reference["end"] * scale, reference["start"] * scale)
        verdict = f"{title(passage['label']).lower()}, {percent(passage['probability'])}"
        above, below = (f"characters {place['start']:,} to {place['end']:,}" for place in (suspect, reference))
        where = f"{above} of the suspect, {below} of the reference{'; in another order' * is_moved}"
        words = f"Passage {number}: {verdict}, {plural(passage['words'], 'word')}; {where}"
        yield Ribbon(number, passage["label"], corners, is_moved, words)


def _summary(report: Report, pairs: Sequence[NumberedPair]) -> str:
    """The picture in one sentence."""
    n_likely = sum(entry["spin_probability"] >= LIKELY for entry in report.substitutions)
    passages = plural(len(report.passages), "passage")
    return (
        f"{plural(len(pairs), 'sentence')} of the suspect in {passages} stand beside the reference’s; "
        f"{n_likely:,} of {plural(len(report.substitutions), 'substitution')} are likely a spinner’s."
    )


def _likely(report: Report, side: SideName) -> Iterator[tuple[int, int]]:
    return ((e[side]["start"], e[side]["end"]) for e in report.substitutions if e["spin_probability"] >= LIKELY)


def _places(pairs: Iterable[NumberedPair], side: SideName) -> Iterator[tuple[int, int]]:
    return ((start, end) for start, end, _ in _stretches(list(pairs), side))


def _level(share: float) -> int:
    return sum(share > level for level in LEVELS)


class _Lengths:
    """Stretches of one text, to be asked how many of their characters stand within bounds; each counts where it begins."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(stretches)
        self._starts = [start for start, _ in ordered]
        self._ends = [end for _, end in ordered]
        self._sums = [0, *accumulate(max(end - start, 0) for start, end in ordered)]

    def within(self, start: float, end: float) -> float:
        """Characters of the stretches that lie in [start, end)."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        if first >= last:
            return 0.0
        outside = max(start - self._starts[first], 0) + max(self._ends[last - 1] - end, 0)
        return max(self._sums[last] - self._sums[first] - outside, 0.0)
