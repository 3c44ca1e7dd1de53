# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The compiled twin of the lexicon's look-ups: the same numbers, with few cache misses a pair.

A pair is found in the stretch of its left row (`heads`), a few neighbouring keys, where a search over all 1.5 million
keys would miss the cache ten times. Without a C compiler the twin in `dictionary` serves (decision 0003).
"""

from os import urandom

import numpy as np
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND
from libc.math cimport NAN
from libc.stdlib cimport calloc, free, malloc

from app.text.scanner cimport Letters, letters_of

cdef extern from *:
    """
    static inline void fold_multiplied(unsigned long long *hashed, unsigned long long letter, unsigned long long key) {
        unsigned __int128 product = (unsigned __int128)(*hashed ^ letter) * (unsigned __int128)key;
        *hashed = (unsigned long long)product ^ (unsigned long long)(product >> 64);
    }
    """
    void fold_multiplied(uint64_t* hashed, uint64_t letter, uint64_t key) nogil

cdef extern from *:
    """
    #if defined(__GNUC__)
    #define will_read(place) __builtin_prefetch(place)
    #else
    #define will_read(place) ((void)0)
    #endif
    """
    void will_read(const void* place) nogil

cdef extern from "Python.h":
    Py_UCS4 PyUnicode_READ(int kind, void* data, Py_ssize_t index) nogil

# Relations as `kinds.Relation` numbers them, and kinds.STORED_SHIFT; compared by tests/unit/lexicon.
cdef int SAME_LEMMA = 1, SAME_STEM = 2, STORED_SHIFT = 2


cdef uint64_t hash_letters(int kind, void* data, Py_ssize_t start, Py_ssize_t end, uint64_t key, uint64_t salt) noexcept nogil:
    """A keyed hash: each letter is mixed in by a multiplication of which the upper half is folded onto the lower one."""
    cdef uint64_t hashed = salt
    cdef Py_ssize_t k
    for k in range(start, end):
        fold_multiplied(&hashed, <uint64_t>PyUnicode_READ(kind, data, k) + 1, key)
    fold_multiplied(&hashed, <uint64_t>(end - start), key)
    return hashed


cdef inline Run run_of(Letters words, Py_ssize_t k) noexcept nogil:
    """The letters of word number k."""
    return Run(words.kind, words.data, words.first[k], words.last[k])


cdef inline bint are_same(Run one, Run other) noexcept nogil:
    """Whether two runs of letters are the same."""
    cdef Py_ssize_t k
    if one.end - one.start != other.end - other.start:
        return False
    for k in range(one.end - one.start):
        if PyUnicode_READ(one.kind, one.data, one.start + k) != PyUnicode_READ(other.kind, other.data, other.start + k):
            return False
    return True


cdef class Tables:
    """A lexicon's arrays, typed; nothing is copied."""

    def __init__(self, lexicon):
        self.lemma, self.second, self.stem = lexicon.lemma, lexicon.second, lexicon.stem
        self.as_left, self.as_right = lexicon.as_left, lexicon.as_right
        self.count, self.n_counted, self.counts_of_levels = lexicon.count, lexicon.n_counted, lexicon.counts_of_levels
        self.seen_prior, self.unseen_prior = lexicon.priors
        self.openings = lexicon.openings
        self.is_function, self.main_part = lexicon.is_function.view(np.uint8), lexicon.main_part
        self.pair_entries, self.pair_heads = lexicon.pairs.entries, lexicon.pairs.heads
        self.bigram_entries, self.bigram_heads = lexicon.bigrams.entries, lexicon.bigrams.heads
        self.phrase_keys, self.phrase_rows = lexicon.phrases.keys, lexicon.phrases.rows
        self.unknown = lexicon.n_words
        self._mark_phrases()
        self.has_vectors = lexicon.vectors is not None
        if self.has_vectors:
            self.places, self.vectors = lexicon.vectors.places, lexicon.vectors.vectors
            self.scales = lexicon.vectors.scales
        self._index(lexicon.vocabulary.text, lexicon.n_words)

    cdef _mark_phrases(self):
        """A bit for each key of a phrase, so that most of what is no phrase is seen without a search."""
        cdef Py_ssize_t k
        cdef uint64_t bit
        self.phrase_marks = np.zeros(1 << (PHRASE_BITS - 3), np.uint8)
        for k in range(self.phrase_keys.shape[0]):
            bit = phrase_bit(self.phrase_keys[k])
            self.phrase_marks[bit >> 3] |= 1 << (bit & 7)

    cdef _index(self, str words, Py_ssize_t n_words):
        """Rows of words, a line each, by a keyed hash of the letters, open addressing, under half full: two or three cache misses
        a word.

        The key is drawn anew in each process, so that nobody can send words that all fall on one place.
        """
        cdef uint64_t size = 1, k, hashed
        cdef Py_ssize_t row = 0, start = 0, end = 0, n = len(words)
        cdef int kind = PyUnicode_KIND(words)
        cdef void* data = PyUnicode_DATA(words)
        self.key = int.from_bytes(urandom(8), "little") | 1
        self.salt = int.from_bytes(urandom(8), "little")
        while size < <uint64_t>(2 * n_words):
            size *= 2
        self.mask, self.slots = size - 1, np.zeros((size, 2), np.uint64)
        for row in range(n_words):
            while end < n and PyUnicode_READ(kind, data, end) != 10:
                end += 1
            hashed = hash_letters(kind, data, start, end, self.key, self.salt)
            k = hashed & self.mask
            while self.slots[k, 1] != 0:
                k = (k + 1) & self.mask
            self.slots[k, 0], self.slots[k, 1] = hashed, <uint64_t>(row + 1)
            end += 1
            start = end

    cdef int row_of_word(self, str word):
        """Row of a word; -1 when the lexicon does not know it."""
        return self.row_of(hash_letters(PyUnicode_KIND(word), PyUnicode_DATA(word), 0, len(word), self.key, self.salt))

    def get(self, str word, default=None):
        """Row of a word, as of `Lexicon.index`."""
        cdef int row = self.row_of_word(word)
        return row if row >= 0 else default

    def __contains__(self, str word):
        return self.row_of_word(word) >= 0

    def __getitem__(self, str word):
        cdef int row = self.row_of_word(word)
        if row < 0:
            raise KeyError(word)
        return row

    def rows(self, norms):
        """`Lexicon.rows`."""
        cdef Py_ssize_t k, n = len(norms)
        cdef int row
        found = np.empty(n, np.int32)
        cdef int32_t[::1] rows = found
        for k in range(n):
            row = self.row_of_word(norms[k])
            rows[k] = row if row >= 0 else self.unknown
        return found

    cdef int row_of(self, uint64_t hashed) noexcept nogil:
        """Row of the word of this hash; -1 when it has none.

        The hash stands for the letters: that another word of a text has the same one, under a key that nobody knows, is not to
        be expected in 10**12 texts of 10,000 words.
        """
        cdef uint64_t k = hashed & self.mask
        while self.slots[k, 1] != 0:
            if self.slots[k, 0] == hashed:
                return <int>self.slots[k, 1] - 1
            k = (k + 1) & self.mask
        return -1

    def number_side(self, spelling, const int32_t[::1] starts, const int32_t[::1] ends):
        """`Lexicon.number_side`.

        The lexicon is far larger than any cache: all places that will be read are asked for before the first of them is.
        """
        cdef Letters words = letters_of(spelling)
        cdef Py_ssize_t n = words.n, k, first
        cdef int n_unknown = 0, n_distinct = 0, number, row, j
        cdef uint64_t mask = 15, hashed, at
        cdef list unknown = []
        while mask < <uint64_t>(2 * n):
            mask = 2 * mask + 1
        columns_array, marks_array = np.empty((3, n), np.int32), np.empty(n, np.uint8)
        cdef int32_t[:, ::1] columns = columns_array
        cdef uint8_t[::1] marks = marks_array
        cdef Seen* seen = <Seen*>calloc(mask + 1, sizeof(Seen))
        cdef Seen* distinct = <Seen*>malloc((n + 1) * sizeof(Seen))
        if seen == NULL or distinct == NULL:
            free(seen)
            free(distinct)
            raise MemoryError
        with nogil:
            for k in range(n):
                hashed = hash_letters(words.kind, words.data, words.first[k], words.last[k], self.key, self.salt)
                at = hashed & mask
                while seen[at].first > 0:
                    first = seen[at].first - 1
                    if seen[at].hashed == hashed and are_same(run_of(words, k), run_of(words, first)):
                        break
                    at = (at + 1) & mask
                if seen[at].first == 0:
                    will_read(&self.slots[hashed & self.mask, 0])
                    seen[at] = Seen(hashed, <int32_t>(k + 1), n_distinct)
                    distinct[n_distinct] = seen[at]
                    n_distinct += 1
                columns[0, k] = seen[at].number
                marks[k] = k == 0 or starts[k] - ends[k - 1] > 1
            self.find_rows(distinct, n_distinct)
        for j in range(n_distinct):
            k = distinct[j].first - 1
            row = distinct[j].number
            if row < 0:
                row = self.unknown + n_unknown
                n_unknown += 1
                unknown.append(words.norm(k))
            distinct[j].number = row
        with nogil:
            for k in range(n):
                number = distinct[columns[0, k]].number
                columns[0, k] = number
                columns[1, k] = number if number < self.unknown else self.unknown
                columns[2, k] = self.lemma[number] if number < self.unknown else number
        free(seen)
        free(distinct)
        return columns_array[0], columns_array[1], columns_array[2], marks_array, tuple(unknown)

    cdef void find_rows(self, Seen* distinct, int n) noexcept nogil:
        """The rows of these words, -1 where the lexicon has none; what is known of them is asked for as well."""
        cdef int j
        for j in range(n):
            distinct[j].number = self.row_of(distinct[j].hashed)
            if distinct[j].number >= 0:
                will_read(&self.lemma[distinct[j].number])

    def renumbered(self, const int32_t[::1] numbers, const int32_t[::1] beyond):
        """`Lexicon.renumbered`."""
        found = np.empty(numbers.shape[0], np.int32)
        cdef int32_t[::1] renumbered = found
        cdef Py_ssize_t k
        for k in range(numbers.shape[0]):
            renumbered[k] = numbers[k] if numbers[k] < self.unknown else beyond[numbers[k] - self.unknown]
        return found

    def relations(self, const int32_t[::1] left, const int32_t[::1] right):
        """`Lexicon.relations`."""
        found = np.empty(left.shape[0], np.uint16)
        cdef uint16_t[::1] marks = found
        cdef Py_ssize_t k
        for k in range(left.shape[0]):
            marks[k] = relation(self, left[k], right[k])
        return found

    def between(self, const int32_t[::1] left, const uint8_t[::1] right):
        """`PairTable.between`, of the relations: first rows, second rows, stored values."""
        cdef Py_ssize_t k, at, n = 0
        cdef uint32_t entry
        for k in range(left.shape[0]):
            for at in range(self.pair_heads[left[k]], self.pair_heads[left[k] + 1]):
                n += right[self.pair_entries[at] >> 8]
        found = np.empty(n, np.int32), np.empty(n, np.int32), np.empty(n, np.uint8)
        cdef int32_t[::1] first = found[0], second = found[1]
        cdef uint8_t[::1] values = found[2]
        n = 0
        for k in range(left.shape[0]):
            for at in range(self.pair_heads[left[k]], self.pair_heads[left[k] + 1]):
                entry = self.pair_entries[at]
                if right[entry >> 8]:
                    first[n], second[n], values[n] = left[k], entry >> 8, entry & 0xFF
                    n += 1
        return found

    def levels(self, const int32_t[::1] left, const int32_t[::1] right):
        """Stored level of each bigram, 0 for an unseen one."""
        found = np.empty(left.shape[0], np.uint8)
        cdef uint8_t[::1] levels = found
        cdef Py_ssize_t k
        for k in range(left.shape[0]):
            levels[k] = find(self.bigram_entries, self.bigram_heads, self.as_left[left[k]], self.as_right[right[k]])
        return found

    def unit_rows(self, const int32_t[::1] rows, const int32_t[::1] starts, const int32_t[::1] ends):
        """`Lexicon.unit_rows`."""
        found = np.empty(starts.shape[0], np.int32)
        cdef int32_t[::1] units = found
        cdef Py_ssize_t k
        for k in range(starts.shape[0]):
            units[k] = unit_row(self, rows, starts[k], ends[k] - starts[k])
        return found

    def unit_vectors(self, const int32_t[::1] rows):
        """`WordVectors.unit_vectors`; the last vector times 0 for a word that has none, as numpy takes it."""
        cdef Py_ssize_t n = rows.shape[0], d, k, i
        cdef int place
        cdef float scale
        if not self.has_vectors:
            return np.zeros((n, 1), np.float32)
        d = self.vectors.shape[1]
        found = np.empty((n, d), np.float32)
        cdef float[:, ::1] units = found
        for k in range(n):
            place = self.places[rows[k]]
            scale = 0.0 if place < 0 else self.scales[place]
            place = place if place >= 0 else <int>self.vectors.shape[0] - 1
            for i in range(d):
                units[k, i] = self.vectors[place, i] * scale
        return found

    def summed_vectors(self, const int32_t[::1] rows, const double[::1] weights, const int64_t[::1] cuts):
        """`Lexicon.summed_vectors`: a running sum over the words that weigh something, and what each part adds to it."""
        cdef Py_ssize_t n = cuts.shape[0] - 1, d, part, k, i
        cdef int place
        cdef float scale
        if not self.has_vectors:
            return np.zeros((n, 1))
        d = self.vectors.shape[1]
        found = np.empty((n, d))
        cdef double[:, ::1] sums = found, running = np.zeros((2, d))  # now, and at the last cut
        for part in range(n):
            for k in range(cuts[part], cuts[part + 1]):
                place = self.places[rows[k]]
                if weights[k] == 0.0 or place < 0:
                    continue
                scale = self.scales[place]
                for i in range(d):
                    running[0, i] += <double>(self.vectors[place, i] * scale) * weights[k]
            for i in range(d):
                sums[part, i] = running[0, i] - running[1, i]
                running[1, i] = running[0, i]
        return found

    def cosines(self, const int32_t[::1] left, const int32_t[::1] right):
        """`Lexicon.similarity`."""
        found = np.empty(left.shape[0], np.float32)
        cdef float[::1] cosines = found
        cdef Py_ssize_t k
        for k in range(left.shape[0]):
            cosines[k] = similarity(self, left[k], right[k]) if self.has_vectors else NAN
        return found


