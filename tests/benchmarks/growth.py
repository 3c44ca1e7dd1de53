"""How the time grows with the length of the texts."""

import math
from collections.abc import Callable, Iterable
from functools import partial

import numpy as np

from app.detector import Detector
from tests.benchmarks.figures import Check, Section, median
from tests.benchmarks.pairs import Pair, has_news, news_pair, prose_pair, unrelated_pair
from tests.benchmarks.pipeline import time_phases

SIZES = (500, 1_600, 5_000, 16_000, 50_000)
_WORDS_A_SIZE = 60_000  # so that a short text is timed often, and a long one a few times
_FEWEST_ROUNDS = 3
_NOISE = 0.03  # of an exponent, from run to run on a shared machine
_PHASES = ("read", "compare", "report")


def growth(detector: Detector) -> list[Section]:
    """One section for each make of texts."""
    makes: dict[str, Callable[[int], Pair]] = {}
    makes["pseudo-prose, 30 % of the content words swapped"] = partial(prose_pair, lexicon=detector.lexicon)
    if has_news():
        makes["news, 30 % of the content words swapped"] = partial(news_pair, lexicon=detector.lexicon)
        makes["news, unrelated"] = unrelated_pair
    return [_section(detector, name, (make(size) for size in SIZES)) for name, make in makes.items()]


def _section(detector: Detector, name: str, pairs: Iterable[Pair]) -> Section:
    measured = [_measure(detector, pair, size) for pair, size in zip(pairs, SIZES, strict=True)]
    totals = [sum(phases.values()) for phases in measured]
    fitted, allowed = _exponent(totals), _exponent([n * math.log(n) for n in SIZES])
    rows = tuple(
        (size, *(1_000 * phases[phase] / size for phase in _PHASES), 1_000 * total / size, total)
        for size, phases, total in zip(SIZES, measured, totals, strict=True)
    )
    steps = ", ".join(f"{_exponent(totals[k : k + 2], SIZES[k : k + 2]):.2f}" for k in range(len(SIZES) - 1))
    by_phase = ", ".join(f"{phase} {_exponent([m[phase] for m in measured]):.2f}" for phase in _PHASES)
    columns = ("words a side", *(f"{phase}, ms/1,000" for phase in _PHASES), "all, ms/1,000", "all, ms")
    notes = (
        f"fitted exponent {fitted:.3f} ({by_phase}), n·log n on these sizes {allowed:.3f}",
        f"exponent from each size to the next: {steps}",
    )
    check = Check(f"exponent, {name}", fitted, allowed + _NOISE, "")
    return Section(f"Growth (CPU): {name}", columns, rows, (check,), notes)


def _measure(detector: Detector, pair: Pair, size: int) -> dict[str, float]:
    """Median CPU milliseconds of each phase."""
    time_phases(detector, pair)
    laps = [time_phases(detector, pair) for _ in range(max(_FEWEST_ROUNDS, min(15, _WORDS_A_SIZE // size)))]
    return {phase: median(lap[phase].cpu for lap in laps) for phase in _PHASES}


def _exponent(values: list[float], sizes: tuple[int, ...] = SIZES) -> float:
    """Slope of the straight line through the logarithms."""
    return float(np.polyfit(np.log(sizes), np.log(values), 1)[0])
