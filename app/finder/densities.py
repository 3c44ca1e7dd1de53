"""The plane of token against token, of which only the cells near a common rare word are kept.

A whole plane takes memory by the square of the length; the cells that hold anything are no more than nine a common word.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.finder.types import Floats

Cells = NDArray[np.int64]


@dataclass(slots=True)
class Densities:
    """Weight in each three by three cells, by the cell in the middle, in the order of the plane; all others hold nothing."""

    rows: Cells
    columns: Cells
    values: Floats

    def densest(self) -> tuple[int, int, float]:
        """Row, column and value of the densest cell, the first of equal ones; zeros when there is none."""
        if not len(self.values):
            return 0, 0, 0.0
        k = int(self.values.argmax())
        return int(self.rows[k]), int(self.columns[k]), float(self.values[k])

    def clear(self, rows: slice, columns: slice) -> None:
        """Takes the weight from a rectangle of cells, where others have found it."""
        first, last = np.searchsorted(self.rows, (rows.start, rows.stop))
        inside = (self.columns[first:last] >= columns.start) & (self.columns[first:last] < columns.stop)
        self.values[first:last][inside] = 0.0


def densities_of(rows: Cells, columns: Cells, weights: Floats, shape: tuple[int, int]) -> Densities:
    """The densities of points in a plane of `shape` cells. O(k log k) time and O(k) memory for k points."""
    width = shape[1] + 2  # a border of empty cells around the plane
    cells, at = np.unique((rows + 1) * width + columns + 1, return_inverse=True)
    sums: Floats = np.bincount(at, weights, len(cells)).astype(np.float64)
    middles = np.unique(np.concatenate([cells + row * width + column for row in (-1, 0, 1) for column in (-1, 0, 1)]))
    row, column = middles // width - 1, middles % width - 1
    kept = (row >= 0) & (row < shape[0]) & (column >= 0) & (column < shape[1])
    by_column = [_of_three(cells, sums, middles[kept] + offset, width) for offset in (-1, 0, 1)]
    return Densities(row[kept], column[kept], by_column[0] + by_column[1] + by_column[2])


def _of_three(cells: Cells, sums: Floats, middles: Cells, width: int) -> Floats:
    """What the cells above, at and below each of `middles` hold together."""
    above, at, below = (_held(cells, sums, middles + offset) for offset in (-width, 0, width))
    return above + at + below


def _held(cells: Cells, sums: Floats, wanted: Cells) -> Floats:
    place = np.minimum(np.searchsorted(cells, wanted), max(len(cells) - 1, 0))
    found: Floats = np.where(cells[place] == wanted, sums[place], 0.0) if len(cells) else np.zeros(len(wanted))
    return found
