"""How published tools are judged that training never met: each family of tools is left out in turn. Resumable.

The tables of a training run are taken as they lie in the build folder; what says `spun` is fitted on them again, without the
family's pairs, damaged and disturbed ones too. Other tools' pairs of the same originals stay in.

A whole fit takes some 20 minutes, most of it for judges of swaps that are fitted once for each fold, and for networks that tell
the other classes apart. So one fold of the origins teaches the judges of swaps here, and the others what says `spun`. Networks
of the other classes, calibration and thresholds are those of the model that is measured: no spun text taught the first.
"""

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import fields, replace
from itertools import compress
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from skops.io import loads

from app.features import Stretches, Swaps, measure_company, measure_evidence, weigh
from app.model import Model
from app.training.examples import DEFAULT_SHARED, FAMILIES, TOOL_CORPUS, ToolPair, tool_pairs
from app.training.fitting import (
    BUILD,
    Calibrated,
    Fitted,
    MeasuredPair,
    Recipe,
    Stacked,
    SwapJudges,
    Tables,
    alone_by,
    boosted,
    fit_company,
    fit_swaps,
    gold_of,
    kept_tables,
    write_model,
)
from app.training.measuring.outcomes import Outcome, outcomes_of
from app.training.measuring.tool_figures import tool_figures

_OF_JUDGES, _OF_COMPANY = 0, 1  # folds of the origins; what says `spun` learns from all but the first
_NO_ROWS, _NO_CLASSES = np.empty((0, 4)), np.empty(0, np.int64)  # nothing is scored out of fold here
_CODE: Final = ("text", "lexicon", "align", "features", "model", "verdict", "training", "detector.py")


def measure_left_out(
    model: Path, shared: Path = DEFAULT_SHARED, build: Path = BUILD, recipe: Recipe | None = None
) -> dict[str, Any]:
    """The figures of `tool_figures`, each pair judged by a model like that in the folder `model` that met no tool of its family.

    Raises:
        CorpusMissing: the corpora or the pairs are not in `shared`.
        ModelError: the model is missing or altered, or was made for other features.
    """
    Model.load(model)  # a broken one is said here, not after minutes
    recipe = recipe or Recipe()
    made = list(tool_pairs(shared))
    folder = build / "left-out" / _digest(recipe, model)
    tables = kept_tables(shared, build, recipe)
    judged = []
    for k, family in enumerate(FAMILIES):
        mine = [each for each in made if each.tool in family]
        judged += list(zip(mine, _answers(folder / f"family-{k + 1}", mine, (tables, family, recipe.seed), model), strict=True))
    return tool_figures(judged)


Fitting = tuple[Tables, Sequence[str], int]


def _answers(folder: Path, made: Sequence[ToolPair], fitting: Fitting, model: Path) -> list[Outcome]:
    """What a model without the family says of its pairs: as an earlier run kept it, else fitted and asked now."""
    file = folder / "answers.json"
    if not file.exists():
        tables, family, seed = fitting
        refit(without(tables, family), model, folder, seed)
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


def refit(tables: Tables, model: Path, folder: Path, seed: int) -> None:
    """A model in `folder` that is the one in the folder `model` but for what says `spun`: that is learned from `tables`."""
    gold = gold_of(tables.examples)
    judges = _judges(tables.pairs, gold.folds, seed)
    rest = np.flatnonzero(gold.folds != _OF_JUDGES)
    evidence = [measure_evidence(_stretches(tables.pairs[k], judges)) for k in rest.tolist()]
    n_passages = [len(tables.pairs[k].classes) for k in rest.tolist()]
    of_passages = np.concatenate([tables.pairs[k].classes for k in rest.tolist()]).astype(np.int64)
    article = boosted(np.stack([one for one, _ in evidence]), gold.classes[rest], gold.stress[rest], seed)
    passage = boosted(np.concatenate([each for _, each in evidence]), of_passages, np.repeat(gold.stress[rest], n_passages), seed)
    manifest = json.loads((model / "manifest.json").read_text(encoding="utf-8"))
    parts = loads((model / "model.skops").read_bytes(), trusted=manifest["trusted_types"])
    lines = manifest["calibration"]
    layers = (
        Stacked(Calibrated(passage, **lines["passage_spun"]), parts["passage"], _NO_ROWS),
        Stacked(Calibrated(article, **lines["article_spun"]), parts["article"], _NO_ROWS),
    )
    fitted = Fitted(judges.alone, judges.company, *layers, _NO_ROWS, _NO_CLASSES, [], [], _NO_CLASSES)
    write_model(folder, fitted, thresholds=manifest["thresholds"], metrics={}, recipe={})


def _judges(pairs: Sequence[MeasuredPair], folds: NDArray[np.int64], seed: int) -> SwapJudges:
    """Judges of swaps from one fold of the origins; how much company adds is learned from another."""
    first, second = (list(compress(pairs, (folds == fold).tolist())) for fold in (_OF_JUDGES, _OF_COMPANY))
    judge = fit_swaps(np.concatenate([p.swaps[p.taught] for p in first]), _taught_gold(first), seed)
    ramps = [measure_company(p.changes, alone_by(judge, p))[p.taught] for p in second if len(p.taught)]
    return SwapJudges(judge, fit_company(np.concatenate(ramps), _taught_gold(second)))


def _taught_gold(pairs: Sequence[MeasuredPair]) -> NDArray[np.int8]:
    return np.concatenate([p.gold[p.taught] for p in pairs])


def _stretches(pair: MeasuredPair, judges: SwapJudges) -> Stretches:
    alone = alone_by(judges.alone, pair)
    return weigh(pair.changes, Swaps(alone, judges.spin(pair, alone)), pair.common)


def _digest(recipe: Recipe, model: Path) -> str:
    """Names the answers of a run: another recipe, other code or another model must never pick up these."""
    digest = hashlib.sha256(repr(replace(recipe, name="", workers=1)).encode())
    digest.update((model / "manifest.json").read_bytes())
    files = (file for name in _CODE for file in (Path("app") / name, *(Path("app") / name).rglob("*.p*")) if file.is_file())
    for file in sorted(files):
        if file.suffix in (".py", ".pyx", ".pxd"):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
