"""What compiled walks ask of stretches of words by their numbers: whether two are the same, what they share; and of capitals."""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND
from libc.stdint cimport int32_t, int64_t, uint32_t

ctypedef fused Number:  # of a word, or of two neighbours
    int32_t
    int64_t

cdef extern from "Python.h":
    Py_UCS4 PyUnicode_READ(int kind, void* data, Py_ssize_t index) nogil


cdef inline uint32_t hash_of(const int32_t* words, Py_ssize_t start, Py_ssize_t end, uint32_t seed) noexcept nogil:
    cdef Py_ssize_t k
    for k in range(start, end):
        seed = (seed ^ <uint32_t>words[k]) * <uint32_t>2654435761
        seed ^= seed >> 15
    return seed


cdef inline bint are_equal(const int32_t* words, Py_ssize_t a, Py_ssize_t a_end, Py_ssize_t b, Py_ssize_t b_end) noexcept nogil:
    cdef Py_ssize_t k
    if a_end - a != b_end - b:
        return False
    for k in range(a_end - a):
        if words[a + k] != words[b + k]:
            return False
    return True


cdef inline Py_ssize_t count_common(const Number* one, Py_ssize_t m, const Number* other, Py_ssize_t n) noexcept nogil:
    """How many numbers two rows of distinct ones, in order, have in common."""
    cdef Py_ssize_t i = 0, j = 0, common = 0
    while i < m and j < n:
        if one[i] == other[j]:
            common += 1
            i += 1
            j += 1
        elif one[i] < other[j]:
            i += 1
        else:
            j += 1
    return common


cdef inline bint is_among(int32_t wanted, const int32_t* known, Py_ssize_t n) noexcept nogil:
    """Whether a number is among `n` that are in order."""
    cdef Py_ssize_t low = 0, high = n, middle
    while low < high:
        middle = (low + high) >> 1
        if known[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low < n and known[low] == wanted


cdef inline bint capital(str text, Py_ssize_t at):
    cdef Py_UCS4 c = PyUnicode_READ(PyUnicode_KIND(text), PyUnicode_DATA(text), at)
    return u"A" <= c <= u"Z" if c < 128 else c.isupper()
