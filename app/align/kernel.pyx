# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The compiled twin of `blocks.cut_block`: cuts changed blocks into units, for all blocks of a pair in one call.

Same rows as the Python twin for every input (tests/property/test_twins.py). Without a C compiler the twin serves.
O(cells · units) time a block. All tables are the lexicon's arrays; nothing is copied.
"""

import numpy as np
from libc.stdint cimport int8_t, int32_t, uint8_t, uint64_t

# Relations, as app.lexicon.Relation; asserted equal when blocks.py is imported.
cdef int SAME_LEMMA = 1, SAME_STEM = 2, SYNSET = 4, NEAR = 8, THESAURUS = 16, ANTONYM = 32
cdef int SPELLING = 64, NUMBER_FORM = 128, FUNCTION_SWAP = 256
cdef int CLOSE_BITS = SAME_LEMMA | SPELLING | NUMBER_FORM
cdef int SYNONYM_BITS = SYNSET | THESAURUS | FUNCTION_SWAP
cdef int FARTHER_BITS = NEAR | SAME_STEM | ANTONYM


cdef class Tables:
    """The lexicon's arrays, typed; made once a call."""

    cdef const int32_t[::1] lemma, second, stem, places, phrase_rows
    cdef const uint8_t[::1] is_function, main_part, pair_marks
    cdef const uint64_t[::1] pair_keys, phrase_keys
    cdef const int8_t[:, ::1] vectors
    cdef const float[::1] scales
    cdef uint64_t base
    cdef int unknown
    cdef bint has_vectors

    def __init__(self, columns):
        self.lemma, self.second, self.stem = columns.lemma, columns.second, columns.stem
        self.is_function, self.main_part = columns.is_function, columns.main_part
        self.pair_keys, self.pair_marks, self.base = columns.pair_keys, columns.pair_marks, columns.base
        self.phrase_keys, self.phrase_rows = columns.phrase_keys, columns.phrase_rows
        self.unknown = columns.n_words
        self.has_vectors = columns.places is not None
        if self.has_vectors:
            self.places, self.vectors, self.scales = columns.places, columns.vectors, columns.scales


