# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The compiled twin of what `counts`, `reasons`, `alerts` and `credits` count: a walk over the substitutions, or over a few lines.

The plain functions of the same names there say what each number means. O(n) time in the number of substitutions and edits.
"""

import numpy as np
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND
from jellyfish import metaphone
from libc.stdint cimport int8_t, int32_t, uint8_t, uint32_t

from app.align.letters cimport LONGEST_JOINED, Word, is_plain, is_silent, letter, likeness_at_most, osa_similarity, word_of
from app.align.wordings cimport are_equal, capital, hash_of
from app.text.scanner cimport Letters, letters_of

cdef extern from "Python.h":
    bint Py_UNICODE_ISALNUM(Py_UCS4 c) nogil
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 c) nogil
    Py_UCS4 PyUnicode_READ(int kind, void* data, Py_ssize_t index) nogil

cdef double ROUNDING = 1e-9  # of a similarity
cdef int REPLACE = 1, INSERT = 2  # as `align.Op` numbers them
cdef int OTHER_STORY = 1, MAY_BE_SWAP = 2  # as `counts.KIND_MARKS` sets them
cdef enum:
    LIKELY, FACTS, NEW
cdef enum:  # rows of `look_at_swaps`
    PLACE, OFTEN, STANDS_FOR, MARKS
# as `swap_columns.SwapMark` numbers them
cdef int FUNCTION_WORD = 1, NAME_FOR_OTHER = 2, SAME_EDGE = 4, NOUNS = 8, UNRELATED = 16, MAY_BE_OLD = 32


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


def look_at_swaps(alignment, const double[:] spin, asked, double likely):
    """The columns of `LikelySwaps` of all likely swaps, int32 [4, n]. O(n) time in their words.

    `alignment.pattern_numbers` numbers what became what; `asked`: a `swap_columns.AskedRows`.
    """
    cdef const int32_t[:, :] spans = alignment.substitutions.spans
    cdef const int8_t[:] kinds = alignment.substitutions.kinds
    cdef const int32_t[:] one = alignment.substitutions.reference_rows, other = alignment.substitutions.suspect_rows
    cdef const uint8_t[:] parts = asked.main_part, may_be_old = asked.may_be_old
    cdef int8_t function = asked.function_word, unrelated = asked.other
    cdef int noun = asked.noun
    reference, suspect = alignment.pair.reference, alignment.pair.suspect
    cdef Py_ssize_t k, n = 0
    for k in range(spin.shape[0]):
        n += spin[k] >= likely
    columns_array = np.empty((4, n), np.int32)
    cdef int32_t[:, ::1] columns = columns_array
    n = 0
    for k in range(spin.shape[0]):
        if spin[k] >= likely:
            columns[PLACE, n] = <int32_t>k
            columns[MARKS, n] = FUNCTION_WORD if kinds[k] == function else UNRELATED if kinds[k] == unrelated else 0
            if parts[one[k]] == noun and parts[other[k]] == noun:
                columns[MARKS, n] |= NOUNS
            if may_be_old[one[k]] or may_be_old[other[k]]:
                columns[MARKS, n] |= MAY_BE_OLD
            n += 1
    count_taken(columns, spans, reference.numbers)
    count_stood_for(columns, spans, suspect.numbers, alignment.pattern_numbers, len(alignment.pattern_firsts))
    mark_edges(columns, spans, letters_of(reference.document.spelling), letters_of(suspect.document.spelling))
    mark_names(columns, spans, reference.document, suspect.document)
    return columns_array


cdef uint32_t mask_for(Py_ssize_t n) noexcept nogil:
    """One less than a power of two that is at least twice `n`."""
    cdef uint32_t mask = 15
    while mask < 2 * n:
        mask = 2 * mask + 1
    return mask


cdef count_taken(int32_t[:, ::1] columns, const int32_t[:, :] spans, const int32_t[::1] words):
    """At how many places the rarest word that each swap takes is exchanged."""
    cdef Py_ssize_t j, k, n = 0
    cdef int32_t at, least
    cdef uint32_t mask, slot
    for j in range(columns.shape[1]):
        k = columns[PLACE, j]
        n += spans[1, k] - spans[0, k]
    mask = mask_for(n)
    cdef int32_t[::1] known = np.full(mask + 1, -1, np.int32), often = np.zeros(mask + 1, np.int32)
    for j in range(columns.shape[1]):
        k = columns[PLACE, j]
        for at in range(spans[0, k], spans[1, k]):
            slot = slot_of(known, words[at], mask)
            known[slot] = words[at]
            often[slot] += 1
    for j in range(columns.shape[1]):
        k = columns[PLACE, j]
        least = <int32_t>n
        for at in range(spans[0, k], spans[1, k]):
            least = min(least, often[slot_of(known, words[at], mask)])
        columns[OFTEN, j] = least


cdef inline uint32_t slot_of(const int32_t[::1] known, int32_t word, uint32_t mask) noexcept nogil:
    """Where a word stands, or may be put."""
    cdef uint32_t slot = hash_of(&word, 0, 1, 0) & mask
    while known[slot] != -1 and known[slot] != word:
        slot = (slot + 1) & mask
    return slot


cdef count_stood_for(int32_t[:, ::1] columns, const int32_t[:, :] spans, const int32_t[::1] words, const int32_t[:] patterns, Py_ssize_t n):
    """For how many wordings the one that each swap puts in stands: patterns, of which there are `n`, that put in the same."""
    cdef Py_ssize_t j, k, first
    cdef uint32_t mask = mask_for(n), slot
    cdef int32_t[::1] firsts = np.full(mask + 1, -1, np.int32), n_for = np.zeros(mask + 1, np.int32), slots = np.full(n, -1, np.int32)
    for j in range(columns.shape[1]):
        k = columns[PLACE, j]
        if slots[patterns[k]] >= 0:
            continue
        slot = hash_of(&words[0], spans[2, k], spans[3, k], 0) & mask
        while firsts[slot] >= 0:
            first = firsts[slot]
            if are_equal(&words[0], spans[2, first], spans[3, first], spans[2, k], spans[3, k]):
                break
            slot = (slot + 1) & mask
        if firsts[slot] < 0:
            firsts[slot] = <int32_t>k
        n_for[slot] += 1
        slots[patterns[k]] = <int32_t>slot
    for j in range(columns.shape[1]):
        columns[STANDS_FOR, j] = n_for[slots[patterns[columns[PLACE, j]]]]


cdef mark_edges(int32_t[:, ::1] columns, const int32_t[:, :] spans, Letters reference, Letters suspect):
    """Marks swaps whose two wordings begin or end with the same letter."""
    cdef Py_ssize_t j, k
    for j in range(columns.shape[1]):
        k = columns[PLACE, j]
        if (first_letter(reference, spans[0, k]) == first_letter(suspect, spans[2, k])
                or last_letter(reference, spans[1, k] - 1) == last_letter(suspect, spans[3, k] - 1)):
            columns[MARKS, j] |= SAME_EDGE


cdef inline Py_UCS4 first_letter(Letters words, Py_ssize_t k) noexcept nogil:
    return PyUnicode_READ(words.kind, words.data, words.first[k])


cdef inline Py_UCS4 last_letter(Letters words, Py_ssize_t k) noexcept nogil:
    return PyUnicode_READ(words.kind, words.data, words.last[k] - 1)


cdef mark_names(int32_t[:, ::1] columns, const int32_t[:, :] spans, reference, suspect):
    """Marks swaps whose first or last word had a capital, and has none in the suspect."""
    cdef str had = reference.text, has = suspect.text
    cdef const int32_t[::1] here = reference.starts, there = suspect.starts
    cdef Py_ssize_t j, k
    for j in range(columns.shape[1]):
        k = columns[PLACE, j]
        if not (capital(had, here[spans[0, k]]) or capital(had, here[spans[1, k] - 1])):
            continue
        if not (capital(has, there[spans[2, k]]) or capital(has, there[spans[3, k] - 1])):
            columns[MARKS, j] |= NAME_FOR_OTHER


# What a consonant may become in Metaphone, and which become something wherever they stand; a vowel does where a word begins.
CODES = {
    "b": "B", "c": "XSK", "d": "TJ", "f": "F", "g": "JK", "h": "H", "j": "J", "k": "K", "l": "L", "m": "M", "n": "N", "p": "PF",
    "q": "K", "r": "R", "s": "SX", "t": "TX0", "v": "F", "w": "W", "x": "XKS", "y": "Y", "z": "S",
}
NEVER_SILENT = "cdfjlmnqrsvxz"
cdef enum:
    OPENING_VOWEL = 1 << 30, SURE = 1 << 31  # beside the codes, a bit each


cdef struct Codes:
    uint32_t[26] of_letter


cdef Codes codes_of(dict codes, str never_silent):
    cdef Codes found
    cdef list known = sorted({code for each in codes.values() for code in each})
    cdef int k
    for k in range(26):
        found.of_letter[k] = <uint32_t>SURE if chr(97 + k) in never_silent else 0
        for code in codes.get(chr(97 + k), ""):
            found.of_letter[k] |= 1 << <int>known.index(code)
    return found


cdef Codes SOUNDS = codes_of(CODES, NEVER_SILENT)


cdef inline uint32_t codes_at(Word* word, Py_ssize_t k) noexcept nogil:
    """What a letter of a plain word may become; 0 for nothing."""
    cdef Py_UCS4 c = letter(word, k)
    if k == 0:
        return SOUNDS.of_letter[<int>c - 97] or <uint32_t>OPENING_VOWEL
    return 0 if c != u"c" and is_silent(word, k, c) else SOUNDS.of_letter[<int>c - 97]


cdef inline uint32_t codes_in(Word* word, int* n_sure) noexcept nogil:
    """All that the letters of a plain word may become, and how many surely become something."""
    cdef Py_ssize_t k
    cdef uint32_t found = 0, codes
    n_sure[0] = 0
    for k in range(word.n):
        codes = codes_at(word, k)
        found |= codes
        n_sure[0] += codes & <uint32_t>SURE != 0
    return found & ~<uint32_t>SURE


cdef inline int most_among(Word* word, uint32_t wanted) noexcept nogil:
    """How many letters of its Metaphone are among the wanted ones, at most: an x becomes two."""
    cdef Py_ssize_t k
    cdef int n = 0
    for k in range(word.n):
        if codes_at(word, k) & wanted:
            n += 2 if letter(word, k) == u"x" else 1
    return n


cdef double sounds_at_most(Word* a, Word* b) noexcept nogil:
    """What the normalised similarity of the Metaphone of two plain words cannot exceed, but for rounding."""
    cdef int one, other
    cdef uint32_t left = codes_in(a, &one), right = codes_in(b, &other)
    return <double>min(most_among(a, right), most_among(b, left)) / <double>max(one, other, 1)


cdef class Glancing:
    """Both texts' words, with what `editing.LetterGlance` asks of them."""

    cdef Letters reference, suspect
    cdef double looks, sounds
    cdef bytes keys
    cdef frozenset old_words
    cdef object may_be

    def __cinit__(self, pair, glance):
        self.reference, self.suspect = letters_of(pair.reference.document.spelling), letters_of(pair.suspect.document.spelling)
        self.looks, self.sounds, self.keys = glance.looks, glance.sounds, glance.keys
        self.old_words, self.may_be = glance.old_words, glance.may_be

    cdef bint are_unlike(self, Py_ssize_t r, Py_ssize_t s):
        """Whether a count of their letters says that two words neither look nor sound alike, and neither is an old one."""
        cdef Word a = word_of(self.reference, r), b = word_of(self.suspect, s)
        if not (1 < a.n <= LONGEST_JOINED and 1 < b.n <= LONGEST_JOINED and is_plain(&a) and is_plain(&b)):
            return False
        if likeness_at_most(&a, &b) >= self.looks or sounds_at_most(&a, &b) >= self.sounds - ROUNDING:
            return False
        if have_same_keys(&a, &b, self.keys):
            return False
        return not (self.reference.norm(r) in self.old_words or self.suspect.norm(s) in self.old_words)

    cdef bint may_have_habit(self, str one, str other):
        if not (is_simple(one) and is_simple(other)):
            return self.may_be(one, other)
        return are_alike(one, other, self.looks, self.sounds, self.keys) or one in self.old_words or other in self.old_words


