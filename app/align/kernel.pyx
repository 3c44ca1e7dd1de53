# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The compiled twin of `word_edits` and `blocks`: the word edits of all sentence groups of a pair in one call.

Same rows as the plain twin for every input (tests/property/test_twins.py). Without a C compiler the twin serves.
O(n·m) time a pair of stretches, O(cells · units) a changed block. All tables are the lexicon's arrays; nothing is copied.
"""

import numpy as np
from libc.math cimport log1p, sqrt
from libc.stdint cimport int32_t, uint8_t, uint32_t, uint64_t
from libc.stdlib cimport free, malloc, qsort
from libc.string cimport memset

from app.lexicon.lookups cimport Tables, relation, similarity, unit_row, will_ask, will_compare

# Relations, as app.lexicon.Relation; asserted equal when blocks.py is imported.
cdef int SAME_LEMMA = 1, SAME_STEM = 2, SYNSET = 4, NEAR = 8, THESAURUS = 16, ANTONYM = 32
cdef int SPELLING = 64, NUMBER_FORM = 128, FUNCTION_SWAP = 256
cdef int CLOSE_BITS = SAME_LEMMA | SPELLING | NUMBER_FORM
cdef int SYNONYM_BITS = SYNSET | THESAURUS | FUNCTION_SWAP
cdef int FARTHER_BITS = NEAR | SAME_STEM | ANTONYM


cdef class Prices:
    """The costs of blocks.Prices, typed."""

    cdef double close, synonym, unrelated, other_part, mixed_class, farther, nearness, nearness_from
    cdef double gap_function, gap_content, phrase, phrase_word, across_mark, known_phrase, all_function
    cdef double least_unit  # of all costs of units of several words
    cdef int longest_unit, longest_block, longest_known, noun_like, most_words, most_cells

    def __init__(self, prices):
        self.close, self.synonym, self.unrelated = prices.close, prices.synonym, prices.unrelated
        self.other_part, self.mixed_class, self.farther = prices.other_part, prices.mixed_class, prices.farther
        self.nearness, self.nearness_from = prices.nearness, prices.nearness_from
        self.gap_function, self.gap_content = prices.gap_function, prices.gap_content
        self.phrase, self.phrase_word, self.across_mark = prices.phrase, prices.phrase_word, prices.across_mark
        self.known_phrase, self.all_function = prices.known_phrase, prices.all_function
        self.least_unit = min(prices.known_phrase, prices.all_function, prices.phrase + prices.phrase_word)
        self.longest_unit, self.longest_block, self.most_words = prices.longest_unit, prices.longest_block, prices.most_words
        self.longest_known, self.noun_like, self.most_cells = prices.longest_known, prices.noun_like, prices.most_cells


cdef double pair_cost(Tables t, Prices p, int left, int right) noexcept nogil:
    cdef int bits = relation(t, left, right), part, other
    cdef double cost, near
    if bits & CLOSE_BITS:
        return p.close
    if bits & SYNONYM_BITS:
        return p.synonym
    part, other = t.main_part[left], t.main_part[right]
    if t.is_function[left] != t.is_function[right]:
        cost = p.mixed_class
    elif part == other or part == 0 or other == 0 or ((part | other) & ~p.noun_like & 0xFF) == 0:
        cost = p.unrelated
    else:
        cost = p.other_part
    if t.has_vectors:
        near = similarity(t, left, right) - p.nearness_from
        if near > 0:  # not so for nan
            cost -= p.nearness * (near if near < 1.0 else 1.0)
    if bits & FARTHER_BITS:
        cost -= p.farther
    return cost


cdef inline bint has_mark(const uint8_t[::1] marks, int start, int n) noexcept nogil:
    cdef int k
    for k in range(start + 1, start + n):
        if marks[k]:
            return True
    return False


cdef inline bint share_word(const int32_t[::1] a, int r, int p, const int32_t[::1] b, int s, int q) noexcept nogil:
    cdef int i, j
    for i in range(r, r + p):
        for j in range(s, s + q):
            if a[i] == b[j]:
                return True
    return False


cdef inline bint all_function(Tables t, const int32_t[::1] rows, int start, int n) noexcept nogil:
    cdef int k
    for k in range(start, start + n):
        if not t.is_function[rows[k]]:
            return False
    return True


cdef class Pair:
    """Both sides: word numbers, lexicon rows, and whether a mark stands before a word."""

    cdef const int32_t[::1] a, b, ra, rb
    cdef const uint8_t[::1] marks_a, marks_b

    def __init__(self, pair):
        reference, suspect = pair.reference, pair.suspect
        self.a, self.ra, self.marks_a = reference.numbers, reference.rows, reference.marks
        self.b, self.rb, self.marks_b = suspect.numbers, suspect.rows, suspect.marks


cdef double unit_cost(Tables t, Prices p, Pair x, int r, int m, int left, int s, int n, int right) noexcept nogil:
    """Cost of a unit of several words; blocks.unit_cost says the same. `left` and `right`: its rows, the unknown one if not asked."""
    cdef double cost = p.phrase + p.phrase_word * (m + n - 2)
    if m + n == 3 and all_function(t, x.ra, r, m) and all_function(t, x.rb, s, n) and p.all_function < cost:
        cost = p.all_function
    if left != t.unknown and right != t.unknown and relation(t, left, right) and p.known_phrase < cost:
        cost = p.known_phrase
    if has_mark(x.marks_a, r, m) or has_mark(x.marks_b, s, n):
        cost += p.across_mark
    return cost


cdef class Rows:
    """A growing table of edits: op, reference start and end, suspect start and end."""

    cdef object table
    cdef int32_t[:, ::1] rows
    cdef int n

    def __init__(self, int most):
        self.table = np.empty((most, 5), np.int32)
        self.rows = self.table
        self.n = 0

    cdef inline void add(self, int op, int r, int r_end, int s, int s_end, int first) noexcept nogil:
        """Neighbouring rows of the same op, other than replacements, become one; `first` is where this stretch begins."""
        if self.n > first and op != 1 and self.rows[self.n - 1, 0] == op:
            self.rows[self.n - 1, 2] = r_end
            self.rows[self.n - 1, 4] = s_end
            return
        self.rows[self.n, 0], self.rows[self.n, 1], self.rows[self.n, 2] = op, r, r_end
        self.rows[self.n, 3], self.rows[self.n, 4] = s, s_end
        self.n += 1


cdef enum:
    MOST_BLOCK = 41, MOST_KNOWN = 8  # words of a block with its end, and more than of any phrase that is looked up
    NOT_ASKED = -1


cdef inline int known_row(Tables t, const int32_t[::1] rows, int start, int n, int32_t* kept) noexcept nogil:
    """`unit_row`, asked once: it is `kept`."""
    if kept[0] == NOT_ASKED:
        kept[0] = unit_row(t, rows, start, n)
    return kept[0]


cdef int cut(Tables t, Prices p, Pair x, Rows out, int first, int r0, int r_end, int s0, int s_end) noexcept nogil:
    """Adds the rows of one block; see blocks.cut_block."""
    cdef int m = r_end - r0, n = s_end - s0, i, j, u, v, longest, link_p, link_q, op, left, right, n_steps = 0
    cdef double[41][41] best
    cdef uint8_t[41][41] step_p
    cdef uint8_t[41][41] step_q
    cdef uint8_t[81] path_p
    cdef uint8_t[81] path_q
    cdef int32_t[MOST_BLOCK * MOST_KNOWN] left_rows  # of what is looked up, by its first word and how many it has
    cdef int32_t[MOST_BLOCK * MOST_KNOWN] right_rows
    cdef double lowest, cost
    cdef bint look_up = m <= p.longest_block and n <= p.longest_block
    if look_up:
        memset(left_rows, NOT_ASKED, m * MOST_KNOWN * sizeof(int32_t))
        memset(right_rows, NOT_ASKED, n * MOST_KNOWN * sizeof(int32_t))
    longest = p.longest_unit if look_up else 2
    for i in range(m + 1):
        for j in range(n + 1):
            if i == 0 and j == 0:
                best[0][0] = 0.0
                continue
            lowest, link_p, link_q = 1e300, 0, 0
            if i > 0:
                cost = best[i - 1][j] + (p.gap_function if t.is_function[x.ra[r0 + i - 1]] else p.gap_content)
                if cost < lowest:
                    lowest, link_p, link_q = cost, 1, 0
            if j > 0:
                cost = best[i][j - 1] + (p.gap_function if t.is_function[x.rb[s0 + j - 1]] else p.gap_content)
                if cost < lowest:
                    lowest, link_p, link_q = cost, 0, 1
            if i > 0 and j > 0:
                cost = best[i - 1][j - 1]
                if x.a[r0 + i - 1] != x.b[s0 + j - 1]:
                    cost += pair_cost(t, p, x.ra[r0 + i - 1], x.rb[s0 + j - 1])
                if cost <= lowest:
                    lowest, link_p, link_q = cost, 1, 1
                for u in range(1, longest + 1):
                    if u > i:
                        break
                    for v in range(1, longest + 1):
                        if v > j or u + v > longest + 1:
                            break
                        if u + v < 3 or best[i - u][j - v] + p.least_unit >= lowest:
                            continue
                        if share_word(x.a, r0 + i - u, u, x.b, s0 + j - v, v):
                            continue  # identical units are never part of a substitution
                        left = right = t.unknown
                        if look_up and u <= p.longest_known and v <= p.longest_known:
                            left = known_row(t, x.ra, r0 + i - u, u, &left_rows[(i - u) * MOST_KNOWN + u])
                            right = known_row(t, x.rb, s0 + j - v, v, &right_rows[(j - v) * MOST_KNOWN + v])
                        cost = best[i - u][j - v] + unit_cost(t, p, x, r0 + i - u, u, left, s0 + j - v, v, right)
                        if cost < lowest:
                            lowest, link_p, link_q = cost, u, v
            best[i][j] = lowest
            step_p[i][j], step_q[i][j] = link_p, link_q
    i, j = m, n
    while i > 0 or j > 0:
        path_p[n_steps], path_q[n_steps] = step_p[i][j], step_q[i][j]
        i -= path_p[n_steps]
        j -= path_q[n_steps]
        n_steps += 1
    while n_steps > 0:
        n_steps -= 1
        u, v = path_p[n_steps], path_q[n_steps]
        op = 2 if u == 0 else 3 if v == 0 else 0 if u == 1 and v == 1 and x.a[r0 + i] == x.b[s0 + j] else 1
        out.add(op, r0 + i, r0 + i + u, s0 + j, s0 + j + v, first)
        i += u
        j += v
    return 0


cdef void add_block(Tables t, Prices p, Pair x, Rows out, int first, int r, int r_end, int s, int s_end) noexcept nogil:
    if r == r_end and s == s_end:
        return
    if r == r_end or s == s_end:
        out.add(2 if r == r_end else 3, r, r_end, s, s_end, first)
    elif (r_end - r == 1 and s_end - s == 1) or r_end - r > p.most_words or s_end - s > p.most_words:
        out.add(1, r, r_end, s, s_end, first)
    else:
        cut(t, p, x, out, first, r, r_end, s, s_end)


cdef enum:
    WORD_BITS = 64


cdef inline int slot_of(const int32_t* words, const uint64_t* places, int32_t word) noexcept nogil:
    """Where a word stands among at most `WORD_BITS`, or may be put: no places stand there then."""
    cdef uint32_t k = (<uint32_t>word * <uint32_t>2654435761) >> 25
    while places[k] != 0 and words[k] != word:
        k = (k + 1) & (2 * WORD_BITS - 1)
    return <int>k


cdef class Distances:
    """Room for the edit distances of one stretch, and the pairs of equal words on its cheapest path."""

    cdef int32_t* table
    cdef uint64_t* diagonal  # of each word of the suspect a bit a word of the reference: whether the step costs nothing
    cdef uint64_t* vertical  # and whether leaving out the word of the reference costs one more
    cdef int32_t* path

    def __cinit__(self, Py_ssize_t cells, Py_ssize_t longest):
        self.table = <int32_t*>malloc((cells + 1) * sizeof(int32_t))
        self.diagonal = <uint64_t*>malloc((longest + 1) * sizeof(uint64_t))
        self.vertical = <uint64_t*>malloc((longest + 1) * sizeof(uint64_t))
        self.path = <int32_t*>malloc((2 * longest + 2) * sizeof(int32_t))
        if self.table == NULL or self.diagonal == NULL or self.vertical == NULL or self.path == NULL:
            raise MemoryError

    def __dealloc__(self):
        free(self.table)
        free(self.diagonal)
        free(self.vertical)
        free(self.path)

    cdef int equal_words(self, const int32_t* a, int m, const int32_t* b, int n) noexcept nogil:
        """Writes the pairs of equal words on the cheapest path, from the end, to `path`; returns how many numbers."""
        return self.by_bits(a, m, b, n) if m <= WORD_BITS else self.by_table(a, m, b, n)

    cdef int by_bits(self, const int32_t* a, int m, const int32_t* b, int n) noexcept nogil:
        """Myers (1999) in Hyyro's form: one column of distances as differences, a bit each."""
        cdef uint64_t plus = <uint64_t>-1, minus = 0, equal, zero, right_plus, right_minus, bit
        cdef int32_t[2 * WORD_BITS] words
        cdef uint64_t[2 * WORD_BITS] places  # of each word of the reference a bit a place
        cdef int i, j, slot, at = 0
        memset(places, 0, sizeof(places))
        for i in range(m):
            slot = slot_of(words, places, a[i])
            words[slot] = a[i]
            places[slot] |= <uint64_t>1 << i
        for j in range(n):
            equal = places[slot_of(words, places, b[j])]
            zero = (((equal & plus) + plus) ^ plus) | equal | minus
            right_plus = minus | ~(zero | plus)
            right_minus = plus & zero
            right_plus = (right_plus << 1) | 1
            right_minus = right_minus << 1
            plus = right_minus | ~(zero | right_plus)
            minus = right_plus & zero
            self.diagonal[j], self.vertical[j] = zero, plus
        # Back from the end: equal or swapped before deleted before inserted; the twin does the same.
        i, j = m - 1, n - 1
        while i >= 0 and j >= 0:
            bit = <uint64_t>1 << i
            if a[i] == b[j]:
                self.path[at], self.path[at + 1] = i, j
                at += 2
                i -= 1
                j -= 1
            elif not self.diagonal[j] & bit:
                i -= 1
                j -= 1
            elif self.vertical[j] & bit:
                i -= 1
            else:
                j -= 1
        return at

    cdef void fill(self, const int32_t* a, int m, const int32_t* b, int n) noexcept nogil:
        """The distances of all beginnings of one stretch from those of the other, in rows of n + 1."""
        cdef int32_t* distance = self.table
        cdef int i, j, top, diagonal, up, left
        for j in range(n + 1):
            distance[j] = j
        for i in range(1, m + 1):
            top = i * (n + 1)
            distance[top] = i
            for j in range(1, n + 1):
                diagonal = distance[top - n - 1 + j - 1] + (a[i - 1] != b[j - 1])
                up = distance[top - n - 1 + j] + 1
                left = distance[top + j - 1] + 1
                if up < diagonal:
                    diagonal = up
                distance[top + j] = left if left < diagonal else diagonal

    cdef int by_table(self, const int32_t* a, int m, const int32_t* b, int n) noexcept nogil:
        cdef int32_t* distance = self.table
        cdef int i = m, j = n, top, at = 0
        self.fill(a, m, b, n)
        while i > 0 and j > 0:
            top = i * (n + 1) + j
            if distance[top] == distance[top - n - 2] + (a[i - 1] != b[j - 1]):
                i -= 1
                j -= 1
                if a[i] == b[j]:
                    self.path[at], self.path[at + 1] = i, j
                    at += 2
            elif distance[top] == distance[top - n - 1] + 1:
                i -= 1
            else:
                j -= 1
        return at


