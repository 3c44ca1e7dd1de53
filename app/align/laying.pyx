# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The compiled twin of `passages`: chains become steps, steps pieces, pieces runs, on tables instead of objects.

O(n) time in the number of words. Without a C compiler the plain functions of `passages` serve.
"""

import numpy as np
from libc.stdint cimport int8_t, int32_t, uint8_t
from libc.stdlib cimport free, malloc
from libc.string cimport memcpy

from app.align.kernel cimport Overlaps, Shared

cdef int EQUAL = 0, REPLACE = 1, INSERT = 2, DELETE = 3  # as `types.Op` numbers them


cdef struct Sentences:  # first and last sentence of each text, as `sentence_pairs.Group`
    int r
    int r_end
    int s
    int s_end


cdef class Layout(Overlaps):
    """Chains of sentence groups of a pair, tightened and stretched as `passages` has it."""

    cdef int n_r, n_s
    cdef uint8_t[::1] used_r, used_s
    cdef double end_overlap, stretch_overlap

    def __cinit__(self, pair, limits):
        self.n_r, self.n_s = <int>self.r.shape[0] - 1, <int>self.s.shape[0] - 1
        self.used_r, self.used_s = np.zeros(self.n_r + 1, np.uint8), np.zeros(self.n_s + 1, np.uint8)
        self.end_overlap, self.stretch_overlap = limits.end_overlap, limits.stretch_overlap

    cdef double found_share(self, bint of_reference, int outer, int first, int last):
        """Share of the distinct words of one sentence that stand in some of the other text."""
        cdef const int32_t* a = &self.a[0] + self.r[outer if of_reference else first]
        cdef const int32_t* b = &self.b[0] + self.s[first if of_reference else outer]
        cdef int m = self.r[outer + 1 if of_reference else last] - self.r[outer if of_reference else first]
        cdef int n = self.s[last if of_reference else outer + 1] - self.s[first if of_reference else outer]
        cdef Shared found = self.shared(a, m, b, n)
        return <double>found.both / <double>max(found.one if of_reference else found.other, 1)

    cdef void tighten(self, Sentences* g, bint from_start):
        """`passages._tight`."""
        if g.r_end - g.r > 1:
            if self.found_share(True, g.r if from_start else g.r_end - 1, g.s, g.s_end) < self.end_overlap:
                if from_start:
                    g.r += 1
                else:
                    g.r_end -= 1
                return
        if g.s_end - g.s > 1:
            if self.found_share(False, g.s if from_start else g.s_end - 1, g.r, g.r_end) < self.end_overlap:
                if from_start:
                    g.s += 1
                else:
                    g.s_end -= 1

    cdef void use(self, Sentences* g):
        cdef int k
        for k in range(g.r, g.r_end):
            self.used_r[k] = 1
        for k in range(g.s, g.s_end):
            self.used_s[k] = 1

    cdef int n_neighbours(self, Sentences* g, bint forward):
        """How many free sentences beside a group share enough words with each other, one by one; they are used then."""
        cdef int n = 0, i, j
        while True:
            i = g.s_end + n if forward else g.s - 1 - n
            j = g.r_end + n if forward else g.r - 1 - n
            if not (0 <= i < self.n_s and 0 <= j < self.n_r) or self.used_s[i] or self.used_r[j]:
                return n
            if self.of(j, j + 1, i, i + 1) < self.stretch_overlap:
                return n
            self.used_s[i] = self.used_r[j] = 1
            n += 1

    cdef bint is_free(self, Sentences* last, Sentences* g):
        """Whether no sentence between two groups belongs to any."""
        cdef int k
        for k in range(last.r_end, g.r):
            if self.used_r[k]:
                return False
        for k in range(last.s_end, g.s):
            if self.used_s[k]:
                return False
        return True


def lay_out(list chains, pair, retold, limits):
    """The steps of all chains, with the gaps between their groups.

    Returns the stretch of each step in tokens, int32 [n, 4]; its sentences, int32 [n, 4], -1 for a gap; where each chain begins
    among the steps, int32 [n_chains + 1]; whether each step is retold, uint8 [n].
    """
    cdef Layout x = Layout(pair, limits)
    cdef int n_groups = 0, n = 0, k, c, before, behind, at, most
    cdef list chain
    cdef Sentences g
    for chain in chains:
        n_groups += <int>len(chain)
    groups_array, flags_array = np.empty((n_groups + 1, 4), np.int32), np.zeros(n_groups + 1, np.uint8)
    cdef int32_t[:, ::1] groups = groups_array
    cdef uint8_t[::1] is_retold = flags_array
    firsts_array = np.zeros(len(chains) + 1, np.int32)
    cdef int32_t[::1] firsts = firsts_array
    for c in range(<int>len(chains)):
        chain = chains[c]
        for k in range(<int>len(chain)):
            groups[n, 0], groups[n, 1], groups[n, 2], groups[n, 3] = chain[k]
            is_retold[n] = len(retold) > 0 and chain[k] in retold
            n += 1
        firsts[c + 1] = n
        if firsts[c] < n:
            if not is_retold[firsts[c]]:
                tighten_row(x, groups, firsts[c], True)
            if not is_retold[n - 1]:
                tighten_row(x, groups, n - 1, False)
    for k in range(n):
        g = row_of(groups, k)
        x.use(&g)
    most = 2 * (n_groups + x.n_r + x.n_s) + 2
    stretched_array, own_array = np.empty((most, 4), np.int32), np.zeros(most, np.uint8)
    cdef int32_t[:, ::1] stretched = stretched_array
    cdef uint8_t[::1] own = own_array
    chain_ends_array = np.zeros(len(chains) + 1, np.int32)
    cdef int32_t[::1] chain_ends = chain_ends_array
    at = 0
    for c in range(<int>len(chains)):
        chain_ends[c + 1] = at
        if firsts[c] == firsts[c + 1]:
            continue
        g = row_of(groups, firsts[c])
        before = x.n_neighbours(&g, False)
        for k in range(before, 0, -1):
            put(stretched, at, g.r - k, g.r - k + 1, g.s - k, g.s - k + 1)
            at += 1
        for k in range(firsts[c], firsts[c + 1]):
            g = row_of(groups, k)
            put(stretched, at, g.r, g.r_end, g.s, g.s_end)
            own[at] = is_retold[k]
            at += 1
        behind = x.n_neighbours(&g, True)
        for k in range(behind):
            put(stretched, at, g.r_end + k, g.r_end + k + 1, g.s_end + k, g.s_end + k + 1)
            at += 1
        chain_ends[c + 1] = at
    return with_gaps(x, stretched, own, chain_ends)


cdef inline Sentences row_of(int32_t[:, ::1] table, int k) noexcept:
    return Sentences(table[k, 0], table[k, 1], table[k, 2], table[k, 3])


cdef inline void put(int32_t[:, ::1] table, int k, int r, int r_end, int s, int s_end) noexcept:
    table[k, 0], table[k, 1], table[k, 2], table[k, 3] = r, r_end, s, s_end


cdef void tighten_row(Layout x, int32_t[:, ::1] groups, int k, bint from_start):
    cdef Sentences g = row_of(groups, k)
    x.tighten(&g, from_start)
    put(groups, k, g.r, g.r_end, g.s, g.s_end)


cdef tuple with_gaps(Layout x, int32_t[:, ::1] groups, uint8_t[::1] own, int32_t[::1] chain_ends):
    """`passages._unbraided` and `_with_gaps`."""
    cdef int n = chain_ends[chain_ends.shape[0] - 1], at = 0, c, k, n_chains = 0, r, r_end, s, s_end
    cdef Sentences g, last
    steps_array, of_array = np.empty((2 * n + 1, 4), np.int32), np.empty((2 * n + 1, 4), np.int32)
    flags_array, firsts_array = np.zeros(2 * n + 1, np.uint8), np.zeros(n + 1, np.int32)
    cdef int32_t[:, ::1] steps = steps_array, of = of_array
    cdef uint8_t[::1] flags = flags_array
    cdef int32_t[::1] firsts = firsts_array
    for c in range(chain_ends.shape[0] - 1):
        for k in range(chain_ends[c], chain_ends[c + 1]):
            g = row_of(groups, k)
            r, r_end, s, s_end = x.r[g.r], x.r[g.r_end], x.s[g.s], x.s[g.s_end]
            if k == chain_ends[c] or not x.is_free(&last, &g):
                firsts[n_chains] = at
                n_chains += 1
            elif steps[at - 1, 1] < r or steps[at - 1, 3] < s:
                put(steps, at, steps[at - 1, 1], r, steps[at - 1, 3], s)
                put(of, at, -1, -1, -1, -1)
                at += 1
            put(steps, at, r, r_end, s, s_end)
            put(of, at, g.r, g.r_end, g.s, g.s_end)
            flags[at] = own[k]
            at += 1
            last = g
    firsts[n_chains] = at
    return steps_array[:at], of_array[:at], firsts_array[: n_chains + 1], flags_array[:at]


cdef class Pieces:
    """Steps with their edits: stretch, sentences (-1: a gap), words by manner of change, first and last row of edits."""

    cdef readonly object rows, stretches, groups, profiles, firsts, opens, chains
    cdef int32_t[:, ::1] row, stretch, group, profile
    cdef int32_t[::1] first, last
    cdef uint8_t[::1] open_, known
    cdef int n
    cdef double least_equal, least_shared_end, least_kept, least_overhang, other_word, left_word
    cdef int longest_unit, longest_cut, longest_put, longest_gap

    def __len__(self):
        return self.n

    cdef inline int size_of(self, int k) noexcept:
        return max(self.row[k, 2] - self.row[k, 1], self.row[k, 4] - self.row[k, 3])

    cdef void count(self, int k) noexcept:
        """The profile of a piece from its rows: `passages._profiles`."""
        cdef int at, size
        self.profile[k, 0] = self.profile[k, 1] = self.profile[k, 2] = 0
        for at in range(self.first[k], self.last[k]):
            size = self.size_of(at)
            if self.row[at, 0] == EQUAL:
                self.profile[k, 0] += size
            elif self.row[at, 0] == REPLACE and size <= self.longest_unit:
                self.profile[k, 1] += size
            elif not ((self.row[at, 0] == DELETE and size > self.longest_cut) or (self.row[at, 0] == INSERT and size > self.longest_put)):
                self.profile[k, 2] += size

    cdef inline double share_equal(self, int k) noexcept:
        cdef int longer = max(self.stretch[k, 1] - self.stretch[k, 0], self.stretch[k, 3] - self.stretch[k, 2])
        return <double>self.profile[k, 0] / <double>longer

    cdef inline bint is_gap(self, int k) noexcept:
        return self.group[k, 0] < 0

    cdef inline bint is_idle(self, int k) noexcept:
        return self.is_gap(k) or (not self.known[k] and self.share_equal(k) < self.least_equal)

    cdef (int, int) ends_trimmed(self, int start, int end) noexcept:
        """Where the first piece stands that is not idle, and behind the last one."""
        cdef int a = start, b = end
        while a < b and self.is_idle(a):
            a += 1
        while a < b and self.is_idle(b - 1):
            b -= 1
        return (a, b) if a < b else (start, start)

    cdef int n_shared(self, int k, bint from_end) noexcept:
        """`passages._last_shared` of the rows, from the last one backwards with `from_end`."""
        cdef int n = self.last[k] - self.first[k], i, at, size, best = 0
        cdef double gain = 0.0, most = 0.0, words = 0.0, words_of_best = 0.0
        for i in range(n):
            at = self.last[k] - 1 - i if from_end else self.first[k] + i
            size = self.size_of(at)
            words += size
            gain += size * (1.0 if self.row[at, 0] == EQUAL else self.other_word if size <= self.longest_unit else self.left_word)
            if i == 0 or gain > most:
                most, best, words_of_best = gain, i, words
        if most >= max(self.least_shared_end, self.least_kept * words_of_best) and most - gain >= self.least_overhang:
            return best + 1
        return n

    cdef void cut(self, int k, int first, int last) noexcept:
        """The piece with these of its rows only."""
        if first == self.first[k] and last == self.last[k]:
            return
        self.first[k], self.last[k] = first, last
        put(self.stretch, k, self.row[first, 1], self.row[last - 1, 2], self.row[first, 3], self.row[last - 1, 4])
        self.count(k)

    cdef void trim(self, int start, int end) noexcept:
        """Cuts what the first and the last piece hold beyond what is shared: `passages._trimmed`."""
        self.cut(end - 1, self.first[end - 1], self.first[end - 1] + self.n_shared(end - 1, False))
        self.cut(start, self.last[start] - self.n_shared(start, True), self.last[start])


def make_pieces(steps_of, edits, const int32_t[::1] counts, pair, limits, is_reworded):
    """The pieces of all chains without idle ones at their ends, as `passages._pieces` and `_trimmed` make them.

    `steps_of` is what `lay_out` returned, `edits` the rows of edits of all steps and `counts` how many each has; `is_reworded`
    is asked of groups with few equal words.
    """
    cdef Pieces x = Pieces()
    cdef const int32_t[:, ::1] steps = steps_of[0], of = steps_of[1], table = edits
    cdef const int32_t[::1] chains = steps_of[2], blocks = pair.suspect.document.blocks
    cdef const uint8_t[::1] retold = steps_of[3]
    cdef int n = <int>steps.shape[0], k, at = 0, row = 0, c, start, end, total, m = 0, j
    cdef double gap_overlap = limits.gap_overlap, least_swapped = limits.least_swapped, least_in_place = limits.least_in_place, least
    cdef bint few, known
    cdef list kept_chains = [0]
    x.least_equal, x.least_shared_end, x.least_kept = limits.least_equal, limits.least_shared_end, limits.least_kept
    x.least_overhang, x.other_word, x.left_word = limits.least_overhang, limits.other_word, limits.left_word
    x.longest_unit, x.longest_gap = limits.longest_unit, limits.longest_gap
    x.longest_cut, x.longest_put = limits.longest_cut, limits.longest_put
    x.rows, x.stretches = np.empty((table.shape[0] + n + 1, 5), np.int32), np.array(steps_of[0])
    x.groups, x.profiles, x.firsts = np.array(steps_of[1]), np.empty((n, 3), np.int32), np.empty((2, n), np.int32)
    x.opens = np.zeros(n, np.uint8)
    x.row, x.stretch, x.group, x.profile, x.open_ = x.rows, x.stretches, x.groups, x.profiles, x.opens
    x.first, x.last, x.known = x.firsts[0], x.firsts[1], np.zeros(n, np.uint8)
    x.n = n
    for k in range(n):
        x.first[k] = at
        for j in range(counts[k]):
            put_row(x, at + j, table[row + j, 0], table[row + j, 1], table[row + j, 2], table[row + j, 3], table[row + j, 4])
        x.last[k] = at + counts[k]
        x.count(k)
        if of[k, 0] < 0:
            if x.share_equal(k) < gap_overlap:
                x.last[k] = put_apart(x, at, k)
        else:
            total = x.profile[k, 0] + x.profile[k, 1] + x.profile[k, 2]
            least = x.least_equal
            if retold[k] and not x.profile[k, 0] + x.profile[k, 1] >= least_in_place * max(total, 1):
                least = least_swapped
            few = x.share_equal(k) < least
            known = retold[k] or (few and is_reworded((of[k, 0], of[k, 1], of[k, 2], of[k, 3]), pair))
            if few and known:
                put_row(x, at, REPLACE, steps[k, 0], steps[k, 1], steps[k, 2], steps[k, 3])
                x.last[k] = at + 1
                x.profile[k, 0], x.profile[k, 1], x.profile[k, 2] = 0, 0, total
            x.open_[k] = of[k, 2] == 0 or blocks[of[k, 2]] > blocks[of[k, 2] - 1]
            x.known[k] = known
        at = x.last[k]
        row += counts[k]
    for c in range(chains.shape[0] - 1):
        start, end = x.ends_trimmed(chains[c], chains[c + 1])
        if start == end:
            kept_chains.append(m)
            continue
        x.trim(start, end)
        for k in range(start, end):
            move_piece(x, k, m)
            m += 1
        kept_chains.append(m)
    x.n = m
    x.chains = kept_chains
    return x


cdef inline void put_row(Pieces x, int at, int op, int r, int r_end, int s, int s_end) noexcept:
    x.row[at, 0], x.row[at, 1], x.row[at, 2], x.row[at, 3], x.row[at, 4] = op, r, r_end, s, s_end


cdef int put_apart(Pieces x, int at, int k) noexcept:
    """The edits of a gap whose two sides have nothing to do with each other; returns where they end."""
    cdef int r = x.stretch[k, 0], r_end = x.stretch[k, 1], s = x.stretch[k, 2], s_end = x.stretch[k, 3]
    if r_end > r:
        put_row(x, at, DELETE, r, r_end, s, s)
        at += 1
    if s_end > s:
        put_row(x, at, INSERT, r_end, r_end, s, s_end)
        at += 1
    return at


cdef void move_piece(Pieces x, int k, int to) noexcept:
    cdef int i
    if k == to:
        return
    for i in range(4):
        x.stretch[to, i], x.group[to, i] = x.stretch[k, i], x.group[k, i]
    for i in range(3):
        x.profile[to, i] = x.profile[k, i]
    x.first[to], x.last[to], x.open_[to], x.known[to] = x.first[k], x.last[k], x.open_[k], x.known[k]


def rows_of(Pieces x):
    """The rows of edits of all pieces, one piece behind the other, int32 [n_rows, 5], and how many each has, int32 [n]."""
    cdef int k, n = 0, at = 0
    sizes_array = np.empty(x.n, np.int32)
    cdef int32_t[::1] sizes = sizes_array
    for k in range(x.n):
        sizes[k] = x.last[k] - x.first[k]
        n += sizes[k]
    edits = np.empty((n, 5), np.int32)
    cdef int32_t[:, ::1] out = edits
    for k in range(x.n):
        if sizes[k]:
            memcpy(&out[at, 0], &x.row[x.first[k], 0], 5 * sizes[k] * sizeof(int32_t))
        x.first[k], x.last[k] = at, at + sizes[k]
        at += sizes[k]
    x.rows = edits
    x.row = out
    return edits, sizes_array


def profiles_by_kind(Pieces x, swaps, const uint8_t[::1] is_swap):
    """`passages._profiles_by_kind`: float64 [n, 3]; `is_swap` says it of each kind."""
    cdef const int8_t[::1] kinds = swaps.kinds
    cdef const int32_t[::1] of = swaps.passages
    cdef const int32_t[:, :] spans = swaps.spans
    cdef int k, i, words
    found = np.zeros((x.n, 3))
    cdef double[:, ::1] profiles = found
    for k in range(kinds.shape[0]):
        if not is_swap[kinds[k]]:
            profiles[of[k], 0] += max(spans[1, k] - spans[0, k], spans[3, k] - spans[2, k])
    for k in range(x.n):
        if x.is_gap(k):
            profiles[k, 0] = 0.0
            continue
        words = min(<int>profiles[k, 0], x.profile[k, 1])
        profiles[k, 0] = x.profile[k, 0] + words
        profiles[k, 1] = x.profile[k, 1] - words
        profiles[k, 2] = x.profile[k, 2]
    return found


def find_runs(Pieces x, const double[:, ::1] evidence, find_manners):
    """`passages._runs` of all chains: first piece and end of each, int32 [n, 2].

    `find_manners` says the manner of each piece of one chain.
    """
    cdef int c, k, start, before, n = 0, a, b
    cdef int32_t[:, ::1] runs
    cdef list manners
    table = np.empty((x.n + 1, 2), np.int32)
    runs = table
    for c in range(len(x.chains) - 1):
        a, b = x.chains[c], x.chains[c + 1]
        if a == b:
            continue
        manners = find_manners(evidence[a:b], x.open_[a:b])
        start, before = a, manners[0]
        for k in range(a, b):
            if x.is_gap(k) and max(x.stretch[k, 1] - x.stretch[k, 0], x.stretch[k, 3] - x.stretch[k, 2]) > x.longest_gap:
                n += add_run(x, runs, n, start, k)
                start = k + 1
            elif manners[k - a] != before:
                n += add_run(x, runs, n, start, k)
                start = k
            before = manners[k - a]
        n += add_run(x, runs, n, start, b)
    return table[:n]


cdef int add_run(Pieces x, int32_t[:, ::1] runs, int n, int start, int end) noexcept:
    cdef int a, b
    a, b = x.ends_trimmed(start, end)
    if a >= b:
        return 0
    runs[n, 0], runs[n, 1] = a, b
    return 1


def tables_of(Pieces x, const int32_t[:, ::1] runs, swaps):
    """What passages are made of, one run a passage.

    Returns the edits of all, int32 [n_rows, 5]; the sentence pairs of all, int32 [n_pairs, 6]; where each passage's begin, int32
    [2, n + 1]; the stretch of each passage, int32 [n, 4]; and of the substitutions that stand in them, in order: number,
    passage and row, int32 [3, n_substitutions].
    """
    cdef const int32_t[::1] of = swaps.passages, own_rows = swaps.rows
    cdef int n = <int>runs.shape[0], p, k, i, at = 0, n_pairs = 0, n_swaps = <int>of.shape[0], row, j, chosen = 0
    for p in range(n):
        for k in range(runs[p, 0], runs[p, 1]):
            at += x.last[k] - x.first[k]
            n_pairs += not x.is_gap(k)
    edits_array, pairs_array = np.empty((at, 5), np.int32), np.empty((n_pairs, 6), np.int32)
    firsts_array, stretches_array = np.zeros((2, n + 1), np.int32), np.empty((n, 4), np.int32)
    chosen_array, begin_array = np.empty((3, n_swaps), np.int32), np.zeros(x.n + 1, np.int32)
    cdef int32_t[:, ::1] edits = edits_array, pairs = pairs_array, firsts = firsts_array, stretches = stretches_array
    cdef int32_t[:, ::1] kept = chosen_array
    cdef int32_t[::1] begin = begin_array  # the first substitution of each piece
    for k in range(n_swaps):
        begin[of[k] + 1] = k + 1
    for k in range(x.n):
        begin[k + 1] = max(begin[k], begin[k + 1])
    at = n_pairs = 0
    for p in range(n):
        row = 0
        for k in range(runs[p, 0], runs[p, 1]):
            if x.last[k] > x.first[k]:
                memcpy(&edits[at, 0], &x.row[x.first[k], 0], 5 * (x.last[k] - x.first[k]) * sizeof(int32_t))
            for j in range(begin[k], begin[k + 1]):
                kept[0, chosen], kept[1, chosen], kept[2, chosen] = j, p, own_rows[j] + row
                chosen += 1
            if not x.is_gap(k):
                for i in range(4):
                    pairs[n_pairs, i] = x.group[k, i]
                pairs[n_pairs, 4], pairs[n_pairs, 5] = row, row + x.last[k] - x.first[k]
                n_pairs += 1
            row += x.last[k] - x.first[k]
            at += x.last[k] - x.first[k]
        firsts[0, p + 1], firsts[1, p + 1] = at, n_pairs
        j = runs[p, 1] - 1
        put(stretches, p, x.stretch[runs[p, 0], 0], x.stretch[j, 1], x.stretch[runs[p, 0], 2], x.stretch[j, 3])
    return edits_array, pairs_array, firsts_array, stretches_array, chosen_array[:, :chosen]