def may_be_together(alignment, const int32_t[:] places, double may_fail, glance):
    """`editing.may_be_together` of the swaps at `places`, whose wordings have no letter at an end in common.

    `glance`: an `editing.LetterGlance`; its plain question is asked where the letters of two single words cannot tell. Words
    that are unlike by a count of their letters come first, and what takes longest last: in most spun texts it is not asked.
    """
    cdef const int32_t[:, :] spans = alignment.substitutions.spans
    cdef Glancing x = Glancing(alignment.pair, glance)
    cdef Py_ssize_t j, k
    cdef bint is_word
    cdef list words = [], longer = []
    for j in range(places.shape[0]):
        k = places[j]
        is_word = spans[1, k] - spans[0, k] == 1 and spans[3, k] - spans[2, k] == 1
        if is_word and x.are_unlike(spans[0, k], spans[2, k]):
            may_fail -= 1.0
            if may_fail < 0.0:
                return False
        else:
            (words if is_word else longer).append(k)
    for k in words + longer:
        if not x.may_have_habit(x.reference.wording(spans[0, k], spans[1, k]), x.suspect.wording(spans[2, k], spans[3, k])):
            may_fail -= 1.0
            if may_fail < 0.0:
                return False
    return True


cdef inline Word letters_in(str text):
    return Word(PyUnicode_KIND(text), PyUnicode_DATA(text), len(text))