cdef void ask_ahead(Tables t, Pair x, const int32_t* path, int at, int r, int r_end, int s, int s_end) noexcept nogil:
    """Asks for all that the blocks between the equal words of a stretch will read of the lexicon, first of it once, then twice."""
    cdef int step, left, br, bs, i, j, k
    for step in range(2):
        left, br, bs = at, r, s
        while True:
            if left > 0:
                left -= 2
                i, j = r + path[left], s + path[left + 1]
            else:
                left, i, j = -1, r_end, s_end
            if br < i and bs < j:
                for k in range(br, i):
                    if step:
                        will_compare(t, x.ra[k])
                    else:
                        will_ask(t, x.ra[k])
                for k in range(bs, j):
                    if step:
                        will_compare(t, x.rb[k])
                    else:
                        will_ask(t, x.rb[k])
            if left < 0:
                break
            br, bs = i + 1, j + 1


def edit_stretches(const int32_t[:, ::1] stretches, pair, prices):
    """Rows of edits of all stretches, int32 [n_rows, 5], and how many each has, int32 [n_stretches].

    `stretches` [n, 4]: reference start and end, suspect start and end, in tokens.
    """
    cdef Prices p = Prices(prices)
    cdef Tables t = pair.lexicon.tables
    cdef Pair x = Pair(pair)
    cdef int n_stretches = <int>stretches.shape[0], k
    cdef Py_ssize_t cells = 1, size = 1, m, n, longest = 1
    for k in range(n_stretches):
        m, n = stretches[k, 1] - stretches[k, 0], stretches[k, 3] - stretches[k, 2]
        size += m + n
        if m * n <= p.most_cells:
            longest = max(longest, m, n)
            if m > WORD_BITS:
                cells = max(cells, (m + 1) * (n + 1))
    cdef Rows out = Rows(size)
    cdef Distances d = Distances(cells, longest)
    counts_array = np.empty(n_stretches, np.int32)
    cdef int32_t[::1] counts = counts_array
    with nogil:
        for k in range(n_stretches):
            counts[k] = edit_stretch(t, p, x, out, d, stretches[k, 0], stretches[k, 1], stretches[k, 2], stretches[k, 3])
    return out.table[: out.n], counts_array


