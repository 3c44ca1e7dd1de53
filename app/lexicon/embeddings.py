"""Static word vectors: one small int8 vector a common word, and the cosine of two of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.lexicon.pairs import Rows

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class WordVectors:
    """Vectors [n, d] of common words, `scales` [n] (1/length), `places` [n_words + 1]: row → vector, -1 for none."""

    places: Rows
    vectors: NDArray[np.int8]
    scales: Floats

    def cosine(self, left: Rows, right: Rows) -> Floats:
        """Returns -1..1 a pair; nan where either word has no vector."""
        first, second = self.places[left], self.places[right]
        products = np.einsum("ij,ij->i", self.vectors[first].astype(np.float32), self.vectors[second].astype(np.float32))
        cosines = products * self.scales[first] * self.scales[second]
        cosines[(first < 0) | (second < 0)] = np.nan
        same_type: Floats = cosines.astype(np.float32, copy=False)
        return same_type

    def unit_vectors(self, rows: Rows) -> Floats:
        """Returns the vectors, of length one: [n, d]; zeros where a word has none."""
        at = self.places[rows]
        units: Floats = self.vectors[at].astype(np.float32) * np.where(at < 0, 0.0, self.scales[at])[:, None].astype(np.float32)
        return units


def place_vectors(words: Sequence[str], index: Mapping[str, int], lemma: Rows) -> Rows:
    """Returns the place of each row's vector, its lemma's when it has none itself, else -1."""
    unknown = len(lemma) - 1
    rows = np.fromiter((index.get(word, unknown) for word in words), dtype=np.int32, count=len(words))
    places = np.full(len(lemma), -1, dtype=np.int32)
    places[rows] = np.arange(len(words), dtype=np.int32)
    places[unknown] = -1
    return np.where(places < 0, places[lemma], places).astype(np.int32, copy=False)
