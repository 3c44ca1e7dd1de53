"""One numbering for the words of two documents, so that later steps compare integers."""

import numpy as np

from app.align.types import Words
from app.lexicon import Lexicon
from app.text import Document


def number_words(reference: Document, suspect: Document, lexicon: Lexicon) -> Words:
    """Numbers of the norms of both documents: rows of the lexicon, and numbers of their own beyond it. O(n) time."""
    reference_rows, suspect_rows = lexicon.rows(reference.norms), lexicon.rows(suspect.norms)
    beyond: dict[str, int] = {}
    return Words(
        reference=_numbers(reference, reference_rows, lexicon.n_words, beyond),
        suspect=_numbers(suspect, suspect_rows, lexicon.n_words, beyond),
        reference_rows=reference_rows,
        suspect_rows=suspect_rows,
    )


def _numbers(document: Document, rows: np.ndarray, n_words: int, beyond: dict[str, int]) -> np.ndarray:
    numbers = rows.copy()
    for i in np.flatnonzero(rows == n_words).tolist():
        numbers[i] = beyond.setdefault(document.norms[i], n_words + len(beyond))
    return numbers
