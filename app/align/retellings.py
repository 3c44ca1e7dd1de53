"""Stretches that face each other without a pair of like sentences, and retell each other all the same.

Whoever rewrites every sentence keeps the order of what is said. Between two groups of sentences that belong together, and
before the first and behind the last, both texts have a stretch that found no partner; whether one retells the other is said
by the words they share, the likeness of those they do not share, and whether these come in the same order.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from app.align.sentence_ends import with_sentence_ends
from app.align.sentence_groups import group_sentences, rarity
from app.align.sentence_pairs import Group, pair_sentences
from app.sides import Ints, Pair, Side

LEAST_WORDS = 12  # of a stretch on either side; less is a clause that somebody put in
MOST_WORDS = 250  # a longer retelling shows in some pairs of sentences
LEAST_RARITY = 0.2  # nats beyond everyday words; less says nothing
LEAST_COSINE = 0.35  # of word vectors; words less alike are not alike
ALIKE = 0.6  # from which a word is taken for the other one where the order is asked
Floats = NDArray[np.float64]
Chain = list[Group]


@dataclass(frozen=True, slots=True)
class Facing:
    """Sentences of both texts that face each other; `chain` numbers the one that they interrupt."""

    group: Group
    chain: int | None


def with_retellings(chains: list[Chain], pair: Pair) -> tuple[list[Chain], frozenset[Group]]:
    """The chains with the groups of stretches that retell each other, in the order of the suspect; and those groups."""
    retold: list[Group] = []
    grown = [*chains]
    for facing in _facing_stretches(chains, pair):
        if not is_retold(facing.group, pair):
            continue
        groups = group_sentences(facing.group, pair) or [facing.group]
        retold += groups
        if facing.chain is None:
            grown.append(groups)
        else:
            grown[facing.chain] = sorted([*grown[facing.chain], *groups])
    return sorted(grown, key=lambda chain: (chain[0].suspect_start, chain[0].reference_start)), frozenset(retold)


def facing_stretches(pair: Pair) -> Iterator[tuple[Group, Pair]]:
    """All that faces each other in a pair, for who fits `WEIGHTS`; with the pair that has its sentence ends back."""
    whole = with_sentence_ends(pair)
    yield from ((facing.group, whole) for facing in _facing_stretches(pair_sentences(whole), whole))


def _facing_stretches(chains: list[Chain], pair: Pair) -> Iterator[Facing]:
    """Sentences between one group of the suspect and the next that no group holds, where the reference has such too."""
    r, s = pair.reference.document.bounds, pair.suspect.document.bounds
    n_r, n_s = len(r) - 1, len(s) - 1
    used = np.zeros(n_r, bool)
    for chain in chains:
        for group in chain:
            used[group.reference_start : group.reference_end] = True
    in_order = sorted((group.suspect_start, group, k) for k, chain in enumerate(chains) for group in chain)
    steps = [(Group(0, 0, 0, 0), None), *((group, k) for _, group, k in in_order), (Group(n_r, n_r, n_s, n_s), None)]
    for (last, before), (following, behind) in pairwise(steps):
        between = Group(last.reference_end, following.reference_start, last.suspect_end, following.suspect_start)
        if _has_words(between, r, s) and not used[between.reference_start : between.reference_end].any():
            yield Facing(between, behind if behind == before else None)


def _has_words(group: Group, r: Ints, s: Ints) -> bool:
    if group.reference_end <= group.reference_start or group.suspect_end <= group.suspect_start:
        return False
    lengths = r[group.reference_end] - r[group.reference_start], s[group.suspect_end] - s[group.suspect_start]
    return bool(min(lengths) >= LEAST_WORDS and max(lengths) <= MOST_WORDS)


RETELLING_FEATURES = (
    "suspect_shared", "reference_shared", "suspect_alike", "reference_alike", "order", "bigrams", "words", "ratio",
)  # fmt: skip


def retelling_features(group: Group, pair: Pair) -> Floats:
    """Values of `RETELLING_FEATURES`: float64 [8]."""
    likeness = _Likeness.of(group, pair)
    return likeness.features(likeness.shares())


@dataclass(frozen=True, slots=True)
class _Likeness:
    """Words of both stretches of a group, and how alike each of the suspect's is to each of the reference's."""

    one: "_Words"
    other: "_Words"
    alike: Floats

    @classmethod
    def of(cls, group: Group, pair: Pair) -> "_Likeness":
        one = _Words.of(pair.reference, group.reference_start, group.reference_end)
        other = _Words.of(pair.suspect, group.suspect_start, group.suspect_end)
        return cls(one, other, _alike(one, other, pair))

    def shares(self) -> Floats:
        """The first four features: the weight that is the same and that is alike, of the suspect and of the reference."""
        if not self.alike.size:
            return np.zeros(4)
        mine, theirs = self.alike.max(axis=1), self.alike.max(axis=0)
        other, one = self.other, self.one
        return np.array([other.share(mine >= 1.0), one.share(theirs >= 1.0), other.share(mine), one.share(theirs)])

    def features(self, shares: Floats) -> Floats:
        """Values of `RETELLING_FEATURES`; `shares` are the first four."""
        one, other = self.one, self.other
        mine, theirs = one.bigrams(), other.bigrams()
        in_common = len(np.intersect1d(mine, theirs, assume_unique=True)) if self.alike.size else 0
        order = _order(self.alike, one, other) if self.alike.size else 0.0
        rest = order, in_common / max(min(len(mine), len(theirs)), 1)
        return np.array([*shares, *rest, np.log(other.n_words), np.log(one.n_words / other.n_words)])


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one stretch that say something: distinct lemmas, their weight (rarity times count), their mean place."""

    lemmas: Ints
    weights: Floats
    places: Floats
    all_lemmas: Ints

    @classmethod
    def of(cls, side: Side, first: int, last: int) -> "_Words":
        start, end = (int(side.document.bounds[k]) for k in (first, last))
        lemmas, weights = side.lemmas[start:end], rarity(side, start, end)
        said = np.flatnonzero((weights > LEAST_RARITY) & ~side.lexicon.is_function[side.rows[start:end]].astype(bool))
        known, at, n = np.unique(lemmas[said], return_inverse=True, return_counts=True)
        places: Floats = np.bincount(at, said.astype(np.float64), len(known)) / np.maximum(n, 1)
        return cls(known, np.bincount(at, weights[said], len(known)).astype(np.float64), places, lemmas)

    @property
    def n_words(self) -> int:
        """Number of words, those too that say nothing."""
        return len(self.all_lemmas)

    def bigrams(self) -> NDArray[np.int64]:
        """A number for each pair of neighbours, sorted, each once."""
        lemmas = self.all_lemmas.astype(np.int64)
        return np.unique((lemmas[:-1] << 32) + lemmas[1:])

    def share(self, found: Floats) -> float:
        """Share of the weight that is found."""
        return float((self.weights * found).sum() / max(self.weights.sum(), 1e-9))


