# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The compiled twin of `slots.kept_sentences`: what differs in each sentence pair, in one walk over the edits of a passage.

And a first look at the lines of a text, for `layouts`.
"""

import numpy as np
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND
from libc.stdint cimport int32_t, uint8_t, uint16_t, uint32_t

from app.text.scanner cimport Character, Letters, letters_of

cdef extern from "Python.h":
    bint Py_UNICODE_ISALNUM(Py_UCS4 c) nogil
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 c) nogil
    Py_UCS4 PyUnicode_READ(int kind, void* data, Py_ssize_t index) nogil
    Py_ssize_t PyUnicode_FindChar(object text, Py_UCS4 c, Py_ssize_t start, Py_ssize_t end, int direction) except -2

cdef int EQUAL = 0  # as `align.Op` numbers it
cdef int FIGURE = 1, BESIDE = 2, FILLED_IN = 4, OTHER = 8  # as `lexicon.SlotKind` numbers them


cdef class Kinds:
    """The `lexicon.SlotKind` of each word of a text: by its row, or by its letters where the lexicon does not know it."""

    cdef Letters words
    cdef const int32_t[::1] rows
    cdef const uint8_t[::1] of_rows
    cdef dict of_words

    def __cinit__(self, text, kinds):
        self.words, self.rows = letters_of(text[0]), text[1]
        self.of_rows, self.of_words = kinds

    cdef int between(self, Py_ssize_t start, Py_ssize_t end) except -1:
        """The kinds of some words, as bits."""
        cdef int found = 0, kind
        cdef Py_ssize_t k
        for k in range(start, end):
            kind = self.of_rows[self.rows[k]]
            if u"0" <= PyUnicode_READ(self.words.kind, self.words.data, self.words.first[k]) <= u"9":
                kind = FIGURE
            elif kind == 0:
                kind = self.of_words.get(self.words.norm(k), OTHER)
            found |= kind
        return found


cdef inline bint are_facts(const uint8_t[::1] is_fact, Py_ssize_t start, Py_ssize_t end) noexcept:
    cdef Py_ssize_t k
    for k in range(start, end):
        if not is_fact[k]:
            return False
    return True


def kept_sentences(const int32_t[:, :] rows, const int32_t[:, :] pairs, texts, const uint8_t[::1] is_fact, kinds, limits):
    """Columns of the sentence pairs that are updates, int32 [3, n], and the counts of a `slots.Template`.

    `rows` and `pairs` are those of a passage, `texts` the words and rows of both sides, `kinds` the `lexicon.SlotKind` of each row
    and of each known word.
    """
    cdef Kinds reference = Kinds(texts[0], kinds), suspect = Kinds(texts[1], kinds)
    cdef Py_ssize_t p, k, n = 0
    cdef int n_equal, n_changed, found, figures, filled_in, others
    cdef int least_kept = limits[0], most_changes = limits[1], of_template = 0, of_figures = 0, of_slots = 0, of_equal = 0
    cdef double most_others = limits[2]
    table = np.empty((3, pairs.shape[0]), np.int32)
    cdef int32_t[:, ::1] updates = table
    for p in range(pairs.shape[0]):
        n_equal = n_changed = figures = filled_in = others = 0
        for k in range(pairs[p, 4], pairs[p, 5]):
            if rows[k, 0] == EQUAL:
                n_equal += rows[k, 2] - rows[k, 1]
            else:
                n_changed += 1
        if n_equal == 0 or n_equal < least_kept * n_changed or n_changed > most_changes:
            continue
        for k in range(pairs[p, 4], pairs[p, 5]):
            if rows[k, 0] == EQUAL:
                continue
            found = reference.between(rows[k, 1], rows[k, 2]) | suspect.between(rows[k, 3], rows[k, 4])
            if found & FIGURE and not found & (FILLED_IN | OTHER):
                figures += 1
            elif found & FILLED_IN or (rows[k, 1] < rows[k, 2] and are_facts(is_fact, rows[k, 1], rows[k, 2])):
                filled_in += 1
            else:
                others += 1
        if filled_in == 0 and others == 0:
            updates[0, n], updates[1, n], updates[2, n] = rows[pairs[p, 4], 1], n_equal, figures
            n += 1
            of_equal += n_equal
        if figures + filled_in > 0 and (others <= 1 or others <= most_others * (figures + filled_in + others)):
            of_template += 1
            of_figures += figures
            of_slots += filled_in
            of_equal += 0 if filled_in == 0 and others == 0 else n_equal
    return table[:, :n], (of_template, of_figures, of_slots, of_equal)


def count_reused(list spans, const int32_t[::1] partners, quoted, const uint8_t[::1] is_fact):
    """Tokens of the reference in `spans` that stand equal: how many in quotation marks of the suspect, of both, and facts.

    `quoted` marks the tokens of the reference and of the suspect.
    """
    cdef const uint8_t[::1] here = quoted[0], there = quoted[1]
    cdef Py_ssize_t k, first, end, n_there = 0, n_both = 0, n_facts = 0
    for first, end in spans:
        for k in range(first, end):
            if partners[k] >= 0:
                n_there += there[partners[k]]
                n_both += there[partners[k]] & here[k]
                n_facts += is_fact[k]
    return n_there, n_both, n_facts


cdef inline bint is_letter_of(Py_UCS4 c) noexcept nogil:
    return u"a" <= c <= u"z"


cdef inline bint is_among(Py_UCS4 c, const uint32_t[::1] letters) noexcept nogil:
    cdef Py_ssize_t k
    for k in range(letters.shape[0]):
        if letters[k] == <uint32_t>c:
            return True
    return False


cdef bint may_be_clause(int kind, void* data, Py_ssize_t start, Py_ssize_t end, const uint32_t[:, ::1] heads) noexcept nogil:
    """Whether the opening of a clause may match a line: its first letters, marks or figures are those of one."""
    cdef Py_ssize_t k = start, at
    cdef Py_UCS4 c
    while k < end and k <= start + 2:
        c = PyUnicode_READ(kind, data, k)
        if c == u"(" or c == 0xA7 or Py_UNICODE_ISDECIMAL(c):
            return True
        if Py_UNICODE_ISALNUM(c) or c == u"_":
            break
        k += 1
    if k >= end or k > start + 2:
        return False
    if is_letter_of(c):
        at = k + 1
        while at < end and at < k + 5 and is_letter_of(PyUnicode_READ(kind, data, at)):
            at += 1
        return at < end and (PyUnicode_READ(kind, data, at) == u"." or PyUnicode_READ(kind, data, at) == u")")
    if k + 1 >= end:
        return False
    return is_among(c, heads[0]) and is_among(PyUnicode_READ(kind, data, k + 1), heads[1])


def lines_of(str text, const uint32_t[:, ::1] heads):
    """Where each line starts, with the end of the text and 1 behind the last; and which lines may be a clause, by number.

    `heads` are the first and the second letters of the words that clauses begin with: uint32 [2, n].
    """
    cdef Py_ssize_t n = len(text), start = 0, end
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef list starts = [0], clauses = []
    while start <= n:
        end = PyUnicode_FindChar(text, u"\n", start, n, 1)
        if end < 0:
            end = n
        if may_be_clause(kind, data, start, end, heads):
            clauses.append(len(starts) - 1)
        start = end + 1
        starts.append(start)
    return starts, clauses


cdef inline bint stands_at(int kind, void* data, Py_ssize_t k, Py_ssize_t n, const char* sign) noexcept nogil:
    cdef Py_ssize_t i = 0
    while sign[i] != 0:
        if k + i >= n or PyUnicode_READ(kind, data, k + i) != <Py_UCS4>sign[i]:
            return False
        i += 1
    return True


def traces_of_works(str text):
    """Where the years of `layouts._YEAR` stand, and where the letters of `layouts._SIGN` do."""
    cdef Py_ssize_t n = len(text), k = 0
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef list years = [], signs = []
    while True:
        k = next_trace(kind, data, k, n)
        if k == n:
            return years, signs
        if is_year(kind, data, k, n):
            years.append(k)
            k += 4
            continue
        if has_letters_of_sign(kind, data, k, n, PyUnicode_READ(kind, data, k)):
            signs.append(k)
        k += 1


cdef Py_ssize_t next_trace(int kind, void* data, Py_ssize_t k, Py_ssize_t n) noexcept nogil:
    """The next place from `k` on whose two first characters are those of a year or a sign; `n` where none is."""
    if kind == 1:
        return next_opening(<const uint8_t*>data, k, n)
    if kind == 2:
        return next_opening(<const uint16_t*>data, k, n)
    return next_opening(<const uint32_t*>data, k, n)


cdef Py_ssize_t next_opening(const Character* text, Py_ssize_t k, Py_ssize_t n) noexcept nogil:
    while k + 1 < n:
        if may_open(text[k], text[k + 1]):
            return k
        k += 1
    return n


cdef inline bint may_open(uint32_t c, uint32_t behind) noexcept nogil:
    if c == u"e":
        return behind == u"t"
    if c == u"p":
        return behind == u"p"
    if c == u"v" or c == u"d":
        return behind == u"o"
    if c == u"I":
        return behind == u"S"
    return (c == u"1" and (behind == u"8" or behind == u"9")) or (c == u"2" and behind == u"0")


cdef inline bint has_letters_of_sign(int kind, void* data, Py_ssize_t k, Py_ssize_t n, Py_UCS4 c) noexcept nogil:
    if c == u"e":
        return stands_at(kind, data, k, n, b"et al.")
    if c == u"p":
        return stands_at(kind, data, k, n, b"pp.")
    if c == u"v":
        return stands_at(kind, data, k, n, b"vol.")
    if c == u"d":
        return stands_at(kind, data, k, n, b"doi.") or stands_at(kind, data, k, n, b"doi:")
    return c == u"I" and (stands_at(kind, data, k, n, b"ISBN") or stands_at(kind, data, k, n, b"ISSN"))


cdef inline bint is_year(int kind, void* data, Py_ssize_t k, Py_ssize_t n) noexcept nogil:
    cdef Py_UCS4 first, second
    if k + 3 >= n:
        return False
    first, second = PyUnicode_READ(kind, data, k), PyUnicode_READ(kind, data, k + 1)
    if not ((first == u"1" and (second == u"8" or second == u"9")) or (first == u"2" and second == u"0")):
        return False
    return Py_UNICODE_ISDECIMAL(PyUnicode_READ(kind, data, k + 2)) and Py_UNICODE_ISDECIMAL(PyUnicode_READ(kind, data, k + 3))