cdef inline int find(const uint32_t[::1] entries, const int32_t[::1] heads, int left, int right) noexcept nogil:
    """Value of a pair among the entries of its left row; 0 when it is not stored."""
    cdef uint32_t wanted = <uint32_t>right
    cdef int low = heads[left], high = heads[left + 1], end = heads[left + 1], middle
    while low < high:
        middle = (low + high) >> 1
        if entries[middle] >> 8 < wanted:
            low = middle + 1
        else:
            high = middle
    return entries[low] & 0xFF if low < end and entries[low] >> 8 == wanted else 0


cdef enum:
    AT_ONCE = 16  # searches; so many reads a processor can wait for


cdef struct Search:
    int first
    int second
    int low
    int high
    int end


cdef void association_odds(Tables t, const int32_t* left, const int32_t* right, Py_ssize_t n, double* odds) noexcept nogil:
    """How much oftener each bigram comes in news than by chance; `Lexicon.association` is the logarithm of the same.

    Some searches go on side by side, for each of their steps waits for the memory.
    """
    cdef Search[AT_ONCE] searches
    cdef Search* one
    cdef Py_ssize_t start = 0, k
    cdef int n_here, middle, is_before
    cdef bint is_over
    while start < n:
        n_here = <int>(n - start) if n - start < AT_ONCE else AT_ONCE
        for k in range(n_here):
            searches[k].first, searches[k].second = t.as_left[left[start + k]], t.as_right[right[start + k]]
            will_read(&t.bigram_heads[searches[k].first])
            will_read(&t.count[searches[k].first])
            will_read(&t.count[searches[k].second])
        for k in range(n_here):
            one = &searches[k]
            one.low, one.end = t.bigram_heads[one.first], t.bigram_heads[one.first + 1]
            one.high = min(one.end, one.low + one.second + 1)  # no row stands behind as many others as come before it
            will_read(&t.bigram_entries[(one.low + one.high) >> 1])
        is_over = False
        while not is_over:
            is_over = True
            for k in range(n_here):
                one = &searches[k]
                if one.low < one.high:
                    middle = (one.low + one.high) >> 1
                    is_before = t.bigram_entries[middle] >> 8 < <uint32_t>one.second  # a coin's toss: no branch is to guess it
                    one.low += is_before * (middle + 1 - one.low)
                    one.high -= (1 - is_before) * (one.high - middle)
                    will_read(&t.bigram_entries[(one.low + one.high) >> 1])
                    is_over = False
        for k in range(n_here):
            one = &searches[k]
            if one.low < one.end and t.bigram_entries[one.low] >> 8 == <uint32_t>one.second:
                odds[start + k] = bigram_odds(t, one.first, one.second, t.bigram_entries[one.low] & 0xFF)
            else:
                odds[start + k] = bigram_odds(t, one.first, one.second, 0)
        start += n_here


