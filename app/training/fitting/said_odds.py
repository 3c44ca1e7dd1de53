"""`unspun training saying`: how sure a retelling is said (decision 0047).

In: dev, and a model's folder. Out: the two odds of `app.model.SaidOdds`, fitted on what rules left of the model's probabilities,
and what they do to origins that they never met; with `--write` they stand in the model's manifest.
"""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from scipy.optimize import minimize

from app.detector import Detector, NotMeasured
from app.model import SaidOdds
from app.text import read_text
from app.training.examples import Example, Split, TaughtLabel, every_pair
from app.training.fitting.detectors import detector_of
from app.training.fitting.folds import N_FOLDS, hash_of
from app.training.fitting.metrics import calibration_error
from app.training.fitting.model_files import amend_manifest
from app.training.fitting.pair_tables import measure_all
from app.verdict import Judgement, as_said

DIGITS: Final = 2
_START: Final = (0.5, 0.5)
_LEAST: Final = 1e-4  # of a probability in a loss
_CLASSES: Final = tuple(TaughtLabel)


class JudgedPair(NamedTuple):
    """A pair's fold of origins, its class, a number in `TaughtLabel`'s order, and what is judged of it before it is said."""

    fold: int
    label: int
    judged: Judgement


@cache
def _detector(model: Path) -> Detector:
    """The one whose verdicts are said as networks and rules leave them."""
    detector = detector_of(model)
    return replace(detector, model=replace(detector.model, said_odds=None))


def judged_pair(example: Example, model: Path) -> JudgedPair | None:
    """The pair as the model in that folder judges it; None where it has no label, or nothing is measured."""
    if example.label is None:
        return None
    found = _detector(model).compare(read_text(example.reference), read_text(example.suspect))
    if isinstance(found, NotMeasured):
        return None
    return JudgedPair(hash_of(example.origin) % N_FOLDS, _CLASSES.index(example.label), found.verdict.article)


def fit_odds(pairs: list[JudgedPair]) -> SaidOdds:
    """The odds with which these pairs are least surprising."""

    def loss(nats: NDArray[np.float64]) -> float:
        told = _told(pairs, SaidOdds(*nats.tolist()))
        return float(-np.log(np.maximum(told[np.arange(len(pairs)), [p.label for p in pairs]], _LEAST)).mean())

    found = minimize(loss, _START, method="Nelder-Mead", options={"xatol": 10.0**-DIGITS, "fatol": 1e-7}).x
    return SaidOdds(*(round(float(nats), DIGITS) for nats in found))


def fit_said_odds(shared: Path, model: Path, *, is_written: bool) -> None:
    """Fits on dev, measures by folds of origins and prints; stores the odds in the manifest of `model` when `is_written`."""
    pairs = [found for found in measure_all(judged_pair, list(every_pair(Split.DEV, shared)), model) if found is not None]
    classes, folds = np.array([p.label for p in pairs]), np.array([p.fold for p in pairs])
    unmet = np.empty((len(pairs), len(_CLASSES)))
    for fold in range(N_FOLDS):
        odds = fit_odds([p for p in pairs if p.fold != fold])
        unmet[folds == fold] = _told([p for p in pairs if p.fold == fold], odds)
    odds, console = fit_odds(pairs), Console()
    console.print(odds.entry(), f"from {len(pairs)} pairs")
    for name, told in {
        "before": _told(pairs, None),
        "by odds that never met the origin": unmet,
        "after": _told(pairs, odds),
    }.items():
        console.print(f"calibration error {name}: {calibration_error(told, classes)}")
    if is_written:
        amend_manifest(model, {"said_odds": odds.entry()})


def _told(pairs: list[JudgedPair], odds: SaidOdds | None) -> NDArray[np.float64]:
    return np.array([as_said(pair.judged, odds).probabilities for pair in pairs])
