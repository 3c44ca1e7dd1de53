"""One numbering for the words of two documents, so that later steps compare integers."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from app.lexicon import Lexicon
from app.text import Document

Ints = NDArray[np.int32]


@dataclass(frozen=True)
class Words:
    """Both documents in one numbering.

    `reference` and `suspect` number the norms (equal numbers, equal words); `reference_rows` and `suspect_rows` are the
    rows of the lexicon.
    """

    reference: Ints
    suspect: Ints
    reference_rows: Ints
    suspect_rows: Ints

    @cached_property
    def reference_list(self) -> list[int]:
        """`reference` as a list: loops over single numbers are slow on arrays."""
        numbers: list[int] = self.reference.tolist()
        return numbers

    @cached_property
    def suspect_list(self) -> list[int]:
        """`suspect` as a list."""
        numbers: list[int] = self.suspect.tolist()
        return numbers


def number_words(reference: Document, suspect: Document, lexicon: Lexicon) -> Words:
    """Numbers of the norms of both documents: rows of the lexicon, and numbers of their own beyond it. O(n) time."""
    one, other = lexicon.number(reference.norms, suspect.norms)
    return Words(one, other, np.minimum(one, lexicon.n_words), np.minimum(other, lexicon.n_words))


def number_lemmas(words: Words, lexicon: Lexicon) -> tuple[Ints, Ints]:
    """Number of each word's lemma, both sides; words beyond the lexicon keep their own."""
    sides = ((words.reference_rows, words.reference), (words.suspect_rows, words.suspect))
    one, other = (np.where(rows < lexicon.n_words, lexicon.lemma[rows], numbers) for rows, numbers in sides)
    return one, other
