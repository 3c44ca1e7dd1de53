# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The compiled twin of `substitutions` and `units`: the columns of all substitutions, and their kinds, in two passes.

The questions of `kinds.KINDS` are asked of one substitution after the other, until one holds. What hangs on letters is asked of
the plain questions, and only where a look at the letters does not already say no. O(n) time in the number of edits.
"""

import numpy as np
from libc.math cimport NAN
from libc.stdint cimport int32_t, int8_t, uint8_t, uint16_t, uint32_t

from app.align.letters cimport (
    LONGEST_JOINED, Shapes, Word, are_same, have_same_shape, is_plain, is_silent, is_torn, letter, likeness_at_most, osa_distance,
    osa_similarity, word_of,
)
from app.align.units import CLEAR_SLIP, LOOKALIKES, MISSPELT, ONE_SLIP_LETTERS, PAIRS_OF_LETTERS
from app.align.wordings cimport are_equal, capital, hash_of, is_among
from app.lexicon.lookups cimport Tables, association_odds, relation, similarity, unit_row, will_ask, will_compare
from app.text.scanner cimport Letters, letters_of

cdef extern from "Python.h":
    Py_UCS4 PyUnicode_READ(int kind, void* data, Py_ssize_t index) nogil

# Relations, as app.lexicon.Relation, and kinds by their places in kinds.KINDS; compared by tests/property/test_naming.py.
cdef int SAME_LEMMA = 1, SAME_STEM = 2, SYNSET = 4, NEAR = 8, THESAURUS = 16, ANTONYM = 32
cdef int SPELLING = 64, NUMBER_FORM = 128, FUNCTION_SWAP = 256
cdef int RELATED = SYNSET | THESAURUS | NEAR | SAME_STEM
cdef int NEAR_MEANING = SYNSET | NEAR | SAME_STEM | ANTONYM | FUNCTION_SWAP
cdef int MEANING = RELATED | ANTONYM | FUNCTION_SWAP
cdef enum:
    SPLIT_WORD, CONTRACTION, OTHER_SPELLING, NUMBER_FORMAT, NUMBER_CHANGED, DATE_CHANGED, DIRECTION_CHANGED, UNIT_CHANGED
    PERSON_CHANGED, TITLE_CHANGED, HOUSE_STYLE, ABBREVIATION, INFLECTION, MISSPELLING, SOUND_ALIKE, OPPOSITE, NAME_CHANGED
    FUNCTION_WORD, WRONG_SENSE, SYNONYM, PHRASE, OTHER

KINDS = (
    "split_word", "contraction", "spelling", "number_format", "number_changed", "date_changed", "direction_changed", "unit_changed",
    "person_changed", "title_changed", "house_style", "abbreviation", "inflection", "misspelling", "sound_alike", "opposite",
    "name_changed", "function_word", "wrong_sense", "synonym", "phrase", "other",
)
cdef int EQUAL = 0, REPLACE = 1
cdef enum:
    AHEAD = 8  # substitutions, between asking for what the lexicon says of one and reading it
cdef int OPENS_STYLE = 1, CONTRACTED = 2, SOUNDS = 4, AMOUNT = 8  # as `Lexicon.openings` marks rows


def collect(const int32_t[:, ::1] edits, const int32_t[::1] sizes, pair, int longest_unit):
    """Columns of the replacements of at most `longest_unit` words a side.

    `edits` are the rows of all parts, `sizes` how many each part has. Returns spans int32 [4, n], part and row int32 [n] each,
    left and right int32 [n] each, relations uint16 [n], similarity float32 [n], and the odds behind the associations, float64
    [4, n]: of the reference's words with the word before and behind, and of the suspect's.
    """
    cdef Tables t = pair.lexicon.tables
    cdef const int32_t[::1] ra = pair.reference.rows, rb = pair.suspect.rows
    cdef Py_ssize_t total = edits.shape[0], k, at, part, first
    cdef int n = 0, r, r_end, s, s_end, before, after, unknown = t.unknown, n_reference = <int>ra.shape[0]
    for k in range(total):
        n += is_kept(edits, k, longest_unit)
    spans_array, numbers_array = np.empty((4, n), np.int32), np.empty((4, n), np.int32)
    relations_array, similarity_array = np.empty(n, np.uint16), np.empty(n, np.float32)
    odds_array, bigrams_array = np.empty((4, n)), np.empty((2, 4, n + 1), np.int32)
    cdef int32_t[:, ::1] spans = spans_array, numbers = numbers_array
    cdef uint16_t[::1] relations = relations_array
    cdef float[::1] cosines = similarity_array
    cdef double[:, ::1] odds = odds_array
    cdef int32_t[:, :, ::1] bigrams = bigrams_array
    with nogil:
        at, k = 0, 0
        for part in range(sizes.shape[0]):
            first = k
            for k in range(first, first + sizes[part]):
                if not is_kept(edits, k, longest_unit):
                    continue
                r, r_end, s, s_end = edits[k, 1], edits[k, 2], edits[k, 3], edits[k, 4]
                spans[0, at], spans[1, at], spans[2, at], spans[3, at] = r, r_end, s, s_end
                numbers[0, at], numbers[1, at] = <int>part, <int>(k - first)
                numbers[2, at], numbers[3, at] = unit_row(t, ra, r, r_end - r), unit_row(t, rb, s, s_end - s)
                will_ask(t, numbers[2, at])
                will_ask(t, numbers[3, at])
                before = ra[r - 1] if r > 0 else unknown
                after = ra[r_end] if r_end < n_reference else unknown
                bigrams[0, 0, at], bigrams[1, 0, at] = before, ra[r]
                bigrams[0, 1, at], bigrams[1, 1, at] = ra[r_end - 1], after
                bigrams[0, 2, at], bigrams[1, 2, at] = before, rb[s]
                bigrams[0, 3, at], bigrams[1, 3, at] = rb[s_end - 1], after
                at += 1
            k = first + sizes[part]
        for part in range(4):
            if n:
                association_odds(t, &bigrams[0, part, 0], &bigrams[1, part, 0], n, &odds[part, 0])
        for at in range(n + AHEAD):
            if at < n:
                will_compare(t, numbers[2, at])
                will_compare(t, numbers[3, at])
            k = at - AHEAD
            if k >= 0:
                relations[k] = relation(t, numbers[2, k], numbers[3, k])
                cosines[k] = similarity(t, numbers[2, k], numbers[3, k]) if t.has_vectors else NAN
    return spans_array, numbers_array, relations_array, similarity_array, odds_array


cdef inline bint is_kept(const int32_t[:, ::1] edits, Py_ssize_t k, int longest) noexcept nogil:
    return edits[k, 0] == REPLACE and edits[k, 2] - edits[k, 1] <= longest and edits[k, 4] - edits[k, 3] <= longest


cdef inline float bounded(float value, float most) noexcept nogil:
    return -most if value < -most else most if value > most else value


def changes(const double[:, ::1] logs, float most):
    """Change of association, float32 [n], from the logarithms of `collect`'s odds."""
    cdef Py_ssize_t n = logs.shape[1], k
    found = np.empty(n, np.float32)
    cdef float[::1] change = found
    cdef float before, after
    for k in range(n):
        before = bounded(<float>logs[0, k], most) + bounded(<float>logs[1, k], most)
        after = bounded(<float>logs[2, k], most) + bounded(<float>logs[3, k], most)
        change[k] = after - before
    return found


