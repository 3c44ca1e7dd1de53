"""The verb of the room: every version of an article is compared with it, and what comes out stands side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from app.detector import Detector
from app.errors import InputError
from app.probing.disguises import DISGUISES, Evasion, half_of
from app.probing.versions import Spinner, Version, written
from app.report import Report, build_report
from app.text import Document, Span, read_text
from app.verdict import Label

RATES: Final = (0.0, 0.05, 0.1, 0.2, 0.35, 0.5)
"""Shares of the words that have a synonym; published tools swap 20 to 50 % of the content words."""
MOST_CHARACTERS: Final = 50_000
"""Of an article: 36 comparisons, and each side of them is read anew."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One version: what was done, and what the detector says. `n_found` counts the swaps that the report names.

    `spun` is the probability of that label, 0..1; None where nothing was measured.
    """

    rate: float
    disguise: Evasion
    n_swapped: int
    n_found: int
    label: Label
    spun: float | None
    n_alerts: int


@dataclass(frozen=True, slots=True)
class Probe:
    """All versions of one article, by disguise and rising rate; `reason` says why nothing was measured, else it is empty."""

    model: str
    n_words: int
    n_swappable: int
    reason: str
    trials: tuple[Trial, ...]

    @property
    def least_seen(self) -> float | None:
        """The smallest rate from which on the plainly spun article is called spun at every rate; None where it never is."""
        seen = None
        for each in reversed(self.row(Evasion.NONE)):
            if each.label is not Label.SPUN:
                break
            seen = each.rate
        return seen

    def row(self, disguise: Evasion) -> tuple[Trial, ...]:
        """The versions in one disguise, by rising rate."""
        return tuple(each for each in self.trials if each.disguise is disguise)


def probe_text(detector: Detector, text: str) -> Probe:
    """The probe of a plain text.

    Raises: InputError: it is longer than `MOST_CHARACTERS`.
    """
    if len(text) > MOST_CHARACTERS:
        raise InputError(
            f"{len(text):,} characters are over this check's limit of {MOST_CHARACTERS:,}: take a part of the article."
        )
    return probe(detector, read_text(text))


def probe(detector: Detector, document: Document) -> Probe:
    """Spins and compares: 36 comparisons, some 0.6 s for an article of 800 words."""
    spinner = Spinner(document, detector.lexicon)
    copy = build_report(detector.compare(document, document))
    trials = () if copy.not_measured_reason else tuple(_trials(detector, document, spinner))
    reason = (copy.not_measured_reason or "").removeprefix("reference: ")  # there is one article, and it is both sides
    return Probe(detector.model_name, len(document), spinner.n_swappable, reason, trials)


def _trials(detector: Detector, document: Document, spinner: Spinner) -> list[Trial]:
    found = []
    for disguise in Evasion:
        for rate in RATES:
            suspect, swaps = written(_version(spinner, rate, disguise))
            report = build_report(detector.compare(document, read_text(suspect)))
            spun = report.probabilities.spun if report.measured else None
            trial = Trial(rate, disguise, len(swaps), _n_found(report, swaps), Label(report.label), spun, len(report.alerts))
            found.append(trial)
    return found


def _version(spinner: Spinner, rate: float, disguise: Evasion) -> Version:
    spun = spinner.spun(rate)
    return half_of(spun, spinner.spun(0.0)) if disguise is Evasion.HALF else DISGUISES[disguise](spun)


def _n_found(report: Report, swaps: Sequence[Span]) -> int:
    """How many of the swaps lie in a substitution that the report names."""
    named = sorted((entry["suspect"]["start"], entry["suspect"]["end"]) for entry in report.substitutions)
    if not named:
        return 0
    starts = np.array([start for start, _ in named])
    ends = np.maximum.accumulate([end for _, end in named])
    before = starts.searchsorted([span.end for span in swaps]).tolist()
    return sum(1 for k, span in zip(before, swaps, strict=True) if k and ends[k - 1] > span.start)
