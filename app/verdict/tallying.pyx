# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The compiled twin of what `counts`, `reasons`, `alerts` and `credits` count: a walk over the substitutions, or over a few lines.

The plain functions of the same names there say what each number means. O(n) time in the number of substitutions and edits.
"""

import numpy as np
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND
from libc.stdint cimport int8_t, int32_t, uint8_t

cdef extern from "Python.h":
    bint Py_UNICODE_ISALNUM(Py_UCS4 c) nogil
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 c) nogil
    Py_UCS4 PyUnicode_READ(int kind, void* data, Py_ssize_t index) nogil

cdef int REPLACE = 1, INSERT = 2  # as `align.Op` numbers them
cdef int OTHER_STORY = 1, MAY_BE_SWAP = 2  # as `counts.KIND_MARKS` sets them
cdef enum:
    LIKELY, FACTS, NEW


def count_passages(swaps, const double[:] spin, const int32_t[:, :] rows, list sizes, const uint8_t[::1] marks, double likely):
    """Of each passage its likely swaps, its facts changed, and its new words: three lists.

    `swaps`: kinds, passages and spans of the substitutions; `rows` the edits of all passages, `sizes` how many each has; `marks`
    of each kind.
    """
    cdef const int8_t[:] kinds = swaps[0]
    cdef const int32_t[:] passages = swaps[1]
    cdef const int32_t[:, :] spans = swaps[2]
    cdef Py_ssize_t n = len(sizes), k, passage, row = 0, end
    table_array = np.zeros((3, n), np.int32)
    cdef int32_t[:, ::1] table = table_array
    for passage in range(n):
        end = row + <Py_ssize_t>sizes[passage]
        for row in range(row, end):
            if rows[row, 0] == REPLACE or rows[row, 0] == INSERT:
                table[NEW, passage] += rows[row, 4] - rows[row, 3]
        row = end
    for k in range(kinds.shape[0]):
        passage = passages[k]
        table[LIKELY, passage] += spin[k] >= likely
        table[FACTS, passage] += marks[kinds[k]] & OTHER_STORY
        if not marks[kinds[k]] & MAY_BE_SWAP:
            table[NEW, passage] -= spans[3, k] - spans[2, k]
    return table_array.tolist()


def said_by_swaps(const int32_t[:] passages, const int32_t[:] patterns, const double[:] spin, int n_passages, double likely):
    """How much the likely swaps of each passage say, as a list, and those of all; the swaps go passage by passage.

    Each wording counts once, as its likeliest place.
    """
    cdef Py_ssize_t n = passages.shape[0], first = 0, k
    cdef double[::1] most = np.zeros(n + 1)
    cdef list said = [0.0] * n_passages
    for k in range(1, n + 1):
        if k == n or passages[k] != passages[first]:
            said[passages[first]] = said_between(patterns, spin, first, k, most, likely)
            first = k
    return said, said_between(patterns, spin, 0, n, most, likely)


cdef double said_between(const int32_t[:] patterns, const double[:] spin, Py_ssize_t first, Py_ssize_t end, double[::1] most,
                         double likely):
    """The same of the swaps of one stretch; `most` is room that is all nothing. Summed by the numbers of the wordings."""
    cdef Py_ssize_t k
    cdef double total = 0.0
    cdef list met = []
    for k in range(first, end):
        if spin[k] > likely:
            if most[patterns[k]] == 0.0:
                met.append(patterns[k])
            most[patterns[k]] = max(most[patterns[k]], (spin[k] - likely) / (1.0 - likely))
    met.sort()
    for pattern in met:
        k = pattern
        total += most[k]
        most[k] = 0.0
    return total


def words_of_swaps(const int32_t[:, :] spans, const int32_t[:] numbers, const double[:] spin, int most, double likely):
    """How many different words the likely swaps have on a side, `most` + 1 where they are more, and at how many places."""
    cdef int n = 0, j
    cdef Py_ssize_t k, places = 0
    cdef int32_t at
    cdef int32_t[::1] met = np.empty(most, np.int32)
    for k in range(spin.shape[0]):
        if spin[k] < likely:
            continue
        places += spans[1, k] - spans[0, k]
        for at in range(spans[0, k], spans[1, k] if n <= most else 0):
            for j in range(n):
                if met[j] == numbers[at]:
                    break
            else:
                n += 1
                if n > most:
                    break
                met[n - 1] = numbers[at]
    return n, places


def likely_swaps(swaps, const double[:] spin, int8_t function, double likely):
    """How many substitutions are likely a spinner's, the words of the suspect in them, and how many are function words."""
    cdef const int8_t[:] kinds = swaps[0]
    cdef const int32_t[:, :] spans = swaps[1]
    cdef Py_ssize_t k, n = 0, words = 0, functions = 0
    for k in range(kinds.shape[0]):
        if spin[k] >= likely:
            n += 1
            words += spans[3, k] - spans[2, k]
            functions += kinds[k] == function
    return n, words, functions


def repeated(const int32_t[:] numbers, const int32_t[:] firsts, const double[:] spin, double likely):
    """The swaps that are made more than once, and likely a spinner's somewhere: how often, negative, and where first."""
    cdef Py_ssize_t k, n = firsts.shape[0]
    cdef int32_t[:, ::1] often = np.zeros((2, n + 1), np.int32)
    for k in range(numbers.shape[0]):
        often[0, numbers[k]] += 1
        often[1, numbers[k]] |= spin[k] >= likely
    return [(-often[0, k], firsts[k]) for k in range(n) if often[0, k] > 1 and often[1, k]]


def touched_quotes(swaps, quoted, const uint8_t[::1] is_form, const int32_t[::1] starts, const int32_t[:] opening):
    """The suspect's quotations, by number, in which words of a quotation of the reference were changed, in order.

    `swaps`: kinds and spans of the substitutions; `quoted` marks the tokens of both texts that stand in quotations; `is_form`:
    kinds that change no word.
    """
    cdef const int8_t[:] kinds = swaps[0]
    cdef const int32_t[:, :] spans = swaps[1]
    cdef const uint8_t[:] here = quoted[0], there = quoted[1]
    cdef Py_ssize_t k, low, high, middle
    cdef int32_t at
    cdef set found = set()
    for k in range(kinds.shape[0]):
        if is_form[kinds[k]] or not here[spans[0, k]] or not there[spans[2, k]]:
            continue
        at, low, high = starts[spans[2, k]], 0, opening.shape[0]
        while low < high:
            middle = (low + high) >> 1
            if opening[middle] <= at:
                low = middle + 1
            else:
                high = middle
        found.add(low - 1)
    return sorted(found)


def first_words(str text, dict known):
    """The words of a text, from a capital on, that are among `known`."""
    cdef Py_ssize_t n = len(text), k = 0, start
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_UCS4 c
    cdef set found = set()
    while k < n:
        c = PyUnicode_READ(kind, data, k)
        start = k
        k += 1
        if not (u"A" <= c <= u"Z" or c == 0x10C):
            continue
        while k < n and is_letter(PyUnicode_READ(kind, data, k)):
            k += 1
        word = text[start:k]
        if word in known:
            found.add(word)
    return found


cdef inline bint is_letter(Py_UCS4 c) noexcept nogil:
    """Whether `[^\\W\\d_]` matches."""
    return Py_UNICODE_ISALNUM(c) and not Py_UNICODE_ISDECIMAL(c)