cdef inline int find(const uint64_t[::1] keys, uint64_t wanted) noexcept nogil:
    cdef int low = 0, high = keys.shape[0], middle
    while low < high:
        middle = (low + high) >> 1
        if keys[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low if low < keys.shape[0] and keys[low] == wanted else -1


cdef inline int stored(Tables t, int a, int b) noexcept nogil:
    cdef int place
    if a > b:
        a, b = b, a
    place = find(t.pair_keys, <uint64_t>a * t.base + <uint64_t>b)
    return t.pair_marks[place] << 2 if place >= 0 else 0


cdef inline int relation(Tables t, int left, int right) noexcept nogil:
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


cdef inline float similarity(Tables t, int left, int right) noexcept nogil:
    cdef int a = t.places[left], b = t.places[right], k, total = 0
    if a < 0 or b < 0:
        return 0.0
    for k in range(t.vectors.shape[1]):
        total += <int>t.vectors[a, k] * <int>t.vectors[b, k]
    return <float>total * t.scales[a] * t.scales[b]


cdef inline uint64_t phrase_key(Tables t, const int32_t[::1] rows, int start, int n, int n_lemmas) noexcept nogil:
    """Key of a phrase whose first `n_lemmas` words count as their lemmas; blocks.phrase_key says the same."""
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


cdef inline int unit_row(Tables t, const int32_t[::1] rows, int start, int n) noexcept nogil:
    cdef int place
    if n == 1:
        return rows[start]
    place = find(t.phrase_keys, phrase_key(t, rows, start, n, 0))
    if place < 0:
        place = find(t.phrase_keys, phrase_key(t, rows, start, n, 1))
    if place < 0:
        place = find(t.phrase_keys, phrase_key(t, rows, start, n, n))
    return t.phrase_rows[place] if place >= 0 else t.unknown


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
        if near > 0:
            cost -= p.nearness * (near if near < 1.0 else 1.0)
    if bits & FARTHER_BITS:
        cost -= p.farther
    return cost


cdef class Prices:
    """The costs of blocks.Prices, typed."""

    cdef double close, synonym, unrelated, other_part, mixed_class, farther, nearness, nearness_from
    cdef double gap_function, gap_content, phrase, phrase_word, across_mark, known_phrase, all_function
    cdef int longest_unit, longest_known, noun_like

    def __init__(self, prices):
        self.close, self.synonym, self.unrelated = prices.close, prices.synonym, prices.unrelated
        self.other_part, self.mixed_class, self.farther = prices.other_part, prices.mixed_class, prices.farther
        self.nearness, self.nearness_from = prices.nearness, prices.nearness_from
        self.gap_function, self.gap_content = prices.gap_function, prices.gap_content
        self.phrase, self.phrase_word, self.across_mark = prices.phrase, prices.phrase_word, prices.across_mark
        self.known_phrase, self.all_function = prices.known_phrase, prices.all_function
        self.longest_unit, self.longest_known, self.noun_like = prices.longest_unit, prices.longest_known, prices.noun_like


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


cdef double unit_cost(
    Tables t, Prices p, const int32_t[::1] ra, int r, int m, const uint8_t[::1] marks_a,
    const int32_t[::1] rb, int s, int n, const uint8_t[::1] marks_b, bint look_up,
) noexcept nogil:
    """Cost of a unit of several words; blocks.unit_cost says the same."""
    cdef double cost = p.phrase + p.phrase_word * (m + n - 2)
    cdef int left, right
    if m + n == 3 and all_function(t, ra, r, m) and all_function(t, rb, s, n) and p.all_function < cost:
        cost = p.all_function
    if look_up and m <= p.longest_known and n <= p.longest_known:
        left, right = unit_row(t, ra, r, m), unit_row(t, rb, s, n)
        if left != t.unknown and right != t.unknown and relation(t, left, right) and p.known_phrase < cost:
            cost = p.known_phrase
    if has_mark(marks_a, r, m) or has_mark(marks_b, s, n):
        cost += p.across_mark
    return cost


def cut_blocks(
    const int32_t[:, ::1] blocks, const int32_t[::1] a, const int32_t[::1] b, const int32_t[::1] ra, const int32_t[::1] rb,
    const uint8_t[::1] marks_a, const uint8_t[::1] marks_b, columns, prices, int longest_block,
):
    """Rows of edits of all blocks: int32 [n_rows, 5], and how many each block has: int32 [n_blocks].

    `blocks` [n, 4]: reference start and end, suspect start and end; each with at most 40 words a side, none empty.
    """
    cdef Tables t = Tables(columns)
    cdef Prices p = Prices(prices)
    cdef int n_blocks = blocks.shape[0], k, i, j, u, v, m, n, r0, s0, at = 0, first, last, op
    cdef double best[41][41]
    cdef uint8_t step_p[41][41]
    cdef uint8_t step_q[41][41]
    cdef double lowest, cost
    cdef int link_p, link_q, longest
    cdef bint look_up, barred
    size = 0
    for k in range(n_blocks):
        size += blocks[k, 1] - blocks[k, 0] + blocks[k, 3] - blocks[k, 2]
    out = np.empty((max(size, 1), 5), np.int32)
    counts_array = np.empty(n_blocks, np.int32)
    cdef int32_t[:, ::1] rows = out
    cdef int32_t[::1] counts = counts_array
    for k in range(n_blocks):
        r0, s0 = blocks[k, 0], blocks[k, 2]
        m, n = blocks[k, 1] - r0, blocks[k, 3] - s0
        look_up = m <= longest_block and n <= longest_block
        longest = p.longest_unit if look_up else 2
        for i in range(m + 1):
            for j in range(n + 1):
                if i == 0 and j == 0:
                    best[0][0] = 0.0
                    continue
                lowest, link_p, link_q = 1e300, 0, 0
                if i > 0:
                    cost = best[i - 1][j] + (p.gap_function if t.is_function[ra[r0 + i - 1]] else p.gap_content)
                    if cost < lowest:
                        lowest, link_p, link_q = cost, 1, 0
                if j > 0:
                    cost = best[i][j - 1] + (p.gap_function if t.is_function[rb[s0 + j - 1]] else p.gap_content)
                    if cost < lowest:
                        lowest, link_p, link_q = cost, 0, 1
                if i > 0 and j > 0:
                    cost = best[i - 1][j - 1]
                    if a[r0 + i - 1] != b[s0 + j - 1]:
                        cost += pair_cost(t, p, ra[r0 + i - 1], rb[s0 + j - 1])
                    if cost <= lowest:
                        lowest, link_p, link_q = cost, 1, 1
                    for u in range(1, longest + 1):
                        if u > i:
                            break
                        for v in range(1, longest + 1):
                            if v > j or u + v > longest + 1:
                                break
                            if u + v < 3 or best[i - u][j - v] >= lowest:
                                continue
                            if share_word(a, r0 + i - u, u, b, s0 + j - v, v):
                                continue
                            cost = best[i - u][j - v] + unit_cost(
                                t, p, ra, r0 + i - u, u, marks_a, rb, s0 + j - v, v, marks_b, look_up
                            )
                            if cost < lowest:
                                lowest, link_p, link_q = cost, u, v
                best[i][j] = lowest
                step_p[i][j], step_q[i][j] = link_p, link_q
        first = at
        i, j = m, n
        while i > 0 or j > 0:
            u, v = step_p[i][j], step_q[i][j]
            i -= u
            j -= v
            op = 2 if u == 0 else 3 if v == 0 else 0 if u == 1 and v == 1 and a[r0 + i] == b[s0 + j] else 1
            rows[at, 0], rows[at, 1], rows[at, 2], rows[at, 3], rows[at, 4] = op, r0 + i, r0 + i + u, s0 + j, s0 + j + v
            at += 1
        counts[k] = at - first
        last = at - 1
        while first < last:
            for u in range(5):
                rows[first, u], rows[last, u] = rows[last, u], rows[first, u]
            first += 1
            last -= 1
    return out[:at], counts_array