cdef inline bint is_simple(str wording):
    """Whether it is one word of several letters that is not too long."""
    return 1 < len(wording) <= LONGEST_JOINED and wording.isalpha()


cdef bint are_alike(str one, str other, double looks, double sounds, bytes keys):
    """`editing.are_alike` of two simple words that begin and end with different letters."""
    cdef Word a = letters_in(one), b = letters_in(other)
    if osa_similarity(&a, &b) >= looks or have_same_keys(&a, &b, keys):
        return True
    one, other = metaphone(one), metaphone(other)
    a, b = letters_in(one), letters_in(other)
    return a.n == b.n == 0 or osa_similarity(&a, &b) >= sounds


cdef inline Py_UCS4 key_of(Py_UCS4 c, const char* keys) noexcept nogil:
    return keys[<int>c - 97] if u"a" <= c <= u"z" else c


cdef inline bint have_same_keys(Word* a, Word* b, const char* keys) noexcept nogil:
    """Whether two words are typed with the same keys of a telephone."""
    cdef Py_ssize_t k
    if a.n != b.n:
        return False
    for k in range(a.n):
        if key_of(letter(a, k), keys) != key_of(letter(b, k), keys):
            return False
    return True


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


cdef enum:
    MOST_WANTED = 64


cdef inline bint stands_at(Word* text, Py_ssize_t k, Word* wanted) noexcept nogil:
    cdef Py_ssize_t at
    if k + wanted.n > text.n:
        return False
    for at in range(1, wanted.n):
        if letter(text, k + at) != letter(wanted, at):
            return False
    return True


