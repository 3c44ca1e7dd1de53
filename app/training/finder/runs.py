"""`unspun train-finder`: from the PAN 2013 training corpus to a finder's folder, with its figures by cross-validation."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path
from random import Random
from typing import Any, Final

import numpy as np
import sklearn

from app.finder import FOLDS, FORMAT, Detection, FinderModel, FinderParts, chosen, finder_feature_names, weighed
from app.lexicon import Lexicon
from app.model import pack_networks, pack_trees
from app.sides import number_pair
from app.text import Document, read_text
from app.training.examples import DEFAULT_SHARED, CorpusPair, Split, pairs
from app.training.finder.cards import write_finder_card
from app.training.finder.fitting import FinderPair, OtherPair, finder_pair, fit_finder
from app.training.finder.pan_corpus import ARCHIVE, PanPair, read_pan
from app.training.finder.pan_xml import Case
from app.training.finder.plagdet import measure_detections
from app.training.fitting import LEXICON, commit_name, hash_of, write_json

N_FOLDS: Final = 4
GRID: Final = (0.5, 0.6, 0.65, 0.7, 0.75, 0.8)
CONDENSATION: Final = 0.4
NO_REUSE: Final = "01-no-plagiarism"
LEAST_SILENT: Final = (
    0.998  # share of the pairs without reuse in which nothing may be found: over what is promised, for reports show it
)
HONEST: Final = "independent"  # pairs of the corpora by two people about one event or question
REWRITTEN: Final = ("polish", "rewrite", "humanized", "paraphrase", "back-translation", "synonyms")
N_HONEST, N_REWRITTEN = 300, 100  # pairs of each corpus, and of each corpus and edit


@dataclass(frozen=True, slots=True)
class FinderRecipe:
    """Everything a run depends on besides the data and the code; `one_of` > 1 takes only one pair of so many, to try things."""

    name: str = "finder-2"
    seed: int = 20261121
    one_of: int = 1
    workers: int = cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Fold:
    """One fold's finder (of all pairs when `number` is None), and for each threshold and pair what was found in it."""

    number: int | None
    parts: FinderParts
    found: dict[tuple[float, int], list[Detection]]


# Pairs are read before the workers are forked: each then has all of them without a copy.
_pairs: list[FinderPair] = []
_others: list[OtherPair] = []


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
    lexicon = Lexicon.load(LEXICON)
    _pairs[:], _others[:] = _read(corpus, lexicon), _read_others(shared, lexicon, recipe)
    with ProcessPoolExecutor(recipe.workers, mp_context=get_context("fork")) as pool:
        *folds, whole = pool.map(_fit_fold, [*range(N_FOLDS), None], [recipe.seed] * (N_FOLDS + 1))
    tables = {threshold: _figures(corpus, folds, threshold) for threshold in GRID}
    threshold = choose_acceptance(tables)
    thresholds = {"acceptance": threshold, "condensation": CONDENSATION}
    metrics = {"cross_validation": tables[threshold], "by_threshold": {str(t): table["whole"] for t, table in tables.items()}}
    folder = models / recipe.name
    origin = _origin(recipe, shared)
    for each in (whole, *folds):
        _write(folder if each is whole else folder / FOLDS / str(each.number), each.parts, origin | {"thresholds": thresholds})
    write_json(folder / "metrics.json", metrics)
    write_finder_card(folder)
    (models / "FINDER").write_text(recipe.name + "\n", encoding="utf-8")
    return folder


def choose_acceptance(tables: dict[float, dict[str, Any]]) -> float:
    """The threshold of the highest plagdet among those that keep silent on `LEAST_SILENT` of the pairs without reuse."""
    silent = [t for t, table in tables.items() if table.get(NO_REUSE, {"silent": 1.0})["silent"] >= LEAST_SILENT]
    return max(silent or [max(tables)], key=lambda t: tables[t]["whole"]["plagdet"])


def _read(corpus: Sequence[PanPair], lexicon: Lexicon) -> list[FinderPair]:
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


def _read_others(shared: Path, lexicon: Lexicon, recipe: FinderRecipe) -> list[OtherPair]:
    """Pairs of the training corpora, as many of each kind."""
    kinds: dict[tuple[str, str], list[CorpusPair]] = defaultdict(list)
    for pair in pairs(Split.TRAIN, shared):
        if pair.edit == HONEST or pair.edit in REWRITTEN:
            kinds[pair.corpus, pair.edit].append(pair)
    drawn = [
        each
        for kind, found in sorted(kinds.items())
        for each in Random(str(kind)).sample(found, min(_n_others(kind[1]), len(found)))[:: recipe.one_of]  # noqa: S311 (nothing secret)
    ]
    return [
        OtherPair(number_pair(read_text(pair.reference), read_text(pair.suspect), lexicon), pair.edit != HONEST) for pair in drawn
    ]


def _n_others(edit: str) -> int:
    return N_HONEST if edit == HONEST else N_REWRITTEN


def fold_of(reference_name: str) -> int:
    """The fold of a pair: all pairs of a source document are in one."""
    return hash_of(reference_name) % N_FOLDS


def _fit_fold(number: int | None, seed: int) -> Fold:
    parts = fit_finder([p for p in _pairs if fold_of(p.reference_name) != number], _others, seed)
    model = FinderModel.of("fold", parts, {})
    found: dict[tuple[float, int], list[Detection]] = {}
    for k, pair in enumerate(_pairs):
        if fold_of(pair.reference_name) == number:
            every = weighed(pair.texts, model)
            for threshold in GRID:
                thresholds = {"acceptance": threshold, "condensation": CONDENSATION}
                found[threshold, k] = chosen(every, pair.texts, thresholds)
    return Fold(number, parts, found)


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


def _write(folder: Path, parts: FinderParts, origin: dict[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    files = {"networks": pack_networks(parts.networks), "trees": pack_trees(parts.trees)}
    for name, content in files.items():
        (folder / f"{name}.npz").write_bytes(content)
    hashes = {f"{name}_sha256": hashlib.sha256(content).hexdigest() for name, content in files.items()}
    write_json(folder / "manifest.json", origin | hashes)


def _origin(recipe: FinderRecipe, shared: Path) -> dict[str, Any]:
    """What a manifest says of where a finder comes from."""
    return {
        "format": FORMAT,
        "created": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "commit": commit_name(),
        "versions": {"scikit-learn": sklearn.__version__, "numpy": np.__version__},
        "features": finder_feature_names(),
        "recipe": {
            "name": recipe.name,
            "seed": recipe.seed,
            "one_of": recipe.one_of,
            "folds": N_FOLDS,
            "split": "by source document",
            "others": f"{N_HONEST} honest pairs a corpus, {N_REWRITTEN} rewritten ones a corpus and edit",
        },
        "training_set": {
            file.name: hashlib.sha256(file.read_bytes()).hexdigest()
            for file in (shared / ARCHIVE, *sorted((shared / "corpora" / Split.TRAIN).glob("*.jsonl.gz")))
        },
    }
