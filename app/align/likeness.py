"""How alike two stretches are: in the words they share, in the likeness of those they do not share, and in the order of both."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.align.groups import Group
from app.align.sentence_groups import rarity
from app.align.sentence_pairs import LIMITS
from app.align.twins import likening, twin_of
from app.sides import Ints, Pair, Side

LEAST_RARITY = 0.2  # nats beyond everyday words; less says nothing
LEAST_COSINE = 0.35  # of word vectors; words less alike are not alike
MOST_COSINE = 0.99  # of two words; 1 is the same one
ALIKE = 0.6  # from which a word is taken for the other one where the order is asked
PART_WORDS = 12  # words of a part, about: what is said first, next, and last
NEARNESS = 0.2  # of a stretch's length, how far from its place a part may be told (standard deviation)
Floats = NDArray[np.float64]
Marks = NDArray[np.bool_]

SHARES = ("suspect_shared", "reference_shared", "suspect_alike", "reference_alike")
RETELLING_FEATURES = (
    *SHARES, "order", "bigrams", "words", "ratio",
    "subject", "order_of_parts", "order_beyond_chance", "suspect_parts", "reference_parts",
    "suspect_words_shared", "reference_words_shared", "suspect_names_shared", "reference_names_shared",
)  # fmt: skip


def retelling_features(group: Group, pair: Pair) -> Floats:
    """Values of `RETELLING_FEATURES`: float64 [17]."""
    return Likeness.of(group, pair).features()


@dataclass(frozen=True, slots=True)
class Likeness:
    """Words of both stretches of a group, how alike each of the suspect's is to each of the reference's, and `SHARES`."""

    one: "StretchWords"
    other: "StretchWords"
    alike: Floats
    shares: Floats

    @classmethod
    def of(cls, group: Group, pair: Pair) -> "Likeness":
        """The likeness of the two stretches of a group."""
        one = StretchWords.of(pair.reference, group.reference_start, group.reference_end)
        other = StretchWords.of(pair.suspect, group.suspect_start, group.suspect_end)
        n = pair.lexicon.n_words
        cosines = pair.lexicon.similarities(np.minimum(other.lemmas, n), np.minimum(one.lemmas, n))
        return cls(one, other, *alike_words(cosines, other.lemmas, one.lemmas, other.weights, one.weights))

    def features(self) -> Floats:
        """Values of `RETELLING_FEATURES`."""
        return np.array([*self.shares, *self.order(), *self._parts(), *self._shares_by_case()])

    def order(self) -> tuple[float, float, float, float]:
        """The order of words and the pairs of neighbours in common, and both lengths."""
        one, other = self.one, self.other
        in_common, mine, theirs = count_bigrams(one.all_lemmas, other.all_lemmas)
        in_common = in_common if self.alike.size else 0
        order = _order(self.alike, one, other) if self.alike.size else 0.0
        lengths = np.log(other.n_words), np.log(one.n_words / other.n_words)
        return order, in_common / max(min(mine, theirs), 1), *lengths

    def _parts(self) -> tuple[float, ...]:
        """How alike both are as a whole and part by part, and whether the parts come in one order: -1..1, and against chance."""
        mine, theirs = self.other.parts(), self.one.parts()
        whole, other = (_units(parts.sum(axis=0)[None])[0] for parts in (mine, theirs))
        cosines = _units(mine) @ _units(theirs).T
        return float(whole @ other), *_diagonal(cosines), float(cosines.max(axis=1).mean()), float(cosines.max(axis=0).mean())

    def _shares_by_case(self) -> tuple[float, ...]:
        """The weight that is the same, of both: first of words without a capital, then of those with one."""
        mine, theirs = shares_by_case(self.other, self.one), shares_by_case(self.one, self.other)
        return mine[0], theirs[0], mine[1], theirs[1]


@dataclass(frozen=True, slots=True)
class StretchWords:
    """The words of one stretch that say something: distinct lemmas, their weight (rarity times count), their mean place.

    `start` and `end` are its words in the side; `said` is how much each of them says, 0 for nothing.
    """

    side: Side
    start: int
    end: int
    lemmas: Ints
    weights: Floats
    places: Floats
    said: Floats

    @classmethod
    def of(cls, side: Side, first: int, last: int) -> "StretchWords":
        start, end = (int(side.document.bounds[k]) for k in (first, last))
        return cls(side, start, end, *said_words(side, start, end))

    @property
    def n_words(self) -> int:
        """Number of words, those too that say nothing."""
        return self.end - self.start

    @property
    def all_lemmas(self) -> Ints:
        """The lemma of every word."""
        return self.side.lemmas[self.start : self.end]

    def capital(self) -> Marks:
        """Whether each word has a capital."""
        return self.side.has_capital(np.arange(self.start, self.end, dtype=np.int32))

    def held_by(self, others: "StretchWords") -> Marks:
        """Whether the other stretch has each word."""
        return np.isin(self.all_lemmas, others.all_lemmas)

    def share_of(self, asked: Marks, held: Marks) -> float:
        """Share of the weight of the words that are asked for that is held."""
        said = self.said * asked
        return float((said * held).sum() / max(said.sum(), 1e-9))

    def parts(self) -> Floats:
        """The vector of each part of about `PART_WORDS` words: [n_parts, d]."""
        n = max(2, round(self.n_words / PART_WORDS))
        cuts = np.linspace(0, self.n_words, n + 1).astype(np.int64)
        return self.side.lexicon.summed_vectors(self.side.rows[self.start : self.end], self.said, cuts)


SaidWords = tuple[Ints, Floats, Floats, Floats]


def said_plainly(side: Side, start: int, end: int) -> SaidWords:
    """What `said_words` returns, without the compiled walk."""
    weights = rarity(side, start, end) * ~side.is_function[start:end]
    said = np.flatnonzero(weights > LEAST_RARITY)
    known, at, n = np.unique(side.lemmas[start:end][said], return_inverse=True, return_counts=True)
    places: Floats = np.bincount(at, said.astype(np.float64), len(known)) / np.maximum(n, 1)
    return known, np.bincount(at, weights[said], len(known)).astype(np.float64), places, weights


@twin_of(said_plainly)
def said_words(side: Side, start: int, end: int) -> SaidWords:
    """Distinct lemmas of the words [start, end) that say something, their weight and mean place; and what each word says."""
    marks = side.is_function.view(np.uint8)
    return likening.said_words(side.lemmas, marks, side.lexicon.log_frequency, start, end, LIMITS, LEAST_RARITY)


def alike_plainly(
    cosines: NDArray[np.float32], other: Ints, one: Ints, other_weights: Floats, one_weights: Floats
) -> tuple[Floats, Floats]:
    """What `alike_words` returns, without the compiled walk."""
    wide = cosines.astype(np.float64)  # numpy compares a float32 column with a float32 bound
    alike: Floats = np.where(wide < LEAST_COSINE, 0.0, np.minimum(wide, MOST_COSINE))
    alike[other[:, None] == one[None, :]] = 1.0
    if not alike.size:
        return alike, np.zeros(len(SHARES))
    mine, theirs = alike.max(axis=1), alike.max(axis=0)
    found = (other_weights, mine >= 1.0), (one_weights, theirs >= 1.0), (other_weights, mine), (one_weights, theirs)
    return alike, np.array([(weights * marks).sum() / max(weights.sum(), 1e-9) for weights, marks in found])


@twin_of(alike_plainly)
def alike_words(
    cosines: NDArray[np.float32], other: Ints, one: Ints, other_weights: Floats, one_weights: Floats
) -> tuple[Floats, Floats]:
    """How alike each lemma of the suspect's stretch is to each of the reference's, and `SHARES`, the share of the weight found.

    0, or `LEAST_COSINE` to `MOST_COSINE`, or 1 for the same lemma: [n_other, n_one].
    """
    return likening.alike(cosines, other, one, other_weights, one_weights, LEAST_COSINE, MOST_COSINE)


def count_bigrams_plainly(one: Ints, other: Ints) -> tuple[int, int, int]:
    """What `count_bigrams` returns, without the compiled walk."""
    mine, theirs = (np.unique((lemmas[:-1].astype(np.int64) << 32) + lemmas[1:]) for lemmas in (one, other))
    return len(np.intersect1d(mine, theirs, assume_unique=True)), len(mine), len(theirs)


@twin_of(count_bigrams_plainly)
def count_bigrams(one: Ints, other: Ints) -> tuple[int, int, int]:
    """How many different pairs of neighbours both stretches have in common, and how many each of them has."""
    return likening.count_bigrams(one, other)


def shares_by_case_plainly(words: StretchWords, others: StretchWords) -> tuple[float, float]:
    """What `shares_by_case` returns, without the compiled walk."""
    marks, held = words.capital(), words.held_by(others)
    return words.share_of(~marks, held), words.share_of(marks, held)


@twin_of(shares_by_case_plainly)
def shares_by_case(words: StretchWords, others: StretchWords) -> tuple[float, float]:
    """The share of the weight that the other stretch has too, of words without a capital and of those with one."""
    return likening.shares_by_case(words, others.all_lemmas)


def _order(alike: Floats, one: StretchWords, other: StretchWords) -> float:
    """Correlation of the places of words and of those they are most alike to, -1..1; 0 for too few."""
    best = alike.argmax(axis=1)
    close = alike.max(axis=1) >= ALIKE
    mine, theirs = other.places[close], one.places[best[close]]
    if len(mine) < 4 or not np.ptp(mine) or not np.ptp(theirs):
        return 0.0
    return float(np.corrcoef(mine, theirs)[0, 1])


def _units(vectors: Floats) -> Floats:
    units: Floats = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return units


def _diagonal(cosines: Floats) -> tuple[float, float]:
    """Whether parts are most alike to those at their own place: correlation, and how far beyond chance (standard deviations).

    What all parts of one text have in common, and what a part has in common with all others, is taken out first.
    """
    n, m = cosines.shape
    apart = ((np.arange(n) + 0.5) / n)[:, None] - ((np.arange(m) + 0.5) / m)[None, :]
    near, alike = _centred(np.exp(-0.5 * (apart / NEARNESS) ** 2)), _centred(cosines)
    product, energy = (near * alike).sum(), (alike**2).sum()
    return (
        float(product / max(np.sqrt(energy * (near**2).sum()), 1e-9)),
        float(product / np.sqrt(max(energy * (near**2).mean(), 1e-9))),
    )


def _centred(table: Floats) -> Floats:
    centred: Floats = table - table.mean(axis=0, keepdims=True) - table.mean(axis=1, keepdims=True) + table.mean()
    return centred
