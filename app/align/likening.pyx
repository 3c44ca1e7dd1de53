# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The compiled twins of what `likeness` makes of the words of two stretches, and of which like sentences stay partners.

Sums are put together in numpy's order, pairwise, so that not a bit of them is another.
"""

import numpy as np
from libc.math cimport fmax, fmin
from libc.stdint cimport int32_t, int64_t, uint8_t
from libc.stdlib cimport calloc, free, malloc, qsort
from libc.string cimport memcpy

from app.align.kernel cimport Overlaps
from app.align.wordings cimport capital, count_common, is_among


cdef struct Said:
    int32_t lemma
    int32_t place  # in the stretch


cdef int compare_said(const void* one, const void* other) noexcept nogil:
    cdef const Said* a = <const Said*>one
    cdef const Said* b = <const Said*>other
    if a.lemma != b.lemma:
        return -1 if a.lemma < b.lemma else 1
    return (a.place > b.place) - (a.place < b.place)


cdef double pairwise(const double* values, Py_ssize_t n) noexcept nogil:
    """The sum as numpy has it (`loops_utils.h.src`): eight at a time, and halves of more than 128."""
    cdef double eight[8]
    cdef double total = 0.0
    cdef Py_ssize_t k, i, half
    if n < 8:
        for k in range(n):
            total += values[k]
        return total
    if n > 128:
        half = n // 2
        half -= half % 8
        return pairwise(values, half) + pairwise(values + half, n - half)
    for i in range(8):
        eight[i] = values[i]
    for k in range(8, n - n % 8, 8):
        for i in range(8):
            eight[i] += values[k + i]
    total = ((eight[0] + eight[1]) + (eight[2] + eight[3])) + ((eight[4] + eight[5]) + (eight[6] + eight[7]))
    for k in range(n - n % 8, n):
        total += values[k]
    return total


def said_words(
    const int32_t[::1] lemmas, const uint8_t[::1] is_function, const float[:] log_frequency, int start, int end, limits,
    double least
):
    """Of the words [start, end) that say more than `least`: distinct lemmas, their weight and mean place; and what each word says."""
    cdef int n = end - start, unknown = <int>log_frequency.shape[0] - 1, k, n_said = 0, n_known = 0, row
    cdef double rarity_from = limits.rarity_from, least_rarity = limits.least_rarity, most_rarity = limits.most_rarity
    said_array = np.empty(n, np.float64)
    cdef double[::1] said = said_array
    cdef Said* words = <Said*>malloc((n + 1) * sizeof(Said))
    if words == NULL:
        raise MemoryError
    try:
        for k in range(n):
            row = lemmas[start + k]
            row = row if row < unknown else unknown
            said[k] = fmin(fmax(-<double>log_frequency[row] - rarity_from, least_rarity), most_rarity)
            said[k] *= 0.0 if is_function[start + k] else 1.0
            if said[k] > least:
                words[n_said].lemma, words[n_said].place = lemmas[start + k], k
                n_said += 1
        qsort(words, n_said, sizeof(Said), compare_said)
        for k in range(n_said):
            n_known += k == 0 or words[k].lemma != words[k - 1].lemma
        known, weights, places = np.empty(n_known, np.int32), np.empty(n_known), np.empty(n_known)
        lay_down(words, n_said, said, known, weights, places)
    finally:
        free(words)
    return known, weights, places, said_array


cdef void lay_down(
    const Said* words, int n, const double[::1] said, int32_t[::1] known, double[::1] weights, double[::1] places
) noexcept:
    cdef int k = 0, at = 0, first
    while k < n:
        first, known[at], weights[at], places[at] = k, words[k].lemma, 0.0, 0.0
        while k < n and words[k].lemma == words[first].lemma:
            weights[at] += said[words[k].place]
            places[at] += words[k].place
            k += 1
        places[at] /= k - first
        at += 1


def alike(
    const float[:, ::1] cosines, const int32_t[::1] other, const int32_t[::1] one, const double[::1] other_weights,
    const double[::1] one_weights, double least_cosine, double most_cosine
):
    """How alike each lemma of `other` is to each of `one`, [n, m], and the shares of the weight that is the same and that is alike."""
    cdef Py_ssize_t n = other.shape[0], m = one.shape[0], i, j
    table_array, shares_array = np.empty((n, m)), np.zeros(4)
    cdef double[:, ::1] table = table_array
    cdef double[::1] shares = shares_array
    cdef double value
    cdef double* best
    if not n or not m:
        return table_array, shares_array
    best = <double*>malloc(3 * (n + m) * sizeof(double))
    if best == NULL:
        raise MemoryError
    for j in range(n + m):
        best[j] = 0.0
    for i in range(n):
        for j in range(m):
            value = cosines[i, j]
            value = 0.0 if value < least_cosine else fmin(value, most_cosine)
            if other[i] == one[j]:
                value = 1.0
            table[i, j] = value
            best[i] = fmax(best[i], value)
            best[n + j] = fmax(best[n + j], value)
    shares[0], shares[2] = share_pair(&other_weights[0], best, best + n + m, n)
    shares[1], shares[3] = share_pair(&one_weights[0], best + n, best + n + m, m)
    free(best)
    return table_array, shares_array


cdef (double, double) share_pair(const double* weights, const double* found, double* room, Py_ssize_t n) noexcept nogil:
    """Share of the weight that is found whole, and as far as it is found; `room` is for 2n numbers."""
    cdef double* whole = room
    cdef double* partly = room + n
    cdef double total = fmax(pairwise(weights, n), 1e-9)
    cdef Py_ssize_t k
    for k in range(n):
        whole[k] = weights[k] * (1.0 if found[k] >= 1.0 else 0.0)
        partly[k] = weights[k] * found[k]
    return pairwise(whole, n) / total, pairwise(partly, n) / total


cdef int compare_keys(const void* one, const void* other) noexcept nogil:
    cdef int64_t a = (<const int64_t*>one)[0], b = (<const int64_t*>other)[0]
    return (a > b) - (a < b)


cdef Py_ssize_t sort_bigrams(const int32_t[::1] lemmas, int64_t* keys) noexcept nogil:
    """A key for each pair of neighbours, sorted, each once; returns how many."""
    cdef Py_ssize_t n = lemmas.shape[0] - 1, k, found = 0
    for k in range(n):
        keys[k] = (<int64_t>lemmas[k] << 32) + lemmas[k + 1]
    qsort(keys, max(n, 0), sizeof(int64_t), compare_keys)
    for k in range(n):
        if k == 0 or keys[k] != keys[found - 1]:
            keys[found] = keys[k]
            found += 1
    return found


def count_bigrams(const int32_t[::1] one, const int32_t[::1] other):
    """`likeness.count_bigrams`."""
    cdef int64_t* mine = <int64_t*>malloc((one.shape[0] + other.shape[0] + 2) * sizeof(int64_t))
    cdef int64_t* theirs = mine + one.shape[0] + 1
    cdef Py_ssize_t n, m, common
    if mine == NULL:
        raise MemoryError
    with nogil:
        n, m = sort_bigrams(one, mine), sort_bigrams(other, theirs)
        common = count_common(mine, n, theirs, m)
        free(mine)
    return common, n, m


cdef enum:
    SHORT = 48  # words up to which sorting by insertion is quicker


cdef int compare_words(const void* one, const void* other) noexcept nogil:
    cdef int32_t a = (<const int32_t*>one)[0], b = (<const int32_t*>other)[0]
    return (a > b) - (a < b)


cdef Py_ssize_t put_distinct(const int32_t[::1] words, Py_ssize_t start, Py_ssize_t end, int32_t* out) noexcept nogil:
    """Writes the distinct words of a stretch in order; returns how many."""
    cdef Py_ssize_t k, at, n = 0
    cdef int32_t word
    if end - start > SHORT:
        memcpy(out, &words[start], (end - start) * sizeof(int32_t))
        qsort(out, end - start, sizeof(int32_t), compare_words)
    else:
        for k in range(end - start):
            word, at = words[start + k], k
            while at > 0 and out[at - 1] > word:
                out[at] = out[at - 1]
                at -= 1
            out[at] = word
    for k in range(end - start):
        if k == 0 or out[k] != out[n - 1]:
            out[n] = out[k]
            n += 1
    return n


def shares_by_case(words, const int32_t[::1] others):
    """`likeness.shares_by_case` of some `StretchWords` and the lemmas of the other stretch."""
    cdef str text = words.side.document.text
    cdef const int32_t[::1] starts = words.side.document.starts, lemmas = words.all_lemmas
    cdef const double[::1] said = words.said
    cdef Py_ssize_t n = said.shape[0], m = others.shape[0], k, first = words.start
    cdef int32_t* known = <int32_t*>malloc((m + 1) * sizeof(int32_t))
    cdef double* room = <double*>calloc(4 * n + 1, sizeof(double))  # without a capital: all, held; with one: all, held
    cdef double* row
    cdef double small, large
    if known == NULL or room == NULL:
        free(known)
        free(room)
        raise MemoryError
    m = put_distinct(others, 0, m, known)
    for k in range(n):
        row = room + (2 * n if capital(text, starts[first + k]) else 0)
        row[k] = said[k]
        row[n + k] = said[k] if is_among(lemmas[k], known, m) else 0.0
    small = pairwise(room + n, n) / fmax(pairwise(room, n), 1e-9)
    row = room + 2 * n
    large = pairwise(row + n, n) / fmax(pairwise(row, n), 1e-9)
    free(known)
    free(room)
    return small, large


cdef void find_mutual(
    const int32_t[::1] one, const int32_t[::1] other, const double[::1] similarity, double* bests, Py_ssize_t n_one, uint8_t* mutual
) noexcept nogil:
    """Whether neither sentence of a candidate is liker to any other; `bests` are zeros, for the sentences of `one` and of `other`."""
    cdef Py_ssize_t k, n = one.shape[0]
    for k in range(n):
        bests[one[k]] = fmax(bests[one[k]], similarity[k])
        bests[n_one + other[k]] = fmax(bests[n_one + other[k]], similarity[k])
    for k in range(n):
        mutual[k] = similarity[k] >= bests[one[k]] and similarity[k] >= bests[n_one + other[k]]


cdef void add_rivals(
    const int32_t[::1] one, const int32_t[::1] other, const double[::1] similarity, const uint8_t* mutual, double* best,
    const double* other_best, const Py_ssize_t* order, double share, uint8_t* rivals
) noexcept nogil:
    """Marks whose sentence of `one` has found a far better partner, and that are no part of it in a row without a gap beside such.

    `order` sorts the candidates by `one` and `other`; `best` are zeros, for the sentences of `one`; `other_best` is how alike
    each sentence of `other` is to the one that it is likest to.
    """
    cdef Py_ssize_t n = one.shape[0], k, begin = 0, end, at
    cdef bint holds
    for k in range(n):
        if mutual[k]:
            best[one[k]] = similarity[k]
    while begin < n:
        end, holds = begin, False
        while end < n and (end == begin or (
                one[order[end]] == one[order[end - 1]] and other[order[end]] - other[order[end - 1]] <= 1)):
            at = order[end]
            holds = holds or (best[one[at]] > 0.0 and not similarity[at] < share * best[one[at]])
            end += 1
        for k in range(begin, end):
            at = order[k]
            if similarity[at] < share * best[one[at]] and (not holds or similarity[at] < share * other_best[other[at]]):
                rivals[at] = 1
        begin = end


def without_rivals(const int32_t[::1] one, const int32_t[::1] other, const double[::1] similarity, double share):
    """`sentence_pairs.without_rivals`: which candidates stay, or None where all do; they are sorted by `one` and `other`."""
    cdef Py_ssize_t n = one.shape[0], n_one = 0, n_other = 0, k, n_rivals = 0
    cdef Py_ssize_t* order
    cdef Py_ssize_t* begins
    cdef double* bests
    cdef uint8_t* marks
    for k in range(n):
        n_one, n_other = max(n_one, one[k] + 1), max(n_other, other[k] + 1)
    order = <Py_ssize_t*>malloc((n + n_other + 1) * sizeof(Py_ssize_t))
    bests = <double*>calloc(2 * (n_one + n_other) + 1, sizeof(double))
    marks = <uint8_t*>calloc(2 * n + 1, 1)
    try:
        if order == NULL or bests == NULL or marks == NULL:
            raise MemoryError
        find_mutual(one, other, similarity, bests, n_one, marks)
        for k in range(n):
            order[k] = k
        add_rivals(one, other, similarity, marks, bests + n_one + n_other, bests + n_one, order, share, marks + n)
        begins = order + n
        for k in range(n_other + 1):
            begins[k] = 0
        for k in range(n):
            begins[other[k] + 1] += 1
        for k in range(n_other):
            begins[k + 1] += begins[k]
        for k in range(n):
            order[begins[other[k]]] = k
            begins[other[k]] += 1
        add_rivals(other, one, similarity, marks, bests + 2 * n_one + n_other, bests, order, share, marks + n)
        kept = np.empty(n, bool)
        keep(marks + n, kept.view(np.uint8))
    finally:
        free(order)
        free(bests)
        free(marks)
    return None if kept.all() else kept


cdef void keep(const uint8_t* rivals, uint8_t[::1] kept) noexcept:
    cdef Py_ssize_t k
    for k in range(kept.shape[0]):
        kept[k] = not rivals[k]


def left_over(list chains, candidates, pair, int fewest_words, double least_overlap):
    """Places (suspect, reference) of the sentences that `left_sentences.with_left_over` adds to the chains, in order."""
    cdef const int32_t[::1] suspect = candidates.suspect, reference = candidates.reference
    cdef const double[::1] similarity = candidates.similarity
    cdef const int32_t[::1] s = pair.suspect.document.bounds, r = pair.reference.document.bounds
    cdef Overlaps overlaps = Overlaps(pair)
    cdef Py_ssize_t n_s = s.shape[0] - 1, n_r = r.shape[0] - 1, k, i, j
    cdef uint8_t* used = <uint8_t*>calloc(n_s + n_r + 1, 1)
    cdef uint8_t* met = <uint8_t*>calloc(n_s + n_r + 1, 1)
    cdef double* bests = <double*>calloc(n_s + n_r + 1, sizeof(double))
    cdef list found = []
    try:
        if used == NULL or met == NULL or bests == NULL:
            raise MemoryError
        for chain in chains:
            mark_used(chain, used, n_s, n_r)
        for k in range(suspect.shape[0]):
            i, j = suspect[k], reference[k]
            if not used[i] and not used[n_s + j]:
                bests[i], bests[n_s + j] = fmax(bests[i], similarity[k]), fmax(bests[n_s + j], similarity[k])
        for k in range(suspect.shape[0]):
            i, j = suspect[k], reference[k]
            if used[i] or used[n_s + j] or similarity[k] < bests[i] or similarity[k] < bests[n_s + j]:
                continue
            if met[i] or met[n_s + j]:
                continue
            met[i] = met[n_s + j] = 1
            if min(r[j + 1] - r[j], s[i + 1] - s[i]) >= fewest_words and overlaps.of(j, j + 1, i, i + 1) >= least_overlap:
                found.append((i, j))
    finally:
        free(used)
        free(met)
        free(bests)
    return found


def left_facing(list chains, pair, int fewest_words, int most_pairs, double least_balance, double least_overlap):
    """`left_sentences.find_left_facing`: places (suspect, reference) of sentences that have most words in common, one in no chain."""
    cdef const int32_t[::1] s = pair.suspect.document.bounds, r = pair.reference.document.bounds
    cdef int n_s = s.shape[0] - 1, n_r = r.shape[0] - 1, k, n_free_s = 0, n_free_r = 0, n_outer = 0
    cdef Overlaps overlaps
    cdef uint8_t* used = <uint8_t*>calloc(n_s + n_r + 1, 1)
    cdef double* bests = <double*>calloc(n_s + n_r + 1, sizeof(double))
    cdef int32_t* partners = <int32_t*>calloc(n_s + n_r + 1, sizeof(int32_t))
    try:
        if used == NULL or bests == NULL or partners == NULL:
            raise MemoryError
        for chain in chains:
            mark_used(chain, used, n_s, n_r)
        for k in range(n_s):
            n_free_s += not used[k]
        for k in range(n_r):
            n_free_r += not used[n_s + k]
        if not n_free_s + n_free_r or 2 * n_free_s > n_s:
            return []
        overlaps = Overlaps(pair)
        for k in range(n_s + n_r):
            bests[k], partners[k] = least_overlap, -1
        for chain in chains:
            n_outer += loosen(chain, overlaps, used, bests, n_s)
        if (n_free_s + n_outer) * (n_free_r + n_outer) > most_pairs:
            return []
        for k in range(n_s):
            if used[k] != TAKEN:
                find_facing(k, overlaps, used, fewest_words, least_balance, bests, partners, n_s, n_r)
        return [(k, partners[k]) for k in range(n_s) if partners[k] >= 0 and partners[n_s + partners[k]] == k]
    finally:
        free(used)
        free(bests)
        free(partners)


cdef enum:
    TAKEN = 1
    OUTER = 2


cdef int loosen(list chain, Overlaps overlaps, uint8_t* used, double* bests, int n_s):
    """Marks the outer sentences of groups that have several, and how much each has in common with what it is grouped with; how many."""
    cdef int r_start, r_end, s_start, s_end, k, n = 0
    for r_start, r_end, s_start, s_end in chain:
        for k in (r_start, r_end - 1) if r_end - r_start > 1 else ():
            used[n_s + k], n = OUTER, n + 1
            bests[n_s + k] = fmax(bests[n_s + k], overlaps.of(k, k + 1, s_start, s_end))
        for k in (s_start, s_end - 1) if s_end - s_start > 1 else ():
            used[k], n = OUTER, n + 1
            bests[k] = fmax(bests[k], overlaps.of(r_start, r_end, k, k + 1))
    return n


cdef void find_facing(
    int i, Overlaps overlaps, const uint8_t* used, int fewest_words, double least_balance, double* bests, int32_t* partners,
    int n_s, int n_r
) noexcept:
    """Compares a sentence of the suspect with those of the reference that may face it; notes for each whom it has most in common with."""
    cdef int j, one = overlaps.s[i + 1] - overlaps.s[i], other
    cdef double overlap
    for j in range(n_r):
        other = overlaps.r[j + 1] - overlaps.r[j]
        if used[n_s + j] == TAKEN or used[i] and used[n_s + j]:
            continue
        if min(one, other) < fewest_words or min(one, other) < least_balance * max(one, other):
            continue
        overlap = overlaps.of(j, j + 1, i, i + 1)
        if overlap > bests[i]:
            bests[i], partners[i] = overlap, j
        if overlap > bests[n_s + j]:
            bests[n_s + j], partners[n_s + j] = overlap, i


def torn(list chains, const int32_t[::1] suspect, const int32_t[::1] reference, const double[::1] similarity, double lowest):
    """`sentence_parts.find_torn`: its rows."""
    cdef Py_ssize_t n = suspect.shape[0], n_s = 0, n_r = 0, k, i, j
    cdef uint8_t* used
    cdef double* bests
    cdef list found = []
    for k in range(n):
        n_s, n_r = max(n_s, suspect[k] + 1), max(n_r, reference[k] + 1)
    used = <uint8_t*>calloc(n_s + n_r + 1, 1)
    bests = <double*>calloc(n_s + n_r + 1, sizeof(double))
    try:
        if used == NULL or bests == NULL:
            raise MemoryError
        for chain in chains:
            mark_used(chain, used, n_s, n_r)
        for k in range(n):
            i, j = suspect[k], n_s + reference[k]
            bests[i], bests[j] = fmax(bests[i], similarity[k]), fmax(bests[j], similarity[k])
        for k in range(n):
            i, j = suspect[k], n_s + reference[k]
            if similarity[k] >= lowest and used[i] != used[j] and similarity[k] >= bests[j if used[i] else i]:
                found.append((i, j - n_s, not used[i]))
    finally:
        free(used)
        free(bests)
    return found


cdef mark_used(list chain, uint8_t* used, Py_ssize_t n_s, Py_ssize_t n_r):
    """Marks the sentences of a chain, as far as there is room for them."""
    cdef Py_ssize_t k
    for reference_start, reference_end, suspect_start, suspect_end in chain:
        for k in range(suspect_start, min(suspect_end, n_s)):
            used[k] = 1
        for k in range(reference_start, min(reference_end, n_r)):
            used[n_s + k] = 1
