"""What `compare` finds, whatever it then says of it.

By PAN's measure its places of reuse, as a report has them; and how much of rewrites, of honest pairs and of
other stories its passages cover.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any, Final, NamedTuple

import numpy as np
from rich.console import Console
from rich.table import Table

from app.detector import Detector, Measured
from app.finder import FinderModel
from app.report import find_places
from app.text import read_text
from app.training.examples import CorpusPair, Split, pairs
from app.training.finder import N_FOLDS, Case, PanPair, fold_of, measure_detections, read_pan
from app.training.fitting import detector_of, drawn_of_each
from app.training.measuring.outcomes import NOT_MEASURED
from app.verdict import Label

N_PAN: Final = 60  # pairs of each of PAN's folders
N_DEV: Final = 60  # pairs of each kind of dev
REUSED: Final = ("polish", "rewrite", "humanized", "back-translation", "paraphrase")
HONEST: Final = ("independent", "independent-some-quotes", "shared-quotes")
WHOLE: Final = "whole"  # the pairs drawn of all folders
UNTOUCHED: Final = "another story"  # a reference of dev against the suspect of another origin


class Found(NamedTuple):
    """Of one pair the article's label, which share of the suspect's words lies in passages and in those of reuse.

    `alone`: whether some place of reuse was found of which passages say nothing.
    """

    label: str
    covered: float
    reused: float
    alone: bool


def measure_passages_found(shared: Path, model: Path, seed: int, per_kind: int | None) -> dict[str, Any]:
    """What is found: `pan` by folder and of all, `dev` by corpus and edit.

    `pan`: plagdet and its parts of `compare`'s places; `dev`: what is covered and said.
    The finder was fitted on PAN's corpus: each pair is asked with the one of the fold that does not know its source document.

    Raises:
        CorpusMissing: the corpora are not in `shared`.
        ModelError: the model is missing or altered.
    """
    random = Random(seed)  # noqa: S311 (nothing secret)
    detector = replace(detector_of(model), finder=FinderModel.load(model.parent))
    folds = [replace(detector, finder=FinderModel.load_fold(model.parent, k)) for k in range(N_FOLDS)]
    by_folder: dict[str, list[PanPair]] = defaultdict(list)
    for pair in read_pan(shared, Path("build/training")):
        by_folder[pair.folder].append(pair)
    drawn = {folder: random.sample(found, min(per_kind or N_PAN, len(found))) for folder, found in sorted(by_folder.items())}
    answered = {folder: [(pair, _as_cases(pair, folds)) for pair in found] for folder, found in drawn.items()}
    answered[WHOLE] = [answer for found in answered.values() for answer in found]
    pan = {folder: _pan_figures(found) for folder, found in answered.items()}
    dev = {
        kind: _coverage([_found(pair, detector) for pair in found]) for kind, found in _kinds(shared, random, per_kind or N_DEV)
    }
    return {"pan": pan, "dev": dev}


def _pan_figures(answered: Sequence[tuple[PanPair, list[Case]]]) -> dict[str, Any]:
    figures = measure_detections((c for pair, _ in answered for c in pair.cases), (c for _, found in answered for c in found))
    return asdict(figures) | {"pairs": len(answered), "silent": sum(not found for _, found in answered) / len(answered)}


def _as_cases(pair: PanPair, folds: Sequence[Detector]) -> list[Case]:
    comparison = folds[fold_of(pair.reference_name)].compare(read_text(pair.reference), read_text(pair.suspect))
    places = find_places(comparison)
    return [Case(place.suspect, place.reference, pair.suspect_name, pair.reference_name) for place in places]


def _kinds(shared: Path, random: Random, n: int) -> Iterator[tuple[str, list[CorpusPair]]]:
    drawn = drawn_of_each((pair for pair in pairs(Split.DEV, shared) if pair.edit in (*REUSED, *HONEST)), n, random)
    yield from drawn.items()
    mixed = [pair for found in drawn.values() for pair in found]
    random.shuffle(mixed)
    yield UNTOUCHED, list(_others(mixed))[:n]


def _others(mixed: Sequence[CorpusPair]) -> Iterator[CorpusPair]:
    """The reference of each pair with the suspect of the next one, where they are of two origins."""
    for one, other in pairwise(mixed):
        if one.origin != other.origin:
            yield CorpusPair(one.id, one.origin, one.corpus, one.domain, UNTOUCHED, one.reference, other.suspect)


def _found(pair: CorpusPair, detector: Detector) -> Found:
    comparison = detector.compare(read_text(pair.reference), read_text(pair.suspect))
    if not isinstance(comparison, Measured):
        return Found(NOT_MEASURED, 0.0, 0.0, alone=False)
    covered = comparison.alignment.n_matched / len(comparison.pair.suspect)
    alone = any(place.label == Label.UNDECIDED for place in find_places(comparison))
    return Found(str(comparison.label), covered, sum(comparison.verdict.reuse.values()), alone)


def _coverage(found: Iterable[Found]) -> dict[str, Any]:
    rows = [row for row in found if row.label != NOT_MEASURED]
    labels = [row.label for row in rows]
    return {
        "pairs": len(rows),
        "covered": float(np.mean([row.covered for row in rows])),
        "silent": float(np.mean([not row.covered for row in rows])),
        "reused": float(np.mean([row.reused for row in rows])),
        "alone": float(np.mean([row.alone for row in rows])),
        "labels": {label: labels.count(label) for label in sorted(set(labels))},
    }


_PARTS: Final = ("plagdet", "recall", "precision", "granularity", "silent")
_SHARES: Final = ("covered", "silent", "reused", "alone")


def print_passages_found(measures: dict[str, Any]) -> None:
    """One row a folder of PAN and one for all, one a kind of dev pairs."""
    pan = Table("folder", "pairs", *_PARTS, title="Places of compare by PAN's measure (a sample of its training corpus)")
    for folder, row in measures["pan"].items():
        pan.add_row(folder, str(row["pairs"]), *(f"{row[part]:.3f}" for part in _PARTS))
    dev = Table("kind", "pairs", *_SHARES, "labels", title="Words of the suspect in passages, and in passages of reuse (dev)")
    for kind, row in measures["dev"].items():
        said = ", ".join(f"{label} {n}" for label, n in row["labels"].items())
        dev.add_row(kind, str(row["pairs"]), *(f"{row[share]:.3f}" for share in _SHARES), said)
    console = Console(width=max(Console().width, 140))
    console.print(pan)
    console.print(dev)
