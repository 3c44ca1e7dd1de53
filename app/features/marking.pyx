# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The compiled twin of `facts.find_short_plainly`: names and numbers of a text in one pass over its words."""

import numpy as np
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND

cdef extern from "Python.h":
    bint Py_UNICODE_ISUPPER(Py_UCS4 c) nogil
    Py_UCS4 PyUnicode_READ(int kind, void* data, Py_ssize_t index) nogil


cdef inline bint is_upper(Py_UCS4 c) noexcept nogil:
    return u"A" <= c <= u"Z" if c < 128 else Py_UNICODE_ISUPPER(c)


def find_short(str text, words, knowledge, limits):
    """What `facts.find_short_plainly` returns.

    `words`: starts, ends, sentence bounds, starts of quotations and lexicon rows; `knowledge`: main part and function mark of
    each row; `limits`: a `facts.FactLimits`.
    """
    cdef const int[::1] starts = words[0], ends = words[1], bounds = words[2], rows = words[4]
    cdef const int[:] quotes = words[3]
    cdef const unsigned char[:] part = knowledge[0], function = knowledge[1]
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef int unknown = <int>len(part) - 1, may = limits.may, one = limits.one, least_headline = limits.least_headline
    cdef unsigned char name = limits.name, number = limits.number, noun_like = limits.noun_like
    cdef Py_ssize_t n = len(starts), n_quotes = len(quotes), quote = 0, i = 0, k, first, end, n_capitals, n_runs = 0
    marks_array, linked_array, runs_array = np.full(n, -1, np.int8), np.zeros(n, bool), np.empty((2, n), np.int32)
    cdef signed char[:] marks = marks_array
    cdef unsigned char[:] linked = linked_array.view(np.uint8)
    cdef unsigned char[:] opens = np.zeros(n, np.uint8), numbers = np.zeros(n, np.uint8)
    cdef int[:, :] runs = runs_array
    cdef bint is_headline, is_explained
    cdef int gap
    cdef Py_UCS4 letter, mark

    while i < n and quote < n_quotes:
        if starts[i] >= quotes[quote]:
            opens[i] = 1
            quote += 1
        else:
            i += 1
    for k in range(len(bounds) - 1):
        first, end = bounds[k], bounds[k + 1]
        opens[first] = 1
        n_capitals = 0
        for i in range(first, end):
            n_capitals += is_upper(PyUnicode_READ(kind, data, starts[i]))
        is_headline = 2 * n_capitals > end - first and end - first >= least_headline
        for i in range(first, end):
            letter = PyUnicode_READ(kind, data, starts[i])
            numbers[i] = u"0" <= letter <= u"9" or part[rows[i]] == number
            if not opens[i]:
                gap, mark = starts[i] - ends[i - 1], PyUnicode_READ(kind, data, ends[i - 1])
                linked[i] = (gap == 1 and (mark == u" " or mark == u"\xa0")) or (gap == 2 and mark == u".")
            is_explained = opens[i] or is_headline
            if not is_upper(letter) or (function[rows[i]] and (is_explained or rows[i] != may)):
                continue
            if is_explained and part[rows[i]] != name and rows[i] != unknown:
                continue
            marks[i] = 0
            if linked[i] and is_upper(PyUnicode_READ(kind, data, starts[i - 1])) and not function[rows[i - 1]] and part[rows[i - 1]] & noun_like:
                marks[i - 1] = 0
    for i in range(n):
        if numbers[i] and (rows[i] != one or (linked[i] and numbers[i - 1]) or (i + 1 < n and linked[i + 1] and numbers[i + 1])):
            marks[i] = 1
    for i in range(n):
        if marks[i] < 0:
            continue
        if not i or not linked[i] or marks[i] != marks[i - 1]:
            runs[0, n_runs] = <int>i
            n_runs += 1
        runs[1, n_runs - 1] = <int>i + 1
    return marks_array, linked_array, runs_array[:, :n_runs]
