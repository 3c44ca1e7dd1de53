"""What an article is found by: unordered pairs of neighbouring content words, and of the two with one between them.

A spinner swaps every second or fourth word and leaves the order; so of a hundred pairs ten to fifty stay, while two articles
that were written apart share hardly any rare one. In: a document's words. Out: numbers. Nothing else is looked at, so an
article is read once, by itself. Longer pairs, lemmas, names and rare words alone find no more (docs/decisions).
"""

import hashlib
import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.library.common_words import common_words

Ints = NDArray[np.int32]
Longs = NDArray[np.uint64]

VERSION: Final = 1  # of everything in this file: articles that were indexed by another are found by no query of this one
_GAPS: Final = (1, 2)  # from one content word to the other
_KNOWN_WORDS: Final = 1 << 16
_COMMON: Final = -1  # the number of a word that is left out
_BITS: Final = 31  # of a feature: PostgreSQL's integer has a sign


class Pairs(NamedTuple):
    """The pairs of a document, [n_pairs] each: what they are, and at which word of the document they begin."""

    keys: Longs
    places: Ints


def pairs_of(norms: Sequence[str]) -> Pairs:
    """The pairs of a text's words in any order. O(n) time."""
    numbers = np.fromiter(map(_numbers.__getitem__, norms), np.int64, len(norms))
    places = np.flatnonzero(numbers != _COMMON).astype(np.int32)
    words = numbers[places].astype(np.uint64)
    found = [(words[:-gap], words[gap:], places[:-gap]) for gap in _GAPS if len(words) > gap]
    if not found:
        return Pairs(np.empty(0, np.uint64), np.empty(0, np.int32))
    left, right, begin = (np.concatenate(column) for column in zip(*found, strict=True))
    return Pairs(np.minimum(left, right) << np.uint64(32) | np.maximum(left, right), begin)


def features_in(library_id: str, pairs: Pairs) -> Ints:
    """The features of the pairs in one library, [n_pairs], from 0 to 2³¹ - 1.

    Each library has numbers of its own, so that one index serves all: nobody's articles are in another's way.
    """
    return _scatter(pairs.keys ^ _salt(library_id))


def article_features(library_id: str, norms: Sequence[str]) -> Ints:
    """The features of an article, each once, in ascending order."""
    features = np.sort(features_in(library_id, pairs_of(norms)))  # np.unique hashes, which takes three times as long
    return features[np.diff(features, prepend=np.int32(-1)) > 0]


class _Numbers(dict[str, int]):
    """The numbers of the words that were met lately. A dictionary finds one in a tenth of the time that a call takes."""

    def __missing__(self, norm: str) -> int:
        if len(self) >= _KNOWN_WORDS:
            self.clear()
        number = self[norm] = _COMMON if norm in common_words() else zlib.crc32(norm.encode())
        return number


_numbers: Final = _Numbers()


@lru_cache(_KNOWN_WORDS)
def _salt(library_id: str) -> np.uint64:
    digest = hashlib.blake2b(f"{VERSION}:{library_id}".encode(), digest_size=8).digest()
    return np.uint64(int.from_bytes(digest, "little"))


def _scatter(keys: Longs) -> Ints:
    """The last step of splitmix64 (Steele, Lea, Flood 2014): neighbouring keys become distant numbers."""
    mixed = keys ^ (keys >> np.uint64(30))
    mixed = mixed * np.uint64(0xBF58476D1CE4E5B9)
    mixed = mixed ^ (mixed >> np.uint64(27))
    mixed = mixed * np.uint64(0x94D049BB133111EB)
    mixed = mixed ^ (mixed >> np.uint64(31))
    scattered: Ints = (mixed >> np.uint64(64 - _BITS)).astype(np.int32)
    return scattered
