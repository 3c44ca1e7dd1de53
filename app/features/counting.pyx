# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The compiled twin of `common_words`: the same counts in one pass over each text, with small hash tables for sorting."""

from libc.stdint cimport uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc

cdef struct Entry:
    uint32_t key  # a lemma and 1; 0: free
    int first
    int count


cdef struct Limits:
    double least
    double most


cdef uint64_t _size(Py_ssize_t n):
    """A power of two that leaves a table of `n` entries under two thirds full."""
    cdef uint64_t size = 64
    while 2 * size < <uint64_t>(3 * n):
        size *= 2
    return size


cdef class _Text:
    """A text's lemmas, and its rare ones each once, with its first place and how often it stands there."""

    cdef Entry* table
    cdef const int[::1] rows, lemmas
    cdef uint64_t mask
    cdef Py_ssize_t n
    cdef double total

    def __cinit__(self, side):
        self.rows, self.lemmas = side.rows, side.lemmas
        self.n = self.rows.shape[0]
        self.mask = _size(self.n) - 1
        self.table = <Entry*>calloc(self.mask + 1, sizeof(Entry))
        if self.table == NULL:
            raise MemoryError

    def __dealloc__(self):
        free(self.table)

    cdef inline Entry* find(self, uint32_t key) noexcept nogil:
        """The entry of `key`, or the free one where it belongs."""
        cdef uint64_t at = (key * <uint64_t>0x9E3779B97F4A7C15) >> 32 & self.mask
        while self.table[at].key != 0 and self.table[at].key != key:
            at = (at + 1) & self.mask
        return &self.table[at]

    cdef void fill(self, const float[:] frequency, const unsigned char[:] function, Limits limits) noexcept nogil:
        cdef Py_ssize_t i
        cdef double rarity
        cdef Entry* entry
        self.total = 0.0
        for i in range(self.n):
            rarity = -frequency[self.rows[i]]
            if rarity <= limits.least or function[self.rows[i]]:
                continue
            entry = self.find(<uint32_t>self.lemmas[i] + 1)
            if entry.key == 0:
                entry.key, entry.first = <uint32_t>self.lemmas[i] + 1, <int>i
                self.total += min(rarity, limits.most)
            entry.count += 1


cdef double _rarity(_Text text, Py_ssize_t at, const float[:] frequency, Limits limits) noexcept nogil:
    return min(-<double>frequency[text.rows[at]], limits.most)


def count_common(pair, const float[:] frequency, const unsigned char[:] function, double least, double most, double near,
                 double near_words):
    """What `count_common_plainly` returns, as a tuple in the order of its keys."""
    cdef Limits limits = Limits(least, most)
    cdef _Text one = _Text(pair.reference), other = _Text(pair.suspect)
    with nogil:
        one.fill(frequency, function, limits)
        other.fill(frequency, function, limits)
    cdef double of_suspect = 0.0, of_reference = 0.0, limit = near * one.n + near_words
    cdef Py_ssize_t i, n = 0, m = 0
    cdef uint32_t key
    cdef Entry* mine
    cdef Entry* theirs
    cdef int* path = <int*>malloc((other.n + 1) * sizeof(int))
    cdef int* everywhere = <int*>malloc((other.n + 1) * sizeof(int))
    if path == NULL or everywhere == NULL:
        free(path)
        free(everywhere)
        raise MemoryError
    with nogil:
        for i in range(other.n):
            key = <uint32_t>other.lemmas[i] + 1
            mine = other.find(key)
            if mine.key == 0 or mine.first != i:
                continue
            theirs = one.find(key)
            if theirs.key == 0:
                continue
            of_suspect += _rarity(other, i, frequency, limits)
            of_reference += _rarity(one, theirs.first, frequency, limits)
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
    correlation = _rank_correlation(path, n, one.n)
    free(path)
    free(everywhere)
    bigrams = _bigrams(one, other)
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


cdef uint64_t KNOWN = 1, SEEN = 2


cdef inline uint64_t* _slot(uint64_t* table, uint64_t mask, uint64_t key) noexcept nogil:
    """The slot of a pair of lemmas (its number times four, above the two marks), or the free one where it belongs."""
    cdef uint64_t at = (key * <uint64_t>0x9E3779B97F4A7C15) >> 32 & mask
    while table[at] != 0 and table[at] >> 2 != key >> 2:
        at = (at + 1) & mask
    return &table[at]


cdef inline uint64_t _pair(const int[::1] lemmas, Py_ssize_t i) noexcept nogil:
    return ((<uint64_t>lemmas[i - 1] << 31) | <uint64_t>lemmas[i]) << 2


cdef _bigrams(_Text reference, _Text suspect):
    """Distinct word pairs of the suspect, and how many of them the reference has."""
    cdef uint64_t mask = _size(reference.n + suspect.n) - 1
    cdef uint64_t* table = <uint64_t*>calloc(mask + 1, sizeof(uint64_t))
    cdef uint64_t* slot
    cdef uint64_t key
    cdef Py_ssize_t i, n = 0, common = 0
    if table == NULL:
        raise MemoryError
    with nogil:
        for i in range(1, reference.n):
            key = _pair(reference.lemmas, i)
            slot = _slot(table, mask, key)
            slot[0] = key | KNOWN
        for i in range(1, suspect.n):
            key = _pair(suspect.lemmas, i)
            slot = _slot(table, mask, key)
            if not slot[0] & SEEN:
                n += 1
                common += slot[0] & KNOWN
                slot[0] |= key | SEEN
    free(table)
    return float(n), float(common)
