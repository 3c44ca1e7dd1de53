"""Whether a spun pair stays spun when its texts are damaged: sentences missing or foreign, words put in or left out."""

from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from app.training.examples import (
    DAMAGES,
    TOOL_CORPUS,
    Example,
    Split,
    TaughtLabel,
    damaged,
    rated_examples,
    swapped_share,
    tool_pairs,
)
from app.training.fitting import rate
from app.training.measuring.disturbances import shown
from app.training.measuring.outcomes import Outcome, outcomes_of
from app.training.measuring.tool_figures import PLAIN

N_RATED: Final = 40  # articles of each unseen style and rate


def measure_damaged(shared: Path, model: Path, random: Random) -> dict[str, Any]:
    """Of each kind of damage: how many spun pairs that the model in the folder `model` calls spun it still calls so.

    Pairs, 8 % of the words and more swapped: dev articles spun by styles that training never met, and dev originals spun by
    published tools.

    Raises:
        CorpusMissing: the corpora are not in `shared`.
        ModelError: the model is missing or altered.
    """
    pool = _pool(shared, random)
    spun = [e for e, found in zip(pool, outcomes_of(pool, model), strict=True) if found.label == TaughtLabel.SPUN]
    tried = [(name, made) for name in DAMAGES for e in spun if (made := damaged(e, name, random.choice(pool).reference, random))]
    found = outcomes_of([made for _, made in tried], model)
    return damage_figures([(name, _source(made), each) for (name, made), each in zip(tried, found, strict=True)])


def _pool(shared: Path, random: Random) -> list[Example]:
    tools = (made for made in tool_pairs(shared) if made.split is Split.DEV and made.swapped >= PLAIN)
    handed = [made.example for made in tools if made.label is TaughtLabel.SPUN]
    rated = [e for e in rated_examples(Split.DEV, shared, N_RATED, random) if swapped_share(e.reference, e.suspect) >= PLAIN]
    return [*handed, *rated]


def _source(example: Example) -> str:
    return "published tools" if example.corpus == TOOL_CORPUS else "unseen styles"


def damage_figures(tried: Sequence[tuple[str, str, Outcome]]) -> dict[str, Any]:
    """Of (damage, source, outcome): `{damage: {source: how often still spun, and the labels otherwise}}`."""
    rows: dict[str, dict[str, list[str]]] = {}
    for name, source, found in tried:
        rows.setdefault(name, {}).setdefault(source, []).append(found.label)
    return {
        name: {
            source: rate(label == TaughtLabel.SPUN for label in labels)
            | {"otherwise": {label: labels.count(label) for label in sorted(set(labels)) if label != TaughtLabel.SPUN}}
            for source, labels in sorted(sources.items())
        }
        for name, sources in rows.items()
    }


def print_damaged(measures: dict[str, Any], console: Console) -> None:
    """One row a kind of damage and source."""
    table = Table("damage", "source", "stays spun", "otherwise", title="Spun pairs, damaged")
    for name, sources in measures.items():
        for source, cell in sources.items():
            table.add_row(name, source, shown(cell), str(cell["otherwise"] or ""))
    console.print(table)
