"""Fitting the finder: each stage learns from what the stages before it leave on the training pairs.

Weights of evidence, then the ends of one side after the other, then acceptance. Gold is in tokens; a case whose reference
is (almost) its whole document and much longer than its suspect is a summary, the others are passages.
"""

import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from app.finder import (
    ACCEPTANCE_FEATURES,
    ROUNDS,
    EvidenceWeights,
    FinderParts,
    Rectangle,
    acceptance_features,
    candidates_of,
    drawn_stretches,
    find_condensation,
    first_stretches,
    redrawn,
    token_features,
)
from app.model import Network, Trees, network_of, trees_of
from app.sides import Pair, Side
from app.text import Span
from app.training.finder.pan_xml import Case

JITTER = 15  # tokens by which the given side is widened: at run time it is never exact
CONTEXT = 60  # tokens around a passage that teach what is outside
NEAR_END, FAR_SHARE = 80, 0.4  # candidates farther than so many tokens from the true end: this share of them teaches
TOUCHING = 10  # tokens in common on both sides that make a stretch an attempt at a case
RIGHT = 0.3  # share of a stretch, on both sides, that has to be a case
IN_PLACE = 0.2  # share of the text by which a stretch of a rewritten article may have moved
QUOTED = 0.5  # share of words with the same neighbour from which a stretch of two honest reports is quoted from one text
REWRITTEN_WEIGHT = 0.2  # of a stretch of a rewritten article beside one of PAN's and of an honest report
N_MEAN = 6  # networks that say whether a paragraph is a summary: so few are known that one alone is a matter of luck
Floats = NDArray[np.float64]
Taught = tuple[Floats, bool]
_BIGRAMS = ACCEPTANCE_FEATURES.index("bigrams")


@dataclass(frozen=True, slots=True)
class FinderPair:
    """One training pair: both documents and its cases in tokens, passages and summaries apart."""

    folder: str
    reference_name: str
    texts: Pair
    passages: tuple[Rectangle, ...]
    summaries: tuple[Rectangle, ...]


def finder_pair(folder: str, reference_name: str, texts: Pair, cases: Iterable[Case]) -> FinderPair:
    """The pair with its cases in tokens."""
    golds = [Rectangle(_tokens(texts.reference, c.reference), _tokens(texts.suspect, c.suspect)) for c in cases]
    golds = [g for g in golds if len(g.reference) and len(g.suspect)]
    summaries = [g for g in golds if _is_summary(g, texts)]
    return FinderPair(folder, reference_name, texts, tuple(g for g in golds if g not in summaries), tuple(summaries))


def _tokens(side: Side, chars: Span) -> Span:
    start, end = np.searchsorted(side.document.starts, (chars.start, chars.end))
    return Span(int(start), int(end))


def _is_summary(gold: Rectangle, texts: Pair) -> bool:
    return len(gold.reference) > 0.95 * len(texts.reference) and len(gold.suspect) < 0.5 * len(gold.reference)


@dataclass(frozen=True, slots=True)
class OtherPair:
    """Two articles that are not PAN's: of one event or question by two people, or one rewritten from the other as a whole."""

    texts: Pair
    is_reuse: bool


def fit_finder(pairs: Sequence[FinderPair], others: Sequence[OtherPair], seed: int) -> FinderParts:
    """The parts of a finder; thresholds are chosen by `choose_acceptance`.

    `others` teach what is accepted only: what two reports of one event share is no reuse, and a rewritten article is.
    """
    networks = {
        "suspect_evidence": _fit_evidence(_passage_words(pairs, seed, of_suspect=True)),
        "reference_evidence": _fit_evidence(_passage_words(pairs, seed, of_suspect=False)),
        "condensation_evidence": _fit_evidence(_summary_words(pairs), is_balanced=True),
    }
    weights = FinderParts(networks, {}).weights
    found = [first_stretches(pair.texts, weights) for pair in pairs]
    ends = []
    for kind in ROUNDS:
        ends.append(_fit_ends(pairs, found, kind, weights, seed))
        networks |= {f"{kind}_start": ends[-1][0], f"{kind}_close": ends[-1][1]}
        found = [redrawn(f, kind, ends[-1], pair.texts, weights) for f, pair in zip(found, pairs, strict=True)]
    taught = list(_attempts(pairs, found, weights)), list(_other_attempts(others, ends, weights))
    acceptance = _fit_acceptance(*taught, seed)
    networks["condensation"] = _fit_condensation(pairs, others, weights, seed)
    return FinderParts(networks, {"acceptance": acceptance})


