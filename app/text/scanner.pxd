# cython: language_level=3
from libc.stdint cimport int32_t, uint8_t, uint16_t, uint32_t

ctypedef fused Character:  # of a text, as wide as its widest
    uint8_t
    uint16_t
    uint32_t


cdef class Letters:
    cdef bytes held
    cdef readonly object starts, ends
    cdef const int32_t[::1] first, last
    cdef void* data
    cdef int kind
    cdef Py_ssize_t n
    cpdef str norm(self, Py_ssize_t k)
    cpdef str wording(self, Py_ssize_t start, Py_ssize_t end)
    cdef tuple norms(self, Py_ssize_t start, Py_ssize_t end)


cdef Letters letters_of(object spelling)