def find_partners(const int32_t[:, :] edits, Py_ssize_t n_reference):
    """`Alignment.partners` from the edits of all passages."""
    cdef Py_ssize_t k, at
    partners_array = np.full(n_reference, -1, np.int32)
    cdef int32_t[::1] partners = partners_array
    for k in range(edits.shape[0]):
        if edits[k, 0] == EQUAL:
            for at in range(edits[k, 1], edits[k, 2]):
                partners[at] = edits[k, 3] + <int>at - edits[k, 1]
    return partners_array


def number_patterns(const int32_t[:, :] spans, const int32_t[::1] reference, const int32_t[::1] suspect):
    """A number for each substitution, equal for equal wordings, and the first place of each: int32 [n], int32 [n_patterns].

    `reference` and `suspect` are the numbers of the words of both sides.
    """
    cdef Py_ssize_t n = spans.shape[1], k, at
    cdef int32_t found = 0
    cdef uint32_t mask = 15, hashed
    while mask < 2 * n:
        mask = 2 * mask + 1
    numbers_array, firsts_array = np.empty(n, np.int32), np.empty(n, np.int32)
    cdef int32_t[::1] numbers = numbers_array, firsts = firsts_array, slots = np.full(mask + 1, -1, np.int32)
    for k in range(n):
        hashed = hash_of(&reference[0], spans[0, k], spans[1, k], 0)
        hashed = hash_of(&suspect[0], spans[2, k], spans[3, k], hashed + 1) & mask
        while slots[hashed] >= 0:
            at = firsts[slots[hashed]]
            if (are_equal(&reference[0], spans[0, at], spans[1, at], spans[0, k], spans[1, k])
                    and are_equal(&suspect[0], spans[2, at], spans[3, at], spans[2, k], spans[3, k])):
                break
            hashed = (hashed + 1) & mask
        if slots[hashed] < 0:
            slots[hashed], firsts[found] = found, <int>k
            found += 1
        numbers[k] = slots[hashed]
    return numbers_array, firsts_array[:found]


