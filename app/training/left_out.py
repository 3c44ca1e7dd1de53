"""How published tools are judged that training never met: each family of tools is left out in turn. Resumable.

The tables of a training run are taken as they lie in the build folder; only what is fitted on them is fitted again, without
the family's pairs, damaged and disturbed ones too. Other tools' pairs of the same originals stay in.
"""

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import fields, replace
from itertools import compress
from pathlib import Path
from typing import Any, Final

from app.training.corpora import DEFAULT_SHARED
from app.training.examples import TOOL_CORPUS
from app.training.fitting import fit
from app.training.model_files import write_model
from app.training.outcomes import Outcome, outcomes_of
from app.training.runs import BUILD, Recipe, Tables, kept_tables
from app.training.thresholds import choose_thresholds
from app.training.tool_figures import tool_figures
from app.training.tools import FAMILIES, ToolPair, tool_pairs

_CODE: Final = ("text", "lexicon", "align", "features", "model", "verdict", "training", "detector.py")


def measure_left_out(shared: Path = DEFAULT_SHARED, build: Path = BUILD, recipe: Recipe | None = None) -> dict[str, Any]:
    """The figures of `tool_figures`, each pair judged by a model that met no tool of its family.

    Raises:
        CorpusMissing: the corpora or the pairs are not in `shared`.
    """
    recipe = recipe or Recipe()
    made = list(tool_pairs(shared))
    folder = build / "left-out" / _digest(recipe)
    tables = kept_tables(shared, build, recipe)
    judged = []
    for k, family in enumerate(FAMILIES):
        mine = [each for each in made if each.tool in family]
        judged += list(zip(mine, _answers(folder / f"family-{k + 1}", mine, (tables, family, recipe.seed)), strict=True))
    return tool_figures(judged)


Fitting = tuple[Tables, Sequence[str], int]


def _answers(folder: Path, made: Sequence[ToolPair], fitting: Fitting) -> list[Outcome]:
    """What a model without the family says of its pairs: as an earlier run kept it, else fitted and asked now."""
    file = folder / "answers.json"
    if not file.exists():
        tables, family, seed = fitting
        _fit(without(tables, family), folder, seed)
        found = outcomes_of([each.example for each in made], folder)
        partial = file.with_suffix(".partial")
        partial.write_text(json.dumps([(o.label, o.probabilities) for o in found]), encoding="utf-8")
        partial.replace(file)
    rows = json.loads(file.read_text(encoding="utf-8"))
    return [Outcome(label, tuple(probabilities), (), (), 0) for label, probabilities in rows]


def without(tables: Tables, tools: Collection[str]) -> Tables:
    """The tables without the examples of these tools."""
    kept = [e.corpus != TOOL_CORPUS or e.edit not in tools for e in tables.examples]
    columns = {field.name: getattr(tables, field.name) for field in fields(tables)}
    return replace(tables, **{name: list(compress(column, kept)) for name, column in columns.items() if len(column) == len(kept)})


def _fit(tables: Tables, folder: Path, seed: int) -> None:
    fitted = fit(tables.examples, tables.pairs, seed)
    thresholds = choose_thresholds(fitted.articles, fitted.passages)
    write_model(folder, fitted, thresholds=thresholds, metrics={}, recipe={})


def _digest(recipe: Recipe) -> str:
    """Names the answers of a run: another recipe or other code must never pick up these."""
    digest = hashlib.sha256(repr(replace(recipe, name="", workers=1)).encode())
    files = (file for name in _CODE for file in (Path("app") / name, *(Path("app") / name).rglob("*.p*")) if file.is_file())
    for file in sorted(files):
        if file.suffix in (".py", ".pyx", ".pxd"):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
