# cython: language_level=3
from libc.stdint cimport int32_t

cdef Py_ssize_t put_distinct(const int32_t[::1] words, Py_ssize_t start, Py_ssize_t end, int32_t* out) noexcept nogil
cdef Py_ssize_t count_common(const int32_t* one, Py_ssize_t m, const int32_t* other, Py_ssize_t n) noexcept nogil
