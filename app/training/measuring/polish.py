"""Whether a light hand stays uncalled: polished, rewritten and desk-edited pairs of dev in which hardly a word is changed."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from app.training.examples import Example, Split, TaughtLabel, changed_share, every_pair, made_examples, words_of
from app.training.fitting import kind_of, rate
from app.training.measuring.disturbances import shown
from app.training.measuring.outcomes import Outcome, outcomes_of

MOST_CHANGED: Final = 0.05
"""Words put in, left out or replaced, as a share of the longer text's words (`labels.changed_share`)."""
EDITS: Final = frozenset({"polish", "humanized", "rewrite", "paraphrase", "back-translation"})
_COMPOSITES: Final = ("edited", "house_style")
N_COMPOSITES: Final = 400  # half of each kind


def measure_polish(shared: Path, model: Path, random: Random) -> dict[str, Any]:
    """Of each corpus and edit: how many light pairs are not called spun, how many have no spun passage, and the others' ids.

    Composites are all counted, however much the desk cut.

    Raises:
        CorpusMissing: the corpora are not in `shared`.
        ModelError: the model is missing or altered.
    """
    pairs = light(example for example in every_pair(Split.DEV, shared) if example.edit in EDITS)
    examples = [*pairs, *made_examples(_COMPOSITES, shared, N_COMPOSITES, random)]
    kinds: dict[str, list[tuple[Example, Outcome]]] = {}
    for pair in zip(examples, outcomes_of(examples, model), strict=True):
        kinds.setdefault(kind_of(pair[0]), []).append(pair)
    return {kind: _row(rows) for kind, rows in kinds.items()}


def light(examples: Iterable[Example]) -> list[Example]:
    """Those in which something is changed, but less than `MOST_CHANGED` of the words."""
    shares = ((e, changed_share(words_of(e.reference), words_of(e.suspect))) for e in examples)
    return [example for example, share in shares if share < MOST_CHANGED and example.reference != example.suspect]


def _row(rows: Sequence[tuple[Example, Outcome]]) -> dict[str, Any]:
    return {
        "not_spun": rate(found.label != TaughtLabel.SPUN for _, found in rows),
        "no_spun_passage": rate(not found.spun for _, found in rows),
        "spun_ids": [example.id for example, found in rows if found.label == TaughtLabel.SPUN],
        "spun_passage_ids": [example.id for example, found in rows if found.spun],
    }


def print_polish(measures: dict[str, Any], console: Console) -> None:
    """One row a corpus and edit; ids only, never a text."""
    title = f"Light hands: pairs with under {MOST_CHANGED:.0%} of the words changed, and all desk edits (dev)"
    table = Table("corpus/edit", "not called spun", "no passage called spun", title=title)
    for kind, row in measures.items():
        table.add_row(kind, shown(row["not_spun"]), shown(row["no_spun_passage"]))
    console.print(table)
    for kind, row in measures.items():
        console.print(f"{kind}: called spun {row['spun_ids']}, with a spun passage {row['spun_passage_ids']}")
