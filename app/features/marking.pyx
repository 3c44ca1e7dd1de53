# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The compiled twin of `facts`: names and numbers of a text in one pass over its words, and which of them stand unchanged."""

import numpy as np
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND

from app.text.scanner cimport Letters, letters_of

cdef extern from "Python.h":
    bint Py_UNICODE_ISUPPER(Py_UCS4 c) nogil
    Py_UCS4 PyUnicode_READ(int kind, void* data, Py_ssize_t index) nogil


cdef inline bint is_upper(Py_UCS4 c) noexcept nogil:
    return u"A" <= c <= u"Z" if c < 128 else Py_UNICODE_ISUPPER(c)


def find_short(str text, words, knowledge, limits):
    """What `facts.find_short_plainly` returns.

    `words`: starts, ends, sentence bounds, starts of quotations, lexicon rows, and which sentences are in capitals; `knowledge`:
    main part and function mark of each row; `limits`: a `facts.FactLimits`.
    """
    cdef const int[::1] starts = words[0], ends = words[1], bounds = words[2], rows = words[4]
    cdef const int[:] quotes = words[3]
    cdef const unsigned char[:] part = knowledge[0], function = knowledge[1]
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef int unknown = <int>len(part) - 1, may = limits.may, one = limits.one
    cdef unsigned char name = limits.name, number = limits.number, noun_like = limits.noun_like
    cdef Py_ssize_t n = len(starts), n_quotes = len(quotes), quote = 0, i = 0, k, first, end, n_runs = 0
    marks_array, linked_array, runs_array = np.full(n, -1, np.int8), np.zeros(n, bool), np.empty((2, n), np.int32)
    cdef signed char[:] marks = marks_array
    cdef unsigned char[:] linked = linked_array.view(np.uint8)
    cdef unsigned char[:] opens = np.zeros(n, np.uint8), numbers = np.zeros(n, np.uint8)
    cdef int[:, :] runs = runs_array
    cdef const unsigned char[:] in_capitals = words[5]
    cdef bint is_explained
    cdef int gap
    cdef Py_UCS4 letter, mark
    with nogil:
        while i < n and quote < n_quotes:
            if starts[i] >= quotes[quote]:
                opens[i] = 1
                quote += 1
            else:
                i += 1
        for k in range(bounds.shape[0] - 1):
            first, end = bounds[k], bounds[k + 1]
            opens[first] = 1
            for i in range(first, end):
                letter = PyUnicode_READ(kind, data, starts[i])
                numbers[i] = u"0" <= letter <= u"9" or part[rows[i]] == number
                if not opens[i]:
                    gap, mark = starts[i] - ends[i - 1], PyUnicode_READ(kind, data, ends[i - 1])
                    linked[i] = (gap == 1 and (mark == u" " or mark == u"\xa0")) or (gap == 2 and mark == u".")
                is_explained = opens[i] or in_capitals[k]
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


cdef int QUOTATION = 2  # as `facts.FACT_KINDS` numbers it


cdef Py_ssize_t first_over(const int[:] rising, int value) noexcept nogil:
    """The first place of a number over `value`; behind the last where there is none."""
    cdef Py_ssize_t low = 0, high = rising.shape[0], middle
    while low < high:
        middle = (low + high) >> 1
        if rising[middle] > value:
            high = middle
        else:
            low = middle + 1
    return low


def find_facts(marked, document, const int[:, :] edits, const int[::1] partners, const unsigned char[:] quoted, titles, int least_quoted):
    """The columns of a `facts.Facts`.

    `marked`: what `find_short` returned; `document`: the reference's spelling, starts, ends and bounds of quotations; `edits` and
    `partners` of an alignment; `quoted` marks the suspect's tokens.
    """
    cdef const signed char[:] marks = marked[0]
    cdef const unsigned char[:] linked = marked[1].view(np.uint8)
    cdef const int[:, :] runs = marked[2], quotes = document[3]
    cdef Letters words = letters_of(document[0])
    cdef const int[:] starts = document[1], ends = document[2]
    cdef Py_ssize_t n = marks.shape[0], n_runs = runs.shape[1], n_all = n_runs + quotes.shape[1], k, i, at = 0, first, end
    kinds_array, columns_array, facts_array = np.empty(n_all, np.int8), np.empty((3, n_all), np.int32), np.zeros(n, bool)
    cdef signed char[:] kinds = kinds_array
    cdef int[:, ::1] columns = columns_array
    cdef unsigned char[:] is_fact = facts_array.view(np.uint8)
    cdef unsigned char[::1] aligned = np.zeros(n + 1, np.uint8)
    for k in range(edits.shape[0]):
        for i in range(edits[k, 1], edits[k, 2]):
            aligned[i] = 1
    for i in range(n):
        is_fact[i] = marks[i] >= 0
    for k in range(n_all):
        if k < n_runs:
            first, end = runs[0, k], runs[1, k]
        else:
            first, end = first_over(ends, quotes[0, k - n_runs]), first_over(starts, quotes[1, k - n_runs] - 1)
            if end - first < least_quoted:
                continue
        if not (aligned[first] and aligned[end - 1]):
            continue
        kinds[at] = marks[first] if k < n_runs else QUOTATION
        columns[0, at], columns[1, at] = <int>first, <int>end
        columns[2, at] = stands_at(partners, first, end)
        if k >= n_runs and columns[2, at] >= 0 and not (quoted[columns[2, at]] and quoted[columns[2, at] + end - first - 1]):
            columns[2, at] = -1
        if linked[first] and words.norm(first - 1) in titles:
            is_fact[first - 1] = 1
        at += 1
    return kinds_array[:at], columns_array[0, :at], columns_array[1, :at], columns_array[2, :at], facts_array


cdef int stands_at(const int[::1] partners, Py_ssize_t first, Py_ssize_t end) noexcept nogil:
    """Where all words of a stretch stand in one piece; -1 where they do not."""
    cdef Py_ssize_t i
    if partners[end - 1] - partners[first] != end - first - 1:
        return -1
    for i in range(first, end):
        if partners[i] < 0:
            return -1
    return partners[first]


def survivals(const signed char[:] kinds, const int[:] suspect, int n_kinds):
    """Of each kind how many facts there are, the places in the suspect of those that stand unchanged, and whether these rise."""
    cdef Py_ssize_t k, n, count
    cdef int kind
    cdef bint is_rising
    cdef int[::1] places
    cdef list found = []
    for kind in range(n_kinds):
        n, count, is_rising = 0, 0, True
        kept = np.empty(kinds.shape[0], np.int32)
        places = kept
        for k in range(kinds.shape[0]):
            if kinds[k] != kind:
                continue
            n += 1
            if suspect[k] >= 0:
                is_rising = is_rising and (count == 0 or suspect[k] > places[count - 1])
                places[count] = suspect[k]
                count += 1
        found.append((n, kept[:count], is_rising))
    return found