cdef int edit_stretch(Tables t, Prices p, Pair x, Rows out, Distances d, int r, int r_end, int s, int s_end) noexcept nogil:
    """Adds the rows of one stretch; returns how many."""
    cdef int first = out.n, at, i, j, br = r, bs = s
    if <Py_ssize_t>(r_end - r) * (s_end - s) > p.most_cells:
        add_block(t, p, x, out, first, r, r_end, s, s_end)
        return out.n - first
    at = d.equal_words(&x.a[0] + r, r_end - r, &x.b[0] + s, s_end - s)
    ask_ahead(t, x, d.path, at, r, r_end, s, s_end)
    while at > 0:
        at -= 2
        i, j = r + d.path[at], s + d.path[at + 1]
        add_block(t, p, x, out, first, br, i, bs, j)
        out.add(0, i, i + 1, j, j + 1, first)
        br, bs = i + 1, j + 1
    add_block(t, p, x, out, first, br, r_end, bs, s_end)
    return out.n - first


cdef int number(int32_t[::1] slots, int32_t[::1] keys, int mask, int32_t word, int* n) noexcept nogil:
    """The compact number of a word, a new one when it has none yet: open addressing, at most half full."""
    cdef uint32_t k = (<uint32_t>word * <uint32_t>2654435761) & <uint32_t>mask
    while slots[k] >= 0:
        if keys[slots[k]] == word:
            return slots[k]
        k = (k + 1) & <uint32_t>mask
    slots[k] = n[0]
    keys[n[0]] = word
    n[0] += 1
    return n[0] - 1


