"""The gate's checks of published spinners, other kinds of writing, damage and contradictions.

Where a text is copied or untouched, one more called spun is a loss; other shares are compared by Fisher's exact test, for the
current model may have been made for other features and then answers by the figures that it was stored with.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from app.errors import ModelError
from app.model import Model
from app.training.measuring.contradiction_figures import measure_contradictions, n_contradictions
from app.training.measuring.evaluation import SEED
from app.training.measuring.paired import Check, GateFinding, missing, rate_check
from app.training.measuring.robustness import measure_robustness
from app.training.measuring.tool_figures import BANDS, NOTHING_SWAPPED

PARTS: Final = ("spinners", "genres", "damaged")
_HONEST_BANDS: Final = frozenset((NOTHING_SWAPPED, *(name for name, band in BANDS.items() if band.wanted == "copied")))


class Share(NamedTuple):
    """Good answers and all; when `is_strict`, a smaller share is a loss however small the difference."""

    k: int
    n: int
    is_strict: bool = False


Shares = Mapping[str, Share]


def check_spinners(candidate: Path, current: Path, shared: Path) -> list[Check]:
    """The checks of two models.

    Raises:
        CorpusMissing: the corpora are not in `shared`.
        ModelError: the candidate is missing or altered, or was made for other features than this code's.
    """
    before = _known(current, shared)
    if before is None:
        return [missing("published spinners", f"{current.name} has no figures: unspun evaluate --model {current} --write")]
    after = before if candidate.resolve() == current.resolve() else _measured(candidate, shared)
    return compare_shares(shares_of(before), shares_of(after))


def _measured(model: Path, shared: Path) -> dict[str, Any]:
    Model.load(model)
    found = measure_robustness(shared, model, SEED, PARTS)
    return found | {"contradictions": measure_contradictions(shared, model, SEED)}


def _known(model: Path, shared: Path) -> dict[str, Any] | None:
    """The figures of a model, asked now; as stored when it was made for other features; None when it has none."""
    try:
        return _measured(model, shared)
    except ModelError:
        metrics = json.loads((model / "metrics.json").read_bytes())
    parts = metrics.get("dev", {}).get("robustness", {}) | {"contradictions": metrics.get("contradictions")}
    return parts if all(parts.get(name) for name in (*PARTS, "contradictions")) else None


def shares_of(figures: Mapping[str, Any]) -> dict[str, Share]:
    """Every share that is compared, by name."""
    return dict([*_spinners(figures["spinners"]), *_genres(figures["genres"]), *_damaged(figures["damaged"]),
                 *_contradictions(figures["contradictions"])])  # fmt: skip


def _spinners(measures: Mapping[str, Any]) -> Iterator[tuple[str, Share]]:
    for name, row in measures["bands"].items():
        if name in _HONEST_BANDS:
            yield f"not spun: tools, {name}", Share(row["spun"]["n"] - row["spun"]["k"], row["spun"]["n"], is_strict=True)
        if "right" in row:
            yield f"right: tools, {name}", Share(row["right"]["k"], row["right"]["n"])


def _genres(measures: Mapping[str, Any]) -> Iterator[tuple[str, Share]]:
    for name, row in measures.items():
        yield f"spun: {name}", Share(row["found"]["k"], row["found"]["n"])
        yield f"untouched, not spun: {name}", Share(row["quiet"]["k"], row["quiet"]["n"], is_strict=True)


def _damaged(measures: Mapping[str, Any]) -> Iterator[tuple[str, Share]]:
    for name, sources in measures.items():
        for source, cell in sources.items():
            yield f"stays spun: {name}, {source}", Share(cell["k"], cell["n"])


def _contradictions(measures: Mapping[str, Any]) -> Iterator[tuple[str, Share]]:
    n = sum(row["n"] for row in measures["reports"].values()) + sum(row["steps"] for row in measures["rises"].values())
    yield "reports and steps without contradiction", Share(n - n_contradictions(dict(measures)), n, is_strict=True)


def compare_shares(current: Shares, candidate: Shares) -> list[Check]:
    """A check a share; a share that only one of the models has is missing."""
    return [_compared(name, current.get(name), candidate.get(name)) for name in dict.fromkeys((*current, *candidate))]


def _compared(name: str, current: Share | None, candidate: Share | None) -> Check:
    if current is None or candidate is None:
        return missing(name, f"{'the current model' if current is None else 'the candidate'} was not asked")
    if not candidate.is_strict:
        return rate_check(name, (current.k, current.n), (candidate.k, candidate.n))
    old, new = current.k / current.n, candidate.k / candidate.n
    finding = GateFinding.LOSS if new < old else GateFinding.GAIN if new > old else GateFinding.SAME
    return Check(name, candidate.n, old, new, None, finding)