cdef inline double bigram_odds(Tables t, int first, int second, int level) noexcept nogil:
    cdef float seen = t.counts_of_levels[level]
    cdef float prior = t.seen_prior if seen > 0 else t.unseen_prior
    cdef double expected = <double>(<float>t.count[first]) * <double>t.count[second] / <double>t.n_counted
    return <double>(<float>(seen + prior)) / (expected + <double>prior)


cdef inline int stored(Tables t, int a, int b) noexcept nogil:
    if a > b:
        a, b = b, a
    return find(t.pair_entries, t.pair_heads, a, b) << STORED_SHIFT


cdef int relation(Tables t, int left, int right) noexcept nogil:
    """Bitmask of relations of two rows; `Lexicon.relations` says the same."""
    cdef int first, second, other_first, other_second, marks
    if left == t.unknown or right == t.unknown:
        return 0
    first, second = t.lemma[left], t.lemma[right]
    marks = stored(t, left, right)
    if first == second:
        marks |= SAME_LEMMA
    if first != left or second != right:
        marks |= stored(t, first, second)
    other_first, other_second = t.second[left], t.second[right]
    if other_first != first or other_second != second:
        marks |= stored(t, first, other_second) | stored(t, other_first, second) | stored(t, other_first, other_second)
        if first == other_second or other_first == second or other_first == other_second:
            marks |= SAME_LEMMA
    if t.stem[left] == t.stem[right]:
        marks |= SAME_STEM
    return marks