cdef bint join_words(Letters words, Py_ssize_t start, Py_ssize_t end, uint8_t* room, Word* joined) noexcept nogil:
    """The letters of some words in a row, as `units._letters` joins them; false when they are too many or not all a to z."""
    cdef Py_ssize_t k, at, n = 0
    cdef Py_UCS4 c
    for k in range(start, end):
        for at in range(words.first[k], words.last[k]):
            c = PyUnicode_READ(words.kind, words.data, at)
            if c == u"-" or c == u"'" or c == u".":
                continue
            if c < u"a" or c > u"z" or n == LONGEST_JOINED:
                return False
            room[n] = <uint8_t>c
            n += 1
    joined.kind, joined.data, joined.n = 1, room, n
    return n > 0


cdef inline bint is_alphabetic(Word* word) noexcept:
    cdef Py_ssize_t k
    for k in range(word.n):
        if not letter(word, k).isalpha():
            return False
    return True


cdef inline bint has_apostrophe(Letters words, Py_ssize_t at) noexcept:
    cdef Word word = word_of(words, at)
    cdef Py_ssize_t k
    for k in range(word.n):
        if letter(&word, k) == u"'":
            return True
    return False


cdef inline bint is_figure(Word* word) noexcept nogil:
    return u"0" <= letter(word, 0) <= u"9"


cdef int points_of_figures(Word* word) noexcept nogil:
    """1 for a word of figures and commas alone, 2 for one with points, 0 for another."""
    cdef Py_ssize_t k
    cdef Py_UCS4 c
    cdef int found = 1
    for k in range(word.n):
        c = letter(word, k)
        if c == u".":
            found = 2
        elif not (u"0" <= c <= u"9") and c != u",":
            return 0
    return found


cdef bint is_roman(Word* word) noexcept nogil:
    """Whether all letters are of Roman numerals."""
    cdef Py_ssize_t k
    cdef Py_UCS4 c
    for k in range(word.n):
        c = letter(word, k)
        if not (c == u"i" or c == u"v" or c == u"x" or c == u"l" or c == u"c" or c == u"d" or c == u"m"):
            return False
    return True


cdef bint may_be_numbered(Word* a, Word* b) noexcept nogil:
    """`Units.numbered` of two single words."""
    return is_figure(a) or is_figure(b) or (has_hyphen(a) and has_hyphen(b))


cdef inline bint has_hyphen(Word* word) noexcept nogil:
    cdef Py_ssize_t k
    for k in range(word.n):
        if letter(word, k) == u"-":
            return True
    return False


cdef bint may_be_unknown_slip(Word* a, Word* b, int least_part) noexcept nogil:
    """Whether `units.is_slip` can hold of two plain words: half of the letters are the same, a part is torn off, or the shape."""
    if likeness_at_most(a, b) >= 0.5 or same_among(a, b, SHAPELESS, False):
        return True
    return min(a.n, b.n) >= least_part and (letter(a, 0) == letter(b, 0) or letter(a, a.n - 1) == letter(b, b.n - 1))