def _alike(one: _Words, other: _Words, pair: Pair) -> Floats:
    """How alike each lemma of the suspect's stretch is to each of the reference's: 0, or `LEAST_COSINE` to 1 for the same."""
    n = pair.lexicon.n_words
    cosines = pair.lexicon.similarities(np.minimum(other.lemmas, n), np.minimum(one.lemmas, n)).astype(np.float64)
    alike: Floats = np.where(cosines < LEAST_COSINE, 0.0, np.minimum(cosines, 0.99))
    alike[other.lemmas[:, None] == one.lemmas[None, :]] = 1.0
    return alike


def _order(alike: Floats, one: _Words, other: _Words) -> float:
    """Correlation of the places of words and of those they are most alike to, -1..1; 0 for too few."""
    best = alike.argmax(axis=1)
    close = alike.max(axis=1) >= ALIKE
    mine, theirs = other.places[close], one.places[best[close]]
    if len(mine) < 4 or not np.ptp(mine) or not np.ptp(theirs):
        return 0.0
    return float(np.corrcoef(mine, theirs)[0, 1])


# Log odds of `RETELLING_FEATURES` and the intercept: rewrites of all kinds against other texts on the same subject, 446 facing
# stretches of the training corpora, classes weighted alike. `python -m app.training.retelling_weights` fits them again, on
# another sample: area under the curve on dev .86 for these, .84 there.
WEIGHTS: Floats = np.array([-13.2, -0.29, 2.06, 7.22, 2.39, 13.92, -2.1, -0.62, 6.11])
LEAST_ALIKE, LEAST_SHARED = 0.3, 0.05  # what half of the rewrites of the training corpora reach; unrelated texts do not
LEAST_BEYOND = 0.12  # weight of what is alike and not the same
_ALIKE_BOTH = slice(2, 4)
_ALIKE, _SHARED = RETELLING_FEATURES.index("reference_alike"), slice(0, 2)
LEAST_ODDS = 0.2  # a probability of .55: on dev four rewrites of five are found, and one in five stretches of other stories


def is_retold(group: Group, pair: Pair) -> bool:
    """Whether the stretches of a group retell each other: alike at all, and likelier than `LEAST_ODDS` says."""
    likeness = _Likeness.of(group, pair)
    return _is_retold(likeness, likeness.shares())


def is_reworded(group: Group, pair: Pair) -> bool:
    """Whether sentences that were paired by rare words, but have few words in common, also retell each other.

    Reports of one event share its names and figures; who rewords a sentence has words alike beyond those that are the same.
    """
    likeness = _Likeness.of(group, pair)
    shares = likeness.shares()
    return bool((shares[_ALIKE_BOTH] - shares[_SHARED]).min() >= LEAST_BEYOND) and _is_retold(likeness, shares)


def _is_retold(likeness: _Likeness, shares: Floats) -> bool:
    if shares[_ALIKE] < LEAST_ALIKE or shares[_SHARED].max() < LEAST_SHARED:
        return False  # two short stretches about nothing in common face each other too
    return bool(likeness.features(shares) @ WEIGHTS[:-1] + WEIGHTS[-1] > LEAST_ODDS)
