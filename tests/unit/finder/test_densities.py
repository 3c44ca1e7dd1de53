"""The cells that are kept hold what a whole plane would."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.finder.densities import densities_of

ROWS, COLUMNS = 7, 5
POINTS = st.lists(st.tuples(st.integers(0, ROWS - 1), st.integers(0, COLUMNS - 1), st.floats(0.01, 9)), max_size=30)


def whole_plane(points: list[tuple[int, int, float]]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    plane = np.zeros((ROWS + 2, COLUMNS + 2))
    for row, column, weight in points:
        plane[row + 1, column + 1] += weight
    rows = plane[:-2] + plane[1:-1] + plane[2:]
    return rows[:, :-2] + rows[:, 1:-1] + rows[:, 2:]


@given(POINTS)
def test_kept_cells_hold_what_a_whole_plane_does(points: list[tuple[int, int, float]]) -> None:
    rows, columns, weights = (np.array([p[k] for p in points]) for k in range(3))
    kept = densities_of(rows.astype(int), columns.astype(int), weights.astype(float), (ROWS, COLUMNS))
    plane = np.zeros((ROWS, COLUMNS))
    plane[kept.rows, kept.columns] = kept.values
    assert plane.tolist() == whole_plane(points).tolist()


@given(POINTS, st.integers(-1, ROWS), st.integers(-1, COLUMNS), st.integers(0, 4))
def test_densest_and_clear_are_those_of_the_plane(points: list[tuple[int, int, float]], row: int, column: int, n: int) -> None:
    rows, columns, weights = (np.array([p[k] for p in points]) for k in range(3))
    kept = densities_of(rows.astype(int), columns.astype(int), weights.astype(float), (ROWS, COLUMNS))
    plane = whole_plane(points)
    for _ in range(2):
        found_row, found_column, value = kept.densest()
        assert value == plane.max()
        if value:
            assert found_row * COLUMNS + found_column == int(plane.argmax())
        kept.clear(slice(row, row + n), slice(column, column + n))
        plane[max(row, 0) : max(row + n, 0), max(column, 0) : max(column + n, 0)] = 0.0
