"""How the time grows with the length of the texts."""

import math
from collections.abc import Callable
from difflib import SequenceMatcher
from functools import partial

import numpy as np

from app.detector import Detector
from app.text import read_text
from tests.benchmarks.clocks import timed
from tests.benchmarks.figures import Check, Section, median
from tests.benchmarks.pairs import Pair, has_news, news_pair, prose_pair, unrelated_pair
from tests.benchmarks.pipeline import time_phases

_ROUNDS = 9
_NOISE = 0.03  # of an exponent, from run to run on a shared machine
_PHASES = ("read", "compare", "report")


def growth(detector: Detector, sizes: tuple[int, ...]) -> list[Section]:
    """One section for each make of texts, of these numbers of words a side."""
    makes: dict[str, Callable[[int], Pair]] = {}
    makes["pseudo-prose, 30 % of the content words swapped"] = partial(prose_pair, lexicon=detector.lexicon)
    if has_news():
        makes["news, 30 % of the content words swapped"] = partial(news_pair, lexicon=detector.lexicon)
        makes["news, unrelated"] = unrelated_pair
    return [_section(detector, name, make, sizes) for name, make in makes.items()]


def _section(detector: Detector, name: str, make: Callable[[int], Pair], sizes: tuple[int, ...]) -> Section:
    measured = _measure(detector, [make(size) for size in sizes])
    totals = [sum(phases.values()) for phases in measured]
    fitted, allowed = _exponent(totals, sizes), _exponent([n * math.log(n) for n in sizes], sizes)
    rows = tuple(
        (size, *(1_000 * phases[phase] / size for phase in _PHASES), 1_000 * total / size, total)
        for size, phases, total in zip(sizes, measured, totals, strict=True)
    )
    steps = ", ".join(f"{_exponent(totals[k : k + 2], sizes[k : k + 2]):.2f}" for k in range(len(sizes) - 1))
    by_phase = ", ".join(f"{phase} {_exponent([m[phase] for m in measured], sizes):.2f}" for phase in _PHASES)
    columns = ("words a side", *(f"{phase}, ms/1,000" for phase in _PHASES), "all, ms/1,000", "all, ms")
    notes = (
        f"fitted exponent {fitted:.3f} ({by_phase}), n·log n on these sizes {allowed:.3f}",
        f"exponent from each size to the next: {steps}",
    )
    tail, tail_allowed = (_exponent(values[-2:], sizes[-2:]) for values in (totals, [n * math.log(n) for n in sizes]))
    checks = (
        Check(f"exponent, {name}", fitted, allowed + _NOISE, ""),
        # the fixed costs of short texts flatten the whole line, and must not hide what long ones show
        Check(f"exponent from {sizes[-2]:,} to {sizes[-1]:,}, {name}", tail, tail_allowed + 2 * _NOISE, ""),
    )
    return Section(f"Growth (CPU): {name}", columns, rows, checks, notes)


def _measure(detector: Detector, pairs: list[Pair]) -> list[dict[str, float]]:
    """Median CPU milliseconds of each phase of each pair.

    A shared machine changes its pace by 1.7 from one second to the next, so each comparison is divided by the same small
    work done just before and after it, and multiplied by the median of that work.
    """
    yardstick = [read_text(text).norms for text in (pairs[0].reference, pairs[0].suspect)]
    paces: list[float] = []
    laps: list[list[dict[str, float]]] = [[] for _ in pairs]
    for pair in pairs:
        time_phases(detector, pair)
    for _ in range(_ROUNDS):
        for pair, mine in zip(pairs, laps, strict=True):
            before = _difflib(yardstick)
            times = time_phases(detector, pair)
            paces.append((before + _difflib(yardstick)) / 2)
            mine.append({phase: time.cpu / paces[-1] for phase, time in times.items()})
    pace = median(paces)
    return [{phase: pace * median(lap[phase] for lap in mine) for phase in _PHASES} for mine in laps]


def _difflib(sides: list[tuple[str, ...]]) -> float:
    work = partial(SequenceMatcher, None, *sides, autojunk=False)
    return timed(lambda: [work().get_opcodes() for _ in range(3)]).cpu


def _exponent(values: list[float], sizes: tuple[int, ...]) -> float:
    """Slope of the straight line through the logarithms."""
    return float(np.polyfit(np.log(sizes), np.log(values), 1)[0])