cdef void compact(
    const int32_t[::1] words, const int32_t[::1] bounds, int32_t[::1] slots, int32_t[::1] keys, int mask, int* n,
    int32_t[::1] last, int32_t[::1] columns, int32_t[::1] ends, int32_t[::1] presence,
) noexcept nogil:
    """Each sentence's distinct words by compact number: `columns` up to `ends[sentence]`; `presence` counts sentences."""
    cdef int i, k, column, at = 0
    for i in range(bounds.shape[0] - 1):
        for k in range(bounds[i], bounds[i + 1]):
            column = number(slots, keys, mask, words[k], n)
            if last[column] != i:
                last[column] = i
                columns[at] = column
                presence[column] += 1
                at += 1
        ends[i] = at


cdef inline bint is_nearer(int i, int j, int best) noexcept nogil:
    """Whether of two partners as like, j stands nearer to the place of i than `best`, or as near and before it."""
    return abs(j - i) < abs(best - i) or (abs(j - i) == abs(best - i) and j < best)


def sentence_candidates(pair, limits):
    """Like sentences: int32 suspect [n], int32 reference [n], float64 cosine [n], sorted by both; see sentence_pairs."""
    cdef const int32_t[::1] reference = pair.reference.lemmas, suspect = pair.suspect.lemmas
    cdef const int32_t[::1] reference_bounds = pair.reference.document.bounds, suspect_bounds = pair.suspect.document.bounds
    cdef const float[:] log_frequency = pair.lexicon.log_frequency
    cdef int n_words = pair.lexicon.n_words
    cdef int n_reference = reference_bounds.shape[0] - 1, n_suspect = suspect_bounds.shape[0] - 1
    cdef int size = reference.shape[0] + suspect.shape[0], n = 0, i, j, k, m, column, at, begin, n_touched, n_likely, best, most, place
    cdef int mask = 16
    cdef double lowest = limits.lowest, least = limits.least_rarity, top_rarity = limits.most_rarity, start = limits.rarity_from
    cdef int most_sentences = limits.most_sentences
    cdef double rarity, w, top
    most = limits.n_candidates
    while mask < 2 * size:
        mask *= 2
    cdef int32_t[::1] slots = np.full(mask, -1, np.int32)
    mask -= 1
    cdef int32_t[::1] keys = np.empty(size + 1, np.int32)
    cdef int32_t[::1] last = np.full(size + 1, -1, np.int32)
    cdef int32_t[:, ::1] presence = np.zeros((2, size + 1), np.int32)
    cdef int32_t[::1] r_columns = np.empty(reference.shape[0] + 1, np.int32)
    cdef int32_t[::1] r_ends = np.empty(n_reference + 1, np.int32)
    cdef int32_t[::1] s_columns = np.empty(suspect.shape[0] + 1, np.int32)
    cdef int32_t[::1] s_ends = np.empty(n_suspect + 1, np.int32)
    with nogil:
        compact(reference, reference_bounds, slots, keys, mask, &n, last, r_columns, r_ends, presence[0])
        last[:] = -1
        compact(suspect, suspect_bounds, slots, keys, mask, &n, last, s_columns, s_ends, presence[1])
    cdef double[::1] weight = np.zeros(n + 1)
    cdef int32_t[::1] heads = np.zeros(n + 2, np.int32)
    with nogil:
        for column in range(n):
            heads[column + 1] = heads[column] + presence[0, column]
            if min(presence[0, column], presence[1, column]) > most_sentences:
                continue
            rarity = -log_frequency[keys[column] if keys[column] < n_words else n_words] - start
            rarity = least if rarity < least else top_rarity if rarity > top_rarity else rarity
            w = rarity * (log1p(max(n_reference, n_suspect) / (1.0 + max(presence[0, column], presence[1, column]))) + 0.3)
            weight[column] = w * w
    cdef int32_t[::1] postings = np.empty(r_ends[n_reference - 1] + 1, np.int32)
    cdef int32_t[::1] filled = np.array(heads)
    cdef double[::1] r_length = np.zeros(n_reference)
    with nogil:
        begin = 0
        for j in range(n_reference):
            for k in range(begin, r_ends[j]):
                column = r_columns[k]
                postings[filled[column]] = j
                filled[column] += 1
                r_length[j] += weight[column]
            r_length[j] = sqrt(r_length[j])
            begin = r_ends[j]
    found_i = np.empty(n_suspect * most, np.int32)
    found_j = np.empty(n_suspect * most, np.int32)
    found_w = np.empty(n_suspect * most)
    cdef int32_t[::1] out_i = found_i
    cdef int32_t[::1] out_j = found_j
    cdef double[::1] out_w = found_w
    cdef double[::1] shared = np.zeros(n_reference)
    cdef int32_t[::1] touched = np.empty(n_reference, np.int32)
    cdef double length
    at = 0
    begin = 0
    with nogil:
        for i in range(n_suspect):
            n_touched = 0
            length = 0.0
            for k in range(begin, s_ends[i]):
                column = s_columns[k]
                w = weight[column]
                length += w
                if w == 0.0:
                    continue
                for m in range(heads[column], heads[column + 1]):
                    j = postings[m]
                    if shared[j] == 0.0:
                        touched[n_touched] = j
                        n_touched += 1
                    shared[j] += w
            begin = s_ends[i]
            length = sqrt(length)
            n_likely = 0
            for m in range(n_touched):
                j = touched[m]
                shared[j] = shared[j] / (length * r_length[j])
                if shared[j] >= lowest:
                    touched[n_likely] = j
                    n_likely += 1
                else:
                    shared[j] = 0.0
            place = at
            for k in range(most):
                best = -1
                top = lowest
                for m in range(n_likely):
                    j = touched[m]
                    if shared[j] >= top and (best < 0 or shared[j] > top or is_nearer(i, j, best)):
                        best = j
                        top = shared[best]
                if best < 0:
                    break
                shared[best] = -1.0
                m = at
                while m > place and out_j[m - 1] > best:
                    out_j[m], out_w[m] = out_j[m - 1], out_w[m - 1]
                    m -= 1
                out_i[at], out_j[m], out_w[m] = i, best, top
                at += 1
            for m in range(n_likely):
                shared[touched[m]] = 0.0
    return found_i[:at], found_j[:at], found_w[:at]


