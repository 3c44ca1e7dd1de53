"""`unspun evaluate`: a model on every dev set, in tables with confidence intervals; weak classes as loud as strong ones."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from app.model import current_model
from app.training.examples import (
    DEFAULT_SHARED,
    UNSEEN_STYLES,
    Example,
    Split,
    TaughtLabel,
    composite_examples,
    every_pair,
    honest_examples,
    rated_examples,
    spun_examples,
)
from app.training.fitting import calibration_error, call_rates, f1_scores, gap, kind_of, matches, rate, reliability
from app.training.measuring.answers import keep_answers
from app.training.measuring.outcomes import Outcome, outcomes_of
from app.training.measuring.robustness import measure_robustness, print_robustness

MODELS = Path("models")
COLUMNS = (*TaughtLabel, "undecided", "not_measured")
SEED = 1
N_SPUN, N_COMPOSITES, N_RATED = 400, 260, 150
_HONEST = ("honest-news", "neus")  # news as people wrote it: nobody swapped words
_CLASSES = tuple(TaughtLabel)
_NUMBERS = {str(label): k for k, label in enumerate(_CLASSES)}


def evaluate(
    shared: Path = DEFAULT_SHARED, model: Path | None = None, seed: int = SEED, *, keeps_answers: bool = False
) -> dict[str, Any]:
    """Measures of the model in the folder `model` (default: the current one) on dev: printed, returned for `metrics.json`.

    `keeps_answers` also writes what it said of each example into its folder, for later gates.

    Raises:
        CorpusMissing: the corpora are not in `shared`.
        ModelError: the model is missing or altered, or was made for other features.
    """
    model = model or current_model(MODELS)
    examples = dev_examples(shared, seed)
    outcomes = outcomes_of(examples, model)
    measures = summary(examples, outcomes)
    _print(measures)
    if keeps_answers:
        keep_answers(model, examples, outcomes)
    measures["robustness"] = measure_robustness(shared, model, seed)
    print_robustness(measures["robustness"])
    return measures


def dev_examples(shared: Path, seed: int = SEED) -> list[Example]:
    """Every dev set: the corpora, and what `seed` makes the spinners do to dev articles.

    Raises:
        CorpusMissing: the corpora are not in `shared`.
    """
    random = Random(seed)  # noqa: S311 (nothing secret)
    return [
        *every_pair(Split.DEV, shared),
        *spun_examples(Split.DEV, shared, N_SPUN, random),
        *spun_examples(Split.DEV, shared, N_SPUN, random, UNSEEN_STYLES),
        *composite_examples(Split.DEV, shared, N_COMPOSITES, random, UNSEEN_STYLES),
        *honest_examples(Split.DEV, shared, 100, random),
        *rated_examples(Split.DEV, shared, N_RATED, random),
    ]


def summary(examples: Sequence[Example], outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Label tables, false alarms, calibration, macro F1 and found passages of evaluated examples."""
    known = [(e, o) for e, o in zip(examples, outcomes, strict=True) if e.label and o.label != "not_measured"]
    probabilities = np.array([o.probabilities for _, o in known])
    classes = np.array([_CLASSES.index(e.label) for e, _ in known if e.label])
    diagrams = {str(c): reliability(probabilities[:, k], classes == k) for k, c in enumerate(_CLASSES)}
    return {
        "labels": _label_table(examples, outcomes),
        "right": _right(examples, outcomes),
        "false_alarms": {
            corpus: rate(o.label == "spun" for e, o in zip(examples, outcomes, strict=True) if e.corpus == corpus)
            for corpus in _HONEST
        },
        "honest": rate(o.label == "spun" for e, o in zip(examples, outcomes, strict=True) if e.corpus in _HONEST),
        "calibration_error": calibration_error(probabilities, classes),
        "calibration_error_by_class": {name: gap(bins) for name, bins in diagrams.items()},
        "reliability": diagrams,
        "confusion": _confusion(examples, outcomes),
        "macro_f1": f1_scores(classes, np.array([_NUMBERS.get(o.label, -1) for _, o in known])),
        "undecided": rate(o.label == "undecided" for _, o in known),
        "passages": _passages(examples, outcomes),
        "ledger_rule": call_rates(examples, [o.is_spun_by_rule for o in outcomes]),
        "character_alerts": rate(bool(o.alerts) for e, o in zip(examples, outcomes, strict=True) if e.edit == "characters"),
    }


def _label_table(examples: Sequence[Example], outcomes: Sequence[Outcome]) -> dict[str, dict[str, int]]:
    table: dict[str, Counter[str]] = {}
    for example, found in zip(examples, outcomes, strict=True):
        table.setdefault(kind_of(example), Counter())[found.label] += 1
    return {key: {c: table[key][c] for c in COLUMNS if table[key][c]} for key in sorted(table)}


def _right(examples: Sequence[Example], outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Of each corpus/edit: the share of the pairs with a label that got it."""
    hits: dict[str, list[bool]] = {}
    for example, found in zip(examples, outcomes, strict=True):
        if example.label:
            hits.setdefault(kind_of(example), []).append(found.label == example.label)
    return {key: rate(hits[key]) for key in sorted(hits)}


def _confusion(examples: Sequence[Example], outcomes: Sequence[Outcome]) -> dict[str, dict[str, int]]:
    """Counts of the labels said, for each true one."""
    table = {str(label): dict.fromkeys(map(str, COLUMNS), 0) for label in _CLASSES}
    for example, found in zip(examples, outcomes, strict=True):
        if example.label:
            table[example.label][found.label] += 1
    return table


def _passages(examples: Sequence[Example], outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Of each kind of composite with spun passages: how many gold ones are found as spun, and with both ends near."""
    kinds: dict[str, list[tuple[bool, bool]]] = {}
    for example, found in zip(examples, outcomes, strict=True):
        for gold, label in example.passages or ():
            if label is TaughtLabel.SPUN:
                kinds.setdefault(example.edit, []).append(matches(gold, found.spun))
    return {
        kind: {"found": rate(hit for hit, _ in rows), "within_10_percent": rate(near for _, near in rows)}
        for kind, rows in sorted(kinds.items())
    }


def _print(measures: dict[str, Any]) -> None:
    console = Console()
    table = Table("corpus/edit", *map(str, COLUMNS), title="Labels by edit (share of pairs, dev)")
    for key, counts in measures["labels"].items():
        n = sum(counts.values())
        table.add_row(f"{key} ({n})", *(f"{counts.get(c, 0) / n:.3f}" if counts.get(c) else "" for c in COLUMNS))
    console.print(table)
    for name in (
        "false_alarms",
        "honest",
        "calibration_error",
        "calibration_error_by_class",
        "macro_f1",
        "undecided",
        "passages",
        "character_alerts",
    ):
        console.print(f"[bold]{name}[/bold]", measures[name])
