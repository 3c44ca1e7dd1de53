"""Fitting the finder: each stage learns from what the stages before it leave on the training pairs.

Weights of evidence, then the ends of one side after the other, then acceptance. Gold is in tokens; a case whose reference
is (almost) its whole document and much longer than its suspect is a summary, the others are passages.
"""

import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from app.finder import (
    ROUNDS,
    EvidenceWeights,
    Rectangle,
    acceptance_features,
    candidates_of,
    find_condensation,
    first_stretches,
    redrawn,
    token_features,
)
from app.model import Network, network_of
from app.sides import Pair, Side
from app.text import Span
from app.training.finder.pan_xml import Case

JITTER = 15  # tokens by which the given side is widened: at run time it is never exact
CONTEXT = 60  # tokens around a passage that teach what is outside
NEAR_END, FAR_SHARE = 80, 0.4  # candidates farther than so many tokens from the true end: this share of them teaches
TOUCHING = 10  # tokens in common on both sides that make a stretch an attempt at a case
RIGHT = 0.3  # share of a stretch, on both sides, that has to be a case
Floats = NDArray[np.float64]


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


def fit_finder(pairs: Sequence[FinderPair], seed: int) -> dict[str, Network]:
    """The networks of a finder, by `PARTS`; thresholds are chosen by `choose_finder_thresholds`."""
    linear = {
        "suspect_evidence": _fit_evidence(_passage_words(pairs, seed, of_suspect=True)),
        "reference_evidence": _fit_evidence(_passage_words(pairs, seed, of_suspect=False)),
        "condensation_evidence": _fit_evidence(_summary_words(pairs), is_balanced=True),
    }
    weights = EvidenceWeights(*(np.append(n.weights[0][:, 0], n.biases[0]) for n in linear.values()))
    found = [first_stretches(pair.texts, weights) for pair in pairs]
    networks = dict(linear)
    for kind in ROUNDS:
        ends = _fit_ends(pairs, found, kind, weights, seed)
        networks |= {f"{kind}_start": ends[0], f"{kind}_close": ends[1]}
        found = [redrawn(f, kind, ends, pair.texts, weights) for f, pair in zip(found, pairs, strict=True)]
    networks["acceptance"] = _fit_acceptance(pairs, found, weights, seed)
    networks["condensation"] = _fit_condensation(pairs, weights, seed)
    return networks


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


def _fit_acceptance(
    pairs: Sequence[FinderPair], found: Sequence[Sequence[Rectangle]], weights: EvidenceWeights, seed: int
) -> Network:
    values, right = [], []
    for pair, rectangles in zip(pairs, found, strict=True):
        for rectangle in rectangles:
            case = _case_of(rectangle, (*pair.passages, *pair.summaries))
            common = _common(rectangle, case) if case else (0, 0)
            shares = common[0] / len(rectangle.reference), common[1] / len(rectangle.suspect)
            values.append(acceptance_features(rectangle, pair.texts, weights))
            right.append(min(shares) > RIGHT)
    return _fit(np.stack(values), np.array(right), seed)


def _fit_condensation(pairs: Sequence[FinderPair], weights: EvidenceWeights, seed: int) -> Network:
    values, right = [], []
    for pair in pairs:
        candidate = find_condensation(pair.texts, weights.condensation)
        if candidate is not None:
            rectangle, features = candidate
            values.append(features)
            right.append(any(_common(rectangle, gold)[1] > RIGHT * len(rectangle.suspect) for gold in pair.summaries))
    return _fit(np.stack(values), np.array(right), seed, layers=(12,), is_small=True)


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
