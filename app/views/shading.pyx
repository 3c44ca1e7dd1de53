# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The compiled twin of the small strip: which parts of an article have a counterpart, and how dark each is."""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ
from libc.math cimport fmax, rint
from libc.stdlib cimport free, malloc, qsort


cdef extern from "Python.h":
    bint Py_UNICODE_ISALNUM(Py_UCS4 c)
    bint Py_UNICODE_ISSPACE(Py_UCS4 c)


cdef struct Stretch:
    Py_ssize_t start
    Py_ssize_t end
    Py_ssize_t place  # among the others, so that equal ones keep their order


cdef int by_start(const void* one, const void* other) noexcept nogil:
    cdef const Stretch* a = <const Stretch*>one
    cdef const Stretch* b = <const Stretch*>other
    if a.start != b.start:
        return -1 if a.start < b.start else 1
    return (a.place > b.place) - (a.place < b.place)


cdef int by_both(const void* one, const void* other) noexcept nogil:
    cdef const Stretch* a = <const Stretch*>one
    cdef const Stretch* b = <const Stretch*>other
    if a.start != b.start:
        return -1 if a.start < b.start else 1
    return (a.end > b.end) - (a.end < b.end)


cdef class Places:
    """Where the tokens of a text stand, and its letters; with an empty text no marks are taken in."""

    cdef const int[::1] starts, ends
    cdef str text
    cdef int kind
    cdef void* data
    cdef Py_ssize_t n

    def __init__(self, const int[::1] starts, const int[::1] ends, str text):
        self.starts, self.ends, self.text = starts, ends, text
        self.kind, self.data, self.n = PyUnicode_KIND(text), PyUnicode_DATA(text), len(text)

    cdef Stretch of(self, Py_ssize_t first, Py_ssize_t end, Py_ssize_t place) noexcept:
        """Characters of the tokens [first, end); one of none stands where the token before it ends."""
        cdef Stretch found
        found.end = self.ends[end - 1] if end > 0 else 0
        found.start = self.starts[first] if end > first else found.end
        found.place = place
        return found

    cdef bint is_mark(self, Py_ssize_t at) noexcept:
        cdef Py_UCS4 c = PyUnicode_READ(self.kind, self.data, at)
        return not Py_UNICODE_ISALNUM(c) and not Py_UNICODE_ISSPACE(c)

    cdef Stretch with_marks(self, Stretch found) noexcept:
        if self.n:
            while found.start > 0 and self.is_mark(found.start - 1):
                found.start -= 1
            while found.end < self.n and self.is_mark(found.end):
                found.end += 1
        return found


cdef Py_ssize_t put_likely(Places places, const int[:, :] spans, const double[:] spin, double least, double scale, Stretch* out):
    """The substitutions whose rounded probability reaches `least`, in order."""
    cdef Py_ssize_t n = 0, k
    cdef bint is_sorted = True
    for k in range(spin.shape[0]):
        if rint(spin[k] * scale) / scale >= least:
            out[n] = places.of(spans[2, k], spans[3, k], n)
            is_sorted = is_sorted and (n == 0 or out[n].start > out[n - 1].start)
            n += 1
    if not is_sorted:
        qsort(out, n, sizeof(Stretch), by_both)
    return n


cdef Py_ssize_t put_paired(Places places, const int[:, :] aligned, Stretch* out):
    """The sentences that have a counterpart, none of which overlaps one before it."""
    cdef Py_ssize_t n = 0, kept = 0, k
    cdef bint is_apart = True
    for k in range(aligned.shape[1]):
        if aligned[1, k] > aligned[0, k] and aligned[3, k] > aligned[2, k]:
            out[n] = places.with_marks(places.of(aligned[2, k], aligned[3, k], n))
            is_apart = is_apart and (n == 0 or out[n].start >= out[n - 1].end)
            n += 1
    if is_apart:
        return n
    qsort(out, n, sizeof(Stretch), by_start)
    for k in range(n):
        if kept == 0 or out[k].start >= out[kept - 1].end:
            out[kept] = out[k]
            kept += 1
    return kept


cdef bint measure(const Stretch* stretches, Py_ssize_t n, double size, Py_ssize_t n_blocks, double* lengths) noexcept:
    """How many of the stretches' characters stand in each block; false where their ends are not in order."""
    cdef Py_ssize_t k, first = 0, last = 0, before_first = 0, before_last = 0
    cdef double begin, stop, outside
    for k in range(1, n):
        if stretches[k].end < stretches[k - 1].end:
            return False
    for k in range(n_blocks):
        begin, stop = k * size, (k + 1) * size
        while first < n and <double>stretches[first].end <= begin:
            before_first += max(stretches[first].end - stretches[first].start, 0)
            first += 1
        while last < n and <double>stretches[last].start < stop:
            before_last += max(stretches[last].end - stretches[last].start, 0)
            last += 1
        lengths[k] = 0.0
        if first < last:
            outside = fmax(begin - stretches[first].start, 0.0) + fmax(stretches[last - 1].end - stop, 0.0)
            lengths[k] = fmax(<double>(before_last - before_first) - outside, 0.0)
    return True


def strip(Places places, Py_ssize_t length, const int[:, :] aligned, const int[:, :] spans, const double[:] spin, limits):
    """The small strip of a text of `length` characters: a digit or `-` a block; None where stretches overlap in a way of their own.

    `limits`: blocks, from where on a probability is likely, its digits, and the shares from which a block is darker.
    """
    cdef Py_ssize_t n_blocks = limits[0], n_likely, n_paired, k, most = max(aligned.shape[1], spin.shape[0]) + 1
    cdef double least = limits[1], scale = 10.0 ** limits[2], size = length / <double>n_blocks, share, level
    cdef Stretch* room = <Stretch*>malloc(2 * most * sizeof(Stretch))
    cdef double* lengths = <double*>malloc(2 * n_blocks * sizeof(double))
    cdef bytearray drawn = bytearray(n_blocks)
    try:
        if room == NULL or lengths == NULL:
            raise MemoryError
        n_likely = put_likely(places, spans, spin, least, scale, room)
        n_paired = put_paired(places, aligned, room + most)
        if not (measure(room, n_likely, size, n_blocks, lengths)
                and measure(room + most, n_paired, size, n_blocks, lengths + n_blocks)):
            return None
        for k in range(n_blocks):
            if lengths[n_blocks + k] > size / 2:
                share = lengths[k] / lengths[n_blocks + k]
                drawn[k] = 48 + sum([share > level for level in limits[3]])
            else:
                drawn[k] = 45
    finally:
        free(room)
        free(lengths)
    return drawn.decode()