cdef float similarity(Tables t, int left, int right) noexcept nogil:
    """Cosine of two rows' vectors; nan where either has none."""
    cdef int a = t.places[left], b = t.places[right], k, total = 0
    if a < 0 or b < 0:
        return NAN
    for k in range(t.vectors.shape[1]):
        total += <int>t.vectors[a, k] * <int>t.vectors[b, k]
    return <float>total * t.scales[a] * t.scales[b]


cdef enum:
    PHRASE_BITS = 19


cdef inline uint64_t phrase_bit(uint64_t key) noexcept nogil:
    return (key * <uint64_t>0x9E3779B97F4A7C15) >> (64 - PHRASE_BITS)


cdef inline int find_phrase(Tables t, uint64_t key) noexcept nogil:
    """The place of a phrase's key; -1 when there is none."""
    cdef uint64_t bit = phrase_bit(key)
    if not (t.phrase_marks[bit >> 3] >> (bit & 7)) & 1:
        return -1
    return find_key(t.phrase_keys, key)


cdef void will_ask(Tables t, int row) noexcept nogil:
    """Asks for what `relation` and `similarity` read first of a row: where its pairs and its vector stand."""
    will_read(&t.pair_heads[row])
    if t.lemma[row] != row:
        will_read(&t.pair_heads[t.lemma[row]])
    if t.has_vectors:
        will_read(&t.places[row])


