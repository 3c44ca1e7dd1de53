"""Two documents as columns in one numbering."""

import numpy as np
from numpy.typing import NDArray

from app.finder.types import Break, Floats, Ints, Marks, Side, Sides
from app.lexicon import Lexicon
from app.sides import number_pair
from app.text import Document

LEAST_RARITY, MOST_RARITY = 1.0, 14.0


def read_sides(reference: Document, suspect: Document, lexicon: Lexicon) -> Sides:
    """Both documents as columns; words with the same stem get the same number."""
    pair = number_pair(reference, suspect, lexicon)
    numbers, rows = [pair.reference.numbers, pair.suspect.numbers], [pair.reference.rows, pair.suspect.rows]
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
    text, starts, ends = document.text, document.starts[1:], document.ends[:-1]
    characters = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    n_ends = _running_count((characters == ord(".")) | (characters == ord("!")) | (characters == ord("?")))
    n_lines = _running_count(characters == ord("\n"))
    has_end, has_line = n_ends[starts] > n_ends[ends], n_lines[starts] > n_lines[ends]
    is_upper, is_lower = _cases(characters[starts])
    is_plain = starts - ends == 1
    is_plain[is_plain] = characters[ends[is_plain]] == ord(" ")
    # in the order of `kinds`, the first that holds; after one space a digit is inside, after other gaps it is a capital
    holds = (has_end & has_line, has_end & ~is_lower, has_line, is_upper | ~(is_lower | is_plain))
    kinds = (Break.SENTENCE_AND_LINE, Break.SENTENCE, Break.LINE, Break.CAPITAL)
    breaks = np.full(len(document) + 1, Break.EDGE, np.int8)
    breaks[1:-1] = np.select(holds, kinds, Break.INSIDE)
    return breaks


def _running_count(marks: Marks) -> Ints:
    """How many marks stand before each place and before the end: int32 [n + 1]."""
    counts = np.zeros(len(marks) + 1, np.int32)
    np.cumsum(marks, out=counts[1:])
    return counts


def _cases(characters: NDArray[np.uint32]) -> tuple[Marks, Marks]:
    """Whether each character is an upper and a lower case one; each distinct one is asked once."""
    distinct, at = np.unique(characters, return_inverse=True)
    letters = [chr(code) for code in distinct.tolist()]
    upper, lower = (np.array([is_case(c) for c in letters], bool)[at] for is_case in (str.isupper, str.islower))
    return upper, lower