cdef void chain_up_to(
    const int32_t* suspect, const int32_t* reference, const double* similarity, int n, limits_of limits, double* weight, int32_t* before
) noexcept nogil:
    """Weight of the heaviest chain that ends in each candidate, and the candidate before it, -1 for none."""
    cdef int c, d, di, dj, link
    cdef double best, score
    for c in range(n):
        best, link = 0.0, -1
        d = c - 1
        while d >= 0 and suspect[c] - suspect[d] <= limits.step:
            di, dj = suspect[c] - suspect[d], reference[c] - reference[d]
            if 0 <= dj <= limits.step and (di > 0 and dj > 0 or di + dj == 1):
                score = weight[d] - (limits.skip * (di + dj - 2) if di > 0 and dj > 0 else limits.share)
                if score >= best and score > 0.0:
                    best, link = score, d
            d -= 1
        weight[c], before[c] = best + similarity[c], link


cdef struct limits_of:
    int step
    double skip
    double share
    double lowest


cdef limits_of plain_limits(limits):
    return limits_of(limits.step, limits.skip_price, limits.shared_price, limits.lowest_chain)


cdef struct End:
    double weight
    int32_t candidate


cdef int compare_ends(const void* one, const void* other) noexcept nogil:
    """The heavier one first, of equals the earlier one."""
    cdef const End* a = <const End*>one
    cdef const End* b = <const End*>other
    if a.weight != b.weight:
        return -1 if a.weight > b.weight else 1
    return (a.candidate > b.candidate) - (a.candidate < b.candidate)


