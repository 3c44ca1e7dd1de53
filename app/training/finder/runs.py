"""`unspun train-finder`: from the PAN 2013 training corpus to a finder's folder, with its figures by cross-validation."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path
from typing import Any, Final

import numpy as np
import sklearn

from app.finder import FORMAT, Detection, FinderModel, detections, finder_feature_names
from app.lexicon import Lexicon
from app.model import Network, pack_networks
from app.sides import number_pair
from app.text import Document, read_text
from app.training.examples import DEFAULT_SHARED
from app.training.finder.cards import write_finder_card
from app.training.finder.fitting import FinderPair, finder_pair, fit_finder
from app.training.finder.pan_corpus import ARCHIVE, PanPair, read_pan
from app.training.finder.pan_xml import Case
from app.training.finder.plagdet import measure_detections
from app.training.fitting import LEXICON, commit_name, hash_of, write_json

N_FOLDS: Final = 4
GRID: Final = (0.4, 0.5, 0.6, 0.65, 0.7)
CONDENSATION: Final = 0.6
NO_REUSE: Final = "01-no-plagiarism"
LEAST_SILENT: Final = 0.992  # share of the pairs without reuse in which nothing may be found; a little over what is promised


@dataclass(frozen=True, slots=True)
class FinderRecipe:
    """Everything a run depends on besides the data and the code; `one_of` > 1 takes only one pair of so many, to try things."""

    name: str = "finder-1"
    seed: int = 20261121
    one_of: int = 1
    workers: int = cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Fold:
    """One fold's networks (of all pairs when `number` is None), and for each threshold and pair what was found in it."""

    number: int | None
    networks: dict[str, Network]
    found: dict[tuple[float, int], list[Detection]]


# Pairs are read before the workers are forked: each then has all of them without a copy.
_pairs: list[FinderPair] = []


def train_finder(
    shared: Path = DEFAULT_SHARED,
    models: Path = Path("models"),
    build: Path = Path("build/training"),
    recipe: FinderRecipe | None = None,
) -> Path:
    """Fits the finder, measures it on folds split by source document, writes its folder; returns the folder.

    Raises:
        CorpusMissing: the corpus is not in `shared`.
    """
    recipe = recipe or FinderRecipe()
    corpus = list(read_pan(shared, build))[:: recipe.one_of]
    _pairs[:] = _read(corpus)
    with ProcessPoolExecutor(recipe.workers, mp_context=get_context("fork")) as pool:
        *folds, whole = pool.map(_fit_fold, [*range(N_FOLDS), None], [recipe.seed] * (N_FOLDS + 1))
    tables = {threshold: _figures(corpus, folds, threshold) for threshold in GRID}
    threshold = choose_acceptance(tables)
    thresholds = {"acceptance": threshold, "condensation": CONDENSATION}
    metrics = {"cross_validation": tables[threshold], "by_threshold": {str(t): table["whole"] for t, table in tables.items()}}
    folder, networks = models / recipe.name, pack_networks(whole.networks)
    _write(folder, networks, _manifest(networks, thresholds, recipe, shared), metrics)
    (models / "FINDER").write_text(recipe.name + "\n", encoding="utf-8")
    return folder


def choose_acceptance(tables: dict[float, dict[str, Any]]) -> float:
    """The threshold of the highest plagdet among those that keep silent on `LEAST_SILENT` of the pairs without reuse."""
    silent = [t for t, table in tables.items() if table.get(NO_REUSE, {"silent": 1.0})["silent"] >= LEAST_SILENT]
    return max(silent or [max(tables)], key=lambda t: tables[t]["whole"]["plagdet"])


def _read(corpus: Sequence[PanPair]) -> list[FinderPair]:
    lexicon = Lexicon.load(LEXICON)
    known: dict[str, Document] = {}

    def document(name: str, text: str) -> Document:
        if name not in known:
            known[name] = read_text(text)
        return known[name]

    return [
        finder_pair(
            p.folder,
            p.reference_name,
            number_pair(document(p.reference_name, p.reference), document(p.suspect_name, p.suspect), lexicon),
            p.cases,
        )
        for p in corpus
    ]


def fold_of(reference_name: str) -> int:
    """The fold of a pair: all pairs of a source document are in one."""
    return hash_of(reference_name) % N_FOLDS


def _fit_fold(number: int | None, seed: int) -> Fold:
    networks = fit_finder([p for p in _pairs if fold_of(p.reference_name) != number], seed)
    found: dict[tuple[float, int], list[Detection]] = {}
    for k, pair in enumerate(_pairs):
        if fold_of(pair.reference_name) != number:
            continue
        for threshold in GRID:
            model = FinderModel.of("fold", networks, {"acceptance": threshold, "condensation": CONDENSATION})
            found[threshold, k] = detections(pair.texts, model)
    return Fold(number, networks, found)


def _figures(corpus: Sequence[PanPair], folds: Iterable[Fold], threshold: float) -> dict[str, Any]:
    """Plagdet and its parts for each folder and for the whole, at one threshold."""
    found = {k: spans for fold in folds for (t, k), spans in fold.found.items() if t == threshold}
    rows = {"whole": range(len(corpus))} | {
        folder: [k for k, p in enumerate(corpus) if p.folder == folder] for folder in sorted({p.folder for p in corpus})
    }
    return {name: _figures_of(corpus, found, list(ks)) for name, ks in rows.items()}


def _figures_of(corpus: Sequence[PanPair], found: dict[int, list[Detection]], ks: Sequence[int]) -> dict[str, Any]:
    cases = [case for k in ks for case in corpus[k].cases]
    figures = measure_detections(cases, [case for k in ks for case in _as_cases(corpus[k], found[k])])
    silent = sum(not found[k] for k in ks)
    return {
        **{name: round(value, 6) for name, value in asdict(figures).items()},
        "pairs": len(ks), "cases": len(cases), "silent": round(silent / len(ks), 4),
    }  # fmt: skip


def _as_cases(pair: PanPair, found: Iterable[Detection]) -> Iterator[Case]:
    return (Case(d.suspect, d.reference, pair.suspect_name, pair.reference_name) for d in found)


def _write(folder: Path, networks: bytes, manifest: dict[str, Any], metrics: dict[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "networks.npz").write_bytes(networks)
    write_json(folder / "manifest.json", manifest)
    write_json(folder / "metrics.json", metrics)
    write_finder_card(folder)


def _manifest(networks: bytes, thresholds: dict[str, float], recipe: FinderRecipe, shared: Path) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "created": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "commit": commit_name(),
        "versions": {"scikit-learn": sklearn.__version__, "numpy": np.__version__},
        "features": finder_feature_names(),
        "networks_sha256": hashlib.sha256(networks).hexdigest(),
        "thresholds": thresholds,
        "recipe": {
            "name": recipe.name,
            "seed": recipe.seed,
            "one_of": recipe.one_of,
            "folds": N_FOLDS,
            "split": "by source document",
        },
        "training_set": {ARCHIVE.name: hashlib.sha256((shared / ARCHIVE).read_bytes()).hexdigest()},
    }
