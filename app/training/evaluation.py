"""`unspun evaluate`: a model on every dev set, in tables with confidence intervals; weak classes as loud as strong ones."""

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track
from rich.table import Table

from app.detector import Detector
from app.text import Span, read_text
from app.training.corpora import DEFAULT_SHARED, Split
from app.training.examples import UNSEEN_STYLES, Example, composite_examples, every_pair, honest_examples, spun_examples
from app.training.labels import Label
from app.training.measuring import LEXICON, measure_all
from app.training.metrics import calibration_error, interval

MODELS = Path("models")
COLUMNS = (*Label, "undecided", "not_measured")
N_SPUN, N_COMPOSITES = 400, 260
_CLASSES = tuple(Label)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the detector says of one example; `passages`: suspect characters and label of each; `alerts` their codes."""

    label: str
    probabilities: tuple[float, ...]
    passages: tuple[tuple[Span, str], ...]
    alerts: tuple[str, ...]
    n_substitutions: int


_detector: list[Detector] = []


def outcome(example: Example, models: Path) -> Outcome:
    """The verdict on one example by the current model of `models`; the detector is loaded once a process."""
    if not _detector:
        _detector.append(Detector.load(models, LEXICON))
    found = _detector[0].compare(read_text(example.reference), read_text(example.suspect))
    if found.verdict is None or found.alignment is None:
        return Outcome("not_measured", (0.0,) * len(_CLASSES), (), (), 0)
    spans = (found.suspect.chars(passage.suspect) for passage in found.alignment.passages)
    return Outcome(
        str(found.verdict.article.label),
        found.verdict.article.probabilities,
        tuple((span, str(j.label)) for span, j in zip(spans, found.verdict.passages, strict=True)),
        tuple(alert.code for alert in found.verdict.alerts),
        len(found.alignment.substitutions),
    )


def evaluate(shared: Path = DEFAULT_SHARED, models: Path = MODELS, seed: int = 1) -> dict[str, Any]:
    """Measures of the current model on dev: printed as tables, returned for `metrics.json`.

    Raises:
        CorpusMissing: the corpora are not in `shared`.
    """
    random = Random(seed)  # noqa: S311 (nothing secret)
    examples = [
        *every_pair(Split.DEV, shared),
        *spun_examples(Split.DEV, shared, N_SPUN, random),
        *spun_examples(Split.DEV, shared, N_SPUN, random, UNSEEN_STYLES),
        *composite_examples(Split.DEV, shared, N_COMPOSITES, random, UNSEEN_STYLES),
        *honest_examples(Split.DEV, shared, 100, random),
    ]
    rows = measure_all(outcome, examples, models, workers=os.cpu_count() or 1)
    outcomes = list(track(rows, "Dev", len(examples)))
    measures = summary(examples, outcomes)
    _print(measures)
    return measures


def summary(examples: Sequence[Example], outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Label tables, false alarms, calibration, macro F1 and found passages of evaluated examples."""
    known = [(e, o) for e, o in zip(examples, outcomes, strict=True) if e.label and o.label != "not_measured"]
    probabilities = np.array([o.probabilities for _, o in known])
    classes = np.array([_CLASSES.index(e.label) for e, _ in known if e.label])
    return {
        "labels": _label_table(examples, outcomes),
        "false_alarms": {
            corpus: _rate(o.label == "spun" for e, o in zip(examples, outcomes, strict=True) if e.corpus == corpus)
            for corpus in ("honest-news", "neus")
        },
        "calibration_error": calibration_error(probabilities, classes),
        "calibration_error_by_class": _errors_by_class(probabilities, classes),
        "macro_f1": _macro_f1(classes, [o.label for _, o in known]),
        "undecided": _rate(o.label == "undecided" for _, o in known),
        "passages": _passages(examples, outcomes),
        "character_alerts": _rate(bool(o.alerts) for e, o in zip(examples, outcomes, strict=True) if e.edit == "characters"),
    }


def _label_table(examples: Sequence[Example], outcomes: Sequence[Outcome]) -> dict[str, dict[str, int]]:
    table: dict[str, Counter[str]] = {}
    for example, found in zip(examples, outcomes, strict=True):
        table.setdefault(f"{example.corpus}/{example.edit}", Counter())[found.label] += 1
    return {key: {c: table[key][c] for c in COLUMNS if table[key][c]} for key in sorted(table)}


def _rate(hits: Any) -> dict[str, Any]:
    found = list(hits)
    k, n = sum(found), len(found)
    low, high = interval(k, n) if n else (0.0, 1.0)
    return {"k": k, "n": n, "rate": round(k / n, 4) if n else None, "low": round(low, 4), "high": round(high, 4)}


def _errors_by_class(probabilities: NDArray[np.float64], classes: NDArray[np.int64]) -> dict[str, float]:
    """Calibration error of each class against the rest: expected gap over 15 bins of its probability."""
    errors = {}
    for k, label in enumerate(_CLASSES):
        p = probabilities[:, k]
        errors[str(label)] = calibration_error(np.stack([1 - p, p], axis=1), (classes == k).astype(np.int64))
    return errors


def _macro_f1(classes: NDArray[np.int64], labels: list[str]) -> dict[str, float]:
    """F1 of each class and their mean; an undecided pair counts as missed."""
    scores = {}
    for k, label in enumerate(_CLASSES):
        said = np.array([found == label for found in labels])
        right = (said & (classes == k)).sum()
        scores[str(label)] = round(float(2 * right / max(said.sum() + (classes == k).sum(), 1)), 4)
    return scores | {"macro": round(sum(scores.values()) / len(scores), 4)}


def _passages(examples: Sequence[Example], outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Of each kind of composite with spun passages: how many gold ones are found as spun, and with both ends near."""
    kinds: dict[str, list[tuple[bool, bool]]] = {}
    for example, found in zip(examples, outcomes, strict=True):
        for gold, label in example.passages or ():
            if label is Label.SPUN:
                kinds.setdefault(example.edit, []).append(_match(gold, found))
    return {
        kind: {"found": _rate(hit for hit, _ in rows), "within_10_percent": _rate(near for _, near in rows)}
        for kind, rows in sorted(kinds.items())
    }


def _match(gold: Span, found: Outcome) -> tuple[bool, bool]:
    spun = [span for span, label in found.passages if label == "spun"]
    touching = [span for span in spun if min(span.end, gold.end) - max(span.start, gold.start) > 0]
    if not touching:
        return False, False
    start, end = min(s.start for s in touching), max(s.end for s in touching)
    covered = sum(min(s.end, gold.end) - max(s.start, gold.start) for s in touching)
    near = abs(start - gold.start) <= 0.1 * len(gold) and abs(end - gold.end) <= 0.1 * len(gold)
    return covered >= 0.5 * len(gold), near


def _print(measures: dict[str, Any]) -> None:
    console = Console()
    table = Table("corpus/edit", *map(str, COLUMNS), title="Labels by edit (share of pairs, dev)")
    for key, counts in measures["labels"].items():
        n = sum(counts.values())
        table.add_row(f"{key} ({n})", *(f"{counts.get(c, 0) / n:.3f}" if counts.get(c) else "" for c in COLUMNS))
    console.print(table)
    for name in (
        "false_alarms",
        "calibration_error",
        "calibration_error_by_class",
        "macro_f1",
        "undecided",
        "passages",
        "character_alerts",
    ):
        console.print(f"[bold]{name}[/bold]", measures[name])