cdef bint may_be_slip(Word* a, Word* b, int least_part) noexcept nogil:
    """Whether `units.is_other_word` can hold of two words: one is torn, one slip lies between them, or their shapes may agree."""
    cdef Py_ssize_t shorter = min(a.n, b.n), before = 0, behind = 0
    if a.n > b.n + 1 or b.n > a.n + 1:
        return least_part <= b.n < a.n and (letter(a, 0) == letter(b, 0) or letter(a, a.n - 1) == letter(b, b.n - 1))
    while before < shorter and letter(a, before) == letter(b, before):
        before += 1
    while behind < shorter - before and letter(a, a.n - 1 - behind) == letter(b, b.n - 1 - behind):
        behind += 1
    if max(a.n, b.n) - before - behind <= 2:
        return True
    return same_among(a, b, SHAPELESS, False)


# Letters that no misreading changes, and those that Metaphone always writes as themselves, once for several in a row.
cdef unsigned int SHAPELESS = bits("gjpqxyz")
cdef unsigned int SOUNDED = bits("lmnr")


cdef unsigned int bits(str letters):
    cdef unsigned int found = 0
    for each in letters:
        found |= 1 << (ord(each) - ord("a"))
    return found


cdef inline Py_ssize_t next_of(Word* word, Py_ssize_t k, unsigned int wanted, bint is_sound) noexcept nogil:
    """The place of the next wanted letter from `k` on."""
    cdef Py_UCS4 c
    while k < word.n:
        c = letter(word, k)
        if u"a" <= c and c <= u"z" and (wanted >> <int>(<int>c - 97)) & 1 and not (is_sound and k > 0 and is_silent(word, k, c)):
            return k
        k += 1
    return k


cdef bint same_among(Word* a, Word* b, unsigned int wanted, bint is_sound) noexcept nogil:
    """Whether the two words have the same wanted letters in the same order."""
    cdef Py_ssize_t i = 0, j = 0
    while True:
        i, j = next_of(a, i, wanted, is_sound), next_of(b, j, wanted, is_sound)
        if i == a.n or j == b.n:
            return i == a.n and j == b.n
        if letter(a, i) != letter(b, j):
            return False
        i += 1
        j += 1


cdef Shapes shapes_of(pairs_of_letters, look_alikes) except *:
    cdef Shapes shapes
    cdef int k
    shapes.n = len(pairs_of_letters)
    for k, (pair, same) in enumerate(pairs_of_letters):
        shapes.first[k], shapes.second[k], shapes.same[k] = ord(pair[0]), ord(pair[1]), ord(same)
    for k in range(26):
        shapes.alike[k] = look_alikes.get(97 + k, 97 + k)
    return shapes


cdef Shapes SHAPES = shapes_of(PAIRS_OF_LETTERS, LOOKALIKES)
cdef double MISSPELT_FROM = MISSPELT, CLEAR_FROM = CLEAR_SLIP
cdef Py_ssize_t ONE_SLIP_FROM = ONE_SLIP_LETTERS


cdef bint is_unknown_slip(Word* a, Word* b, int least_part) noexcept nogil:
    """`units.is_slip` of two plain words."""
    cdef int distance
    cdef double likeness
    if is_torn(a, b, least_part) or is_torn(b, a, least_part):
        return True
    distance = osa_distance(a, b)
    likeness = 1.0 - <double>distance / <double>max(a.n, b.n)
    if distance <= (1 if a.n < ONE_SLIP_FROM else 2) and likeness >= CLEAR_FROM:
        return True
    return likeness >= MISSPELT_FROM or have_same_shape(a, b, &SHAPES)


cdef bint is_known_slip(Word* a, Word* b, int least_part) noexcept nogil:
    """`units.is_other_word` of two plain words."""
    if a.n > b.n + 1 or b.n > a.n + 1:
        return is_torn(a, b, least_part)
    return have_same_shape(a, b, &SHAPES) or (a.n >= ONE_SLIP_FROM and osa_distance(a, b) == 1)


