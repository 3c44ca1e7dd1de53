"""Prices of units of several words: phrases the lexicon knows, split words, and runs of function words."""

from collections.abc import Sequence

import numpy as np

from app.align.types import Words
from app.lexicon import Lexicon
from app.text import Document

LONGEST_KNOWN = 4  # words of a phrase in the lexicon
LONGEST_BLOCK = 10  # words on a side; in longer blocks phrases are not looked for
KNOWN_PHRASE = 0.30
SAME_LETTERS = 0.05  # "without" and "with out"
ALL_FUNCTION = 0.69  # "were" and "had been", "some" and "a few": one unit, not a swap and an insertion
# reference start, reference length, suspect start, suspect length -> cost
Prices = dict[tuple[int, int, int, int], float]
Bounds = tuple[int, int, int, int]


def price_phrases(blocks: Sequence[Bounds], documents: tuple[Document, Document], words: Words, lexicon: Lexicon) -> list[Prices]:
    """For each block (reference start and end, suspect start and end) the units that cost less than their length says."""
    prices: list[Prices] = []
    asked: list[tuple[int, int, int, int]] = []
    rows: list[tuple[int, int]] = []
    owners: list[int] = []
    for k, (r, r_end, s, s_end) in enumerate(blocks):
        found: Prices = {}
        prices.append(found)
        if max(r_end - r, s_end - s) > LONGEST_BLOCK:
            continue
        left = _units(r, r_end, documents[0].norms, words.reference_rows, lexicon)
        right = _units(s, s_end, documents[1].norms, words.suspect_rows, lexicon)
        for at, p, row, letters, function in left:
            for to, q, other, others, functions in right:
                if p + q == 2:
                    continue
                if letters == others:
                    found[at, p, to, q] = SAME_LETTERS
                elif function and functions and p + q == 3:
                    found[at, p, to, q] = ALL_FUNCTION
                if row >= 0 <= other:
                    asked.append((at, p, to, q))
                    rows.append((row, other))
                    owners.append(k)
    _add_known(prices, asked, rows, owners, lexicon)
    return prices


def _units(start: int, end: int, norms: tuple[str, ...], rows: np.ndarray, lexicon: Lexicon) -> list[tuple[int, int, int, str, bool]]:
    """Every unit of a stretch: start, length, row (-1 unknown), letters, and whether all its words are function words."""
    singles = rows[start:end].tolist()
    function = lexicon.is_function[rows[start:end]].tolist()
    units = []
    for i in range(end - start):
        letters, closed = "", True
        for p in range(1, min(LONGEST_KNOWN, end - start - i) + 1):
            letters += norms[start + i + p - 1].replace("-", "")
            closed = closed and function[i + p - 1]
            row = singles[i] if p == 1 else lexicon.phrase_row(norms[start + i : start + i + p])
            units.append((start + i, p, row if row < lexicon.n_words else -1, letters, closed))
    return units


def _add_known(
    prices: list[Prices], asked: list[tuple[int, int, int, int]], rows: list[tuple[int, int]], owners: list[int], lexicon: Lexicon
) -> None:
    if not asked:
        return
    left, right = np.array(rows, np.int32).T
    related = lexicon.relations(left, right) != 0
    for k in np.flatnonzero(related).tolist():
        found = prices[owners[k]]
        found[asked[k]] = min(KNOWN_PHRASE, found.get(asked[k], KNOWN_PHRASE))
