# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The compiled twin of `trees.Trees.log_odds`: each row walks each tree down to its leaf. O(n · trees · depth) time."""

import numpy as np
from libc.stdint cimport int32_t


def sum_leaves(const float[:, :] rows, const int32_t[::1] features, const double[::1] thresholds, const int32_t[::1] children,
               const double[::1] values, const int32_t[::1] roots):
    """The sum of the values of the leaves that each row comes to: float64 [n]. A leaf is its own child."""
    cdef Py_ssize_t n = rows.shape[0], row, tree
    cdef int32_t at, below
    cdef double total
    sums_array = np.empty(n)
    cdef double[::1] sums = sums_array
    for row in range(n):
        total = 0.0
        for tree in range(roots.shape[0]):
            at = roots[tree]
            while True:
                below = children[2 * at + (<double>rows[row, features[at]] > thresholds[at])]
                if below == at:
                    break
                at = below
            total += values[at]
        sums[row] = total
    return sums_array