cdef class Chaining:
    """The candidates that are left, and which sentences are taken: the state of `best_chains`."""

    cdef int32_t[::1] suspect, reference, before, seen_s, seen_r, taken_s, taken_r
    cdef double[::1] similarity, weight
    cdef uint8_t[::1] is_end
    cdef End* ends
    cdef int n, n_rounds
    cdef limits_of limits

    def __cinit__(self, suspect, reference, similarity, int n_reference, int n_suspect, limits):
        self.suspect, self.reference, self.similarity = np.array(suspect), np.array(reference), np.array(similarity)
        self.n, self.limits = <int>self.suspect.shape[0], plain_limits(limits)
        self.before, self.weight = np.empty(self.n, np.int32), np.empty(self.n)
        self.is_end = np.empty(self.n, np.uint8)
        self.seen_s, self.seen_r = np.zeros(n_suspect + 1, np.int32), np.zeros(n_reference + 1, np.int32)
        self.taken_s, self.taken_r = np.zeros(n_suspect + 1, np.int32), np.zeros(n_reference + 1, np.int32)
        self.ends = <End*>malloc((self.n + 1) * sizeof(End))
        if self.ends == NULL:
            raise MemoryError

    def __dealloc__(self):
        free(self.ends)

    cdef int sort_ends(self) noexcept:
        """The ends of chains that are no chance, the heaviest first; returns how many."""
        cdef int c, n = 0
        chain_up_to(
            &self.suspect[0], &self.reference[0], &self.similarity[0], self.n, self.limits, &self.weight[0], &self.before[0]
        )
        for c in range(self.n):
            self.is_end[c] = self.weight[c] >= self.limits.lowest
        for c in range(self.n):
            if self.before[c] >= 0:
                self.is_end[self.before[c]] = 0
        for c in range(self.n):
            if self.is_end[c]:
                self.ends[n] = End(self.weight[c], c)
                n += 1
        qsort(self.ends, n, sizeof(End), compare_ends)
        return n

    cdef bint walk(self, int end) noexcept:
        """Whether the chain that ends there meets no sentence of a heavier one; its sentences count as met from now on."""
        cdef int c = end, stop
        while c >= 0 and self.seen_s[self.suspect[c]] != self.n_rounds and self.seen_r[self.reference[c]] != self.n_rounds:
            c = self.before[c]
        stop, c = c, end
        while c != stop:
            self.seen_s[self.suspect[c]] = self.seen_r[self.reference[c]] = self.n_rounds
            c = self.before[c]
        return stop < 0

    cdef list grouped(self, int end, group_class):
        """The pairs of a chain as groups: pairs that share a sentence become one. `sentence_pairs._groups`."""
        cdef list groups = []
        cdef int c = end, length = 0, k, i, j, r = 0, r_end = 0, s = 0, s_end = 0
        while c >= 0:
            length += 1
            self.taken_s[self.suspect[c]] = self.taken_r[self.reference[c]] = 1
            c = self.before[c]
        cdef int32_t[::1] order = np.empty(length, np.int32)
        c = end
        for k in range(length - 1, -1, -1):
            order[k] = c
            c = self.before[c]
        for k in range(length):
            i, j = self.suspect[order[k]], self.reference[order[k]]
            if k > 0 and (i < s_end or j < r_end):
                r_end, s_end = max(j + 1, r_end), max(i + 1, s_end)
                continue
            if k > 0:
                groups.append(tuple.__new__(group_class, (r, r_end, s, s_end)))
            r, r_end, s, s_end = j, j + 1, i, i + 1
        groups.append(tuple.__new__(group_class, (r, r_end, s, s_end)))
        return groups

    cdef void leave_out(self) noexcept:
        """Leaves out the candidates of sentences that are taken."""
        cdef int c, n = 0
        for c in range(self.n):
            if self.taken_s[self.suspect[c]] == 0 and self.taken_r[self.reference[c]] == 0:
                self.suspect[n], self.reference[n], self.similarity[n] = self.suspect[c], self.reference[c], self.similarity[c]
                n += 1
        self.n = n


def best_chains(suspect, reference, similarity, int n_reference, int n_suspect, limits, group_class):
    """Chains of groups as `sentence_pairs._best_chains` and `_groups` find them; in the order of the suspect."""
    cdef Chaining x = Chaining(suspect, reference, similarity, n_reference, n_suspect, limits)
    cdef list chains = [], taken
    cdef int k, n
    while x.n:
        x.n_rounds += 1
        taken = []
        n = x.sort_ends()
        for k in range(n):
            if x.walk(x.ends[k].candidate):
                taken.append(x.grouped(x.ends[k].candidate, group_class))
        if not taken:
            break
        chains.extend(taken)
        x.leave_out()
    chains.sort(key=first_sentence)
    return chains


def first_sentence(list chain):
    """The first sentence of the suspect in a chain."""
    return chain[0][2]


cdef uint32_t hash_sentence(const int32_t[::1] words, int start, int end) noexcept nogil:
    cdef uint32_t hashed = <uint32_t>(end - start)
    cdef int k
    for k in range(start, end):
        hashed = (hashed ^ <uint32_t>words[k]) * <uint32_t>2654435761
        hashed ^= hashed >> 15
    return hashed


cdef inline bint is_same_sentence(const int32_t[::1] a, int i, int i_end, const int32_t[::1] b, int j, int j_end) noexcept nogil:
    cdef int k
    if i_end - i != j_end - j:
        return False
    for k in range(i_end - i):
        if a[i + k] != b[j + k]:
            return False
    return True


