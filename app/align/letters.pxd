"""The letters of a word, and how near two words are by them: the compiled forms of `units`' questions of slips."""

from libc.stdint cimport uint8_t

from app.text.scanner cimport Letters

cdef extern from "Python.h":
    Py_UCS4 PyUnicode_READ(int kind, void* data, Py_ssize_t index) nogil

cdef enum:
    LONGEST_JOINED = 64  # letters of several words looked at as one
    MOST_SHAPES = 16


cdef struct Word:
    int kind
    void* data
    Py_ssize_t n


cdef struct Shapes:  # `units.PAIRS_OF_LETTERS` and `units.LOOKALIKES` of the letters a to z
    int n
    uint8_t[MOST_SHAPES] first
    uint8_t[MOST_SHAPES] second
    uint8_t[MOST_SHAPES] same
    uint8_t[26] alike


cdef inline Word word_of(Letters words, Py_ssize_t k) noexcept nogil:
    cdef Py_ssize_t start = words.first[k]
    return Word(words.kind, <char*>words.data + start * words.kind, words.last[k] - start)


cdef inline Py_UCS4 letter(Word* word, Py_ssize_t k) noexcept nogil:
    return PyUnicode_READ(word.kind, word.data, k)


cdef inline bint are_same(Word* a, Word* b) noexcept nogil:
    cdef Py_ssize_t k
    if a.n != b.n:
        return False
    for k in range(a.n):
        if letter(a, k) != letter(b, k):
            return False
    return True


cdef inline bint is_plain(Word* word) noexcept nogil:
    """Whether it is made of the letters a to z."""
    cdef Py_ssize_t k
    cdef Py_UCS4 c
    for k in range(word.n):
        c = letter(word, k)
        if c < u"a" or c > u"z":
            return False
    return True


cdef inline bint is_torn(Word* word, Word* part, Py_ssize_t least_part) noexcept nogil:
    """`units._is_torn`."""
    cdef Py_ssize_t k, behind = word.n - part.n
    cdef bint begins = True, ends = True
    if part.n < least_part or behind <= 0:
        return False
    for k in range(part.n):
        begins = begins and letter(word, k) == letter(part, k)
        ends = ends and letter(word, behind + k) == letter(part, k)
        if not (begins or ends):
            return False
    return True


cdef inline int osa_distance(Word* a, Word* b) noexcept nogil:
    """Optimal string alignment of two words of at most `LONGEST_JOINED` letters: O(n·m) time."""
    cdef int[3][LONGEST_JOINED + 1] rows
    cdef int* before = rows[0]
    cdef int* above = rows[1]
    cdef int* row = rows[2]
    cdef int* spare
    cdef int i, j, cost
    cdef Py_UCS4 c, d
    for j in range(<int>b.n + 1):
        above[j] = j
        before[j] = 0
    for i in range(1, <int>a.n + 1):
        c = letter(a, i - 1)
        row[0] = i
        for j in range(1, <int>b.n + 1):
            d = letter(b, j - 1)
            cost = min(above[j - 1] + (c != d), min(above[j], row[j - 1]) + 1)
            if i > 1 and j > 1 and c == letter(b, j - 2) and d == letter(a, i - 2):
                cost = min(cost, before[j - 2] + 1)
            row[j] = cost
        spare = before
        before, above, row = above, row, spare
    return above[b.n]


cdef inline double osa_similarity(Word* a, Word* b) noexcept nogil:
    """The same normalised, as RapidFuzz does."""
    return 1.0 - <double>osa_distance(a, b) / <double>max(a.n, b.n)


cdef inline Py_ssize_t take_shape(Word* word, const Shapes* shapes, uint8_t* room) noexcept nogil:
    """`units._shape` of a plain word into `room`; returns how many letters it has."""
    cdef Py_ssize_t n = word.n, k, at
    cdef int shape
    for k in range(n):
        room[k] = <uint8_t>letter(word, k)
    for shape in range(shapes.n):
        k, at = 0, 0
        while k < n:
            if k + 1 < n and room[k] == shapes.first[shape] and room[k + 1] == shapes.second[shape]:
                room[at] = shapes.same[shape]
                k += 1
            else:
                room[at] = room[k]
            k += 1
            at += 1
        n = at
    for k in range(n):
        room[k] = shapes.alike[room[k] - 97]
    return n


cdef inline bint have_same_shape(Word* a, Word* b, const Shapes* shapes) noexcept nogil:
    cdef uint8_t[LONGEST_JOINED] one
    cdef uint8_t[LONGEST_JOINED] other
    cdef Py_ssize_t n = take_shape(a, shapes, one), m = take_shape(b, shapes, other), k
    if n != m:
        return False
    for k in range(n):
        if one[k] != other[k]:
            return False
    return True


cdef inline double likeness_at_most(Word* a, Word* b) noexcept nogil:
    """What the normalised similarity of two plain words cannot exceed: the share of letters that both have, in any order."""
    cdef int[26] often
    cdef Py_ssize_t k, common = 0, longer = a.n if a.n > b.n else b.n
    cdef int at
    for k in range(26):
        often[k] = 0
    for k in range(a.n):
        often[<int>letter(a, k) - 97] += 1
    for k in range(b.n):
        at = <int>letter(b, k) - 97
        if often[at] > 0:
            often[at] -= 1
            common += 1
    return <double>common / <double>longer


cdef inline bint is_silent(Word* word, Py_ssize_t k, Py_UCS4 c) noexcept nogil:
    """Whether an l, m, n or r behind the first letter says nothing: behind the same one, and the n at the end of "sign"."""
    cdef Py_UCS4 before = letter(word, k - 1)
    return before == c or (c == u"n" and before == u"g" and 1 < k == word.n - 1)
