"""`unspun training telling`: what weighs `paraphrased` against `independent` once more (decision 0044).

In: the corpora, and a model's folder. Out: the weights of `app.model.Telling`, fitted on pairs of train that somebody rewrote and
on others of the same subject; with `--write` they stand in the model's manifest. The odds that they weigh are a model's on pairs
that it was itself fitted on: they are bounded, and decision 0044 says how far they are too sure.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

import numpy as np
from rich.console import Console
from rich.table import Table
from sklearn.linear_model import LogisticRegression

from app.align import align
from app.detector import MINIMUM_PASSAGE_WORDS, long_enough
from app.features import OwnFacts
from app.model import Telling
from app.sides import number_pair
from app.text import Span, read_text, why_not_measurable
from app.training.examples import Example, Split, TaughtLabel, every_pair
from app.training.fitting.detectors import detector_of
from app.training.fitting.kinds import drawn_of_each, kind_of
from app.training.fitting.model_files import amend_manifest
from app.training.fitting.pair_tables import measure_all
from app.verdict import JudgedStretch, bear, is_open, log_odds, told_values

N_PAIRS: Final = 2_000  # of each kind: a corpus of ten thousand must not drown the others
SEED: Final = 1
STRENGTH: Final = 0.1  # inverse of the regularisation
BALANCE: Final = 0.5  # a kind of n pairs weighs n to this power: 1 as many as there are, 0 all kinds the same; chosen on dev
DIGITS: Final = 4
_RETOLD: Final = TaughtLabel.PARAPHRASED


class TellingPair(NamedTuple):
    """What is open of one pair: its kind, whether it was retold, what the model says of the article, the suspect's own facts."""

    kind: str
    is_retold: bool
    article: JudgedStretch
    own: OwnFacts


def telling_pair(example: Example, model: Path) -> TellingPair | None:
    """What the model in that folder says of one pair, as far as the ledger bears it; None where that is not open."""
    detector = detector_of(model)
    pair = number_pair(read_text(example.reference), read_text(example.suspect), detector.lexicon)
    if any(why_not_measurable(side.document, detector.lexicon.english.common) for side in (pair.reference, pair.suspect)):
        return None
    alignment = long_enough(align(pair), MINIMUM_PASSAGE_WORDS)
    scores = detector.score(alignment)
    borne = bear(alignment, scores.article, scores.passages, scores.spin, detector.model.thresholds)
    if not is_open(borne.article):
        return None
    whole = JudgedStretch(borne.article, Span(0, len(alignment.suspect)))
    return TellingPair(kind_of(example), example.label == _RETOLD, whole, OwnFacts.of(alignment.pair))


def telling_pairs(split: Split, shared: Path, model: Path) -> list[TellingPair]:
    """Of at most `N_PAIRS` pairs of each kind of a split that were retold or are independent those that are open.

    Raises:
        CorpusMissing: the corpora are not in `shared`.
    """
    random = Random(SEED)  # noqa: S311 (nothing secret)
    known = (example for example in every_pair(split, shared) if example.label in (_RETOLD, TaughtLabel.INDEPENDENT))
    drawn = chain.from_iterable(drawn_of_each(known, N_PAIRS, random).values())
    return [found for found in measure_all(telling_pair, drawn, model) if found is not None]


def fit_weights(pairs: Sequence[TellingPair]) -> Telling:
    """The regression of these pairs; without an intercept, so that from a text without facts nothing follows."""
    values = np.array([told_values(pair.article, pair.own) for pair in pairs])
    counts = Counter(pair.kind for pair in pairs)
    weights = np.array([counts[pair.kind] ** (BALANCE - 1.0) for pair in pairs])
    scales = values.std(axis=0)
    fitted = LogisticRegression(C=STRENGTH, fit_intercept=False)
    fitted.fit(values / scales, [pair.is_retold for pair in pairs], sample_weight=weights / weights.mean())
    return Telling(tuple(round(float(weight), DIGITS) for weight in fitted.coef_[0] / scales))


def fit_telling(shared: Path, model: Path, *, is_written: bool) -> None:
    """Fits on train, measures on dev and prints; stores the weights in the manifest of `model` when `is_written`."""
    console = Console()
    train, dev = (telling_pairs(split, shared, model) for split in Split)
    telling = fit_weights(train)
    console.print(telling.entry())
    console.print(_table("train, each by weights that never met it", train, lambda kind: fit_weights(_without(kind, train))))
    console.print(_table("dev", dev, lambda kind: telling))
    if is_written:
        amend_manifest(model, {"telling": telling.entry()})


def _without(kind: str, pairs: Sequence[TellingPair]) -> list[TellingPair]:
    return [pair for pair in pairs if pair.kind != kind]


def _table(title: str, pairs: Sequence[TellingPair], telling_of: Callable[[str], Telling]) -> Table:
    """Of each kind of pairs: how many articles lean to their side, before they were weighed once more and after."""
    table = Table(f"kind of {title}", "open", "right before", "right")
    for kind, n in sorted(Counter(pair.kind for pair in pairs).items()):
        shares = _right([pair for pair in pairs if pair.kind == kind], telling_of(kind))
        table.add_row(kind, str(n), *(f"{share:.3f}" for share in shares))
    return table


def _right(pairs: Sequence[TellingPair], telling: Telling) -> tuple[float, float]:
    gold = np.array([pair.is_retold for pair in pairs])
    before = np.array([log_odds(pair.article.probabilities) for pair in pairs])
    after = np.array([telling.log_odds(told_values(pair.article, pair.own)) for pair in pairs])
    return float(((before > 0) == gold).mean()), float(((after > 0) == gold).mean())
