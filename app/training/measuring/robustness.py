"""What a verdict must stand: disturbances, a light hand, a spun paragraph in an honest article, published spinners, damages.

On dev and the handed pairs, with intervals. `unspun training robustness --part NAME` prints one part.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from typing import Any, Final, NamedTuple

from rich.console import Console

from app.training.measuring.damage_figures import measure_damaged, print_damaged
from app.training.measuring.disturbances import measure_disturbances, print_disturbances
from app.training.measuring.genre_figures import measure_genres, print_genres
from app.training.measuring.paragraphs import measure_paragraphs, print_paragraphs
from app.training.measuring.polish import measure_polish, print_polish
from app.training.measuring.sentence_end_figures import measure_sentence_ends, print_sentence_ends
from app.training.measuring.tool_figures import measure_tools, print_tools


class RobustnessPart(NamedTuple):
    """One measurement: from the shared folder, the model's folder and randomness to figures; and how they are printed."""

    measure: Callable[[Path, Path, Random], dict[str, Any]]
    print: Callable[[dict[str, Any], Console], None]


PARTS: Final[dict[str, RobustnessPart]] = {
    "disturbances": RobustnessPart(measure_disturbances, print_disturbances),
    "polish": RobustnessPart(measure_polish, print_polish),
    "paragraphs": RobustnessPart(measure_paragraphs, print_paragraphs),
    "spinners": RobustnessPart(measure_tools, print_tools),
    "genres": RobustnessPart(measure_genres, print_genres),
    "damaged": RobustnessPart(measure_damaged, print_damaged),
    "sentence_ends": RobustnessPart(measure_sentence_ends, print_sentence_ends),
}
"""All measurements, by name."""

_WIDTH: Final = 140  # columns; a tool whose name is cut off is not named


def measure_robustness(shared: Path, model: Path, seed: int, parts: Iterable[str] = tuple(PARTS)) -> dict[str, Any]:
    """The figures of each part, of the model in the folder `model`; each part has a random state of its own.

    Raises:
        CorpusMissing: the corpora are not in `shared`.
        ModelError: the model is missing or altered.
    """
    return {name: PARTS[name].measure(shared, model, Random(f"{name} {seed}")) for name in parts}  # noqa: S311 (nothing secret)


def print_robustness(measures: dict[str, Any]) -> None:
    """The tables of the parts that were measured."""
    console = Console(width=max(Console().width, _WIDTH))
    for name, found in measures.items():
        PARTS[name].print(found, console)
