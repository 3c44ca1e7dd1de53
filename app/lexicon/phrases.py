"""Phrases by the rows of their words: so that a compiled loop can look them up without strings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.lexicon.pairs import Rows

FACTOR: Final = 1_000_003
"""Multiplier of the key: `key = key * FACTOR + row + 1` word by word, modulo 2**64. No two phrases share a key (tested)."""


@dataclass(frozen=True, slots=True)
class PhraseTable:
    """Sorted `keys` of all phrases whose words have rows of their own, and the phrases' `rows`."""

    keys: NDArray[np.uint64]
    rows: Rows

    def find(self, words: Sequence[int]) -> int:
        """The row of the phrase of these rows; -1 when there is none. O(log n)."""
        key = 0
        for row in words:
            key = (key * FACTOR + row + 1) % 2**64
        place = int(self.keys.searchsorted(np.uint64(key)))
        return int(self.rows[place]) if place < len(self.keys) and int(self.keys[place]) == key else -1


def phrase_table(words: Sequence[str], index: Mapping[str, int]) -> PhraseTable:
    """The table of a vocabulary; a phrase with a word that is not in the vocabulary is left out. About 25 ms."""
    keys: list[int] = []
    rows: list[int] = []
    for row, phrase in enumerate(words):
        if " " in phrase:
            key = 0
            for word in phrase.split(" "):
                if (part := index.get(word)) is None:
                    break
                key = (key * FACTOR + part + 1) % 2**64
            else:
                keys.append(key)
                rows.append(row)
    order = np.argsort(np.array(keys, np.uint64), kind="stable")
    return PhraseTable(np.array(keys, np.uint64)[order], np.array(rows, np.int32)[order])
