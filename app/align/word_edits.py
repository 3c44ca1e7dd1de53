"""Word edits of sentence groups: equal words by edit distance, changed blocks cut into units.

`edit_plainly` is the plain form. `kernel` is its compiled twin for all groups of a pair at once; where no compiler was at
hand when Unspun was installed, the plain form does the work, some twenty times slower (decision 0003).
"""

from collections.abc import Iterator, Sequence

import numpy as np

from app.align.blocks import MOST_CELLS, PRICES, Block, Row, cut
from app.align.twins import kernel
from app.align.types import Op
from app.sides import Ints, Pair

Stretch = tuple[int, int, int, int]  # reference start and end, suspect start and end, in tokens
_EQUAL, _REPLACE = int(Op.EQUAL), int(Op.REPLACE)


def edit_plainly(stretches: Sequence[Stretch], pair: Pair) -> tuple[Ints, Ints]:
    """Rows of edits of all stretches, int32 [n_rows, 5], and how many each has, int32 [n_stretches].

    The rows of a stretch cover both its sides once and in order. O(n·m) time for a stretch of n and m words.
    """
    found = [_merged(_rows(stretch, pair)) for stretch in stretches]
    rows = [row for part in found for row in part]
    return np.array(rows, np.int32).reshape(-1, 5), np.array([len(part) for part in found], np.int32)


def edit_table(stretches: Ints, pair: Pair) -> tuple[Ints, Ints]:
    """What `edit_plainly` returns of a table of stretches, by the kernel."""
    return kernel.edit_stretches(stretches, pair, PRICES)


def _rows(stretch: Stretch, pair: Pair) -> Iterator[Row]:
    r, r_end, s, s_end = stretch
    for i, j in [*_equal_words(stretch, pair), (r_end, s_end)]:
        if i > r or j > s:
            yield from cut(Block(r, i, s, j), pair)
        if i < r_end and j < s_end:
            yield (_EQUAL, i, i + 1, j, j + 1)
        r, s = i + 1, j + 1


def _equal_words(stretch: Stretch, pair: Pair) -> list[tuple[int, int]]:
    """Pairs of equal words on one cheapest path of edit distance (Levenshtein), in order."""
    r, r_end, s, s_end = stretch
    if (r_end - r) * (s_end - s) > MOST_CELLS:
        return []
    a, b = pair.reference.number_list[r:r_end], pair.suspect.number_list[s:s_end]
    distance = _distances(a, b)
    i, j, found = len(a), len(b), []
    while i and j:
        if distance[i][j] == distance[i - 1][j - 1] + (a[i - 1] != b[j - 1]):
            i, j = i - 1, j - 1
            if a[i] == b[j]:
                found.append((r + i, s + j))
        elif distance[i][j] == distance[i - 1][j] + 1:
            i -= 1
        else:
            j -= 1
    return found[::-1]


def _distances(a: list[int], b: list[int]) -> list[list[int]]:
    rows = [list(range(len(b) + 1))]
    for i, word in enumerate(a, 1):
        above, row = rows[-1], [i]
        for j, other in enumerate(b, 1):
            row.append(min(above[j - 1] + (word != other), above[j] + 1, row[j - 1] + 1))
        rows.append(row)
    return rows


def _merged(rows: Iterator[Row]) -> list[Row]:
    """Neighbouring rows of the same op, other than replacements, become one."""
    merged: list[Row] = []
    for row in rows:
        if merged and merged[-1][0] == row[0] != _REPLACE:
            merged[-1] = (row[0], merged[-1][1], row[2], merged[-1][3], row[4])
        else:
            merged.append(row)
    return merged