def equal_sentences(const int32_t[::1] paired, pair):
    """For each sentence of the suspect without a partner in `paired` the equal one of the reference: first to first, and so on.

    Returns a list of both numbers, the suspect's first; see `sentence_pairs._with_equal_sentences`.
    """
    cdef const int32_t[::1] a = pair.reference.numbers, b = pair.suspect.numbers
    cdef const int32_t[::1] r = pair.reference.document.bounds, s = pair.suspect.document.bounds
    cdef int n_r = <int>r.shape[0] - 1, n_s = <int>s.shape[0] - 1, i, j, k, n_alone = n_s
    cdef uint32_t mask = 15, at
    cdef list found = []
    cdef uint8_t[::1] alone = np.ones(n_s + 1, np.uint8)
    for k in range(paired.shape[0]):
        n_alone -= alone[paired[k]]
        alone[paired[k]] = 0
    if n_alone == 0:
        return found
    while mask < <uint32_t>(2 * n_r):
        mask = 2 * mask + 1
    cdef int32_t[::1] slots = np.full(mask + 1, -1, np.int32)  # the first sentence of the reference that was given to nobody
    cdef int32_t[::1] later = np.full(n_r + 1, -1, np.int32), first = np.empty(mask + 1, np.int32), last = np.empty(mask + 1, np.int32)
    for j in range(n_r):
        at = hash_sentence(a, r[j], r[j + 1]) & mask
        while slots[at] >= 0 and not is_same_sentence(a, r[j], r[j + 1], a, r[first[at]], r[first[at] + 1]):
            at = (at + 1) & mask
        if slots[at] < 0:
            slots[at] = first[at] = j
        else:
            later[last[at]] = j
        last[at] = j
    for i in range(n_s):
        if not alone[i]:
            continue
        at = hash_sentence(b, s[i], s[i + 1]) & mask
        while slots[at] != -1 and not is_same_sentence(b, s[i], s[i + 1], a, r[first[at]], r[first[at] + 1]):
            at = (at + 1) & mask
        if slots[at] >= 0:
            found.append((i, slots[at]))
            slots[at] = later[slots[at]] if later[slots[at]] >= 0 else -2  # -2: all are given
    return found


def find_manners(const double[:, ::1] evidence, const uint8_t[::1] opens, double change_price, double border_price):
    """The likeliest manner of each piece, as a list; see `passages.find_manners_plainly`."""
    cdef Py_ssize_t n = evidence.shape[0], k
    cdef double one = 0.0, two = 0.0, three = 0.0, best, change
    cdef uint8_t[:, ::1] links = np.empty((n, 3), np.uint8)
    cdef uint8_t top, state
    cdef list manners = [0] * n
    for k in range(n):
        best = max(one, two, three)
        top = 0 if one == best else 1 if two == best else 2
        change = best - (border_price if opens[k] else change_price)
        links[k, 0], links[k, 1], links[k, 2] = 0 if one >= change else top, 1 if two >= change else top, 2 if three >= change else top
        one, two, three = max(one, change) + evidence[k, 0], max(two, change) + evidence[k, 1], max(three, change) + evidence[k, 2]
    best = max(one, two, three)
    state = 0 if one == best else 1 if two == best else 2
    for k in range(n - 1, -1, -1):
        manners[k] = state
        state = links[k, state]
    return manners


cdef class Overlaps:
    """Both texts' words by sentence, with room for the distinct ones of two stretches: open addressing, at most half full."""

    def __cinit__(self, pair, *_):
        cdef Py_ssize_t size = 16
        self.a, self.b = pair.reference.numbers, pair.suspect.numbers
        self.r, self.s = pair.reference.document.bounds, pair.suspect.document.bounds
        while size <= 2 * (self.a.shape[0] + self.b.shape[0]):
            size *= 2
        self.met = <Met*>malloc(size * sizeof(Met))
        self.mark = self.n_clean = 0
        if self.met == NULL:
            raise MemoryError

    def __dealloc__(self):
        free(self.met)

    cdef Shared shared(self, const int32_t* a, int m, const int32_t* b, int n) noexcept nogil:
        cdef Shared found = Shared(0, 0, 0)
        cdef uint32_t mask = 15
        cdef Met* met
        cdef int k
        while mask < <uint32_t>(2 * (m + n)):
            mask = 2 * mask + 1
        if self.n_clean <= mask:
            memset(&self.met[self.n_clean], 0, (mask + 1 - self.n_clean) * sizeof(Met))
            self.n_clean = mask + 1
        self.mark += 2
        for k in range(m):
            met = find_met(self.met, mask, self.mark, a[k])
            if met.mark < self.mark:
                met[0] = Met(a[k], self.mark)
                found.one += 1
        for k in range(n):
            met = find_met(self.met, mask, self.mark, b[k])
            if met.mark != self.mark + 1:
                found.both += met.mark == self.mark
                met[0] = Met(b[k], self.mark + 1)
                found.other += 1
        return found

    cdef double of(self, int first, int last, int other_first, int other_last) noexcept nogil:
        """Share of distinct words in common, `retellings.overlap_plainly`."""
        cdef int r = self.r[first], s = self.s[other_first]
        cdef Shared found = self.shared(&self.a[0] + r, self.r[last] - r, &self.b[0] + s, self.s[other_last] - s)
        return <double>found.both / <double>max(found.one, found.other, 1)


cdef inline Met* find_met(Met* met, uint32_t mask, uint32_t mark, int32_t word) noexcept nogil:
    """Where a word was met since `mark`, or may be put."""
    cdef uint32_t k = <uint32_t>word * <uint32_t>2654435761
    k = (k ^ k >> 15) & mask
    while met[k].mark >= mark and met[k].word != word:
        k = (k + 1) & mask
    return &met[k]


