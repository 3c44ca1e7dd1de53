"""The examples that a model is fitted on, drawn as a recipe says: part by part, side by side."""

import os
import warnings
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from rich.progress import track

from app.training.examples import (
    COPY_EDITS,
    CorpusMissing,
    Example,
    Split,
    StyleMissing,
    composite_examples,
    corpus_examples,
    damaged_examples,
    disturbed_examples,
    honest_change_examples,
    honest_examples,
    imitated_examples,
    load_styles,
    planted_examples,
    spun_examples,
    tool_examples,
    worn_examples,
)


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything a run depends on besides the data and the code."""

    name: str = "unspun-7"
    seed: int = 20261128
    n_spun: int = 6_000
    n_composites: int = 6_000
    n_planted: int = 2_000
    n_planted_edited: int = 1_500
    n_honest: int = 400
    n_honest_changes: int = 11_000
    n_copy_edits: int = 1_500
    n_imitated: int = 12_000
    tools: bool = True
    left_out: tuple[str, ...] = ()
    damaged: float = 0.15
    worn: float = 0.5
    disturbed: float = 0.2
    workers: int = os.cpu_count() or 1


# What a model is fitted on, by part: from the shared folder, the recipe and the part's own random numbers.
_PARTS: Final[dict[str, Callable[[Path, Recipe, Random], Iterable[Example]]]] = {
    "imitated": lambda shared, recipe, random: imitated_examples(Split.TRAIN, shared, recipe.n_imitated, random),
    "corpora": lambda shared, _, random: corpus_examples(Split.TRAIN, shared, random),
    "honest changes": lambda shared, recipe, _: honest_change_examples(Split.TRAIN, shared, recipe.n_honest_changes, recipe.seed),
    "spun": lambda shared, recipe, random: spun_examples(Split.TRAIN, shared, recipe.n_spun, random),
    "composites": lambda shared, recipe, random: composite_examples(Split.TRAIN, shared, recipe.n_composites, random),
    "planted": lambda shared, recipe, random: planted_examples(Split.TRAIN, shared, recipe.n_planted, random),
    "planted in edited copies": lambda shared, recipe, random: planted_examples(
        Split.TRAIN, shared, recipe.n_planted_edited, random, beds=("edited_copy",)
    ),
    "copy edits": lambda shared, recipe, _: honest_change_examples(
        Split.TRAIN, shared, recipe.n_copy_edits, recipe.seed + 1, COPY_EDITS
    ),
    "honest": lambda shared, recipe, random: honest_examples(Split.TRAIN, shared, recipe.n_honest, random),
    "tools": lambda shared, recipe, _: tool_examples(Split.TRAIN, shared, recipe.left_out) if recipe.tools else (),
}


def drawn_examples(shared: Path, recipe: Recipe) -> list[Example]:
    """What `recipe` asks for, by all spinner styles: a model that met fewer than its card names is another model.

    Raises:
        CorpusMissing: the corpora, or what a style is made from, are not there.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", StyleMissing)
        try:
            load_styles(shared=shared)
        except StyleMissing as missing:
            raise CorpusMissing(f"{missing}; CONTRIBUTING.md names the packages to install") from missing
    return _examples(shared, recipe)


def _examples(shared: Path, recipe: Recipe) -> list[Example]:
    with ProcessPoolExecutor(recipe.workers) as pool:
        parts = [pool.submit(_part, name, shared, recipe) for name in _PARTS]
        examples = [example for part in track(parts, "Examples") for example in part.result()]
    random = _random(recipe, "worked on")
    disturbed = disturbed_examples(examples, recipe.disturbed, random)
    damaged = damaged_examples(examples, recipe.damaged, random)
    return [*examples, *disturbed, *damaged, *worn_examples(examples, recipe.worn, random)]


def _part(name: str, shared: Path, recipe: Recipe) -> list[Example]:
    return list(_PARTS[name](shared, recipe, _random(recipe, name)))


def _random(recipe: Recipe, part: str) -> Random:
    """Each part draws by itself: none hangs on what another one drew, and they are made side by side."""
    return Random(f"{recipe.seed} {part}")  # noqa: S311 (nothing secret)