def words_in(str text, tuple wanted):
    """Those of some words, none of them empty, that stand in a text: a set. One walk, which looks at the words by their first letters."""
    cdef Word[MOST_WANTED] words
    cdef int[256] first  # of the words by their first letter, those beyond 254 together; -1: none
    cdef int[MOST_WANTED] following
    cdef Word letters = letters_in(text)
    cdef Py_ssize_t k, n = len(wanted)
    cdef Py_UCS4 c
    cdef int j
    cdef set found = set()
    if n > MOST_WANTED:
        return {word for word in wanted if word in text}
    for k in range(256):
        first[k] = -1
    for k in range(n):
        words[k] = letters_in(wanted[k])
        c = min(letter(&words[k], 0), 255)
        following[k], first[c] = first[c], <int>k
    for k in range(letters.n):
        c = letter(&letters, k)
        j = first[min(c, 255)]
        while j >= 0:
            if letter(&words[j], 0) == c and stands_at(&letters, k, &words[j]):
                found.add(wanted[j])
            j = following[j]
    return found


cdef inline bint is_letter(Py_UCS4 c) noexcept nogil:
    """Whether `[^\\W\\d_]` matches."""
    return Py_UNICODE_ISALNUM(c) and not Py_UNICODE_ISDECIMAL(c)
