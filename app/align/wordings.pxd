"""What compiled walks ask of the words of a swap: whether two stretches are the same by their numbers, and of capitals."""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND
from libc.stdint cimport int32_t, uint32_t

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


cdef inline bint capital(str text, Py_ssize_t at):
    cdef Py_UCS4 c = PyUnicode_READ(PyUnicode_KIND(text), PyUnicode_DATA(text), at)
    return u"A" <= c <= u"Z" if c < 128 else c.isupper()
