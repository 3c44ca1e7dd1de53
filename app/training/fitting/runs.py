"""`unspun train`: from the corpora to a model folder. Resumable: each table is kept in the build folder once it is made."""

import hashlib
import os
import pickle
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from inspect import getsource
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from rich.progress import track

from app.training.examples import (
    COPY_EDITS,
    DEFAULT_SHARED,
    PUBLISHED_TIMES,
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
from app.training.fitting.metrics import calibration_error, label_table, swap_figures
from app.training.fitting.model_files import file_hashes, write_model
from app.training.fitting.pair_tables import LEXICON, MeasuredPair, measure_all, pair_table
from app.training.fitting.probes import write_probes
from app.training.fitting.stacks import Fitted, fit
from app.training.fitting.thresholds import choose_thresholds

# What examples and tables depend on, as patterns inside `app`.
TABLE_CODE = (
    *(f"{room}/*" for room in ("text", "lexicon", "sides", "align", "features")),
    *(f"training/{wing}/*" for wing in ("lexicon", "examples", "examples/spinners", "examples/honest")),
    "training/fitting/pair_tables.py",
    "detector.py",
)
_CODE_SUFFIXES = (".py", ".pyx", ".pxd", ".json")  # the forms of honest changes are JSON
BUILD = Path("build/training")


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


@dataclass(frozen=True, slots=True)
class Tables:
    """What a model is fitted on: the examples, and what was measured of each."""

    examples: list[Example]
    pairs: list[MeasuredPair]


def train(
    shared: Path = DEFAULT_SHARED,
    models: Path = Path("models"),
    build: Path = BUILD,
    recipe: Recipe | None = None,
) -> Path:
    """Fits a model on `shared` and writes its folder; returns the folder.

    Raises:
        CorpusMissing: the corpora are not in `shared`.
    """
    recipe = recipe or Recipe()
    tables = kept_tables(shared, build, recipe)
    examples = tables.examples
    fitted = fit(examples, tables.pairs, recipe.seed)
    thresholds = choose_thresholds(fitted.articles, fitted.passages)
    metrics = {
        "out_of_fold": {
            "calibration_error": calibration_error(fitted.probabilities, fitted.classes),
            "labels": label_table([e for e in examples if e.label], fitted.probabilities, thresholds),
        },
        "substitutions": substitution_figures(tables.pairs, fitted),
    }
    folder = models / recipe.name
    counts = Counter(str(e.label or "passages only") for e in examples)
    write_model(
        folder,
        fitted,
        thresholds=thresholds,
        metrics=metrics,
        recipe={
            "name": recipe.name,
            "seed": recipe.seed,
            "pairs": dict(sorted(counts.items())),
            "generated_spun": recipe.n_spun,
            "composites": recipe.n_composites,
            "planted": recipe.n_planted,
            "planted_edited": recipe.n_planted_edited,
            "disturbed": recipe.disturbed,
            "honest_changes": recipe.n_honest_changes,
            "copy_edits": recipe.n_copy_edits,
            "imitated": recipe.n_imitated,
            "tools_left_out": list(recipe.left_out) if recipe.tools else "all",
            "damaged": recipe.damaged,
            "worn": recipe.worn,
            "damaged_published": PUBLISHED_TIMES,
            "split": "by origin",
            "training_sets": file_hashes(shared / "corpora" / "train") | file_hashes(shared / "news"),
        },
    )
    write_probes(folder, tables.pairs, fitted.stretches)
    (models / "CURRENT").write_text(recipe.name + "\n", encoding="utf-8")
    return folder


def substitution_figures(pairs: Sequence[MeasuredPair], fitted: Fitted) -> dict[str, float]:
    """The judges of swaps on their own, out of fold, on the substitutions whose maker is known."""
    taught = [table.taught for table in pairs]
    spin = np.concatenate([spin[rows] for spin, rows in zip(fitted.swaps, taught, strict=True)])
    return swap_figures(spin, np.concatenate([t.gold[rows] for t, rows in zip(pairs, taught, strict=True)]))


def kept_tables(shared: Path, build: Path, recipe: Recipe) -> Tables:
    """The tables of a run: from the folder `build` as far as an earlier run of the same recipe and code got, else made.

    Raises:
        CorpusMissing: the corpora are not in `shared`.
    """
    build.mkdir(parents=True, exist_ok=True)
    key, workers = _key(recipe, TABLE_CODE), recipe.workers
    examples = _kept(build / f"examples-{key}.pickle", lambda: _every_example(shared, recipe))
    pairs = _kept(
        build / f"pairs-{key}.pickle",
        lambda: list(track(measure_all(pair_table, examples, workers=workers), "Pairs", len(examples))),
    )
    return Tables(examples, pairs)


def _key(recipe: Recipe, code: tuple[str, ...]) -> str:
    """Names the tables of a run: another recipe, other code or another lexicon must never pick up these."""
    same = replace(recipe, name="", workers=1)  # neither changes a table
    digest = hashlib.sha256((repr(same) + getsource(_examples)).encode())
    files = (file for pattern in code for file in Path("app").glob(pattern) if file.suffix in _CODE_SUFFIXES)
    for file in sorted([*files, LEXICON / "manifest.json"]):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _every_example(shared: Path, recipe: Recipe) -> list[Example]:
    """The examples of all spinner styles: a model that met fewer than its card names is another model.

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
    random = Random(recipe.seed)  # noqa: S311 (nothing secret)
    examples = [
        *track(corpus_examples(Split.TRAIN, shared, random), "Corpora"),
        *track(spun_examples(Split.TRAIN, shared, recipe.n_spun, random), "Spinners", recipe.n_spun),
        *track(composite_examples(Split.TRAIN, shared, recipe.n_composites, random), "Composites", recipe.n_composites),
        *track(planted_examples(Split.TRAIN, shared, recipe.n_planted, random), "Plantings", 2 * recipe.n_planted),
        *planted_examples(Split.TRAIN, shared, recipe.n_planted_edited, random, beds=("edited_copy",)),
        *honest_examples(Split.TRAIN, shared, recipe.n_honest, random),
        *track(
            honest_change_examples(Split.TRAIN, shared, recipe.n_honest_changes, recipe.seed),
            "Honest changes",
            recipe.n_honest_changes,
        ),
        *honest_change_examples(Split.TRAIN, shared, recipe.n_copy_edits, recipe.seed + 1, COPY_EDITS),
        *track(imitated_examples(Split.TRAIN, shared, recipe.n_imitated, random), "Imitated tools", recipe.n_imitated),
        *(tool_examples(Split.TRAIN, shared, recipe.left_out) if recipe.tools else ()),
    ]
    disturbed = disturbed_examples(examples, recipe.disturbed, random)
    damaged = damaged_examples(examples, recipe.damaged, random)
    return [*examples, *disturbed, *damaged, *worn_examples(examples, recipe.worn, random)]


def _kept(path: Path, make: Callable[[], list[Any]]) -> list[Any]:
    """What `make` returns, from `path` when an earlier run got that far."""
    if path.exists():
        with path.open("rb") as file:
            found: list[Any] = pickle.load(file)  # noqa: S301 (written by this function)
            return found
    made = make()
    partial = path.with_suffix(".partial")
    with partial.open("wb") as file:
        pickle.dump(made, file)
    partial.replace(path)
    return made
