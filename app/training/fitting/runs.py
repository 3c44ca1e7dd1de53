"""`unspun train`: from the corpora to a model folder. Resumable: each table is kept in the build folder once it is made."""

import hashlib
import pickle
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from rich.progress import track

from app.training.examples import DEFAULT_SHARED, PUBLISHED_TIMES, Example
from app.training.fitting.drawn_examples import Recipe, drawn_examples
from app.training.fitting.metrics import calibration_error, label_table, swap_figures
from app.training.fitting.model_files import file_hashes, write_model
from app.training.fitting.pair_tables import LEXICON, MeasuredPair, measure_all, pair_table
from app.training.fitting.probes import write_probes
from app.training.fitting.stacks import Fitted, fit
from app.training.fitting.telling_weights import fit_telling
from app.training.fitting.thresholds import choose_thresholds

# What examples and tables depend on, as patterns inside `app`.
TABLE_CODE = (
    *(f"{room}/*" for room in ("text", "lexicon", "sides", "align", "features")),
    *(f"training/{wing}/*" for wing in ("lexicon", "examples", "examples/spinners", "examples/honest")),
    "training/fitting/drawn_examples.py",
    "training/fitting/pair_tables.py",
    "detector.py",
)
_CODE_SUFFIXES = (".py", ".pyx", ".pxd", ".json")  # the forms of honest changes are JSON
BUILD = Path("build/training")


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
    fitted = fit(tables.examples, tables.pairs, recipe.seed)
    thresholds = choose_thresholds(fitted.articles, fitted.passages)
    folder = models / recipe.name
    write_model(
        folder,
        fitted,
        thresholds=thresholds,
        metrics=_figures(tables, fitted, thresholds),
        recipe=_entry(recipe, tables.examples, shared),
    )
    write_probes(folder, tables.pairs, fitted.stretches)
    fit_telling(shared, folder, is_written=True)
    (models / "CURRENT").write_text(recipe.name + "\n", encoding="utf-8")
    return folder


def _figures(tables: Tables, fitted: Fitted, thresholds: dict[str, float]) -> dict[str, Any]:
    """What `metrics.json` begins with: a run's own figures, out of fold."""
    labelled = [example for example in tables.examples if example.label]
    return {
        "out_of_fold": {
            "calibration_error": calibration_error(fitted.probabilities, fitted.classes),
            "labels": label_table(labelled, fitted.probabilities, thresholds),
        },
        "substitutions": substitution_figures(tables.pairs, fitted),
    }


def _entry(recipe: Recipe, examples: Sequence[Example], shared: Path) -> dict[str, Any]:
    """What a manifest keeps of a recipe, and of what it was followed with."""
    counts = Counter(str(example.label or "passages only") for example in examples)
    return {
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
    }


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
    examples = _kept(build / f"examples-{key}.pickle", lambda: drawn_examples(shared, recipe))
    pairs = _kept(
        build / f"pairs-{key}.pickle",
        lambda: list(track(measure_all(pair_table, examples, workers=workers), "Pairs", len(examples))),
    )
    return Tables(examples, pairs)


def _key(recipe: Recipe, code: tuple[str, ...]) -> str:
    """Names the tables of a run: another recipe, other code or another lexicon must never pick up these."""
    same = replace(recipe, name="", workers=1)  # neither changes a table
    digest = hashlib.sha256(repr(same).encode())
    files = (file for pattern in code for file in Path("app").glob(pattern) if file.suffix in _CODE_SUFFIXES)
    for file in sorted([*files, LEXICON / "manifest.json"]):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


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
