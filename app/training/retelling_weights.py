"""`python -m app.training.retelling_weights`: what tells stretches that retell each other from other stories.

In: the corpora. Out: the weights of `app.align.RETELLING_FEATURES` and how many facing stretches of each kind they accept.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import StandardScaler

from app.align import RETELLING_FEATURES, facing_stretches, retelling_features
from app.lexicon import Lexicon
from app.sides import number_pair
from app.text import read_text
from app.training.corpora import DEFAULT_SHARED, Split, pairs
from app.training.measuring import LEXICON

REWRITTEN: Final = ("polish", "rewrite", "humanized", "paraphrase", "back-translation")
OTHER: Final = ("independent", "independent-some-quotes")
MOST: Final = {"neus/independent": 200, "mixset/rewrite": 200, "mixset/humanized": 200}  # pairs of a kind; of others `N_PAIRS`
N_PAIRS: Final = 100
SEED: Final = 1


class Facing(NamedTuple):
    """The features of one pair of facing stretches, the kind of its pair, and whether that was rewritten."""

    kind: str
    is_rewritten: bool
    values: NDArray[np.float64]


def facing_of(split: Split, shared: Path, random: Random) -> Iterator[Facing]:
    """All facing stretches of some pairs of each kind.

    Raises:
        CorpusMissing: the corpora are not in `shared`.
    """
    lexicon = Lexicon.load(LEXICON)
    kinds: dict[str, list[tuple[str, str]]] = {}
    for pair in pairs(split, shared):
        if pair.edit in (*REWRITTEN, *OTHER):
            kinds.setdefault(f"{pair.corpus}/{pair.edit}", []).append((pair.reference, pair.suspect))
    for kind, texts in sorted(kinds.items()):
        for reference, suspect in random.sample(texts, min(MOST.get(kind, N_PAIRS), len(texts))):
            pair_ = number_pair(read_text(reference), read_text(suspect), lexicon)
            for group, aligned in facing_stretches(pair_):
                yield Facing(kind, kind.split("/")[1] in REWRITTEN, retelling_features(group, aligned))


def fit_weights(facing: list[Facing]) -> NDArray[np.float64]:
    """Weights of the features in their own units, and the intercept last; both classes weigh alike."""
    values = np.stack([f.values for f in facing])
    scaler = StandardScaler().fit(values)
    labels = [f.is_rewritten for f in facing]
    fitted = LogisticRegression(class_weight="balanced").fit(scaler.transform(values), labels)
    weights = fitted.coef_[0] / scaler.scale_
    return np.append(weights, fitted.intercept_[0] - weights @ scaler.mean_)


def main() -> None:
    """Fits on train, measures on dev, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=DEFAULT_SHARED)
    shared, console = parser.parse_args().shared, Console()
    random = Random(SEED)  # noqa: S311 (nothing secret)
    train, dev = list(facing_of(Split.TRAIN, shared, random)), list(facing_of(Split.DEV, shared, random))
    weights = fit_weights(train)
    odds = np.stack([f.values for f in dev]) @ weights[:-1] + weights[-1]
    area = roc_auc_score([f.is_rewritten for f in dev], odds)
    console.print(f"{len(train)} stretches of train, {len(dev)} of dev, area under the curve {area:.3f}")
    console.print(dict(zip((*RETELLING_FEATURES, "intercept"), weights.round(2).tolist(), strict=True)))
    table = Table("kind", "stretches", "likelier than not")
    for kind in sorted({f.kind for f in dev}):
        mine = odds[[f.kind == kind for f in dev]]
        table.add_row(kind, str(len(mine)), f"{(mine > 0).mean():.2f}")
    console.print(table)


if __name__ == "__main__":
    main()
