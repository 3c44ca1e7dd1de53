"""What one process knows of the features that very many articles of a library hold, so that they are not read again and again."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import repeat
from typing import Final, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from app.library.candidates import ALWAYS_COUNTED
from app.library.features import Ints
from app.store import Postings

_SAMPLED: Final = 200  # one article in so many, and not fewer and not more than the next two say
_FEWEST_SAMPLED, _MOST_SAMPLED = 4_000, 10_000
_SMALL: Final = 5_000  # articles: in a library of fewer the postings of any feature are read in half a millisecond
_GROWN: Final = 1.5
_MOST_MET: Final = 200_000  # features, some 20 MB; then they are met again
_DOUBT: Final = 1e-6  # the chance that a sample says of a feature of just as many articles as count that these are too many


def sample_size(n_articles: int) -> int:
    """Of how many articles the features are to be known."""
    return min(max(n_articles // _SAMPLED, _FEWEST_SAMPLED), _MOST_SAMPLED) if n_articles > _SMALL else 0


class Guess(NamedTuple):
    """Which features are in more articles than count, and which probably are, [n_features]: it pays to look first at these."""

    are_too_many: NDArray[np.bool_]
    are_suspected: NDArray[np.bool_]


class _Sample(NamedTuple):
    """What share of a library some articles are, features that not only one or two hold, ascending, and how many do."""

    share: float
    features: Ints
    counts: Ints

    @classmethod
    def of(cls, articles: Sequence[Ints], n_articles: int) -> Self:
        """The sample that these articles' features are."""
        share = len(articles) / max(n_articles, 1)
        features, counts = np.unique(np.concatenate([np.empty(0, np.int32), *articles]), return_counts=True)
        is_common = counts > ALWAYS_COUNTED * share
        return cls(share, features[is_common], counts[is_common].astype(np.int32))

    def counts_of(self, features: Ints) -> Ints:
        """In how many of the articles each feature is; 0 for a rare one."""
        if not len(self.features):
            return np.zeros(len(features), np.int32)
        # `np.isin` would sort the known ones again, however many they are
        places = np.minimum(np.searchsorted(self.features, features), len(self.features) - 1)
        return np.where(self.features[places] == features, self.counts[places], np.int32(0))


@dataclass(slots=True)
class Commonplaces:
    """`met`: features that were found in too many articles, and how many would not have been too many.

    Forgotten when the library has become smaller, or larger by half: what is too many is a share of it.
    """

    n_articles: int = 0
    was_asked: bool = False
    sample: _Sample = field(default_factory=lambda: _Sample.of((), 0))
    met: dict[int, int] = field(default_factory=dict)  # no array: to put thirty into one takes longer than to read them all

    def fits(self, n_articles: int) -> bool:
        """Whether what is known is of a library of about this size. For one question alone a sample costs more than it saves."""
        return not self.was_asked or self.n_articles <= n_articles <= _GROWN * self.n_articles

    def begin(self, n_articles: int, sample: Sequence[Ints]) -> None:
        """Forgets everything, and takes the features of a new sample of articles."""
        self.n_articles, self.met = n_articles, {}
        self.sample = _Sample.of(sample, n_articles)

    def guess(self, features: Ints, most: int) -> Guess:
        """What is known of features before the index is asked for those that are in at most `most` articles."""
        counts, expected = self.sample.counts_of(features), most * self.sample.share
        met = np.fromiter(map(self.met.get, features.tolist(), repeat(-1)), np.int64, len(features))
        return Guess((met >= most) | (counts > _by_chance(expected)), counts > expected)

    def learn(self, features: Ints, postings: Postings, most: int) -> None:
        """Keeps which of the features were in more than `most` articles."""
        self.was_asked = True
        if len(self.met) >= _MOST_MET:
            self.met = {}
        for feature in features[postings.are_too_many].tolist():
            self.met[feature] = max(self.met.get(feature, 0), most)


@lru_cache(1_000)
def _by_chance(expected: float) -> int:
    """The most articles of a sample that may hold a feature by chance where `expected` are likely (Poisson's distribution)."""
    n, chance = 0, math.exp(-expected)
    beyond = 1.0 - chance  # the chance of more than n
    while beyond > _DOUBT:
        n += 1
        chance *= expected / n
        beyond -= chance
    return n
