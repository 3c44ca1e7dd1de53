# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The compiled twins of `trees` and `networks`: each row walks each tree down to its leaf, or through the layers.

O(n · trees · depth) and O(n · weights) time.
"""

import numpy as np
from libc.math cimport exp
from libc.stdint cimport int32_t
from libc.stdlib cimport free, malloc


cdef enum:
    AT_ONCE = 8  # trees that are walked side by side, for each step waits for the memory


cdef struct Node:
    double number  # a threshold; of a leaf its value
    int32_t feature
    int32_t[2] children  # left, and right; a leaf is its own


cdef class Forest:
    """The nodes of `trees.Trees`, what is asked of each in one place."""

    cdef tuple kept
    cdef Node* nodes
    cdef const int32_t[::1] roots

    def __cinit__(self, features, thresholds, children, values, roots):
        cdef const int32_t[::1] feature = features, child = children
        cdef const double[::1] threshold = thresholds, value = values
        cdef Py_ssize_t k
        self.kept, self.roots = (features, thresholds, children, values, roots), roots
        self.nodes = <Node*>malloc((feature.shape[0] + 1) * sizeof(Node))
        if self.nodes == NULL:
            raise MemoryError
        for k in range(feature.shape[0]):
            self.nodes[k].number = value[k] if child[2 * k] == k else threshold[k]
            self.nodes[k].feature = feature[k]
            self.nodes[k].children[0], self.nodes[k].children[1] = child[2 * k], child[2 * k + 1]

    def __dealloc__(self):
        free(self.nodes)

    def __reduce__(self):
        return Forest, self.kept

    def sum_leaves(self, const float[:, ::1] rows):
        """The sum of the values of the leaves that each row comes to: float64 [n]."""
        cdef Py_ssize_t row
        sums_array = np.empty(rows.shape[0])
        cdef double[::1] sums = sums_array
        with nogil:
            for row in range(rows.shape[0]):
                sums[row] = self.sum_of(&rows[row, 0])
        return sums_array

    cdef double sum_of(self, const float* row) noexcept nogil:
        cdef Py_ssize_t first = 0, tree, n, n_trees = self.roots.shape[0]
        cdef int32_t[AT_ONCE] at
        cdef int32_t below
        cdef const Node* node
        cdef bint has_moved
        cdef double total = 0.0
        while first < n_trees:
            n = min(n_trees - first, AT_ONCE)
            for tree in range(n):
                at[tree] = self.roots[first + tree]
            has_moved = True
            while has_moved:
                has_moved = False
                for tree in range(n):
                    node = &self.nodes[at[tree]]
                    below = node.children[<double>row[node.feature] > node.number]
                    has_moved = has_moved or below != at[tree]
                    at[tree] = below
            for tree in range(n):
                total += self.nodes[at[tree]].number
            first += n
        return total


cdef class Layers:
    """The weights and biases of a network with ReLU between its layers; the compiled twin of `networks.Network`."""

    cdef list kept
    cdef int widths[8]
    cdef const double *weights[8]
    cdef const double *biases[8]
    cdef int n_layers, widest
    cdef readonly int n_classes

    def __cinit__(self, weights, biases):
        cdef const double[:, ::1] weight
        cdef const double[::1] bias
        cdef int k
        if len(weights) > 7:
            raise ValueError(f"at most 7 layers, got {len(weights)}")
        self.kept = [np.ascontiguousarray(each, np.float64) for each in (*weights, *biases)]
        self.n_layers = <int>len(weights)
        for k in range(self.n_layers):
            weight, bias = self.kept[k], self.kept[self.n_layers + k]
            self.widths[k], self.widths[k + 1] = <int>weight.shape[0], <int>weight.shape[1]
            self.weights[k], self.biases[k] = &weight[0, 0], &bias[0]
        self.widest = 2
        for k in range(self.n_layers + 1):
            self.widest = max(self.widest, self.widths[k])
        self.n_classes = max(self.widths[self.n_layers], 2)

    def __reduce__(self):
        return Layers, (self.kept[: self.n_layers], self.kept[self.n_layers :])

    cdef double* scores(self, double* room) noexcept nogil:
        """The last layer's values of the row that stands in the first half of `room`."""
        cdef double* taken = room
        cdef double* given = room + self.widest
        cdef double* other
        cdef int layer, i, j, n_in, n_out
        cdef double value
        cdef const double* weight
        for layer in range(self.n_layers):
            n_in, n_out = self.widths[layer], self.widths[layer + 1]
            for j in range(n_out):
                given[j] = 0.0
            for i in range(n_in):
                value = taken[i]
                if value == 0.0:
                    continue
                weight = self.weights[layer] + i * n_out
                for j in range(n_out):
                    given[j] += value * weight[j]
            for j in range(n_out):
                value = given[j] + self.biases[layer][j]
                given[j] = value if value > 0.0 or layer == self.n_layers - 1 else 0.0
            other = taken
            taken, given = given, other
        return taken

    def probabilities(self, values):
        """Probability of each class: float64 [n, n_classes]."""
        cdef const float[:, :] narrow
        cdef const double[:, :] wide
        cdef bint is_narrow = values.dtype == np.float32
        cdef Py_ssize_t n = len(values), row
        cdef int i, n_in = self.widths[0], n_out = self.widths[self.n_layers]
        cdef double* room = <double*>malloc(2 * self.widest * sizeof(double))
        cdef double* found
        cdef double most, total
        probabilities_array = np.empty((n, self.n_classes))
        cdef double[:, ::1] out = probabilities_array
        if room == NULL:
            raise MemoryError
        if is_narrow:
            narrow = values
        else:
            wide = values
        for row in range(n):
            for i in range(n_in):
                room[i] = <double>narrow[row, i] if is_narrow else wide[row, i]
            found = self.scores(room)
            if n_out == 1:  # two classes have one logistic output
                found[1], found[0] = found[0], 0.0
            most = found[0]
            for i in range(1, self.n_classes):
                most = found[i] if found[i] > most else most
            total = 0.0
            for i in range(self.n_classes):
                out[row, i] = exp(found[i] - most)
                total += out[row, i]
            for i in range(self.n_classes):
                out[row, i] /= total
        free(room)
        return probabilities_array


def logistic(const double[:] scores):
    """Probabilities of two classes from the log odds of the second one: float64 [n, 2]."""
    cdef Py_ssize_t n = scores.shape[0], k
    cdef double less
    found = np.empty((n, 2))
    cdef double[:, ::1] out = found
    for k in range(n):
        less = exp(-scores[k] if scores[k] > 0.0 else scores[k])
        out[k, 0], out[k, 1] = 1.0 / (1.0 + less), less / (1.0 + less)
        if scores[k] > 0.0:
            out[k, 0], out[k, 1] = out[k, 1], out[k, 0]
    return found