cdef void will_compare(Tables t, int row) noexcept nogil:
    """Asks for the row's pairs and its vector themselves; `will_ask` came before."""
    cdef int place
    will_read(&t.pair_entries[(t.pair_heads[row] + t.pair_heads[row + 1]) >> 1])  # where a search begins
    if t.lemma[row] != row:
        will_read(&t.pair_entries[(t.pair_heads[t.lemma[row]] + t.pair_heads[t.lemma[row] + 1]) >> 1])
    if t.has_vectors:
        place = t.places[row]
        if place >= 0:
            will_read(&t.vectors[place, 0])
            will_read(&t.vectors[place, 64])
            will_read(&t.scales[place])


cdef inline int find_key(const uint64_t[::1] keys, uint64_t wanted) noexcept nogil:
    cdef int low = 0, high = keys.shape[0], middle
    while low < high:
        middle = (low + high) >> 1
        if keys[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low if low < keys.shape[0] and keys[low] == wanted else -1


cdef inline uint64_t phrase_key(Tables t, const int32_t[::1] rows, int start, int n, int n_lemmas) noexcept nogil:
    """Key of a phrase whose first `n_lemmas` words count as their lemmas; `phrases.PhraseTable` makes the same."""
    cdef uint64_t key = 0
    cdef int k, row
    for k in range(n):
        row = rows[start + k]
        if row == t.unknown:
            return 0
        if k < n_lemmas:
            row = t.lemma[row]
        key = key * <uint64_t>1000003 + <uint64_t>(row + 1)
    return key


cdef int unit_row(Tables t, const int32_t[::1] rows, int start, int n) noexcept nogil:
    """Row of a word or of a phrase; `Lexicon.row_of_phrase` says the same."""
    cdef int place
    if n == 1:
        return rows[start]
    place = find_phrase(t, phrase_key(t, rows, start, n, 0))
    if place < 0:
        place = find_phrase(t, phrase_key(t, rows, start, n, 1))
    if place < 0:
        place = find_phrase(t, phrase_key(t, rows, start, n, n))
    return t.phrase_rows[place] if place >= 0 else t.unknown

