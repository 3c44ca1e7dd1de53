"""Cutting a changed block ("leading role" → "main part") into the units a person would name.

A block is a stretch of the reference and one of the suspect between two runs of equal words. A small dynamic program
covers both sides with equal words, insertions, deletions and substitutions of up to `LONGEST_UNIT` words a side, at the
least cost; lexical relations make a unit cheap, length makes it dear. The method is the segmentation measured in
docs/facts.md (.96 of hand-made pairs against .83 for edit distance), with the lexicon's word on top.

This is the plain form; `kernel` is its compiled twin (decision 0003).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from app.align.types import Op
from app.lexicon import Lexicon, PartOfSpeech, Relation
from app.sides import Ints, Pair

LONGEST_UNIT = 5  # words on one side of a substitution; a spinner's longest phrases have five (docs/facts.md)
LONGEST_BLOCK = 10  # words on a side up to which units longer than two words and known phrases are looked for
MOST_WORDS = 40  # on a side of a block; a longer one has been rewritten, and is kept as one replacement
MOST_CELLS = 4_000_000  # words times words of a sentence group; a larger one is no sentence, and is one replacement
_CLOSE = int(Relation.SAME_LEMMA | Relation.SPELLING | Relation.NUMBER_FORM)
_SYNONYM = int(Relation.SYNSET | Relation.THESAURUS | Relation.FUNCTION_SWAP)
_FARTHER = int(Relation.NEAR | Relation.SAME_STEM | Relation.ANTONYM)

# Plain numbers for the loops: looking a member of an enum up costs more than the step it names.
_EQUAL, _REPLACE, _INSERT, _DELETE = int(Op.EQUAL), int(Op.REPLACE), int(Op.INSERT), int(Op.DELETE)
Row = tuple[int, int, int, int, int]  # op, reference start, reference end, suspect start, suspect end


@dataclass(frozen=True, slots=True)
class Prices:
    """Costs of units, an unrelated substitution of like words being about .6; set by hand on our own sample texts."""

    close: float = 0.10
    synonym: float = 0.20
    unrelated: float = 0.62
    other_part: float = 0.78
    mixed_class: float = 1.00
    farther: float = 0.30  # taken off for a distant relation
    nearness: float = 0.30  # taken off for like word vectors: this share of the cosine above `nearness_from`
    nearness_from: float = 0.20
    gap_function: float = 0.60
    gap_content: float = 0.70
    phrase: float = 0.75  # a unit of p:q words costs phrase + phrase_word * (p + q - 2)
    phrase_word: float = 0.27
    across_mark: float = 0.50  # more for a unit of several words with a punctuation mark inside
    known_phrase: float = 0.30
    all_function: float = 0.69  # "were" and "had been", "some" and "a few": one unit, not a swap and an insertion
    longest_unit: int = LONGEST_UNIT
    longest_block: int = LONGEST_BLOCK
    longest_known: int = 4  # words of a phrase in the lexicon
    most_words: int = MOST_WORDS
    most_cells: int = MOST_CELLS
    noun_like: int = int(PartOfSpeech.NOUN | PartOfSpeech.NAME)


PRICES = Prices()


class Block(NamedTuple):
    """A changed stretch, in tokens: never empty on both sides."""

    reference_start: int
    reference_end: int
    suspect_start: int
    suspect_end: int


def cut(block: Block, pair: Pair) -> list[Row]:
    """The rows of edits of one block, covering both stretches once and in order."""
    r, r_end, s, s_end = block
    m, n = r_end - r, s_end - s
    if 0 < m <= MOST_WORDS and 0 < n <= MOST_WORDS and m + n > 2:
        return cut_block(block, pair)
    return [(_INSERT if m == 0 else _DELETE if n == 0 else _REPLACE, r, r_end, s, s_end)]


def cut_block(block: Block, pair: Pair) -> list[Row]:
    """The cheapest cover of one block. `best[i, j]` is the cost of its first i reference and j suspect words."""
    r0, r_end, s0, s_end = block
    reference, suspect = pair.reference, pair.suspect
    a, b = reference.numbers[r0:r_end].tolist(), suspect.numbers[s0:s_end].tolist()
    rows, others = reference.rows[r0:r_end], suspect.rows[s0:s_end]
    pairs = pair_costs(rows, others, pair.lexicon)
    gaps = [[_gap(pair.lexicon, row) for row in side.tolist()] for side in (rows, others)]
    longest = LONGEST_UNIT if max(len(a), len(b)) <= LONGEST_BLOCK else 2
    best = {(0, 0): 0.0}
    step: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(len(a) + 1):
        for j in range(0 if i else 1, len(b) + 1):
            ways = [(best[i - 1, j] + gaps[0][i - 1], (1, 0))] if i else []
            ways += [(best[i, j - 1] + gaps[1][j - 1], (0, 1))] if j else []
            lowest, link = min(ways, key=lambda way: way[0])
            if i and j and (cost := best[i - 1, j - 1] + (a[i - 1] != b[j - 1] and pairs[i - 1][j - 1])) <= lowest:
                lowest, link = cost, (1, 1)
            for p, q in _shapes(longest, i, j):
                if not set(a[i - p : i]).isdisjoint(b[j - q : j]):
                    continue  # identical units are never part of a substitution
                cost = best[i - p, j - q] + unit_cost((r0 + i - p, p), (s0 + j - q, q), pair, look_up=longest > 2)
                if cost < lowest:
                    lowest, link = cost, (p, q)
            best[i, j], step[i, j] = lowest, link
    return _rows(block, a, b, step)


def _shapes(longest: int, i: int, j: int) -> Iterator[tuple[int, int]]:
    """Numbers of words of the units that may end at (i, j), one-word pairs left out."""
    for p in range(1, min(longest, i) + 1):
        for q in range(1, min(longest, j, longest + 1 - p) + 1):
            if p + q > 2:
                yield p, q


def _gap(lexicon: Lexicon, row: int) -> float:
    return PRICES.gap_function if lexicon.is_function[row] else PRICES.gap_content


def pair_costs(left: Ints, right: Ints, lexicon: Lexicon) -> list[list[float]]:
    """Cost of each pair of lexicon rows as a one-word substitution, [m][n]: .1 (same word) to 1 (nothing in common)."""
    one, other = np.repeat(left, len(right)), np.tile(right, len(left))
    relation = lexicon.relations(one, other)
    parts, others = lexicon.main_part[one], lexicon.main_part[other]
    same_part = (parts == others) | (parts == 0) | (others == 0) | ((parts | others) & ~np.uint8(PRICES.noun_like) == 0)
    cost = np.where(same_part, PRICES.unrelated, PRICES.other_part)
    cost[lexicon.is_function[one] != lexicon.is_function[other]] = PRICES.mixed_class
    if lexicon.has_vectors:
        near = np.nan_to_num(lexicon.similarity(one, other)).astype(np.float64)  # as the kernel counts: ties stay ties
        cost -= PRICES.nearness * np.clip(near - PRICES.nearness_from, 0.0, 1.0)
    cost[(relation & _FARTHER) != 0] -= PRICES.farther
    cost[(relation & _SYNONYM) != 0] = PRICES.synonym
    cost[(relation & _CLOSE) != 0] = PRICES.close
    costs: list[list[float]] = cost.reshape(len(left), len(right)).tolist()
    return costs


def unit_cost(reference: tuple[int, int], suspect: tuple[int, int], pair: Pair, *, look_up: bool) -> float:
    """Cost of a unit of several words; each side is (first token, number of words)."""
    (r, p), (s, q) = reference, suspect
    rows, others, lexicon = pair.reference.rows[r : r + p], pair.suspect.rows[s : s + q], pair.lexicon
    cost = PRICES.phrase + PRICES.phrase_word * (p + q - 2)
    if p + q == 3 and lexicon.is_function[rows].all() and lexicon.is_function[others].all():
        cost = min(cost, PRICES.all_function)
    if look_up and max(p, q) <= PRICES.longest_known and _are_related(rows, others, lexicon):
        cost = min(cost, PRICES.known_phrase)
    if pair.reference.marks[r + 1 : r + p].any() or pair.suspect.marks[s + 1 : s + q].any():
        cost += PRICES.across_mark
    return cost


def _are_related(rows: Ints, others: Ints, lexicon: Lexicon) -> bool:
    one, other = (int(r[0]) if len(r) == 1 else lexicon.row_of_phrase(r.tolist()) for r in (rows, others))
    return bool(lexicon.relations(np.array([one], np.int32), np.array([other], np.int32))[0])


def _rows(block: Block, a: list[int], b: list[int], step: dict[tuple[int, int], tuple[int, int]]) -> list[Row]:
    i, j = len(a), len(b)
    rows: list[Row] = []
    while i or j:
        p, q = step[i, j]
        i, j = i - p, j - q
        op = _INSERT if p == 0 else _DELETE if q == 0 else _EQUAL if p == q == 1 and a[i] == b[j] else _REPLACE
        r, s = block.reference_start + i, block.suspect_start + j
        rows.append((op, r, r + p, s, s + q))
    rows.reverse()
    return rows
