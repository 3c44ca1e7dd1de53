# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The compiled twin of `words.split_plainly`: the words of a plain text in one walk over its characters. O(n) time."""

import numpy as np
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ, PyUnicode_Substring
from libc.stdint cimport int32_t

cdef extern from "Python.h":
    bint Py_UNICODE_ISALNUM(Py_UCS4 c) nogil
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 c) nogil


cdef inline bint is_letter(int kind, void* data, Py_ssize_t k, Py_ssize_t n) noexcept:
    """Whether \\w matches there; the text holds no underscores."""
    return 0 <= k < n and Py_UNICODE_ISALNUM(PyUnicode_READ(kind, data, k))


cdef inline bint joins(int kind, void* data, Py_ssize_t k, Py_ssize_t n) noexcept:
    """Whether the mark at k stands inside a word: didn't, high-level, 40,000, 10:30, u.s."""
    cdef Py_UCS4 mark = PyUnicode_READ(kind, data, k)
    if not is_letter(kind, data, k + 1, n):
        return False
    if mark == u"'" or mark == u"-":
        return True
    if mark != u"." and mark != u"," and mark != u":":
        return False
    if Py_UNICODE_ISDECIMAL(PyUnicode_READ(kind, data, k - 1)) and Py_UNICODE_ISDECIMAL(PyUnicode_READ(kind, data, k + 1)):
        return True
    return not is_letter(kind, data, k - 2, n) and not is_letter(kind, data, k + 2, n)


def split(str text):
    """Words of `text`, and where each starts and ends: tuple of str, int32 [n], int32 [n]."""
    cdef Py_ssize_t n = len(text), k = 0, start
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef int count = 0
    places = np.empty((2, n // 2 + 1), np.int32)
    cdef int32_t[:, ::1] at = places
    words = []
    while k < n:
        if not Py_UNICODE_ISALNUM(PyUnicode_READ(kind, data, k)):
            k += 1
            continue
        start = k
        while True:
            while k < n and Py_UNICODE_ISALNUM(PyUnicode_READ(kind, data, k)):
                k += 1
            if k < n and joins(kind, data, k, n):
                k += 1
                continue
            break
        if k < n and PyUnicode_READ(kind, data, k) == u"%":
            k += 1
        words.append(PyUnicode_Substring(text, start, k))
        at[0, count], at[1, count] = start, k
        count += 1
    return tuple(words), places[0, :count].copy(), places[1, :count].copy()


cdef extern from "Python.h":
    bint Py_UNICODE_ISSPACE(Py_UCS4 c) nogil


cdef inline bint is_end_mark(Py_UCS4 c) noexcept nogil:
    return c == u"." or c == u"!" or c == u"?" or c == 0x2026


cdef inline bint is_closing(Py_UCS4 c) noexcept nogil:
    return c == u'"' or c == u"'" or c == 0x201D or c == 0x2019 or c == u")" or c == u"]" or c == 0xBB


cdef inline bint is_opening(Py_UCS4 c) noexcept nogil:
    return (
        c == u'"' or c == u"'" or c == 0x201C or c == 0x2018 or c == u"(" or c == u"[" or c == 0xAB
        or c == u"-" or c == 0x2013 or c == 0x2014
    )


cdef inline bint starts_sentence(int kind, void* data, Py_ssize_t e, Py_ssize_t n) noexcept:
    """Whether a sentence may start behind the mark that ends at e: the lookahead of `sentences._MARK`."""
    cdef Py_ssize_t k = e, spaces
    cdef Py_UCS4 c
    while k < n and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, k)):
        if PyUnicode_READ(kind, data, k) == u"\n":
            return True
        k += 1
    if k == n:
        return True
    spaces = k - e
    if spaces == 0 or spaces > 10:
        return False
    if spaces < 10:
        while k < n and k - e - spaces < 3 and is_opening(PyUnicode_READ(kind, data, k)):
            k += 1
        if k > e + spaces and k < n and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, k)):
            k += 1
    if k >= n:
        return False
    c = PyUnicode_READ(kind, data, k)
    if not (Py_UNICODE_ISALNUM(c) or c == u"_"):
        return False
    return not (u"a" <= c <= u"z" or 0xDF <= c <= 0xFF)


def find_marks(str text):
    """Ends of lines and of sentences: where each mark starts and ends, int32 [n] each; see `sentences.find_marks_plainly`."""
    cdef Py_ssize_t n = len(text), k = 0, e
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_UCS4 c
    starts, ends = [], []
    while k < n:
        c = PyUnicode_READ(kind, data, k)
        if c == u"\n":
            e = k + 1
            while e < n and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, e)):
                e += 1
            starts.append(k)
            ends.append(e)
            k = e
            continue
        if is_end_mark(c) and not (k > 0 and is_end_mark(PyUnicode_READ(kind, data, k - 1))):
            e = k + 1
            while e < n and is_end_mark(PyUnicode_READ(kind, data, e)):
                e += 1
            while e < n and is_closing(PyUnicode_READ(kind, data, e)):
                e += 1
            if starts_sentence(kind, data, e, n):
                starts.append(k)
                ends.append(e)
                k = e
                continue
        k += 1
    return starts, ends
