"""The gate's checks of honest changes: who accuses more on any kind has lost, whatever was gained elsewhere.

In: the rows of two models (see `honesty`). Out: a check for each kind and, for what is less than an accusation, each family.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from app.errors import ModelError
from app.training.examples import HONEST_CHANGES, UNTAUGHT_CHANGES, HonestChange
from app.training.measuring.honesty import PER_KIND, SEED, drawn_pairs, measure_honesty
from app.training.measuring.paired import Check, GateFinding, missing, rate_check

Row = Mapping[str, Any]
Rows = Mapping[str, Row]
_NAMED_AT_MOST: Final = 10


class AskedKinds(NamedTuple):
    """Kinds that are asked together.

    What they are called, what stands before the names of their families, where their figures are kept, and the option that
    measures them.
    """

    title: str
    of: str
    figures: str
    option: str
    changes: Sequence[HonestChange]


ASKED: Final = (
    AskedKinds("honest changes", "", "honest_changes", "--honest", HONEST_CHANGES),
    AskedKinds("kinds that nobody taught", "untaught, ", "untaught_changes", "--untaught", UNTAUGHT_CHANGES),
)


def check_honesty(candidate: Path, current: Path, shared: Path) -> list[Check]:
    """The checks of two models: the candidate is asked now, the current one where its stored figures are of other pairs.

    Kinds that a model is taught, and kinds that none is.

    Raises:
        CorpusMissing: the corpora are not in `shared`.
        ModelError: the candidate is missing or altered, or was made for other features than this code's.
    """
    return [check for asked in ASKED for check in _check_kinds(asked, candidate, current, shared)]


def _check_kinds(asked: AskedKinds, candidate: Path, current: Path, shared: Path) -> list[Check]:
    before = _known(asked, current, shared)
    if before is None:
        return [missing(asked.title, f"{current.name} has no figures: unspun evaluate --model {current} {asked.option} --write")]
    if candidate.resolve() == current.resolve():
        return compare_honesty(before["kinds"], before["kinds"], asked.of)
    after = measure_honesty(shared, candidate, before["per_kind"], before["seed"], asked.changes)
    return compare_honesty(before["kinds"], after["kinds"], asked.of)


def _known(asked: AskedKinds, model: Path, shared: Path) -> dict[str, Any] | None:
    """The figures of a model: as stored, when of these very pairs; else asked now; else as stored from others; else None."""
    metrics = model / "metrics.json"
    stored: dict[str, Any] | None = json.loads(metrics.read_bytes()).get(asked.figures) if metrics.exists() else None
    per_kind, seed = (stored["per_kind"], stored["seed"]) if stored else (PER_KIND, SEED)
    if stored and stored["drawn"] == drawn_pairs(shared, per_kind, seed, asked.changes):
        return stored
    try:
        return measure_honesty(shared, model, per_kind, seed, asked.changes)
    except ModelError:
        return stored


def compare_honesty(current: Rows, candidate: Rows, of: str = "") -> list[Check]:
    """Called spun of each kind, to the last pair; suspected and called copied of each family, by Fisher's exact test.

    `of` stands before the names of families.
    """
    kinds = dict.fromkeys([*current, *candidate])
    return [
        *(_accused(kind, current.get(kind), candidate.get(kind)) for kind in kinds),
        *_families(f"not suspected: {of}", "suspected", current, candidate, is_good=False),
        *_families(f"copied: {of}", "copied", current, candidate, is_good=True),
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
            yield rate_check(f"{title}{family}", _sum(current, both, figure, is_good), _sum(candidate, both, figure, is_good))


def _sum(rows: Rows, kinds: Iterable[str], figure: str, is_good: bool) -> tuple[int, int]:
    """Good answers of these kinds and all."""
    k, n = (sum(rows[kind][figure][part] for kind in kinds) for part in ("k", "n"))
    return (k if is_good else n - k), n