def _passage_words(pairs: Sequence[FinderPair], seed: int, *, of_suspect: bool) -> tuple[Floats, NDArray[np.bool_]]:
    """Features of the words in and around passages, and whether each is inside."""
    random = np.random.default_rng(seed)
    values, inside = [], []
    for pair in pairs:
        view = pair.texts if of_suspect else pair.texts.turned
        for gold in pair.passages:
            mine, given = (gold.suspect, gold.reference) if of_suspect else (gold.reference, gold.suspect)
            before, after = random.integers(0, JITTER, 2).tolist()
            window = Span(max(0, given.start - before), min(len(view.reference), given.end + after))
            around = Span(max(0, mine.start - CONTEXT), min(len(view.suspect), mine.end + CONTEXT))
            values.append(token_features(view, around, window))
            at = np.arange(around.start, around.end)
            inside.append((at >= mine.start) & (at < mine.end))
    return np.concatenate(values), np.concatenate(inside)


def _summary_words(pairs: Sequence[FinderPair]) -> tuple[Floats, NDArray[np.bool_]]:
    """Features of all words of suspects with a summary, and whether each is inside."""
    values, inside = [], []
    for pair in pairs:
        for gold in pair.summaries:
            suspect, reference = (Span(0, len(side)) for side in (pair.texts.suspect, pair.texts.reference))
            values.append(token_features(pair.texts, suspect, reference))
            at = np.arange(len(suspect))
            inside.append((at >= gold.suspect.start) & (at < gold.suspect.end))
    return np.concatenate(values), np.concatenate(inside)


def _fit_evidence(words: tuple[Floats, NDArray[np.bool_]], *, is_balanced: bool = False) -> Network:
    values, inside = words
    fitted = LogisticRegression(max_iter=500, class_weight="balanced" if is_balanced else None).fit(values, inside)
    return Network((fitted.coef_.T.astype(np.float64),), (fitted.intercept_.astype(np.float64),))


def _fit_ends(
    pairs: Sequence[FinderPair], found: Sequence[Sequence[Rectangle]], kind: str, weights: EvidenceWeights, seed: int
) -> tuple[Network, Network]:
    """The networks of start and end for one round."""
    random = np.random.default_rng(seed)
    tables: tuple[list[Floats], list[Floats]] = ([], [])
    golds: tuple[list[NDArray[np.bool_]], list[NDArray[np.bool_]]] = ([], [])
    for pair, rectangles in zip(pairs, found, strict=True):
        for rectangle in rectangles:
            gold = _case_of(rectangle, pair.passages)
            if gold is None:
                continue
            mine = gold.reference if kind == "reference" else gold.suspect
            candidates = candidates_of(rectangle, kind, pair.texts, weights)
            for k, ((at, values), true) in enumerate(zip(candidates, (mine.start, mine.end), strict=True)):
                far = np.abs(at - true)
                kept = (far < NEAR_END) | (random.random(len(at)) < FAR_SHARE)
                tables[k].append(values[kept])
                golds[k].append((np.arange(len(at)) == int(far.argmin()))[kept])
    start, close = (_fit(np.concatenate(t), np.concatenate(g), seed) for t, g in zip(tables, golds, strict=True))
    return start, close


def _case_of(rectangle: Rectangle, cases: Sequence[Rectangle]) -> Rectangle | None:
    """The case that a stretch is an attempt at."""
    common = [(_common(rectangle, case), case) for case in cases]
    attempts = [(sum(c), k) for k, (c, _) in enumerate(common) if min(c) > TOUCHING]
    return common[max(attempts)[1]][1] if attempts else None


def _common(one: Rectangle, other: Rectangle) -> tuple[int, int]:
    """Tokens in common on both sides."""
    return (
        max(0, min(one.reference.end, other.reference.end) - max(one.reference.start, other.reference.start)),
        max(0, min(one.suspect.end, other.suspect.end) - max(one.suspect.start, other.suspect.start)),
    )


