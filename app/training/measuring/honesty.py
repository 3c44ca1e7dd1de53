"""What a model says of honest changes, kind by kind: a pool would hide the kind that it accuses.

In: a model's folder and the corpora. Out: a row of figures for each kind, and the worst of all by name.
"""

import json
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from app.training.examples import HONEST_CHANGES, Example, HonestChange, Split, TaughtLabel, honest_change_examples
from app.training.fitting import add_assurance, rate
from app.training.measuring.answers import digest
from app.training.measuring.disturbances import shown
from app.training.measuring.outcomes import NOT_MEASURED, Outcome, outcomes_of

PER_KIND: Final = 300
SEED: Final = 1
ALARMS: Final = ("spun", "leaning", "spun_passage")
"""The figures of a row that are false alarms, the worst first."""
_SPUN: Final = tuple(TaughtLabel).index(TaughtLabel.SPUN)
_WIDTH: Final = 150
Row = dict[str, Any]
Rows = dict[str, Row]


def measure_honesty(
    shared: Path, model: Path, per_kind: int | None = None, seed: int = SEED, changes: Sequence[HonestChange] = HONEST_CHANGES
) -> dict[str, Any]:
    """`{"seed", "per_kind", "drawn", "kinds": {name: row}, "all": row}` of the model in the folder `model`, on dev originals.

    `per_kind` is `PER_KIND` when left out.

    A kind for which the originals give few occasions has fewer pairs: each row says how many. The pairs of a kind do not
    depend on what other kinds are measured.

    Raises:
        CorpusMissing: the corpora are not in `shared`.
        ModelError: the model is missing or altered, or was made for other features.
    """
    per_kind = per_kind or PER_KIND
    examples = list(honest_change_examples(Split.DEV, shared, per_kind * len(changes), seed, changes))
    outcomes = outcomes_of(examples, model)
    return {"seed": seed, "per_kind": per_kind, "drawn": _drawn(examples)} | honesty_of(examples, outcomes, changes)


def drawn_pairs(shared: Path, per_kind: int, seed: int, changes: Sequence[HonestChange] = HONEST_CHANGES) -> str:
    """Names the pairs of every kind that are drawn today: a digest of all their texts.

    Raises:
        CorpusMissing: the corpora are not in `shared`.
    """
    return _drawn(list(honest_change_examples(Split.DEV, shared, per_kind * len(changes), seed, changes)))


def _drawn(examples: Sequence[Example]) -> str:
    return blake2b("".join(map(digest, examples)).encode(), digest_size=9).hexdigest()


def honesty_of(examples: Sequence[Example], outcomes: Sequence[Outcome], changes: Sequence[HonestChange]) -> dict[str, Any]:
    """A row for each kind that has pairs, and one for all."""
    pairs = list(zip(examples, outcomes, strict=True))
    kinds: Rows = {}
    for change in changes:
        if mine := [pair for pair in pairs if pair[0].edit == change.name]:
            kinds[change.name] = {"family": str(change.family), "is_verbatim": change.is_verbatim} | _row(mine)
    return {"kinds": kinds, "all": _row(pairs)}


def _row(pairs: Sequence[tuple[Example, Outcome]]) -> Row:
    """The figures of these pairs; what was not measured counts in `n` and is no alarm."""
    outcomes = [outcome for _, outcome in pairs]
    words = sum(outcome.n_words for outcome in outcomes)
    return {
        "n": len(pairs),
        "not_measured": sum(outcome.label == NOT_MEASURED for outcome in outcomes),
        "spun": rate(outcome.label == TaughtLabel.SPUN for outcome in outcomes),
        "leaning": rate(is_leaning(outcome) for outcome in outcomes),
        "spun_passage": rate(bool(outcome.spun) for outcome in outcomes),
        "suspected": rate(is_leaning(outcome) or bool(outcome.spun) for outcome in outcomes),
        "copied": rate(outcome.label == TaughtLabel.COPIED for outcome in outcomes),
        "by_rule": rate(outcome.is_spun_by_rule for outcome in outcomes),
        "likely_swaps_per_1000_words": round(1000 * sum(o.n_likely for o in outcomes) / words, 2) if words else 0.0,
        "spun_ids": [example.id for example, outcome in pairs if outcome.label == TaughtLabel.SPUN],
    }


def is_leaning(outcome: Outcome) -> bool:
    """Whether an undecided pair has spun as its first candidate."""
    is_first = max(range(len(outcome.probabilities)), key=outcome.probabilities.__getitem__, default=-1) == _SPUN
    return outcome.label == "undecided" and is_first


def worst_kind(rates: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Of rates of false alarms by kind: the highest one with its `kind`; of equal ones the one that is known least well."""
    kind = max(rates, key=lambda name: (rates[name]["rate"] or 0.0, rates[name]["high"]))
    return {"kind": kind, **rates[kind]}


def alarm_rates(honesty: Mapping[str, Any], false_alarms: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Called spun: of each kind of honest changes, and of each corpus of honest news."""
    return {**{name: row["spun"] for name, row in honesty["kinds"].items()}, **false_alarms}


def assure(model: Path) -> Path:
    """`manifest.json` in the folder `model` with the false alarms of its worst kinds, from its `metrics.json`."""
    metrics = json.loads((model / "metrics.json").read_text(encoding="utf-8"))
    rates = alarm_rates(metrics["honest_changes"], metrics.get("dev", {}).get("false_alarms", {}))
    untaught = metrics.get("untaught_changes")
    return add_assurance(model, worst_kind(rates), worst_kind(alarm_rates(untaught, {})) if untaught else None)


def print_honesty(measures: Mapping[str, Any]) -> None:
    """One row a kind, then all of them, then the worst; ids only, never a text."""
    console = Console(width=max(Console().width, _WIDTH))
    columns = (
        "called spun",
        "undecided, spun first",
        "spun passage",
        "copied",
        "rule of three",
        "likely swaps/1,000",
        "not measured",
    )
    table = Table("kind", *columns, title=f"Honest changes of dev articles (seed {measures['seed']})")
    for name, row in [*measures["kinds"].items(), ("all", measures["all"])]:
        table.add_row(name, *cells(row), str(row["not_measured"]), style="bold red" if row["spun"]["k"] else None)
    console.print(table)
    worst = worst_kind({name: row["spun"] for name, row in measures["kinds"].items()})
    console.print(f"worst kind: {worst['kind']}, called spun {shown(worst)}", markup=False, highlight=False)


def cells(row: Row) -> list[str]:
    """The figures of a row as they are read; copied only where it must be."""
    copied = shown(row["copied"]) if row.get("is_verbatim", False) else ""
    alarms = [shown(row[name]) for name in ALARMS]
    return [*alarms, copied, shown(row["by_rule"]), str(row["likely_swaps_per_1000_words"])]
