"""One measurement at a time: what `unspun evaluate` prints when it is asked for one subject, and where its figures are kept."""

import json
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, NamedTuple

from rich.console import Console

from app.training.examples import UNTAUGHT_CHANGES
from app.training.fitting import write_json
from app.training.measuring.contradiction_figures import measure_contradictions, print_contradictions
from app.training.measuring.evaluation import SEED
from app.training.measuring.honesty import assure, measure_honesty, print_honesty
from app.training.measuring.left_out import measure_left_out
from app.training.measuring.passage_figures import measure_passages_found, print_passages_found
from app.training.measuring.robustness import measure_robustness, print_robustness
from app.training.measuring.tool_figures import print_tools

_WIDTH: Final = 140  # columns; a tool whose name is cut off is not named


class Subject(StrEnum):
    """What can be measured by itself."""

    SPINNERS = "spinners"
    DAMAGED = "damaged"
    SENTENCE_ENDS = "sentence_ends"
    CONTRADICTIONS = "contradictions"
    HONEST = "honest_changes"
    UNTAUGHT = "untaught_changes"
    LEFT_OUT = "tools_left_out"
    PASSAGES = "passages"


class Measurement(NamedTuple):
    """From the shared folder, a model's folder and a number of pairs to figures; how they are printed; where they are kept.

    The number is of honest changes or of pairs of each kind, None for the usual one; `keys` lead to the place in `metrics.json`.
    """

    measure: Callable[[Path, Path, int | None], dict[str, Any]]
    print: Callable[[dict[str, Any]], None]
    keys: tuple[str, ...]


def _robustness(*parts: str) -> Measurement:
    return Measurement(
        lambda shared, model, _: measure_robustness(shared, model, SEED, parts), print_robustness, ("dev", "robustness")
    )


MEASUREMENTS: Final[dict[Subject, Measurement]] = {
    Subject.SPINNERS: _robustness("spinners", "genres"),
    Subject.DAMAGED: _robustness("damaged"),
    Subject.SENTENCE_ENDS: _robustness("sentence_ends"),
    Subject.CONTRADICTIONS: Measurement(
        lambda shared, model, _: {"contradictions": measure_contradictions(shared, model, SEED)},
        lambda found: print_contradictions(found["contradictions"]),
        (),
    ),
    Subject.HONEST: Measurement(
        lambda shared, model, per_kind: {"honest_changes": measure_honesty(shared, model, per_kind)},
        lambda found: print_honesty(found["honest_changes"]),
        (),
    ),
    Subject.UNTAUGHT: Measurement(
        lambda shared, model, per_kind: {
            "untaught_changes": measure_honesty(shared, model, per_kind, changes=UNTAUGHT_CHANGES),
        },
        lambda found: print_honesty(found["untaught_changes"]),
        (),
    ),
    Subject.LEFT_OUT: Measurement(
        lambda shared, model, _: {"tools_left_out": measure_left_out(model, shared)},
        lambda found: print_tools(found["tools_left_out"], Console(width=max(Console().width, _WIDTH))),
        (),
    ),
    Subject.PASSAGES: Measurement(
        lambda shared, model, per_kind: {"places": measure_passages_found(shared, model, SEED, per_kind)},
        lambda found: print_passages_found(found["places"]),
        ("dev",),
    ),
}
"""What is done for each subject."""


def measure_subject(subject: Subject, shared: Path, model: Path, per_kind: int | None = None) -> dict[str, Any]:
    """The figures of a subject, printed; of the model in the folder `model`, or of models fitted for it (`LEFT_OUT`).

    Raises:
        CorpusMissing: the corpora are not in `shared`.
        ModelError: the model is missing or altered, or was made for other features.
    """
    found = MEASUREMENTS[subject].measure(shared, model, per_kind)
    MEASUREMENTS[subject].print(found)
    return found


def keep_subject(subject: Subject, figures: dict[str, Any], model: Path) -> Path:
    """`metrics.json` in the folder `model` with the figures of a subject added or replaced; returns its path.

    Those of honest changes, taught or not, bring the manifest's assurance up to date as well.
    """
    path = model / "metrics.json"
    metrics = json.loads(path.read_text(encoding="utf-8"))
    place = metrics
    for key in MEASUREMENTS[subject].keys:
        place = place.setdefault(key, {})
    place.update(figures)
    write_json(path, metrics)
    if subject in (Subject.HONEST, Subject.UNTAUGHT) and Subject.HONEST in metrics:
        assure(model)
    return path
