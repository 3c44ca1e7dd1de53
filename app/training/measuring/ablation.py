"""`unspun ablate`: what each group of features brings, and what one threshold on a rate of synonyms would do instead.

A group is taken away by setting its columns to zero and fitting again; the figures are out of fold, on a sample of the
training examples. The groups of substitutions are judged by the swap scorer alone: to see them through to the article,
every text would have to be aligned once more for each group.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table

from app.features import Stretches, Swaps, weigh
from app.training.examples import DEFAULT_SHARED, TaughtLabel
from app.training.fitting import (
    Gold,
    MeasuredPair,
    Recipe,
    Tables,
    blanked,
    calibration_error,
    f1_scores,
    fit,
    fit_articles,
    fit_passages,
    folds_of,
    gold_of,
    honest_limit,
    judge_swaps,
    kept_tables,
    substitution_figures,
    swap_figures,
)
from app.training.measuring.baseline import measure_baseline
from app.training.measuring.feature_groups import STRETCH_GROUPS, SWAP_GROUPS, Groups

# Enough to tell differences of .002 apart, few enough for some minutes on two cores.
N_SWAP_EXAMPLES, N_EXAMPLES = 3_000, 12_000
EVERYTHING = "all features"
_SPUN = tuple(TaughtLabel).index(TaughtLabel.SPUN)
Figures = dict[str, float]


def ablate(shared: Path = DEFAULT_SHARED, build: Path = Path("build/training"), recipe: Recipe | None = None) -> dict[str, Any]:
    """The figures of `substitutions`, `ablation` and `baseline` for `metrics.json`; printed as tables.

    The tables of the last training run are used when `build` has them, and made when it does not.

    Raises:
        CorpusMissing: the corpora are not in `shared`.
    """
    recipe = recipe or Recipe()
    tables = kept_tables(shared, build, recipe)
    measures = {
        "substitutions": substitution_figures(tables.pairs, fit(tables.examples, tables.pairs, recipe.seed)),
        "ablation": {
            "substitutions": swap_ablation(sample(tables, N_SWAP_EXAMPLES, recipe.seed), recipe.seed, recipe.workers),
            "articles": article_ablation(sample(tables, N_EXAMPLES, recipe.seed), recipe.seed, recipe.workers),
        },
        "baseline": measure_baseline(tables.examples, tables.pairs, shared, recipe.workers),
    }
    _print(measures)
    return measures


def sample(tables: Tables, n: int, seed: int) -> Tables:
    """The tables of `n` examples, drawn without replacement."""
    n_examples = len(tables.examples)
    chosen = sorted(Random(seed).sample(range(n_examples), min(n, n_examples)))  # noqa: S311 (nothing secret)
    return Tables([tables.examples[k] for k in chosen], [tables.pairs[k] for k in chosen])


def swap_ablation(tables: Tables, seed: int, workers: int, groups: Groups = SWAP_GROUPS) -> dict[str, Figures]:
    """Figures of the judge of swaps by themselves with all features and without each group."""
    task = partial(_swaps_without, tables.pairs, folds_of(tables.examples), seed)
    return _without_each(groups, task, "Substitutions", workers)


def article_ablation(tables: Tables, seed: int, workers: int, groups: Groups = STRETCH_GROUPS) -> dict[str, Figures]:
    """Figures of the article's verdict with all features and without each group, passages and articles fitted again."""
    gold = gold_of(tables.examples)
    judges, alone = judge_swaps(tables.pairs, gold.folds, seed)
    stretches = [
        weigh(table.changes, Swaps(one, judges.spin(table, one)), table.common)
        for table, one in zip(tables.pairs, alone, strict=True)
    ]
    task = partial(_articles_without, tables.pairs, stretches, gold, seed)
    return _without_each(groups, task, "Articles", workers)


Task = Callable[[tuple[str, ...]], Figures]


def _without_each(groups: Groups, task: Task, name: str, workers: int) -> dict[str, Figures]:
    cases: dict[str, tuple[str, ...]] = {EVERYTHING: (), **groups}
    return dict(zip(cases, track(_mapped(task, list(cases.values()), workers), name, len(cases)), strict=True))


def _mapped(task: Task, cases: Sequence[tuple[str, ...]], workers: int) -> Iterator[Figures]:
    if workers == 1:
        yield from map(task, cases)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(task, cases)


def _swaps_without(pairs: Sequence[MeasuredPair], folds: Any, seed: int, without: tuple[str, ...]) -> Figures:
    blank = [replace(t, swaps=blanked(t.swaps, "swap", without)) for t in pairs]
    _, alone = judge_swaps(blank, folds, seed)
    taught = [table.taught for table in pairs]
    gold = [t.gold[rows] for t, rows in zip(pairs, taught, strict=True)]
    return swap_figures(np.concatenate([a[rows] for a, rows in zip(alone, taught, strict=True)]), np.concatenate(gold))


def _articles_without(
    pairs: Sequence[MeasuredPair], stretches: Sequence[Stretches], gold: Gold, seed: int, without: tuple[str, ...]
) -> Figures:
    _, scores = fit_passages(pairs, stretches, gold, seed, without)
    layer = fit_articles(stretches, scores, gold, seed, without)
    known = gold.classes >= 0
    return article_figures(layer.probabilities[known], gold.classes[known])


def article_figures(probabilities: Any, classes: Any) -> Figures:
    """Macro F1 of the likeliest class, spun recall where 1 honest pair in 1,000 is called spun, calibration error; 0..1."""
    spun = probabilities[:, _SPUN]
    caught = spun[classes == _SPUN] > honest_limit(spun, classes)
    return {
        "n": len(classes),
        "macro_f1": f1_scores(classes, probabilities.argmax(axis=1))["macro"],
        "spun_recall": round(float(caught.mean()), 4),
        "calibration_error": calibration_error(probabilities, classes),
    }


def _print(measures: dict[str, Any]) -> None:
    console = Console()
    for name, rows in measures["ablation"].items():
        columns = list(rows[EVERYTHING])
        table = Table("without", *columns, title=f"What each group of features brings: {name}")
        for group, figures in rows.items():
            table.add_row(group, *(str(figures[column]) for column in columns))
        console.print(table)
    console.print("[bold]substitutions[/bold]", measures["substitutions"])
    _print_baseline(console, measures["baseline"])


def _print_baseline(console: Console, found: dict[str, Any]) -> None:
    table = Table("dev set", "n", "called spun", title=f"Baseline: over {found['threshold']} synonyms per 100 aligned words")
    for key, figures in {**found["spun_recall"], **found["false_alarms"]}.items():
        table.add_row(key, str(figures["n"]), f"{figures['rate']:.3f}")
    console.print(table)
