"""One numbering for the words of two documents, so that later steps compare integers."""

from itertools import repeat

import numpy as np

from app.align.types import Words
from app.lexicon import Lexicon
from app.text import Document


def number_words(reference: Document, suspect: Document, lexicon: Lexicon) -> Words:
    """Numbers of the norms of both documents: rows of the lexicon, and numbers of their own beyond it. O(n) time."""
    distinct = dict.fromkeys(reference.norms)
    distinct.update(dict.fromkeys(suspect.norms))
    n_words = lexicon.n_words
    # Each distinct word is asked once: the lexicon's index is far larger than the cache.
    rows = list(map(lexicon.index.get, distinct, repeat(n_words)))
    numbers = dict(zip(distinct, rows, strict=True))
    if n_words in rows:
        unknown = (word for word, row in zip(distinct, rows, strict=True) if row == n_words)
        numbers.update({word: n_words + k for k, word in enumerate(unknown)})
    one = np.fromiter(map(numbers.__getitem__, reference.norms), np.int32, len(reference))
    other = np.fromiter(map(numbers.__getitem__, suspect.norms), np.int32, len(suspect))
    return Words(one, other, np.minimum(one, n_words), np.minimum(other, n_words))
