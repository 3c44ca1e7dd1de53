# cython: language_level=3
from libc.stdint cimport int32_t

cdef Py_ssize_t put_distinct(const int32_t[::1] words, Py_ssize_t start, Py_ssize_t end, int32_t* out) noexcept nogil


cdef class Overlaps:
    cdef const int32_t[::1] a, b, r, s
    cdef int32_t* one
    cdef int32_t* other

    cdef double of(self, int first, int last, int other_first, int other_last) noexcept nogil
