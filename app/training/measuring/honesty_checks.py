"""The gate's checks of honest changes: who accuses more on any kind has lost, whatever was gained elsewhere.

In: the rows of two models (see `honesty`). Out: a check for each kind and, for what is less than an accusation, each family.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from app.errors import ModelError
from app.training.measuring.honesty import PER_KIND, SEED, drawn_pairs, measure_honesty
from app.training.measuring.paired import Check, GateFinding, missing, rate_check

Row = Mapping[str, Any]
Rows = Mapping[str, Row]
_NAMED_AT_MOST: Final = 10


def check_honesty(candidate: Path, current: Path, shared: Path) -> list[Check]:
    """The checks of two models: the candidate is asked now, the current one where its stored figures are of other pairs.

    Raises:
        CorpusMissing: the corpora are not in `shared`.
        ModelError: the candidate is missing or altered, or was made for other features than this code's.
    """
    before = _known(current, shared)
    if before is None:
        return [missing("honest changes", f"{current.name} has no figures: unspun evaluate --model {current} --honest --write")]
    if candidate.resolve() == current.resolve():
        return compare_honesty(before["kinds"], before["kinds"])
    after = measure_honesty(shared, candidate, before["per_kind"], before["seed"])
    return compare_honesty(before["kinds"], after["kinds"])


def _known(model: Path, shared: Path) -> dict[str, Any] | None:
    """The figures of a model: as stored, when of these very pairs; else asked now; else as stored from others; else None."""
    metrics = model / "metrics.json"
    stored: dict[str, Any] | None = json.loads(metrics.read_bytes()).get("honest_changes") if metrics.exists() else None
    per_kind, seed = (stored["per_kind"], stored["seed"]) if stored else (PER_KIND, SEED)
    if stored and stored["drawn"] == drawn_pairs(shared, per_kind, seed):
        return stored
    try:
        return measure_honesty(shared, model, per_kind, seed)
    except ModelError:
        return stored


def compare_honesty(current: Rows, candidate: Rows) -> list[Check]:
    """Called spun of each kind, to the last pair; suspected and called copied of each family, by Fisher's exact test."""
    kinds = dict.fromkeys([*current, *candidate])
    return [
        *(_accused(kind, current.get(kind), candidate.get(kind)) for kind in kinds),
        *_families("not suspected", "suspected", current, candidate, is_good=False),
        *_families("copied", "copied", current, candidate, is_good=True),
    ]


def _accused(kind: str, current: Row | None, candidate: Row | None) -> Check:
    name = f"no false alarm: {kind}"
    if current is None or candidate is None:
        return missing(name, f"{'the current model' if current is None else 'the candidate'} was not asked about {kind}")
    old, new = (row["spun"]["k"] / row["n"] for row in (current, candidate))
    finding = GateFinding.LOSS if new > old else GateFinding.GAIN if new < old else GateFinding.SAME
    added = tuple(sorted(set(candidate["spun_ids"]) - set(current["spun_ids"])))[:_NAMED_AT_MOST]
    return Check(name, candidate["n"], 1 - old, 1 - new, None, finding, added if finding is GateFinding.LOSS else ())


def _families(title: str, figure: str, current: Rows, candidate: Rows, *, is_good: bool) -> Iterable[Check]:
    """One check a family; `copied` is asked of verbatim kinds only."""
    for family in dict.fromkeys(row["family"] for row in candidate.values()):
        kinds = [k for k, row in candidate.items() if row["family"] == family and (row["is_verbatim"] or not is_good)]
        both = [kind for kind in kinds if kind in current]
        if both:
            yield rate_check(f"{title}: {family}", _sum(current, both, figure, is_good), _sum(candidate, both, figure, is_good))


def _sum(rows: Rows, kinds: Iterable[str], figure: str, is_good: bool) -> tuple[int, int]:
    """Good answers of these kinds and all."""
    k, n = (sum(rows[kind][figure][part] for kind in kinds) for part in ("k", "n"))
    return (k if is_good else n - k), n
