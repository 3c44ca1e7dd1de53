# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The compiled twin of what follows a question to the index: the candidates, their order, and what two articles have in common."""

import numpy as np

from libc.math cimport INFINITY
from libc.stdint cimport int64_t, uint8_t
from libc.stdlib cimport free, malloc, qsort


cdef struct Entry:
    double evidence
    int place  # among the others, so that equal ones keep their order
    int article


cdef int by_evidence(const void* one, const void* other) noexcept nogil:
    cdef const Entry* a = <const Entry*>one
    cdef const Entry* b = <const Entry*>other
    if a.evidence != b.evidence:
        return -1 if a.evidence > b.evidence else 1
    return (a.place > b.place) - (a.place < b.place)


cdef inline void put_in(Entry* best, Py_ssize_t n, double evidence, int article) noexcept nogil:
    """Puts an article among the `n` best; of equal ones those that came before stay before."""
    cdef Py_ssize_t at = n - 1
    if evidence <= best[at].evidence:
        return
    while at > 0 and evidence > best[at - 1].evidence:
        best[at] = best[at - 1]
        at -= 1
    best[at].evidence, best[at].article = evidence, article


cdef class Steps:
    """Which steps of the suspect each feature stands in, and what one article holds of each."""

    cdef const int[:, :] marks
    cdef int[::1] first, seen, touched
    cdef double[::1] held  # one place ahead: window w is the steps w - 1 and w
    cdef Py_ssize_t n, n_touched

    def __cinit__(self, const int[:, :] marks, Py_ssize_t n_features, Py_ssize_t n_steps):
        cdef Py_ssize_t k
        self.marks, self.n, self.n_touched = marks, n_steps, 0
        self.first = np.zeros(n_features + 1, np.int32)
        self.seen, self.touched = np.full(n_steps + 1, -1, np.int32), np.empty(n_steps, np.int32)
        self.held = np.zeros(n_steps + 2)
        for k in range(marks.shape[1]):
            self.first[marks[0, k] + 1] += 1
        for k in range(n_features):
            self.first[k + 1] += self.first[k]

    cdef inline void add(self, int article, Py_ssize_t feature, double weight) noexcept nogil:
        cdef Py_ssize_t k
        cdef int step
        for k in range(self.first[feature], self.first[feature + 1]):
            step = self.marks[1, k]
            if self.seen[step] != article:
                self.seen[step] = article
                self.touched[self.n_touched] = step
                self.n_touched += 1
            self.held[step + 1] += weight

    cdef inline void end(self, int article, Entry* best, Py_ssize_t n_best) noexcept nogil:
        """Puts the article among the best of every window that it holds something of, and forgets it."""
        cdef Py_ssize_t k, step
        for k in range(self.n_touched):
            step = self.touched[k]
            put_in(best + step * n_best, n_best, self.held[step] + self.held[step + 1], article)
            if self.seen[step + 1] != article:  # else that step puts it there
                put_in(best + (step + 1) * n_best, n_best, self.held[step + 1] + self.held[step + 2], article)
        for k in range(self.n_touched):
            self.held[self.touched[k] + 1] = 0.0
        self.n_touched = 0


