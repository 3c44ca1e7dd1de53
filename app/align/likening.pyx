# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The compiled twin of what `likeness` makes of the words of two stretches: what they say, and how much of it both have.

Sums are put together in numpy's order, pairwise, so that not a bit of them is another.
"""

import numpy as np
from libc.math cimport fmax, fmin
from libc.stdint cimport int32_t, uint8_t
from libc.stdlib cimport free, malloc, qsort


cdef struct Said:
    int32_t lemma
    int32_t place  # in the stretch


cdef int compare_said(const void* one, const void* other) noexcept nogil:
    cdef const Said* a = <const Said*>one
    cdef const Said* b = <const Said*>other
    if a.lemma != b.lemma:
        return -1 if a.lemma < b.lemma else 1
    return (a.place > b.place) - (a.place < b.place)


cdef double pairwise(const double* values, Py_ssize_t n) noexcept nogil:
    """The sum as numpy has it (`loops_utils.h.src`): eight at a time, and halves of more than 128."""
    cdef double eight[8]
    cdef double total = 0.0
    cdef Py_ssize_t k, i, half
    if n < 8:
        for k in range(n):
            total += values[k]
        return total
    if n > 128:
        half = n // 2
        half -= half % 8
        return pairwise(values, half) + pairwise(values + half, n - half)
    for i in range(8):
        eight[i] = values[i]
    for k in range(8, n - n % 8, 8):
        for i in range(8):
            eight[i] += values[k + i]
    total = ((eight[0] + eight[1]) + (eight[2] + eight[3])) + ((eight[4] + eight[5]) + (eight[6] + eight[7]))
    for k in range(n - n % 8, n):
        total += values[k]
    return total


def said_words(
    const int32_t[::1] lemmas, const uint8_t[::1] is_function, const float[:] log_frequency, int start, int end, limits,
    double least
):
    """Of the words [start, end) that say more than `least`: distinct lemmas, their weight and mean place; and what each word says."""
    cdef int n = end - start, unknown = <int>log_frequency.shape[0] - 1, k, n_said = 0, n_known = 0, row
    cdef double rarity_from = limits.rarity_from, least_rarity = limits.least_rarity, most_rarity = limits.most_rarity
    cdef int32_t count
    said_array = np.empty(n, np.float64)
    cdef double[::1] said = said_array
    cdef Said* words = <Said*>malloc((n + 1) * sizeof(Said))
    if words == NULL:
        raise MemoryError
    try:
        for k in range(n):
            row = lemmas[start + k]
            row = row if row < unknown else unknown
            said[k] = fmin(fmax(-<double>log_frequency[row] - rarity_from, least_rarity), most_rarity)
            said[k] *= 0.0 if is_function[start + k] else 1.0
            if said[k] > least:
                words[n_said].lemma, words[n_said].place = lemmas[start + k], k
                n_known += 1
                n_said += 1
        qsort(words, n_said, sizeof(Said), compare_said)
        n_known = 0
        for k in range(n_said):
            n_known += k == 0 or words[k].lemma != words[k - 1].lemma
        known, weights, places = np.empty(n_known, np.int32), np.empty(n_known), np.empty(n_known)
        lay_down(words, n_said, said, known, weights, places)
    finally:
        free(words)
    return known, weights, places, said_array


cdef void lay_down(
    const Said* words, int n, const double[::1] said, int32_t[::1] known, double[::1] weights, double[::1] places
) noexcept:
    cdef int k = 0, at = 0, first
    while k < n:
        first, known[at], weights[at], places[at] = k, words[k].lemma, 0.0, 0.0
        while k < n and words[k].lemma == words[first].lemma:
            weights[at] += said[words[k].place]
            places[at] += words[k].place
            k += 1
        places[at] /= k - first
        at += 1


def alike(
    const float[:, ::1] cosines, const int32_t[::1] other, const int32_t[::1] one, const double[::1] other_weights,
    const double[::1] one_weights, double least_cosine, double most_cosine
):
    """How alike each lemma of `other` is to each of `one`, [n, m], and the shares of the weight that is the same and that is alike."""
    cdef Py_ssize_t n = other.shape[0], m = one.shape[0], i, j
    table_array, shares_array = np.empty((n, m)), np.zeros(4)
    cdef double[:, ::1] table = table_array
    cdef double[::1] shares = shares_array
    cdef double value
    cdef double* best
    if not n or not m:
        return table_array, shares_array
    best = <double*>malloc(3 * (n + m) * sizeof(double))
    if best == NULL:
        raise MemoryError
    for j in range(n + m):
        best[j] = 0.0
    for i in range(n):
        for j in range(m):
            value = cosines[i, j]
            value = 0.0 if value < least_cosine else fmin(value, most_cosine)
            if other[i] == one[j]:
                value = 1.0
            table[i, j] = value
            best[i] = fmax(best[i], value)
            best[n + j] = fmax(best[n + j], value)
    shares[0], shares[2] = share_pair(&other_weights[0], best, best + n + m, n)
    shares[1], shares[3] = share_pair(&one_weights[0], best + n, best + n + m, m)
    free(best)
    return table_array, shares_array


cdef (double, double) share_pair(const double* weights, const double* found, double* room, Py_ssize_t n) noexcept nogil:
    """Share of the weight that is found whole, and as far as it is found; `room` is for 2n numbers."""
    cdef double* whole = room
    cdef double* partly = room + n
    cdef double total = fmax(pairwise(weights, n), 1e-9)
    cdef Py_ssize_t k
    for k in range(n):
        whole[k] = weights[k] * (1.0 if found[k] >= 1.0 else 0.0)
        partly[k] = weights[k] * found[k]
    return pairwise(whole, n) / total, pairwise(partly, n) / total
