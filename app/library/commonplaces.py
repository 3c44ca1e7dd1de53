"""What one process knows of the features that very many articles of a library hold, so that they are not read again and again."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.library.features import Ints
from app.store import Postings

_SAMPLED: Final = 200  # one article in so many: a feature that escapes the sample is in few hundreds, more or less
_MOST_SAMPLED: Final = 10_000
_SMALL: Final = 5_000  # articles: in a library of fewer the postings of any feature are read in half a millisecond
_GROWN: Final = 1.5


def sample_size(n_articles: int) -> int:
    """Of how many articles the features are to be known."""
    return min(n_articles // _SAMPLED, _MOST_SAMPLED) if n_articles > _SMALL else 0


@dataclass(slots=True)
class Commonplaces:
    """`sampled`: features of some articles, ascending.

    `met` [2, n_met]: features that were found in too many articles, ascending, and how many would not have been too many.
    Forgotten when the library has become smaller, or larger by half: what is too many is a share of it.
    """

    n_articles: int = 0
    sampled: Ints = field(default_factory=lambda: np.empty(0, np.int32))
    met: Ints = field(default_factory=lambda: np.empty((2, 0), np.int32))  # one array: threads see both rows change together

    def fits(self, n_articles: int) -> bool:
        """Whether what is known is of a library of about this size."""
        return self.n_articles <= n_articles <= _GROWN * self.n_articles

    def begin(self, n_articles: int, sample: Iterable[Ints]) -> None:
        """Forgets everything, and takes the features of a new sample of articles."""
        self.n_articles, self.met = n_articles, np.empty((2, 0), np.int32)
        self.sampled = np.unique(np.concatenate([np.empty(0, np.int32), *sample]))

    def are_met(self, features: Ints, most: int) -> NDArray[np.bool_]:
        """Which features were found in more than `most` articles before."""
        known, beyond = self.met
        return _are_in(known[beyond >= most], features)

    def are_suspected(self, features: Ints) -> NDArray[np.bool_]:
        """Which features may be in very many articles."""
        return _are_in(self.sampled, features)

    def learn(self, features: Ints, postings: Postings, most: int) -> None:
        """Keeps which of the features, which ascend, were in more than `most` articles."""
        known, beyond = self.met
        found = features[postings.are_too_many]
        is_new = ~_are_in(known, found)
        places = np.searchsorted(known, found)
        beyond[places[~is_new]] = np.maximum(beyond[places[~is_new]], most)
        added = np.array([found[is_new], np.full(int(is_new.sum()), most)], np.int32)
        self.met = np.insert(self.met, places[is_new], added, axis=1)


def _are_in(known: Ints, features: Ints) -> NDArray[np.bool_]:
    """Which features are among the known ones, which ascend: `np.isin` would sort them again, however many they are."""
    if not len(known):
        return np.zeros(len(features), bool)
    found: NDArray[np.bool_] = known[np.minimum(np.searchsorted(known, features), len(known) - 1)] == features
    return found
