"""Two documents as columns in one numbering."""

import re

import numpy as np
from numpy.typing import NDArray

from app.finder.types import Break, Floats, Ints, Side, Sides
from app.lexicon import Lexicon
from app.text import Document

LEAST_RARITY, MOST_RARITY = 1.0, 14.0
_END = re.compile(r"[.!?]")


def read_sides(reference: Document, suspect: Document, lexicon: Lexicon) -> Sides:
    """Both documents as columns; words with the same stem get the same number."""
    numbers = lexicon.number(reference.norms, suspect.norms)
    rows = [np.minimum(n, lexicon.n_words) for n in numbers]
    stems = [np.where(n < lexicon.n_words, lexicon.stem[r], n + lexicon.n_words) for n, r in zip(numbers, rows, strict=True)]
    stems, n_stems = _dense(stems)
    pairs = [s[:-1].astype(np.int64) * n_stems + s[1:] for s in stems]
    bigrams, n_bigrams = _dense(pairs)
    made = [
        _side(document, s, b, r, lexicon) for document, s, b, r in zip((reference, suspect), stems, bigrams, rows, strict=True)
    ]
    return Sides(made[0], made[1], n_stems, n_bigrams)


def _dense(columns: list[NDArray[np.int64]] | list[Ints]) -> tuple[list[Ints], int]:
    """The same columns with numbers from 0 without gaps, and how many there are."""
    known, numbers = np.unique(np.concatenate(columns), return_inverse=True)
    one, other = np.split(numbers.astype(np.int32), [len(columns[0])])
    return [one, other], len(known)


def _side(document: Document, stems: Ints, bigrams: Ints, rows: Ints, lexicon: Lexicon) -> Side:
    rarity: Floats = np.clip(-lexicon.log_frequency[rows].astype(np.float64), LEAST_RARITY, MOST_RARITY)
    return Side(
        document.text,
        document.starts,
        document.ends,
        stems,
        bigrams,
        rarity,
        lexicon.is_function[rows].astype(bool),
        rows == lexicon.n_words,
        find_breaks(document),
    )


def find_breaks(document: Document) -> NDArray[np.int8]:
    """The `Break` before each token and after the last: int8 [n + 1]."""
    text, starts, ends = document.text, document.starts.tolist(), document.ends.tolist()
    breaks = [Break.EDGE] * (len(starts) + 1)
    for i in range(1, len(starts)):
        gap, first = text[ends[i - 1] : starts[i]], text[starts[i]]
        breaks[i] = (Break.CAPITAL if first.isupper() else Break.INSIDE) if gap == " " else _break(gap, first)
    return np.array(breaks, np.int8)


def _break(gap: str, first: str) -> Break:
    """The break that a gap other than one space makes before a word that begins with `first`."""
    ends, line = _END.search(gap) is not None, "\n" in gap
    if ends and line:
        return Break.SENTENCE_AND_LINE
    if ends and not first.islower():
        return Break.SENTENCE
    return Break.LINE if line else Break.INSIDE if first.islower() else Break.CAPITAL
