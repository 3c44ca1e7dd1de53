"""One numbering for the words of two documents, so that later steps compare integers."""

import numpy as np

from app.align.types import Words
from app.lexicon import Lexicon
from app.text import Document


def number_words(reference: Document, suspect: Document, lexicon: Lexicon) -> Words:
    """Numbers of the norms of both documents: rows of the lexicon, and numbers of their own beyond it. O(n) time."""
    one, other = lexicon.number(reference.norms, suspect.norms)
    return Words(one, other, np.minimum(one, lexicon.n_words), np.minimum(other, lexicon.n_words))
