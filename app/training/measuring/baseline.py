"""The simplest detector that could do: synonyms per 100 aligned words, with one threshold. What the model must beat."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rich.progress import track

from app.training.examples import Example
from app.training.fitting import MeasuredPair, call_rates, gold_of, honest_limit, measure_all, pair_table
from app.training.measuring.evaluation import dev_examples


def measure_baseline(examples: Sequence[Example], pairs: Sequence[MeasuredPair], shared: Path, workers: int) -> dict[str, Any]:
    """The threshold chosen on the training examples, and on dev the recall of each spun set and the false alarms.

    Raises:
        CorpusMissing: the corpora are not in `shared`.
    """
    limit = choose_limit(examples, pairs)
    dev = dev_examples(shared)
    tables = track(measure_all(pair_table, dev, workers=workers), "Baseline", len(dev))
    return {"threshold": round(limit, 3), **call_rates(dev, [synonym_rate(table) > limit for table in tables])}


def choose_limit(examples: Sequence[Example], pairs: Sequence[MeasuredPair]) -> float:
    """The rate that one honest training pair in 1,000 exceeds, in synonyms per 100 aligned words."""
    return honest_limit(np.array([synonym_rate(table) for table in pairs]), gold_of(examples).classes)


def synonym_rate(table: MeasuredPair) -> float:
    """Substitutions that the thesauri cover, per 100 words of the aligned passages."""
    return float(100.0 * table.changes.counts["synonym"].sum() / max(table.changes.counts["longest"].sum(), 1.0))