def _attempts(pairs: Sequence[FinderPair], found: Sequence[Sequence[Rectangle]], weights: EvidenceWeights) -> Iterator[Taught]:
    """What is measured of each stretch that was found, and whether it is a case."""
    for pair, rectangles in zip(pairs, found, strict=True):
        for rectangle in rectangles:
            case = _case_of(rectangle, (*pair.passages, *pair.summaries))
            common = _common(rectangle, case) if case else (0, 0)
            shares = common[0] / len(rectangle.reference), common[1] / len(rectangle.suspect)
            yield acceptance_features(rectangle, pair.texts, weights), min(shares) > RIGHT


def _other_attempts(
    others: Sequence[OtherPair], ends: Sequence[tuple[Network, Network]], weights: EvidenceWeights
) -> Iterator[Taught]:
    """The same of the other articles: in a rewritten one, stretches that stand where they stood in the original are reuse.

    What two people quote alike teaches nothing: it is the same text twice.
    """
    for pair in others:
        for rectangle in drawn_stretches(pair.texts, ends, weights):
            values = acceptance_features(rectangle, pair.texts, weights)
            if _is_in_place(rectangle, pair.texts) if pair.is_reuse else values[_BIGRAMS] < QUOTED:
                yield values, pair.is_reuse


def _is_in_place(rectangle: Rectangle, texts: Pair) -> bool:
    reference, suspect = (
        (span.start + span.end) / 2 / len(side)
        for span, side in ((rectangle.reference, texts.reference), (rectangle.suspect, texts.suspect))
    )
    return abs(reference - suspect) < IN_PLACE


def _fit_acceptance(attempts: Sequence[Taught], others: Sequence[Taught], seed: int) -> Trees:
    values, right = zip(*attempts, *others, strict=True)
    weights = np.array([1.0] * len(attempts) + [REWRITTEN_WEIGHT if is_reuse else 1.0 for _, is_reuse in others])
    boosting = HistGradientBoostingClassifier(
        max_iter=150, learning_rate=0.06, max_leaf_nodes=15, min_samples_leaf=40, early_stopping=False, random_state=seed
    )
    return trees_of(boosting.fit(np.stack(values).astype(np.float32), np.array(right), weights))


def _fit_condensation(pairs: Sequence[FinderPair], others: Sequence[OtherPair], weights: EvidenceWeights, seed: int) -> Network:
    values, right = [], []
    for pair in pairs:
        candidate = find_condensation(pair.texts, weights.condensation)
        if candidate is not None:
            rectangle, features = candidate
            values.append(features)
            right.append(any(_common(rectangle, gold)[1] > RIGHT * len(rectangle.suspect) for gold in pair.summaries))
    for other in others:  # no paragraph of them condenses the other article
        candidate = find_condensation(other.texts, weights.condensation)
        if candidate is not None:
            values.append(candidate[1])
            right.append(False)
    table, gold = np.stack(values), np.array(right)
    return mean_of([_fit(table, gold, seed + k, layers=(12,), is_small=True) for k in range(N_MEAN)])


def mean_of(networks: Sequence[Network]) -> Network:
    """One network whose log odds are the mean of those of networks of two classes with one hidden layer each."""
    first, last = zip(*(network.weights for network in networks), strict=True)
    hidden, odds = zip(*(network.biases for network in networks), strict=True)
    return Network(
        (np.concatenate(first, axis=1), np.concatenate(last) / len(networks)), (np.concatenate(hidden), np.mean(odds, axis=0))
    )


def _fit(
    values: Floats, right: NDArray[np.bool_], seed: int, layers: tuple[int, ...] = (32, 16), *, is_small: bool = False
) -> Network:
    network = MLPClassifier(
        layers, alpha=1e-2 if is_small else 1e-4, early_stopping=not is_small, n_iter_no_change=4,
        max_iter=200 if is_small else 40, batch_size=128 if is_small else 512, learning_rate_init=2e-3, random_state=seed,
    )  # fmt: skip
    pipeline: Pipeline = make_pipeline(StandardScaler(), network)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # the number of rounds is the recipe's
        return network_of(pipeline.fit(values, right))
