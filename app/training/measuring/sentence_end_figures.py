"""Whether a verdict and its swaps stay when a suspect has lost the ends of its sentences, in eight ways: on dev."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any, Final

import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table

from app.detector import NotMeasured
from app.features import LIKELY
from app.text import read_text
from app.training.examples import LOST_ENDS, Example, TaughtLabel
from app.training.fitting import detector_of, measure_all, rate
from app.training.measuring.disturbances import labelled_pool, shown
from app.training.measuring.outcomes import NOT_MEASURED

PER_LABEL: Final = 300  # pairs of each label
LEAST_KEPT: Final = 0.95  # share of the twin's likely swaps that are to be found again
_SPARE: Final = 100  # pairs more than that are asked, for some are called otherwise
_ASKED: Final = (TaughtLabel.SPUN, TaughtLabel.COPIED, TaughtLabel.PARAPHRASED)


@dataclass(frozen=True, slots=True)
class AskedLedger:
    """What is said of a pair, and its likely swaps: what became what, and how often."""

    label: str
    swaps: Counter[tuple[str, str]]

    def keeps(self, twin: "AskedLedger") -> bool:
        """Whether label and likely swaps are those of the `twin`, but for a few."""
        return self.label == twin.label and self.kept(twin) >= LEAST_KEPT

    def kept(self, twin: "AskedLedger") -> float:
        """Share of the twin's likely swaps that are here, 0..1; 1 where it has none."""
        return (self.swaps & twin.swaps).total() / twin.swaps.total() if twin.swaps else 1.0


def ask_ledger(example: Example, model: Path) -> AskedLedger:
    """What the model in the folder `model` says of one pair."""
    found = detector_of(model).compare(read_text(example.reference), read_text(example.suspect))
    if isinstance(found, NotMeasured):
        return AskedLedger(NOT_MEASURED, Counter())
    return AskedLedger(str(found.label), Counter(found.alignment.patterns_of(np.flatnonzero(found.spin >= LIKELY))))


def measure_sentence_ends(shared: Path, model: Path, random: Random, per_label: int | None = None) -> dict[str, Any]:
    """`{way: {label: figures}}`: how many pairs keep label and likely swaps of their clean twin, that was called what it is.

    Raises:
        CorpusMissing: the corpora are not in `shared`.
        ModelError: the model is missing or altered.
    """
    n = per_label or PER_LABEL
    pool = labelled_pool(shared, random, n + _SPARE)
    clean = [(e, found) for label in _ASKED for e, found in _right(pool[label], label, model, n)]
    tried = [(name, e, twin, _without_ends(e, name)) for name in LOST_ENDS for e, twin in clean]
    found = _ledgers([changed for *_, changed in tried], model)
    return sentence_end_figures([(name, e.label, twin, after) for (name, e, twin, _), after in zip(tried, found, strict=True)])


def _right(examples: Sequence[Example], label: TaughtLabel, model: Path, n: int) -> list[tuple[Example, AskedLedger]]:
    """The first `n` that are called what they are, with what is said of them."""
    rows = zip(examples, _ledgers(examples, model), strict=True)
    return [(e, found) for e, found in rows if found.label == label][:n]


def _ledgers(examples: Sequence[Example], model: Path) -> list[AskedLedger]:
    return list(track(measure_all(ask_ledger, examples, model), f"Sentence ends, {model.name}", len(examples)))


def _without_ends(example: Example, name: str) -> Example:
    text = LOST_ENDS[name](example.suspect, Random(f"{name} {example.id}"))  # noqa: S311 (nothing secret)
    return replace(example, id=f"{example.id}-{name}", suspect=text, gold=None, passages=None)


def sentence_end_figures(tried: Sequence[tuple[str, TaughtLabel | None, AskedLedger, AskedLedger]]) -> dict[str, Any]:
    """Of (way, label, twin, what is said without the ends): `stays`: both kept, `label` and `swaps`: each, and other labels."""
    rows: dict[tuple[str, str], list[tuple[AskedLedger, AskedLedger]]] = {}
    for name, label, twin, after in tried:
        rows.setdefault((name, str(label)), []).append((twin, after))
    figures: dict[str, Any] = {}
    for (name, right), pairs in rows.items():
        others = Counter(after.label for _, after in pairs if after.label != right)
        figures.setdefault(name, {})[right] = {
            "stays": rate(after.keeps(twin) for twin, after in pairs),
            "label": rate(after.label == right for _, after in pairs),
            "swaps": rate(after.kept(twin) >= LEAST_KEPT for twin, after in pairs),
            "otherwise": dict(others.most_common()),
        }
    return figures


def print_sentence_ends(measures: dict[str, Any], console: Console) -> None:
    """One row a way and label."""
    columns = ("sentence ends", "label", "label and swaps stay", "label stays", "swaps stay", "otherwise")
    table = Table(*columns, title="Sentence ends lost (dev)")
    for name, cells in measures.items():
        for label, cell in cells.items():
            table.add_row(name, label, *(shown(cell[part]) for part in ("stays", "label", "swaps")), str(cell["otherwise"] or ""))
    console.print(table)
