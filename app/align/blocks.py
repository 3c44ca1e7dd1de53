"""Cutting a changed block ("leading role" → "main part") into the units a person would name.

A block is a stretch of the reference and one of the suspect between two runs of equal words. A small dynamic program
covers both sides with equal words, insertions, deletions and substitutions of up to `LONGEST_UNIT` words a side, at the
least cost; lexical relations make a unit cheap, length makes it dear. The method is the segmentation measured in
design/facts.md (.96 of hand-made pairs against .83 for edit distance), with the lexicon's word on top.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.align.phrases import Prices, price_phrases
from app.align.types import Op, Words
from app.lexicon import Lexicon, PartOfSpeech, Relation
from app.text import Document

LONGEST_UNIT = 5  # words on one side of a substitution; a spinner's longest phrases have five (design/facts.md)
MOST_CELLS = 900  # of a block; a larger one has been rewritten, and is kept as one replacement
# Costs in units of one unrelated substitution of like words being about .6; set by hand on our own sample texts.
GAP_FUNCTION, GAP_CONTENT = 0.60, 0.70
PHRASE, PHRASE_WORD = 0.75, 0.27  # a unit of p:q words costs PHRASE + PHRASE_WORD * (p + q - 2)
ACROSS_MARK = 0.50  # more for a unit of several words with a punctuation mark inside
CLOSE, SYNONYM, UNRELATED, OTHER_PART, MIXED_CLASS = 0.10, 0.20, 0.62, 0.78, 1.00
CERTAIN = 0.45  # a block of equal lengths whose words pair off one by one under this cost needs no search
_CLOSE = Relation.SAME_LEMMA | Relation.SPELLING | Relation.NUMBER_FORM
_SYNONYM = Relation.SYNSET | Relation.THESAURUS | Relation.FUNCTION_SWAP
_FARTHER = Relation.NEAR | Relation.SAME_STEM | Relation.ANTONYM
_NOUN_LIKE = int(PartOfSpeech.NOUN | PartOfSpeech.NAME)

# Plain numbers for the loops: looking a member of an enum up costs more than the step it names.
_EQUAL, _REPLACE, _INSERT, _DELETE = int(Op.EQUAL), int(Op.REPLACE), int(Op.INSERT), int(Op.DELETE)
Row = tuple[int, int, int, int, int]  # op, reference start, reference end, suspect start, suspect end
Documents = tuple[Document, Document]


class Block(NamedTuple):
    """A changed stretch, in tokens: never empty on both sides."""

    reference_start: int
    reference_end: int
    suspect_start: int
    suspect_end: int

    @property
    def shape(self) -> tuple[int, int]:
        """Number of tokens on each side."""
        return self.reference_end - self.reference_start, self.suspect_end - self.suspect_start

    @property
    def needs_cutting(self) -> bool:
        """Whether there is more than one way to cover the block, and few enough to try."""
        m, n = self[1] - self[0], self[3] - self[2]
        return m > 0 < n and m + n > 2 and m * n <= MOST_CELLS


def cut_blocks(blocks: Sequence[Block], documents: Documents, words: Words, lexicon: Lexicon) -> list[list[Row]]:
    """For each block its rows of edits, covering both stretches once and in order.

    O(cells · LONGEST_UNIT²) time for a block; blocks over `MOST_CELLS` cells are one replacement.
    """
    wide = [block for block in blocks if block.needs_cutting]
    pairs = _pair_costs(wide, words, lexicon)
    plain = {block: rows for block, costs in zip(wide, pairs, strict=True) if (rows := _one_by_one(block, costs))}
    searched = [(block, costs) for block, costs in zip(wide, pairs, strict=True) if block not in plain]
    cutter = _Cutter.build([block for block, _ in searched], [costs for _, costs in searched], documents, words, lexicon)
    for place, (block, _) in enumerate(searched):
        plain[block] = cutter.cut(place)
    return [plain.get(block) or [_whole(block)] for block in blocks]


def _whole(block: Block) -> Row:
    r, r_end, s, s_end = block
    return (_INSERT if r == r_end else _DELETE if s == s_end else _REPLACE, r, r_end, s, s_end)


def _one_by_one(block: Block, costs: list[float]) -> list[Row] | None:
    """The rows of a block of equal lengths whose words plainly pair off in order."""
    m, n = block.shape
    if m != n or any(not 0.0 < cost <= CERTAIN for cost in costs[:: n + 1]):
        return None
    r, s = block.reference_start, block.suspect_start
    return [(_REPLACE, r + i, r + i + 1, s + i, s + i + 1) for i in range(n)]


def _pair_costs(blocks: Sequence[Block], words: Words, lexicon: Lexicon) -> list[list[float]]:
    """For each block the cost of each pair of words, m·n numbers row by row; one look-up for all blocks."""
    if not blocks:
        return []
    bounds = np.array([(b.reference_start, b.suspect_start, *b.shape) for b in blocks], np.int64)
    sizes = bounds[:, 2] * bounds[:, 3]
    ends = np.cumsum(sizes)
    of = np.repeat(np.arange(len(blocks)), sizes)
    cell = np.arange(ends[-1]) - (ends - sizes)[of]
    width = bounds[of, 3]
    i, j = bounds[of, 0] + cell // width, bounds[of, 1] + cell % width
    costs = substitution_costs(words.reference_rows[i], words.suspect_rows[j], lexicon)
    costs[words.reference[i] == words.suspect[j]] = 0.0
    flat = costs.tolist()
    return [flat[end - size : end] for end, size in zip(ends.tolist(), sizes.tolist(), strict=True)]


def substitution_costs(left: NDArray[np.int32], right: NDArray[np.int32], lexicon: Lexicon) -> NDArray[np.float32]:
    """Cost of each pair of lexicon rows as a one-word substitution, elementwise: .1 (same word) to 1 (nothing in common)."""
    relation = lexicon.relations(left, right)
    same_class = lexicon.is_function[left] == lexicon.is_function[right]
    part, other = lexicon.main_part[left], lexicon.main_part[right]
    same_part = (part == other) | (part == 0) | (other == 0) | ((part | other) & ~np.uint8(_NOUN_LIKE) == 0)
    cost = np.where(same_class, np.where(same_part, UNRELATED, OTHER_PART), MIXED_CLASS).astype(np.float32)
    if lexicon.has_vectors:
        cost -= np.float32(0.3) * np.clip(np.nan_to_num(lexicon.similarity(left, right)) - 0.2, 0.0, 1.0)
    cost[(relation & int(_FARTHER)) != 0] -= 0.30
    cost[(relation & int(_SYNONYM)) != 0] = SYNONYM
    cost[(relation & int(_CLOSE)) != 0] = CLOSE
    return cost


@dataclass(frozen=True, slots=True)
class _Cutter:
    """Everything the search over blocks looks up, made once for all blocks of a pair of documents."""

    blocks: list[Block]
    pairs: list[list[float]]
    phrases: list[Prices]
    reference: list[int]
    suspect: list[int]
    reference_gaps: list[float]
    suspect_gaps: list[float]
    reference_marks: list[bool]
    suspect_marks: list[bool]

    @classmethod
    def build(
        cls, blocks: list[Block], pairs: list[list[float]], documents: Documents, words: Words, lexicon: Lexicon
    ) -> "_Cutter":
        if not blocks:
            return cls([], [], [], [], [], [], [], [], [])
        bounds = [(b.reference_start, b.reference_end, b.suspect_start, b.suspect_end) for b in blocks]
        phrases = price_phrases(bounds, documents, words, lexicon)
        gaps = [
            np.where(lexicon.is_function[rows], GAP_FUNCTION, GAP_CONTENT).tolist() for rows in (words.reference_rows, words.suspect_rows)
        ]
        marks = [_after_mark(document) for document in documents]
        return cls(blocks, pairs, phrases, words.reference_list, words.suspect_list, *gaps, *marks)

    def cut(self, place: int) -> list[Row]:
        """The cheapest cover of one block."""
        block, pairs, phrases = self.blocks[place], self.pairs[place], self.phrases[place]
        (m, n), r0, s0 = block.shape, block.reference_start, block.suspect_start
        a, b = self.reference[r0 : block.reference_end], self.suspect[s0 : block.suspect_end]
        common = set(a) & set(b)
        units = _UNITS if max(m, n) <= 2 * LONGEST_UNIT else _SHORT_UNITS
        best = [[_INFINITE] * (n + 1) for _ in range(m + 1)]
        step = [[(0, 0)] * (n + 1) for _ in range(m + 1)]
        best[0][0] = 0.0
        for i in range(m + 1):
            for j in range(n + 1):
                lowest, link = best[i][j], (0, 0)
                if i and (cost := best[i - 1][j] + self.reference_gaps[r0 + i - 1]) < lowest:
                    lowest, link = cost, (1, 0)
                if j and (cost := best[i][j - 1] + self.suspect_gaps[s0 + j - 1]) < lowest:
                    lowest, link = cost, (0, 1)
                if i and j:
                    if (cost := best[i - 1][j - 1] + pairs[(i - 1) * n + j - 1]) <= lowest:
                        lowest, link = cost, (1, 1)
                    for p, q, price in units:
                        if p > i or q > j:
                            continue
                        cost = best[i - p][j - q] + phrases.get((r0 + i - p, p, s0 + j - q, q), price)
                        if cost >= lowest or self._is_barred(a[i - p : i], b[j - q : j], common):
                            continue
                        cost += self._marks_inside(r0 + i - p, p, s0 + j - q, q)
                        if cost < lowest:
                            lowest, link = cost, (p, q)
                best[i][j], step[i][j] = lowest, link
        return _rows(block, a, b, step)

    @staticmethod
    def _is_barred(a: list[int], b: list[int], common: set[int]) -> bool:
        """Identical units are never part of a substitution."""
        return bool(common) and not set(a).isdisjoint(b)

    def _marks_inside(self, r: int, p: int, s: int, q: int) -> float:
        if any(self.reference_marks[r + 1 : r + p]) or any(self.suspect_marks[s + 1 : s + q]):
            return ACROSS_MARK
        return 0.0


_INFINITE = float("inf")
_UNITS = tuple(
    (p, q, PHRASE + PHRASE_WORD * (p + q - 2))
    for p in range(1, LONGEST_UNIT + 1)
    for q in range(1, LONGEST_UNIT + 1)
    if 3 <= p + q <= LONGEST_UNIT + 1
)
_SHORT_UNITS = tuple(unit for unit in _UNITS if unit[0] + unit[1] == 3)


def _after_mark(document: Document) -> list[bool]:
    """Whether more than one character, so some mark, stands between each token and the one before."""
    gaps = np.ones(len(document), np.int32)
    gaps[1:] = document.starts[1:] - document.ends[:-1]
    marks: list[bool] = (gaps > 1).tolist()
    return marks


def _rows(block: Block, a: list[int], b: list[int], step: list[list[tuple[int, int]]]) -> list[Row]:
    i, j = len(a), len(b)
    rows: list[Row] = []
    while i or j:
        p, q = step[i][j]
        i, j = i - p, j - q
        op = _INSERT if p == 0 else _DELETE if q == 0 else _EQUAL if p == q == 1 and a[i] == b[j] else _REPLACE
        r, s = block.reference_start + i, block.suspect_start + j
        rows.append((op, r, r + p, s, s + q))
    rows.reverse()
    return rows