def candidates(
    const int64_t[::1] numbers, const int64_t[::1] places, const double[::1] weights, const int[:, :] marks,
    Py_ssize_t n_steps, limits,
):
    """The numbers of the articles that share most, in order, and which features each has: [n_candidates, n_features].

    `limits`: features that an article shares at least, how many are chosen of the whole, of a window, and in all.
    """
    cdef Py_ssize_t least = limits[0], of_whole = limits[1], of_window = limits[2], most = limits[3]
    cdef Py_ssize_t n = numbers.shape[0], n_features = weights.shape[0], n_slots = (n_steps + 1) * of_window
    cdef Py_ssize_t begin = 0, end, k, window, n_entries = 0
    cdef int n_articles = 0, n_chosen = 0, article
    cdef double evidence
    cdef int[::1] begins = np.empty(n + 1, np.int32), ends = np.empty(n + 1, np.int32)
    cdef Steps steps = Steps(marks, n_features, n_steps)
    cdef uint8_t[::1] is_chosen = np.zeros(n + 1, np.uint8)
    cdef Entry* best = <Entry*>malloc((of_whole + 2 * n_slots) * sizeof(Entry))
    cdef Entry* of_windows = best + of_whole
    cdef Entry* ordered = of_windows + n_slots
    if best == NULL:
        raise MemoryError
    try:
        for k in range(of_whole + n_slots):
            best[k].evidence, best[k].article = 0.0, -1
        while begin < n:
            end, evidence = begin + 1, 0.0
            while end < n and numbers[end] == numbers[begin]:
                end += 1
            if end - begin >= least:
                for k in range(begin, end):
                    evidence += weights[places[k]]
                    steps.add(n_articles, places[k], weights[places[k]])
                put_in(best, of_whole, evidence, n_articles)
                steps.end(n_articles, of_windows, of_window)
                begins[n_articles], ends[n_articles] = <int>begin, <int>end
                n_articles += 1
            begin = end
        for k in range(of_window):
            for window in range(n_steps + 1):
                if of_windows[window * of_window + k].article >= 0:
                    ordered[n_entries] = of_windows[window * of_window + k]
                    ordered[n_entries].place = <int>n_entries
                    n_entries += 1
        qsort(ordered, n_entries, sizeof(Entry), by_evidence)
        for k in range(of_whole + n_entries):
            article = best[k].article if k < of_whole else ordered[k - of_whole].article
            if article >= 0 and n_chosen < most and not is_chosen[article]:
                is_chosen[article] = True
                n_chosen += 1
    finally:
        free(best)
    chosen = np.empty(n_chosen, np.int64)
    has = np.zeros((n_chosen, n_features), np.uint8)
    cdef int64_t[::1] chosen_ = chosen
    cdef uint8_t[:, ::1] has_ = has
    cdef Py_ssize_t row = 0
    for article in range(n_articles):
        if is_chosen[article]:
            chosen_[row] = numbers[begins[article]]
            for k in range(begins[article], ends[article]):
                has_[row, places[k]] = True
            row += 1
    return chosen, has.view(bool)


def ranked(has, const double[::1] weights, double lost, Py_ssize_t limit):
    """At most `limit` candidates, the best first, then who adds most: places, evidence, what each adds, how alike two are.

    A feature that a better candidate has loses so much of its weight.
    """
    cdef const uint8_t[:, ::1] own = has.view(np.uint8)
    cdef Py_ssize_t n = own.shape[0], n_features = own.shape[1], n_new, row, k, place, at
    cdef double gain
    limit = min(limit, n)
    order, evidence, added = np.empty(limit, np.int64), np.empty(limit), np.empty(limit)
    cdef int64_t[::1] order_ = order
    cdef double[::1] evidence_ = evidence, added_ = added, whole = np.zeros(n), gains = np.empty(n), left = np.empty(n_features)
    cdef uint8_t[::1] is_open = np.ones(n_features, np.uint8)
    cdef int[::1] new = np.empty(n_features, np.int32)
    for row in range(n):
        for k in range(n_features):
            if own[row, k]:
                whole[row] += weights[k]
        gains[row] = whole[row]
    for k in range(n_features):
        left[k] = lost * weights[k]
    for place in range(limit):
        at, n_new = 0, 0
        for row in range(1, n):
            if gains[row] > gains[at]:
                at = row
        order_[place], evidence_[place], added_[place] = at, whole[at], max(gains[at], 0.0)
        for k in range(n_features):
            if own[at, k] and is_open[k]:
                is_open[k] = False
                new[n_new] = <int>k
                n_new += 1
        for row in range(n):
            gain = 0.0
            for k in range(n_new):
                if own[row, new[k]]:
                    gain += left[new[k]]
            gains[row] -= gain
        gains[at] = -INFINITY
    return order, evidence, added, likeness(has.view(np.uint8)[order])


cdef likeness(const uint8_t[:, ::1] own):
    """Of what either of two rows has, the share that both have: [n, n]."""
    cdef Py_ssize_t n = own.shape[0], one, other, k
    cdef int both
    alike = np.empty((n, n))
    cdef double[:, ::1] alike_ = alike
    cdef int[::1] n_own = np.zeros(n, np.int32)
    for one in range(n):
        for other in range(one, -1, -1):
            both = 0
            for k in range(own.shape[1]):
                both += own[one, k] & own[other, k]
            if other == one:
                n_own[one] = both
            alike_[one, other] = alike_[other, one] = both / <double>max(n_own[one] + n_own[other] - both, 1)
    return alike


def count_common(const int[::1] one, const int[::1] other):
    """How many numbers stand in both; each ascends, each number once."""
    cdef Py_ssize_t i = 0, j = 0, n = one.shape[0], m = other.shape[0]
    cdef int n_both = 0, a, b
    while i < n and j < m:
        a, b = one[i], other[j]
        n_both += a == b
        i += a <= b
        j += b <= a
    return n_both
