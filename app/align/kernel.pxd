# cython: language_level=3
from libc.stdint cimport int32_t, uint32_t

cdef struct Met:  # a word of two stretches, and in which it was met, by a number that no other stretches have
    int32_t word
    uint32_t mark


cdef struct Shared:  # distinct words of two stretches, and of both
    int one
    int other
    int both


cdef class Overlaps:
    cdef const int32_t[::1] a, b, r, s
    cdef Met* met
    cdef uint32_t mark, n_clean

    cdef Shared shared(self, const int32_t* a, int m, const int32_t* b, int n) noexcept nogil
    cdef double of(self, int first, int last, int other_first, int other_last) noexcept nogil
