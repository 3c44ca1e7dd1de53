# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The compiled twin of `common_words`: the same counts in one pass over each text, with small hash tables for sorting."""

from libc.stdint cimport uint64_t
from libc.stdlib cimport calloc, free, malloc

cdef struct Entry:
    uint64_t key  # 0: free
    int first
    int count
    int seen  # places in the other text


cdef inline Entry* _find(Entry* table, uint64_t mask, uint64_t key) noexcept nogil:
    """The entry of `key`, or the free one where it belongs."""
    cdef uint64_t at = (key * <uint64_t>0x9E3779B97F4A7C15) >> 20 & mask
    while table[at].key != 0 and table[at].key != key:
        at = (at + 1) & mask
    return &table[at]


cdef uint64_t _size(Py_ssize_t n):
    cdef uint64_t size = 64
    while size < <uint64_t>(2 * n + 2):
        size *= 2
    return size


cdef class _Text:
    """The rare lemmas of one text, each once, with its first place and how often it stands there."""

    cdef Entry* table
    cdef uint64_t mask
    cdef double total

    def __cinit__(self, Py_ssize_t n):
        cdef uint64_t size = _size(n)
        self.table = <Entry*>calloc(size, sizeof(Entry))
        if self.table == NULL:
            raise MemoryError
        self.mask = size - 1

    def __dealloc__(self):
        free(self.table)

    cdef fill(self, const int[:] lemmas, const int[:] rows, const float[:] frequency, const unsigned char[:] function,
              double least, double most):
        cdef Py_ssize_t i
        cdef Entry* entry
        self.total = 0.0
        for i in range(len(lemmas)):
            if function[rows[i]] or -frequency[rows[i]] <= least:
                continue
            entry = _find(self.table, self.mask, <uint64_t>lemmas[i] + 1)
            if entry.key == 0:
                entry.key, entry.first = <uint64_t>lemmas[i] + 1, <int>i
                self.total += min(-<double>frequency[rows[i]], most)
            entry.count += 1


def count_common(const int[:] reference, const int[:] reference_rows, const int[:] suspect, const int[:] suspect_rows,
                 const float[:] frequency, const unsigned char[:] function, double least, double most, double near,
                 double near_words):
    """What `count_common_plainly` returns, as a tuple in the order of its keys."""
    cdef _Text one = _Text(len(reference)), other = _Text(len(suspect))
    one.fill(reference, reference_rows, frequency, function, least, most)
    other.fill(suspect, suspect_rows, frequency, function, least, most)
    cdef double of_suspect = 0.0, of_reference = 0.0, limit = near * len(reference) + near_words
    cdef Py_ssize_t i, n = 0, m = 0
    cdef Entry* mine
    cdef Entry* theirs
    cdef int* path = <int*>malloc(max(len(suspect), 1) * sizeof(int))
    cdef int* everywhere = <int*>malloc(max(len(suspect), 1) * sizeof(int))
    if path == NULL or everywhere == NULL:
        free(path)
        free(everywhere)
        raise MemoryError
    for i in range(len(suspect)):
        mine = _find(other.table, other.mask, <uint64_t>suspect[i] + 1)
        if mine.key == 0 or mine.first != i:
            continue
        theirs = _find(one.table, one.mask, mine.key)
        if theirs.key == 0:
            continue
        of_suspect += min(-<double>frequency[suspect_rows[i]], most)
        of_reference += min(-<double>frequency[reference_rows[theirs.first]], most)
        everywhere[m] = theirs.first
        m += 1
        if mine.count == 1 and theirs.count == 1:
            path[n] = theirs.first
            n += 1
    if n == 0:  # texts that repeat themselves: the first places have to do
        path, everywhere, n = everywhere, path, m
    cdef Py_ssize_t forward = 0, close = 0
    for i in range(1, n):
        if path[i] > path[i - 1]:
            forward += 1
            close += path[i] - path[i - 1] < limit
    correlation = _rank_correlation(path, n, len(reference))
    free(path)
    free(everywhere)
    bigrams = _bigrams(reference, suspect)
    return (of_suspect, other.total, of_reference, one.total, float(max(n - 1, 0)), float(forward), float(close),
            correlation, *bigrams)


cdef double _rank_correlation(int* path, Py_ssize_t n, Py_ssize_t n_reference) except -2:
    """Spearman's of the places in `path`, all different; 0 where it is negative or there are under four."""
    cdef int* rank
    cdef Py_ssize_t i, seen = 0
    cdef double total = 0.0, d
    if n < 4:
        return 0.0
    rank = <int*>calloc(n_reference, sizeof(int))
    if rank == NULL:
        raise MemoryError
    for i in range(n):
        rank[path[i]] = 1
    for i in range(n_reference):
        if rank[i]:
            rank[i] = <int>seen
            seen += 1
    for i in range(n):
        d = rank[path[i]] - i
        total += d * d
    free(rank)
    return max(0.0, 1.0 - 6.0 * total / (n * (<double>n * n - 1.0)))


cdef _bigrams(const int[:] reference, const int[:] suspect):
    """Distinct word pairs of the suspect, and how many of them the reference has."""
    cdef _Text known = _Text(len(reference) + len(suspect))
    cdef Entry* entry
    cdef Py_ssize_t i, n = 0, common = 0
    for i in range(1, len(reference)):
        entry = _find(known.table, known.mask, ((<uint64_t>reference[i - 1] << 32) | <uint64_t>reference[i]) + 1)
        entry.key = ((<uint64_t>reference[i - 1] << 32) | <uint64_t>reference[i]) + 1
        entry.count = 1
    for i in range(1, len(suspect)):
        entry = _find(known.table, known.mask, ((<uint64_t>suspect[i - 1] << 32) | <uint64_t>suspect[i]) + 1)
        entry.key = ((<uint64_t>suspect[i - 1] << 32) | <uint64_t>suspect[i]) + 1
        if not entry.seen:
            entry.seen = 1
            n += 1
            common += entry.count
    return float(n), float(common)
