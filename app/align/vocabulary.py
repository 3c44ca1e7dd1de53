"""One numbering for the words of two documents, so that later steps compare integers."""

import numpy as np

from app.align.types import Ints, Words
from app.lexicon import Lexicon
from app.text import Document


def number_words(reference: Document, suspect: Document, lexicon: Lexicon) -> Words:
    """Numbers of the norms of both documents: rows of the lexicon, and numbers of their own beyond it. O(n) time."""
    one, other = lexicon.number(reference.norms, suspect.norms)
    return Words(one, other, np.minimum(one, lexicon.n_words), np.minimum(other, lexicon.n_words))


def number_lemmas(words: Words, lexicon: Lexicon) -> tuple[Ints, Ints]:
    """Number of each word's lemma, both sides; words beyond the lexicon keep their own."""
    sides = ((words.reference_rows, words.reference), (words.suspect_rows, words.suspect))
    one, other = (np.where(rows < lexicon.n_words, lexicon.lemma[rows], numbers) for rows, numbers in sides)
    return one, other
