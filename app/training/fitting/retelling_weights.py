"""`unspun training retellings`: what tells stretches that retell each other from other stories.

In: the corpora. Out: how many facing stretches of each kind of dev pairs a network of `app.align.RETELLING_FEATURES` accepts;
with `--write` the network, as the room `align` reads it. It is the mean of a few small ones, written as one.
"""

import warnings
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

import numpy as np
import orjson
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import roc_auc_score
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from app.align import NETWORK_FILE, RETELLING_FEATURES, facing_stretches, retelling_features
from app.lexicon import Lexicon
from app.model import Network, network_of
from app.sides import number_pair
from app.text import read_text
from app.training.examples import Split, pairs
from app.training.fitting.kinds import drawn_of_each, kind_of
from app.training.fitting.pair_tables import LEXICON

REWRITTEN: Final = ("polish", "rewrite", "humanized", "paraphrase", "back-translation")
OTHER: Final = ("independent", "independent-some-quotes", "shared-quotes", "same-event-same-agency")
N_PAIRS: Final = 400  # of each kind
SEED: Final = 1
N_NETWORKS, HIDDEN, DECAY, ROUNDS, RATE, DIGITS = 6, 8, 1.0, 150, 5e-3, 4
SHOWN: Final = (0.3, 0.5, 0.6, 0.7, 0.8)  # probabilities
LEAST_PROBABILITY, APART = 0.5, 0.07  # of a retelling; of what surely is none
Floats = NDArray[np.float64]


class FacingExample(NamedTuple):
    """The features of one pair of facing stretches, the kind of its pair, and whether that was rewritten."""

    kind: str
    is_rewritten: bool
    values: Floats


def facing_of(split: Split, shared: Path, random: Random) -> Iterator[FacingExample]:
    """All facing stretches of some pairs of each kind.

    Raises:
        CorpusMissing: the corpora are not in `shared`.
    """
    lexicon = Lexicon.load(LEXICON)
    known = (pair for pair in pairs(split, shared) if pair.edit in (*REWRITTEN, *OTHER))
    for pair in chain.from_iterable(drawn_of_each(known, N_PAIRS, random).values()):
        numbered = number_pair(read_text(pair.reference), read_text(pair.suspect), lexicon)
        for group, aligned in facing_stretches(numbered):
            yield FacingExample(kind_of(pair), pair.edit in REWRITTEN, retelling_features(group, aligned))


def fit_network(facing: list[FacingExample]) -> Network:
    """The mean of `N_NETWORKS` networks, each fitted on as many stretches of either class, drawn anew."""
    values, labels = np.stack([f.values for f in facing]), np.array([f.is_rewritten for f in facing])
    n = max(labels.sum(), (~labels).sum())
    fitted = []
    for seed in range(N_NETWORKS):
        draw = np.random.default_rng(seed)
        at = np.concatenate([draw.choice(np.flatnonzero(labels == label), n) for label in (True, False)])
        one = MLPClassifier((HIDDEN,), alpha=DECAY, max_iter=ROUNDS, learning_rate_init=RATE, random_state=seed)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # the number of rounds is the recipe's
            fitted.append(network_of(make_pipeline(StandardScaler(), one).fit(values[at], labels[at])))
    return mean_of(fitted)


def mean_of(networks: list[Network]) -> Network:
    """One network whose log odds are the mean of theirs: their hidden units side by side."""
    first, last = zip(*(network.weights for network in networks), strict=True)
    inner, outer = zip(*(network.biases for network in networks), strict=True)
    n = len(networks)
    return Network((np.hstack(first), np.vstack(last) / n), (np.concatenate(inner), np.sum(outer, axis=0) / n))


def write_network(network: Network, file: Path) -> None:
    """The network as JSON, with the names of its features and the log odds that decide."""
    kept = {
        "features": list(RETELLING_FEATURES),
        "least_odds": _log_odds(LEAST_PROBABILITY),
        "most_odds_apart": _log_odds(APART),
        "weights": [layer.round(DIGITS).tolist() for layer in network.weights],
        "biases": [layer.round(DIGITS).tolist() for layer in network.biases],
    }
    file.write_bytes(orjson.dumps(kept))


def _log_odds(probability: float) -> float:
    return round(float(np.log(probability / (1 - probability))), DIGITS)


def fit_retellings(shared: Path, *, is_written: bool) -> None:
    """Fits on train, measures on dev and prints; stores the network when `is_written`."""
    console = Console()
    random = Random(SEED)  # noqa: S311 (nothing secret)
    train, dev = list(facing_of(Split.TRAIN, shared, random)), list(facing_of(Split.DEV, shared, random))
    network = fit_network(train)
    odds = network.log_odds(np.stack([f.values for f in dev]))
    area = roc_auc_score([f.is_rewritten for f in dev], odds)
    console.print(f"{len(train)} stretches of train, {len(dev)} of dev, area under the curve {area:.3f}")
    table = Table("kind", "stretches", *(f"likelier than {p}" for p in SHOWN))
    for kind in sorted({f.kind for f in dev}):
        mine = 1 / (1 + np.exp(-odds[[f.kind == kind for f in dev]]))
        table.add_row(kind, str(len(mine)), *(f"{(mine > p).mean():.2f}" for p in SHOWN))
    console.print(table)
    if is_written:
        write_network(network, NETWORK_FILE)