cdef class Namer:
    """What the questions need, typed: both sides of a pair, the lexicon's marks, closed sets, and the plain questions."""

    cdef Tables t
    cdef Letters norms_a, norms_b
    cdef const int32_t[::1] ra, rb, starts_a, starts_b, bounds_a, bounds_b
    cdef const uint8_t[:] is_closed
    cdef str text_a, text_b
    cdef object plain, number, ordinal, date, direction, unit, pronoun, title, party, limits
    cdef dict sets, values, contracted
    cdef Py_ssize_t longest_ending
    cdef frozenset joining
    cdef object homophones
    cdef const uint8_t[::1] may_be
    cdef int name_part, most_short, least_part
    cdef float far, not_near, misfit
    cdef double least_alike

    def __init__(self, pair, plain, limits):
        reference, suspect, english = pair.reference, pair.suspect, pair.lexicon.english
        self.t, self.plain = pair.lexicon.tables, plain
        self.norms_a, self.norms_b = letters_of(reference.document.spelling), letters_of(suspect.document.spelling)
        self.text_a, self.text_b = reference.document.text, suspect.document.text
        self.ra, self.starts_a, self.bounds_a = reference.rows, reference.document.starts, reference.document.bounds
        self.rb, self.starts_b, self.bounds_b = suspect.rows, suspect.document.starts, suspect.document.bounds
        self.is_closed = pair.lexicon.is_closed.view(np.uint8)
        self.sets, self.values, self.joining = english.sets, english.values, english.joining
        self.homophones, self.contracted = english.homophones, english.contracted
        self.longest_ending = max(map(len, english.endings), default=0)
        self.may_be = self.t.openings
        (self.number, self.ordinal, self.date, self.direction, self.unit, self.pronoun, self.title, self.party) = limits.sets
        self.name_part, self.most_short, self.least_part = limits.name, limits.most_short, limits.least_part
        self.least_alike = limits.least_alike
        self.far, self.not_near, self.misfit = limits.far, limits.not_near, limits.misfit

    def name(self, const int32_t[:, ::1] spans, const int32_t[:, ::1] numbers, const uint16_t[::1] relations,
             const float[::1] similarity, const float[::1] change):
        """The number in `kinds.KINDS` of each substitution: int8 [n]."""
        cdef Py_ssize_t n = spans.shape[1], k
        found = np.empty(n, np.int8)
        cdef int8_t[::1] kinds = found
        for k in range(n):
            kinds[k] = self.kind_of(
                spans[0, k], spans[1, k], spans[2, k], spans[3, k], numbers[2, k], numbers[3, k], relations[k], similarity[k],
                change[k],
            )
        return found

    def may_write_amounts(self, const int32_t[:, ::1] spans):
        """Whether `figures.Figures.count` may hold of both sides of each substitution: uint8 [n]; all for which it does, and a few."""
        cdef Py_ssize_t n = spans.shape[1], k
        found = np.zeros(n, np.uint8)
        cdef uint8_t[::1] may = found
        cdef Word a, b
        for k in range(n):
            if spans[1, k] - spans[0, k] == 1 and spans[3, k] - spans[2, k] == 1:
                a, b = word_of(self.norms_a, spans[0, k]), word_of(self.norms_b, spans[2, k])
                if 0 < points_of_figures(&a) == points_of_figures(&b):
                    continue
            may[k] = (
                self.may_count(self.norms_a, self.ra, self.text_a, self.starts_a, spans[0, k], spans[1, k])
                and self.may_count(self.norms_b, self.rb, self.text_b, self.starts_b, spans[2, k], spans[3, k])
            )
        return found

    cdef bint may_count(self, Letters norms, const int32_t[::1] rows, str text, const int32_t[::1] starts, int start, int end):
        cdef int k
        cdef Word word
        cdef Py_UCS4 first
        for k in range(start, end):
            if self.may_be[rows[k]] & AMOUNT:
                return True
            word = word_of(norms, k)
            first = letter(&word, 0)
            if not (u"a" <= first <= u"z") or (rows[k] == self.t.unknown and has_hyphen(&word)):
                return True
            if is_roman(&word) and capital(text, starts[k]):
                return True
        return False

    cdef tuple words_a(self, int start, int end):
        return self.norms_a.norms(start, end)

    cdef tuple words_b(self, int start, int end):
        return self.norms_b.norms(start, end)

    cdef int kind_of(self, int r, int r_end, int s, int s_end, int left, int right, int held, float cosine, float change) except -1:
        cdef bint single = r_end - r == 1 and s_end - s == 1, unrelated = not held & MEANING, same_initial, factual
        cdef Word a = word_of(self.norms_a, r), b = word_of(self.norms_b, s)
        cdef int found = -1
        cdef bint is_numbered
        same_initial = letter(&a, 0) == letter(&b, 0)
        if same_initial:
            if not (single and is_alphabetic(&a) and is_alphabetic(&b) and not are_same(&a, &b)):
                if self.has_same_letters(r, r_end, s, s_end):
                    return SPLIT_WORD
            if self.may_be_contracted(r, r_end, s, s_end) and self.may_expand_alike(r, s, &a, &b):
                if self.plain.is_contracted(self.words_a(r, r_end), self.words_b(s, s_end), single):
                    return CONTRACTION
        if held & SPELLING:
            return OTHER_SPELLING
        if held & NUMBER_FORM:
            return NUMBER_FORMAT
        is_numbered = single and may_be_numbered(&a, &b)
        if is_numbered and self.plain.is_same_compound(self.norms_a.norm(r), self.norms_b.norm(s)):
            return NUMBER_FORMAT
        factual = self.is_closed[self.ra[r]] and self.is_closed[self.rb[s]]
        if factual:
            found = self.fact(r, r_end, s, s_end, left, right, unrelated)
            if found == NUMBER_FORMAT or (found >= 0 and not is_numbered):
                return found
        if is_figure(&a) != is_figure(&b) and self.plain.replaces_words(self.words_a(r, r_end), self.words_b(s, s_end)):
            if not (unrelated and self.is_withheld(r, r_end, s, s_end, left, right)):
                return NUMBER_CHANGED
        if is_numbered and self.plain.is_other_compound(self.norms_a.norm(r), self.norms_b.norm(s)):
            return NUMBER_CHANGED
        if found >= 0:
            return found
        if self.may_open_style(self.ra[r]) and self.may_open_style(self.rb[s]) and self.plain.exchanges(self.words_a(r, r_end), self.words_b(s, s_end)):
            return HOUSE_STYLE
        if single and same_initial and min(a.n, b.n) <= self.most_short and (a.n >= b.n + 2 or b.n >= a.n + 2):
            if (unrelated or (min(a.n, b.n) == 1 and self.is_capital(r, s))) and self.abbreviates(self.norms_a.norm(r), self.norms_b.norm(s)):
                return ABBREVIATION
        if (r_end - r == 1) != (s_end - s == 1) and self.is_capital(r, s) and self.may_be_initials(r, r_end, s, s_end):
            if self.plain.is_initialism(self.words_a(r, r_end), self.words_b(s, s_end)):
                return ABBREVIATION
        if held & SAME_LEMMA:
            return INFLECTION
        if unrelated and self.is_slip(r, r_end, s, s_end, right, single, &a, &b):
            return MISSPELLING
        if not held & NEAR_MEANING and self.sounds(r, r_end, s, s_end, single, &a, &b):
            return SOUND_ALIKE
        if held & ANTONYM:
            return OPPOSITE
        if self.is_name(r, r_end, s, s_end, left, right, factual, unrelated) or (unrelated and self.is_withheld(r, r_end, s, s_end, left, right)):
            return NAME_CHANGED
        if held & FUNCTION_SWAP or self.is_function(r, r_end, s, s_end, left, right):
            return FUNCTION_WORD
        if held & RELATED:
            return WRONG_SENSE if change < self.misfit and self.is_far(left, right, cosine) else SYNONYM
        return OTHER if single else PHRASE

    cdef inline bint is_far(self, int left, int right, float cosine):
        """Whether two synonyms mean different things in news; not so for nan."""
        return cosine < self.far or (self.t.main_part[left] != self.t.main_part[right] and cosine < self.not_near)

    cdef bint has_same_letters(self, int r, int r_end, int s, int s_end) except -1:
        cdef uint8_t[LONGEST_JOINED] room_a
        cdef uint8_t[LONGEST_JOINED] room_b
        cdef Word one, other
        if join_words(self.norms_a, r, r_end, room_a, &one) and join_words(self.norms_b, s, s_end, room_b, &other):
            return are_same(&one, &other)  # behind letters alone no note's figure can stand
        return self.plain.has_same_letters(self.words_a(r, r_end), self.words_b(s, s_end))

    cdef bint may_be_initials(self, int r, int r_end, int s, int s_end):
        """Whether `units.is_initialism` may hold: a short side of letters alone has one for a word of the other side at most."""
        cdef Word word = word_of(self.norms_a, r) if r_end - r == 1 else word_of(self.norms_b, s)
        return not is_plain(&word) or word.n <= max(r_end - r, s_end - s)

    cdef bint may_be_contracted(self, int r, int r_end, int s, int s_end):
        return (
            has_apostrophe(self.norms_a, r) or has_apostrophe(self.norms_b, s)
            or has_apostrophe(self.norms_a, r_end - 1) or has_apostrophe(self.norms_b, s_end - 1)
            or self.may_be[self.ra[r]] & CONTRACTED or self.may_be[self.rb[s]] & CONTRACTED
        )

    cdef bint may_expand_alike(self, int r, int s, Word* a, Word* b) except -1:
        """Whether both sides may begin with one word when their contractions are written out: an ending is short."""
        cdef Py_ssize_t k = 0, shorter = min(a.n, b.n)
        if self.norms_a.norm(r) in self.contracted or self.norms_b.norm(s) in self.contracted:
            return True
        while k < shorter and letter(a, k) == letter(b, k):
            k += 1
        return k + self.longest_ending >= max(a.n, b.n)

    cdef bint abbreviates(self, str one, str other) except -1:
        return self.plain.abbreviates(one, other) or self.plain.abbreviates(other, one)

    cdef inline bint may_open_style(self, int row):
        """Whether a wording of a style guide may begin with the word of this row."""
        return self.may_be[row] & OPENS_STYLE != 0

    cdef object set_of(self, Letters norms, int k):
        """The closed set of a word, or None: `English.set_of`."""
        cdef Word word = word_of(norms, k)
        return self.number if u"0" <= letter(&word, 0) <= u"9" else self.sets.get(norms.norm(k))

    cdef object common_set(self, int r, int r_end, int s, int s_end):
        """The set that all words of both sides are of, or None."""
        cdef int k
        cdef object found = self.set_of(self.norms_a, r)
        for k in range(r + 1, r_end):
            if found is None or self.set_of(self.norms_a, k) is not found:
                return None
        for k in range(s, s_end):
            if found is None or self.set_of(self.norms_b, k) is not found:
                return None
        return found

    cdef bint is_quantity(self, Letters norms, int start, int end):
        """`English.is_quantity`."""
        cdef int k
        cdef bint numbers = False
        for k in range(start, end):
            of = self.set_of(norms, k)
            if of is self.number or of is self.ordinal:
                numbers = True
            elif of is None and norms.norm(k) not in self.joining:
                return False
        return numbers

    cdef bint may_have_value(self, Letters norms, int k):
        cdef Word word = word_of(norms, k)
        return letter(&word, 0).isdigit() or norms.norm(k) in self.values

    cdef int fact(self, int r, int r_end, int s, int s_end, int left, int right, bint unrelated) except -2:
        """The kind of a change inside of the closed sets; -1 for none. `Units.number_format` to `Units.titles`."""
        if unrelated and self.may_have_value(self.norms_a, r) and self.may_have_value(self.norms_b, s):
            if self.plain.is_same_number(self.words_a(r, r_end), self.words_b(s, s_end)):
                return NUMBER_FORMAT
        if self.is_quantity(self.norms_a, r, r_end) and self.is_quantity(self.norms_b, s, s_end):
            return NUMBER_CHANGED
        common = self.common_set(r, r_end, s, s_end)
        if common is None:
            return -1
        if common is self.date:
            return DATE_CHANGED
        if common is self.direction:
            return DIRECTION_CHANGED
        if common is self.unit:
            return UNIT_CHANGED
        if common is self.pronoun and self.t.is_function[left] and self.t.is_function[right]:
            return PERSON_CHANGED
        if common is self.title and self.is_capital(r, s):
            return TITLE_CHANGED
        return -1

    cdef inline bint is_capital(self, int r, int s):
        return capital(self.text_a, self.starts_a[r]) and capital(self.text_b, self.starts_b[s])

    cdef bint is_slip(self, int r, int r_end, int s, int s_end, int right, bint single, Word* a, Word* b) except -1:
        cdef uint8_t[LONGEST_JOINED] room_a
        cdef uint8_t[LONGEST_JOINED] room_b
        cdef Word one, other
        if right == self.t.unknown:
            if join_words(self.norms_a, r, r_end, room_a, &one) and join_words(self.norms_b, s, s_end, room_b, &other):
                return may_be_unknown_slip(&one, &other, self.least_part) and is_unknown_slip(&one, &other, self.least_part)
            return self.plain.is_slip(self.words_a(r, r_end), self.words_b(s, s_end))
        if not single or not may_be_slip(a, b, self.least_part):
            return False
        if a.n <= LONGEST_JOINED and b.n <= LONGEST_JOINED and is_plain(a) and is_plain(b):
            return is_known_slip(a, b, self.least_part)
        return self.plain.is_other_word(self.words_a(r, r_end), self.words_b(s, s_end))

    cdef bint sounds(self, int r, int r_end, int s, int s_end, bint single, Word* a, Word* b) except -1:
        cdef uint8_t[LONGEST_JOINED] room_a
        cdef uint8_t[LONGEST_JOINED] room_b
        cdef Word one, other
        if single and self.may_be[self.ra[r]] & SOUNDS and self.may_be[self.rb[s]] & SOUNDS:
            if (self.norms_a.norm(r), self.norms_b.norm(s)) in self.homophones:
                return True
        if join_words(self.norms_a, r, r_end, room_a, &one) and join_words(self.norms_b, s, s_end, room_b, &other):
            if not (likeness_at_most(&one, &other) >= self.least_alike and same_among(&one, &other, SOUNDED, True)):
                return False
            if osa_similarity(&one, &other) < self.least_alike:
                return False
        return self.plain.sounds_alike(self.words_a(r, r_end), self.words_b(s, s_end))

    cdef bint is_name(self, int r, int r_end, int s, int s_end, int left, int right, bint factual, bint unrelated) except -1:
        """`Units.names`."""
        cdef int k
        if not (factual or unrelated) or not self.is_capital(r, s):
            return False
        if factual and self.common_set(r, r_end, s, s_end) is self.party:
            return True
        if not unrelated or self.t.is_function[left] or self.t.is_function[right]:
            return False
        if not self.may_be_name(left, r, self.bounds_a) or not self.may_be_name(right, s, self.bounds_b):
            return False
        for k in range(r + 1, r_end):
            if not capital(self.text_a, self.starts_a[k]):
                return False
        for k in range(s + 1, s_end):
            if not capital(self.text_b, self.starts_b[k]):
                return False
        return True

    cdef bint is_withheld(self, int r, int r_end, int s, int s_end, int left, int right) except -1:
        """`Units._withheld`."""
        if self.is_named(self.text_a, self.starts_a, r, r_end) and not self.t.is_function[left] and self.may_be_name(left, r, self.bounds_a):
            if self.plain.withholds(self.words_b(s, s_end)):
                return True
        if self.is_named(self.text_b, self.starts_b, s, s_end) and not self.t.is_function[right] and self.may_be_name(right, s, self.bounds_b):
            return self.plain.withholds(self.words_a(r, r_end))
        return False

    cdef bint is_named(self, str text, const int32_t[::1] starts, int start, int end):
        """Whether each of the words has a capital."""
        cdef int k
        for k in range(start, end):
            if not capital(text, starts[k]):
                return False
        return True

    cdef bint may_be_name(self, int row, int first, const int32_t[::1] bounds):
        """Whether the lexicon has the unit as a name or not at all, or no sentence begins with it."""
        if self.t.main_part[row] == self.name_part or row == self.t.unknown:
            return True
        return not is_among(first, &bounds[0], bounds.shape[0])

    cdef bint is_function(self, int r, int r_end, int s, int s_end, int left, int right):
        """`Units.closed_class`, but for what the lexicon says of the two."""
        cdef int k
        if r_end - r + s_end - s == 2:
            return self.t.is_function[left] and self.t.is_function[right]
        if r_end - r + s_end - s != 3:
            return False
        for k in range(r, r_end):
            if not self.t.is_function[self.ra[k]]:
                return False
        for k in range(s, s_end):
            if not self.t.is_function[self.rb[k]]:
                return False
        return True