cdef class PlaceLimits:
    """`groups.PlaceLimits`, typed."""

    cdef int longest_unit, most_words
    cdef double least_in_order, least_in_place

    def __cinit__(self, limits):
        self.longest_unit, self.most_words = limits.longest_unit, limits.most_words
        self.least_in_order, self.least_in_place = limits.least_in_order, limits.least_in_place

    cdef bint hold(self, const int32_t* a, int m, const int32_t* b, int n) except -1:
        """Whether the words of one stretch stand in the places of those of the other: `groups.is_in_place_plainly`.

        Of edits that cost the same it takes those that RapidFuzz does: from the end, deleted before inserted before swapped.
        """
        cdef int longer = max(m, n), kept = 0, placed = 0, swapped = 0, width
        cdef Distances d
        if longer > self.most_words or min(m, n) < self.least_in_place * longer:
            return False
        while m > 0 and n > 0 and a[0] == b[0]:
            a, b, m, n, kept = a + 1, b + 1, m - 1, n - 1, kept + 1
        while m > 0 and n > 0 and a[m - 1] == b[n - 1]:
            m, n, kept = m - 1, n - 1, kept + 1
        width = n + 1
        d = Distances((m + 1) * width, 1)
        d.fill(a, m, b, n)
        while m > 0 and n > 0:
            if d.table[m * width + n] == d.table[(m - 1) * width + n] + 1:
                m -= 1
            elif n > 1 and d.table[m * width + n - 1] == d.table[(m - 1) * width + n - 1] - 1:
                n -= 1
            else:
                m, n = m - 1, n - 1
                if a[m] != b[n]:
                    swapped += 1
                    continue
                kept += 1
            placed += swapped if swapped <= self.longest_unit else 0
            swapped = 0
        placed += swapped if swapped <= self.longest_unit else 0
        return kept >= self.least_in_order * longer and kept + placed >= self.least_in_place * longer


cdef struct Bounds:  # of a `groups.Group`
    int r
    int r_end
    int s
    int s_end


cdef inline Bounds bounds_of(tuple group):
    return Bounds(group[0], group[1], group[2], group[3])


cdef bint are_in_place(Overlaps x, PlaceLimits limits, Bounds g) except -1:
    return limits.hold(&x.a[0] + x.r[g.r], x.r[g.r_end] - x.r[g.r], &x.b[0] + x.s[g.s], x.s[g.s_end] - x.s[g.s])


def is_in_place(group, pair, limits):
    """`groups.is_in_place`."""
    return are_in_place(Overlaps(pair), PlaceLimits(limits), bounds_of(<tuple>group))


def anchored(list chains, pair, double least, limits):
    """The chains with only those groups that have the `least` share of words in common, or stand in each other's places."""
    cdef Overlaps x = Overlaps(pair)
    cdef PlaceLimits places = PlaceLimits(limits)
    cdef list kept, found = []
    cdef Bounds* bounds
    cdef uint8_t* are_like
    cdef Py_ssize_t n, k
    n = sum(map(len, chains))
    bounds, are_like = <Bounds*>malloc((n + 1) * sizeof(Bounds)), <uint8_t*>malloc(n + 1)
    try:
        if bounds == NULL or are_like == NULL:
            raise MemoryError
        n = 0
        for chain in chains:
            for group in chain:
                bounds[n] = bounds_of(<tuple>group)
                n += 1
        with nogil:
            for k in range(n):
                are_like[k] = x.of(bounds[k].r, bounds[k].r_end, bounds[k].s, bounds[k].s_end) >= least
        n = 0
        for chain in chains:
            kept = []
            for group in chain:
                if are_like[n] or are_in_place(x, places, bounds[n]):
                    kept.append(group)
                n += 1
            found.append(kept)
        return found
    finally:
        free(bounds)
        free(are_like)


cdef struct Anchor:
    int s
    int r
    int r_end
    int s_end
    int chain


cdef int compare_anchors(const void* one, const void* other) noexcept nogil:
    cdef const Anchor* a = <const Anchor*>one
    cdef const Anchor* b = <const Anchor*>other
    if a.s != b.s:
        return -1 if a.s < b.s else 1
    if a.r != b.r:
        return -1 if a.r < b.r else 1
    if a.r_end != b.r_end:
        return -1 if a.r_end < b.r_end else 1
    if a.s_end != b.s_end:
        return -1 if a.s_end < b.s_end else 1
    return (a.chain > b.chain) - (a.chain < b.chain)


def facing_gaps(list chains, const int32_t[::1] r, const int32_t[::1] s, int least_words, double least_balance, int most_words):
    """Sentences between one group and the next that no group holds: their bounds on both sides, and the chain, -1 for none.

    `r` and `s` are the bounds of the sentences; see `retellings.facing_plainly`.
    """
    cdef int n_r = <int>r.shape[0] - 1, n_s = <int>s.shape[0] - 1, n = 0, k, j, first, last, other_first, other_last, one, other
    cdef Py_ssize_t size = 1
    cdef list found = [], chain
    for chain in chains:
        size += len(chain)
    cdef uint8_t[::1] used = np.zeros(n_r + 1, np.uint8)
    cdef Anchor* anchors = <Anchor*>malloc((size + 1) * sizeof(Anchor))
    if anchors == NULL:
        raise MemoryError
    for k in range(<int>len(chains)):
        for group in chains[k]:
            first, last, other_first, other_last = group
            anchors[n] = Anchor(other_first, first, last, other_last, k)
            n += 1
            for j in range(first, last):
                used[j] = 1
    qsort(anchors, n, sizeof(Anchor), compare_anchors)
    anchors[n] = Anchor(n_s, n_r, n_r, n_s, -1)
    first = other_first = 0
    for k in range(n + 1):
        last, other_last = anchors[k].r, anchors[k].s
        if last > first and other_last > other_first:
            one, other = r[last] - r[first], s[other_last] - s[other_first]
            if (min(one, other) >= least_words and least_balance * max(one, other) <= min(one, other)
                    and max(one, other) <= most_words):
                for j in range(first, last):
                    if used[j]:
                        break
                else:
                    j = anchors[k].chain if 0 < k < n and anchors[k - 1].chain == anchors[k].chain else -1
                    found.append((first, last, other_first, other_last, j))
        first, other_first = anchors[k].r_end, anchors[k].s_end
    free(anchors)
    return found
