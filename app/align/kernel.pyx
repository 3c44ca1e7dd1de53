# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The compiled twin of `word_edits` and `blocks`: the word edits of all sentence groups of a pair in one call.

Same rows as the plain twin for every input (tests/property/test_twins.py). Without a C compiler the twin serves.
O(n·m) time a pair of stretches, O(cells · units) a changed block. All tables are the lexicon's arrays; nothing is copied.
"""

import numpy as np
from libc.stdint cimport int32_t, uint8_t, uint64_t

from app.lexicon.lookups cimport Tables, relation, similarity, unit_row

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
    cdef int longest_unit, longest_block, longest_known, noun_like, most_words, most_cells

    def __init__(self, prices):
        self.close, self.synonym, self.unrelated = prices.close, prices.synonym, prices.unrelated
        self.other_part, self.mixed_class, self.farther = prices.other_part, prices.mixed_class, prices.farther
        self.nearness, self.nearness_from = prices.nearness, prices.nearness_from
        self.gap_function, self.gap_content = prices.gap_function, prices.gap_content
        self.phrase, self.phrase_word, self.across_mark = prices.phrase, prices.phrase_word, prices.across_mark
        self.known_phrase, self.all_function = prices.known_phrase, prices.all_function
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


cdef class Sides:
    """Both documents: word numbers, lexicon rows, and whether a mark stands before a word."""

    cdef const int32_t[::1] a, b, ra, rb
    cdef const uint8_t[::1] marks_a, marks_b

    def __init__(self, sides):
        words = sides.words
        self.a, self.b, self.ra, self.rb = words.reference, words.suspect, words.reference_rows, words.suspect_rows
        self.marks_a, self.marks_b = sides.reference_marks, sides.suspect_marks


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


cdef int cut(Tables t, Prices p, Sides x, Rows out, int first, int r0, int r_end, int s0, int s_end) noexcept nogil:
    """Adds the rows of one block; see blocks.cut_block."""
    cdef int m = r_end - r0, n = s_end - s0, i, j, u, v, longest, link_p, link_q, op, n_steps = 0
    cdef double[41][41] best
    cdef uint8_t[41][41] step_p
    cdef uint8_t[41][41] step_q
    cdef uint8_t[81] path_p
    cdef uint8_t[81] path_q
    cdef double lowest, cost
    cdef bint look_up = m <= p.longest_block and n <= p.longest_block
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
                        if u + v < 3 or best[i - u][j - v] >= lowest:
                            continue
                        if share_word(x.a, r0 + i - u, u, x.b, s0 + j - v, v):
                            continue  # identical units are never part of a substitution
                        cost = best[i - u][j - v] + unit_cost(
                            t, p, x.ra, r0 + i - u, u, x.marks_a, x.rb, s0 + j - v, v, x.marks_b, look_up
                        )
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


cdef void add_block(Tables t, Prices p, Sides x, Rows out, int first, int r, int r_end, int s, int s_end) noexcept nogil:
    if r == r_end and s == s_end:
        return
    if r == r_end or s == s_end:
        out.add(2 if r == r_end else 3, r, r_end, s, s_end, first)
    elif (r_end - r == 1 and s_end - s == 1) or r_end - r > p.most_words or s_end - s > p.most_words:
        out.add(1, r, r_end, s, s_end, first)
    else:
        cut(t, p, x, out, first, r, r_end, s, s_end)


def edit_stretches(const int32_t[:, ::1] stretches, sides, Tables t, prices):
    """Rows of edits of all stretches, int32 [n_rows, 5], and how many each has, int32 [n_stretches].

    `stretches` [n, 4]: reference start and end, suspect start and end, in tokens.
    """
    cdef Prices p = Prices(prices)
    cdef Sides x = Sides(sides)
    cdef int n_stretches = stretches.shape[0], k, m, n, i, j, r, s, first, diagonal, up, left, br, bs, at, top
    cdef Py_ssize_t cells = 1, size = 1
    for k in range(n_stretches):
        m, n = stretches[k, 1] - stretches[k, 0], stretches[k, 3] - stretches[k, 2]
        size += m + n
        if <Py_ssize_t>m * n <= p.most_cells:
            cells = max(cells, <Py_ssize_t>(m + 1) * (n + 1))
    cdef Rows out = Rows(size)
    counts_array = np.empty(n_stretches, np.int32)
    cdef int32_t[::1] counts = counts_array
    distance_array = np.empty(cells, np.int32)
    cdef int32_t[::1] distance = distance_array
    path_array = np.empty(2 * size, np.int32)
    cdef int32_t[::1] path = path_array
    for k in range(n_stretches):
        first = out.n
        r, s = stretches[k, 0], stretches[k, 2]
        m, n = stretches[k, 1] - r, stretches[k, 3] - s
        if <Py_ssize_t>m * n > p.most_cells:
            add_block(t, p, x, out, first, r, r + m, s, s + n)
            counts[k] = out.n - first
            continue
        for j in range(n + 1):
            distance[j] = j
        for i in range(1, m + 1):
            top = i * (n + 1)
            distance[top] = i
            for j in range(1, n + 1):
                diagonal = distance[top - n - 1 + j - 1] + (x.a[r + i - 1] != x.b[s + j - 1])
                up = distance[top - n - 1 + j] + 1
                left = distance[top + j - 1] + 1
                if up < diagonal:
                    diagonal = up
                distance[top + j] = left if left < diagonal else diagonal
        # Back from the end: equal or swapped before deleted before inserted; the twin does the same.
        i, j, at = m, n, 0
        while i > 0 and j > 0:
            top = i * (n + 1) + j
            if distance[top] == distance[top - n - 2] + (x.a[r + i - 1] != x.b[s + j - 1]):
                i -= 1
                j -= 1
                if x.a[r + i] == x.b[s + j]:
                    path[at], path[at + 1] = i, j
                    at += 2
            elif distance[top] == distance[top - n - 1] + 1:
                i -= 1
            else:
                j -= 1
        br, bs = r, s
        while at > 0:
            at -= 2
            i, j = r + path[at], s + path[at + 1]
            add_block(t, p, x, out, first, br, i, bs, j)
            out.add(0, i, i + 1, j, j + 1, first)
            br, bs = i + 1, j + 1
        add_block(t, p, x, out, first, br, r + m, bs, s + n)
        counts[k] = out.n - first
    return out.table[: out.n], counts_array
