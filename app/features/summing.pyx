# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The compiled twin of `changes`, `swaps`, `company` and `weighing`: one pass over the edits and a few over the substitutions.

Counts stand in a table of one row a count, one column a passage and a last one for the article: `COUNTS` names the rows. What
every number means is said by the plain twins. O(n) time in the number of edits.
"""

import numpy as np
from libc.math cimport fabs, isnan, log, log1p, sqrt
from libc.stdint cimport int8_t, int32_t, uint8_t, uint16_t
from libc.string cimport memcpy

from app.lexicon.lookups cimport Tables, association_odds

cdef extern from "Python.h":
    bint Py_UNICODE_ISUPPER(Py_UCS4 c) nogil
    Py_UCS4 PyUnicode_READ(int kind, void* data, Py_ssize_t index) nogil
    int PyUnicode_KIND(object text)
    void* PyUnicode_DATA(object text)

cdef int EQUAL = 0, REPLACE = 1, INSERT = 2, DELETE = 3
# Rows of the table.
cdef enum:
    REFERENCE, SUSPECT, EQUAL_WORDS, RUNS, KEPT_WORDS, LONG_RUN, SWAPPED, REWRITTEN, INSERTED, DELETED, SHORT_CUTS, GAPS
    SHORT_PUTS, CARELESS
    PAIRS, KEPT_PAIRS, LENGTH_RATIO
    SWAP_WORDS, FACT_WORDS, FORM_WORDS, SLIP_WORDS, SUBSTITUTIONS, SYNONYM, WRONG_SENSE, ASSOCIATION, FUNCTION, PHRASE, UNRELATED
    REPEATED, QUOTED, LONGEST
    LIKELY, LIKELY_WORDS, QUOTED_LIKELY, PROBABILITY, SURE, SURE_WORDS, SURE_FUNCTIONS, SURE_LOST, SURE_QUOTED, PATTERNS, EXPECTED
    CANDIDATES, CANDIDATE_WORDS, ALONE, LOST, UNLIKELY, SURELY_NOT, REBUILT
    LIKELY_PAIRS, SWAPPED_PAIRS, CHANGED_PAIRS, PURE_PAIRS, PAIR_WORDS, PAIR_REBUILT, PAIR_UNEVENNESS
    SUSPECT_WHOLE
    ARTICLE_PATTERNS = 68, ARTICLE_SURE_WORDS, LARGEST, N_COUNTS = 75

COUNTS = (
    "reference", "suspect", "equal", "runs", "kept", "long_run", "swapped", "rewritten", "inserted", "deleted", "short_cuts", "gaps",
    "short_puts", "careless",
    "pairs", "kept_pairs", "length_ratio_squared",
    "swap_words", "fact_words", "form_words", "slip_words", "substitutions", "synonym", "wrong_sense", "association", "function",
    "phrase", "unrelated", "repeated", "quoted", "longest",
    "likely", "likely_words", "quoted_likely", "probability", "sure", "sure_words", "sure_functions", "sure_lost", "sure_quoted",
    "patterns", "expected_patterns",
    "candidates", "candidate_words", "alone", "lost", "unlikely", "surely_not", "rebuilt",
    "likely_pairs", "swapped_pairs", "changed_pairs", "pure_pairs", "pair_words", "pair_rebuilt", "pair_unevenness",
    "suspect_whole", "reference_whole", "common_weight_suspect", "weight_suspect", "common_weight_reference", "weight_reference",
    "steps", "forward_steps", "near_steps", "rank_correlation", "bigrams", "common_bigrams",
    "article_patterns", "article_sure_words", "largest", "class_independent", "class_copied", "class_spun", "class_paraphrased",
)
# Marks of a kind, as `changes.KIND_MARKS` sets them.
cdef int IS_SYNONYM = 1, IS_WRONG_SENSE = 2, IS_FUNCTION = 4, IS_PHRASE = 8, IS_OTHER = 16
# Columns of a sentence pair, and marks of a substitution.
cdef enum:
    CHANGED, WORDS, PIECES, UNEVENNESS
    MAY_BE = 0, OF_FUNCTION, IN_QUOTES


def short_gaps(const int32_t[:, ::1] rows, sides, int longest):
    """The gaps of at most `longest` words among the edits, for `gaps.careless_words`.

    `sides`: the look-ups, the rows of the reference's words and those of the suspect's. Returns the gaps' edits, int32 [n], and the
    odds behind their associations, float64 [3, n]: of the words on both sides of a cut, of its first and of its last word with
    them; of what was put in with the word before it and with the one behind.
    """
    cdef Tables t = sides[0]
    cdef const int32_t[::1] reference = sides[1], suspect = sides[2]
    cdef Py_ssize_t k, at = 0, n = 0, n_reference = reference.shape[0], part
    cdef int before, after
    for k in range(rows.shape[0]):
        n += is_short_gap(rows, k, longest)
    gaps_array, bigrams_array, odds_array = np.empty(n, np.int32), np.empty((2, 3, n + 1), np.int32), np.empty((3, n))
    cdef int32_t[::1] gaps = gaps_array
    cdef int32_t[:, :, ::1] bigrams = bigrams_array
    cdef double[:, ::1] odds = odds_array
    for k in range(rows.shape[0]):
        if not is_short_gap(rows, k, longest):
            continue
        gaps[at] = <int>k
        before = reference[rows[k, 1] - 1] if rows[k, 1] > 0 else t.unknown
        after = reference[rows[k, 2]] if rows[k, 2] < n_reference else t.unknown
        if rows[k, 0] == DELETE:
            bigrams[0, 0, at], bigrams[1, 0, at] = before, after
            bigrams[0, 1, at], bigrams[1, 1, at] = before, reference[rows[k, 1]]
            bigrams[0, 2, at], bigrams[1, 2, at] = reference[rows[k, 2] - 1], after
        else:
            bigrams[0, 0, at], bigrams[1, 0, at] = before, suspect[rows[k, 3]]
            bigrams[0, 1, at], bigrams[1, 1, at] = suspect[rows[k, 4] - 1], after
            bigrams[0, 2, at], bigrams[1, 2, at] = t.unknown, t.unknown
        at += 1
    if n:
        with nogil:
            for part in range(3):
                association_odds(t, &bigrams[0, part, 0], &bigrams[1, part, 0], n, &odds[part, 0])
    return gaps_array, odds_array


cdef inline bint is_short_gap(const int32_t[:, ::1] rows, Py_ssize_t k, int longest) noexcept nogil:
    return rows[k, 0] >= INSERT and rows[k, 2] - rows[k, 1] <= longest and rows[k, 4] - rows[k, 3] <= longest


cdef inline float bounded(double value, float most) noexcept nogil:
    return -most if <float>value < -most else most if <float>value > most else <float>value


def careless_words(const int32_t[:, ::1] rows, const int32_t[::1] gaps, const double[:, ::1] logs, limits):
    """`gaps.careless_words` from the logarithms of `short_gaps`' odds; `limits`: a `gaps.GapLimits`."""
    cdef float cut_from = limits.cut_from, put_from = limits.put_from, certain = limits.certain, most = limits.most
    cdef float first, second, third, doubt
    cdef Py_ssize_t k, row
    careless_array = np.zeros(rows.shape[0])
    cdef double[::1] careless = careless_array
    for k in range(gaps.shape[0]):
        row, first, second, third = gaps[k], bounded(logs[0, k], most), bounded(logs[1, k], most), bounded(logs[2, k], most)
        if rows[row, 0] == DELETE:
            doubt = (cut_from - (first - <float>0.5 * (second + third))) / certain
        else:
            doubt = (put_from - (first if first < second else second)) / certain
        doubt = 0.0 if doubt < 0.0 else 1.0 if doubt > 1.0 else doubt
        careless[row] = <double>max(rows[row, 2] - rows[row, 1], rows[row, 4] - rows[row, 3]) * <double>doubt
    return careless_array


def sum_changes(rows_array, const int32_t[::1] sizes, const int32_t[:, ::1] pair_rows, const int32_t[::1] pair_sizes,
                const double[::1] careless, swaps, kinds, limits):
    """The changes of all passages: what `changes.find_changes_plainly` counts.

    `rows_array` int32 [n, 5] and `pair_rows` [m, 6] are those of all passages, `sizes` and `pair_sizes` how many each has;
    `careless`: of each row its words put in or left out without care;
    `swaps`: the substitutions' passages, rows, spans, kinds, change of association and pattern numbers, and whether each token of
    the suspect is quoted; `kinds`: family and marks of each kind; `limits`: a `changes.ChangeLimits`. Returns the table of counts, the
    sentence pair and the longer side of each substitution, its marks [3, n] and what it lost, the passage of each sentence
    pair, and what was done to it [4, m].
    """
    cdef const int32_t[:, ::1] rows = rows_array
    cdef Py_ssize_t n_passages = sizes.shape[0], n_pairs = pair_rows.shape[0], n_rows = rows.shape[0]
    table_array = np.zeros((N_COUNTS, n_passages + 1))
    pairs_array = np.empty(len(swaps[0]), np.int32)
    of_row_array = np.full(n_rows + 1, -1, np.int32)
    pair_passages_array = np.empty(n_pairs, np.int32)
    pair_columns_array = np.zeros((4, n_pairs))
    cdef double[:, ::1] table = table_array, pair_columns = pair_columns_array
    cdef int32_t[::1] of_row = of_row_array, pair_passages = pair_passages_array
    cdef Py_ssize_t passage, first = 0, first_pair = 0, pair, k
    cdef const uint8_t[:] quoted = swaps[6]
    cdef int longest_unit = limits.longest_unit, longest_cut = limits.longest_cut, longest_put = limits.longest_put
    cdef int long_run = limits.long_run
    cdef int32_t[::1] firsts = np.zeros(n_passages + 1, np.int32)
    for passage in range(n_passages):
        firsts[passage + 1] = firsts[passage] + sizes[passage]
    cdef uint8_t[::1] kept = kept_rows(rows, firsts, swaps, kinds[0], limits.swap_family)
    for passage in range(n_passages):
        for k in range(first, first + sizes[passage]):
            count_edit(table, passage, rows, k, careless[k], longest_unit, longest_cut, longest_put)
            if rows[k, 4] > rows[k, 3]:
                count_quoted(table, passage, quoted, rows[k, 3], rows[k, 4])
        for pair in range(first_pair, first_pair + pair_sizes[passage]):
            pair_passages[pair] = <int>passage
            measure_pair(table, pair_columns, passage, pair, rows, pair_rows, first, of_row, kept, careless,
                         longest_unit, longest_cut, longest_put)
        count_runs(table, passage, rows, first, first + sizes[passage], of_row, kept, long_run)
        first += sizes[passage]
        first_pair += pair_sizes[passage]
        table[LONGEST, passage] = max(table[REFERENCE, passage] - table[DELETED, passage] + table[SHORT_CUTS, passage],
                                      table[SUSPECT, passage] - table[INSERTED, passage] + table[SHORT_PUTS, passage])
    longer, marks, lost = count_swaps(table, swaps, kinds, firsts, of_row, pairs_array, limits)
    return table_array, pairs_array, longer, marks, lost, pair_passages_array, pair_columns_array


cdef uint8_t[::1] kept_rows(const int32_t[:, ::1] rows, int32_t[::1] firsts, swaps, const int8_t[::1] family, int swap_family):
    """Marks the edits that leave the wording as it was, as `changes._kept_rows` does: 1 or 0; 2: none that is told so far."""
    cdef const int32_t[::1] passages = swaps[0], edits = swaps[1]
    cdef const int8_t[::1] kind = swaps[3]
    cdef uint8_t[::1] kept = np.empty(rows.shape[0], np.uint8)
    cdef Py_ssize_t k, row
    for row in range(rows.shape[0]):
        kept[row] = 1 if rows[row, 0] == EQUAL else 2
    for k in range(passages.shape[0]):
        row = firsts[passages[k]] + edits[k]
        kept[row] = kept[row] != 0 and family[kind[k]] != swap_family
    for row in range(rows.shape[0]):
        kept[row] = kept[row] == 1
    return kept


cdef void count_runs(double[:, ::1] table, Py_ssize_t p, const int32_t[:, ::1] rows, Py_ssize_t start, Py_ssize_t end,
                     int32_t[::1] of_row, uint8_t[::1] kept, int long_run) noexcept nogil:
    """Runs of kept words; one ends with its sentence."""
    cdef Py_ssize_t k
    cdef int words = 0
    for k in range(start, end):
        if kept[k]:
            words += rows[k, 2] - rows[k, 1]
            table[KEPT_WORDS, p] += rows[k, 2] - rows[k, 1]
        if kept[k] and (k + 1 == end or not kept[k + 1] or of_row[k + 1] != of_row[k]):
            table[RUNS, p] += 1
            table[LONG_RUN, p] += words if words >= long_run else 0
            words = 0


cdef void count_edit(double[:, ::1] table, Py_ssize_t p, const int32_t[:, ::1] rows, Py_ssize_t k, double careless,
                     int longest_unit, int longest_cut, int longest_put) noexcept nogil:
    cdef int op = rows[k, 0], reference = rows[k, 2] - rows[k, 1], suspect = rows[k, 4] - rows[k, 3]
    cdef int longer = reference if reference > suspect else suspect
    table[REFERENCE, p] += reference
    table[SUSPECT, p] += suspect
    if op == EQUAL:
        table[EQUAL_WORDS, p] += reference
    elif op == REPLACE:
        table[SWAPPED if longer <= longest_unit else REWRITTEN, p] += longer
    else:
        table[GAPS, p] += 1
        table[CARELESS, p] += careless
        if op == INSERT:
            table[INSERTED, p] += suspect
            if suspect <= longest_put:
                table[SHORT_PUTS, p] += suspect
        else:
            table[DELETED, p] += reference
            if reference <= longest_cut:
                table[SHORT_CUTS, p] += reference


cdef void count_quoted(double[:, ::1] table, Py_ssize_t p, const uint8_t[:] quoted, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    cdef Py_ssize_t k
    for k in range(start, end):
        table[QUOTED, p] += quoted[k]


cdef void measure_pair(double[:, ::1] table, double[:, ::1] columns, Py_ssize_t p, Py_ssize_t pair, const int32_t[:, ::1] rows,
                       const int32_t[:, ::1] pair_rows, Py_ssize_t first, int32_t[::1] of_row, uint8_t[::1] kept,
                       const double[::1] careless, int longest_unit, int longest_cut, int longest_put) noexcept nogil:
    """What was done to one sentence pair; what was cut or added at length says nothing."""
    cdef Py_ssize_t start = first + pair_rows[pair, 4], end = first + pair_rows[pair, 5], k
    cdef int op, reference, suspect, longer, total = 0, other = 0
    cdef double ratio
    cdef bint all_kept = True
    for k in range(start, end):
        of_row[k] = <int>pair
        all_kept = all_kept and kept[k]
        op, reference, suspect = rows[k, 0], rows[k, 2] - rows[k, 1], rows[k, 4] - rows[k, 3]
        longer = reference if reference > suspect else suspect
        if (op == DELETE and longer > longest_cut) or (op == INSERT and longer > longest_put):
            continue
        total += reference
        other += suspect
        columns[WORDS, pair] += longer
        if op != EQUAL:
            columns[CHANGED, pair] += longer - careless[k]
            if op != REPLACE or longer > longest_unit:
                columns[PIECES, pair] += longer - careless[k]
    ratio = log((total + 2.0) / (other + 2.0))
    columns[UNEVENNESS, pair] = ratio * ratio
    ratio = log((rows[end - 1, 2] - rows[start, 1] + 2.0) / (rows[end - 1, 4] - rows[start, 3] + 2.0))
    table[PAIRS, p] += 1
    table[KEPT_PAIRS, p] += all_kept
    table[LENGTH_RATIO, p] += ratio * ratio


cdef count_swaps(double[:, ::1] table, swaps, kinds, int32_t[::1] firsts, int32_t[::1] of_row, pairs_array, limits):
    cdef const int32_t[::1] passages = swaps[0], edits = swaps[1], patterns = swaps[5]
    cdef const int32_t[:, :] spans = swaps[2]
    cdef const int8_t[::1] kind = swaps[3], family = kinds[0]
    cdef const float[::1] change = swaps[4]
    cdef const uint8_t[:] quoted = swaps[6], marks_of = kinds[1]
    cdef Py_ssize_t n = passages.shape[0], k, p
    cdef int words, other, marks, swap_family = limits.swap_family
    cdef float lost_from = limits.lost_from, most_lost = limits.most_lost, loss
    longer_array, marks_array, lost_array = np.empty(n, np.int32), np.empty((3, n), np.uint8), np.empty(n, np.float32)
    cdef int32_t[::1] longer = longer_array, pairs = pairs_array
    cdef uint8_t[:, ::1] flags = marks_array
    cdef float[::1] lost = lost_array
    cdef int32_t[::1] often = np.zeros(n + 1, np.int32)
    for k in range(n):
        often[patterns[k]] += 1
    for k in range(n):
        p, marks = passages[k], marks_of[kind[k]]
        words, other = spans[1, k] - spans[0, k], spans[3, k] - spans[2, k]
        longer[k] = words if words > other else other
        pairs[k] = of_row[firsts[p] + edits[k]]
        flags[MAY_BE, k] = family[kind[k]] == swap_family
        flags[OF_FUNCTION, k] = marks & IS_FUNCTION != 0
        flags[IN_QUOTES, k] = quoted[spans[2, k]]
        loss = -lost_from - change[k]
        lost[k] = 0.0 if loss < 0 else most_lost if loss > most_lost else loss
        table[SWAP_WORDS + family[kind[k]], p] += longer[k]
        table[SUBSTITUTIONS, p] += 1
        table[SYNONYM, p] += marks & IS_SYNONYM != 0
        table[WRONG_SENSE, p] += marks & IS_WRONG_SENSE != 0
        table[ASSOCIATION, p] += change[k]
        table[FUNCTION, p] += marks & IS_FUNCTION != 0
        table[PHRASE, p] += marks & IS_PHRASE != 0
        table[UNRELATED, p] += marks & IS_OTHER != 0
        table[REPEATED, p] += often[patterns[k]] > 1
    return longer_array, marks_array, lost_array


cdef struct Text:
    int kind
    void* data


cdef inline bint is_capital(Text text, Py_ssize_t at) noexcept nogil:
    cdef Py_UCS4 c = PyUnicode_READ(text.kind, text.data, at)
    return u"A" <= c <= u"Z" if c < 128 else Py_UNICODE_ISUPPER(c)


def measure_swaps(swaps, sides, columns, pairs, double article_facts):
    """Values of `swaps.SWAP_FEATURES`: float32 [n, 28].

    `swaps`: spans, kinds, both rows, relations, similarity, change of association; `sides`: text, starts and quoted tokens of
    the reference and of the suspect; `columns` of the lexicon: log frequency, main part, tag, function mark; `pairs`: the pair of
    each substitution, its longer side, whether it is a fact, a wrong sense and a phrase, and the columns of the pairs.
    """
    cdef const int32_t[:, :] spans = swaps[0]
    cdef const int32_t[::1] left = swaps[1], right = swaps[2]
    cdef const uint16_t[::1] relations = swaps[3]
    cdef const float[::1] similarity = swaps[4], change = swaps[5]
    cdef const int32_t[::1] starts_a = sides[1], starts_b = sides[4], of_pair = pairs[0], longer = pairs[1]
    cdef const uint8_t[:] quoted_a = sides[2], quoted_b = sides[5], is_fact = pairs[2], is_wrong = pairs[3], is_phrase = pairs[4]
    cdef const double[:, ::1] of_pairs = pairs[5]
    cdef const float[:] frequency = columns[0]
    cdef const uint8_t[:] part = columns[1], tag = columns[2], function = columns[3]
    cdef Text text_a = Text(PyUnicode_KIND(sides[0]), PyUnicode_DATA(sides[0]))
    cdef Text text_b = Text(PyUnicode_KIND(sides[3]), PyUnicode_DATA(sides[3]))
    cdef Py_ssize_t n = left.shape[0], k, unknown = part.shape[0] - 1, pair
    cdef int bits
    values_array = np.empty((n, 28), np.float32)
    cdef float[:, ::1] values = values_array
    cdef double[::1] facts = np.zeros(of_pairs.shape[1] + 1)
    with nogil:
        for k in range(n):
            if of_pair[k] >= 0 and is_fact[k]:
                facts[of_pair[k]] += longer[k]
        for k in range(n):
            bits, pair = relations[k], of_pair[k]
            values[k, 0], values[k, 1], values[k, 2] = bits >> 2 & 1, bits >> 3 & 1, bits >> 4 & 1
            values[k, 3], values[k, 4] = bits >> 1 & 1, bits >> 8 & 1
            values[k, 5], values[k, 6] = 0.0 if isnan(similarity[k]) else similarity[k], not isnan(similarity[k])
            values[k, 7], values[k, 8] = frequency[left[k]], frequency[right[k]]
            values[k, 9], values[k, 10] = change[k], max(<float>(-4.0) - change[k], <float>0.0)
            values[k, 11], values[k, 12] = part[left[k]] == part[right[k]], tag[left[k]] == tag[right[k]]
            values[k, 13], values[k, 14] = function[left[k]] & function[right[k]], function[left[k]] ^ function[right[k]]
            values[k, 15] = is_capital(text_a, starts_a[spans[0, k]])
            values[k, 16] = is_capital(text_b, starts_b[spans[2, k]])
            values[k, 17] = quoted_a[spans[0, k]] | quoted_b[spans[2, k]]
            values[k, 18], values[k, 19] = spans[1, k] - spans[0, k], spans[3, k] - spans[2, k]
            values[k, 20], values[k, 21] = right[k] == unknown, left[k] == unknown
            values[k, 22], values[k, 25] = is_wrong[k], is_phrase[k]
            if pair < 0:
                values[k, 23], values[k, 24], values[k, 26] = 1.0, 1.0, 0.0
            else:
                values[k, 23] = of_pairs[PIECES, pair] / max(of_pairs[WORDS, pair], 1.0)
                values[k, 24] = sqrt(of_pairs[UNEVENNESS, pair])
                values[k, 26] = facts[pair] / max(of_pairs[WORDS, pair], 1.0)
            values[k, 27] = log1p(article_facts)
    return values_array


cdef inline Py_ssize_t ramps(float[:, ::1] out, Py_ssize_t k, Py_ssize_t at, double value, const double[::1] knots) noexcept nogil:
    """Writes the ramps of one value; returns where the next ones begin."""
    cdef Py_ssize_t j
    cdef double rise
    for j in range(knots.shape[0] - 1):
        rise = (value - knots[j]) / (knots[j + 1] - knots[j])
        out[k, at + j] = 0.0 if rise < 0.0 else 1.0 if rise > 1.0 else rise
    return at + knots.shape[0] - 1


def measure_company(const double[:, ::1] table, changes, const double[::1] alone, knots, double least, double smooth, double n_suspect):
    """The columns of `company.measure_company`: float32 [n, n_ramps + 1].

    `changes`: passage, pattern, longer side and marks of each substitution, and how often each pattern comes; `knots`: those of
    each feature, in the order of `company.COMPANY_FEATURES`.
    """
    cdef const int32_t[::1] passages = changes[0], patterns = changes[1], longer = changes[2]
    cdef const uint8_t[:, ::1] flags = changes[3]
    cdef const double[::1] often = changes[4]
    cdef Py_ssize_t n = passages.shape[0], n_passages = table.shape[1] - 1, k, p, at = 1
    cdef double words_of_all = 0.0, n_patterns = 0.0, bounded, words, candidates, rebuilt, size, others
    cdef const double[::1] k0 = knots[0], k1 = knots[1], k2 = knots[2], k3 = knots[3]
    cdef const double[::1] k4 = knots[4], k5 = knots[5], k6 = knots[6], k7 = knots[7]
    cdef double[:, ::1] of = np.zeros((2, n_passages + 1))
    cdef double[::1] of_pattern = np.zeros(often.shape[0] + 1)
    values_array = np.empty((n, 1 + sum(len(each) - 1 for each in knots)), np.float32)
    cdef float[:, ::1] values = values_array
    for k in range(n):
        of[0, passages[k]] += alone[k] * longer[k]
        of[1, passages[k]] += flags[MAY_BE, k] * longer[k]
        of_pattern[patterns[k]] += alone[k]
    for k in range(often.shape[0]):
        n_patterns += of_pattern[k] / max(often[k], 1.0)
    for p in range(n_passages):
        words_of_all += of[0, p]
    for k in range(n):
        p = passages[k]
        bounded = least if alone[k] < least else 1.0 - least if alone[k] > 1.0 - least else alone[k]
        values[k, 0] = log(bounded / (1.0 - bounded))
        if k > 0 and passages[k - 1] == p:  # what its passage says is the same
            memcpy(&values[k, 1], &values[k - 1, 1], (at - 1) * sizeof(float))
        else:
            words, candidates, size = of[0, p], of[1, p], max(table[LONGEST, p], 1.0)
            rebuilt = table[REWRITTEN, p] + table[SHORT_PUTS, p] + table[SHORT_CUTS, p] - table[CARELESS, p]
            others = table[FACT_WORDS, p] + table[FORM_WORDS, p] + table[SLIP_WORDS, p]
            at = ramps(values, k, 1, words / size, k0)
            at = ramps(values, k, at, words / (words + rebuilt + smooth), k1)
            at = ramps(values, k, at, candidates / size, k2)
            at = ramps(values, k, at, candidates / (candidates + rebuilt + smooth), k3)
            at = ramps(values, k, at, words / (words + others + smooth), k4)
            at = ramps(values, k, at, log1p(n_patterns), k5)
            at = ramps(values, k, at, words_of_all / max(n_suspect, 1.0), k6)
        ramps(values, k, at, log(often[patterns[k]]), k7)
    return values_array


def weigh(const double[:, ::1] before, changes, pairs, whole, const double[::1] alone, const double[::1] spin, limits):
    """The table of `before` with the rows that hang on probabilities, and the article's column: what `weighing` counts.

    `changes`: passage, pair, pattern, longer side, marks and loss of each substitution; `pairs`: the passage of each sentence
    pair and its columns; `whole`: what is counted of the whole texts, in the order of the rows; `limits`: `weighing.LIMITS`.
    """
    cdef double likely_from = limits[0], scale = limits[1], least_swapped = limits[2]
    cdef const int32_t[::1] passages = changes[0], of_pair = changes[1], patterns = changes[2], longer = changes[3]
    cdef const uint8_t[:, ::1] flags = changes[4]
    cdef const float[::1] lost = changes[5]
    cdef const int32_t[::1] pair_passages = pairs[0]
    cdef const double[:, ::1] pair_columns = pairs[1]
    cdef Py_ssize_t n = passages.shape[0], n_pairs = pair_passages.shape[0], n_passages = before.shape[1] - 1, k, p, row
    cdef double sure, swapped, changed
    cdef bint is_likely, may_be
    table_array = np.array(before)
    cdef double[:, ::1] table = table_array, swapped_words = np.zeros((2, n_pairs + 1))
    for k in range(n):
        p, may_be, is_likely = passages[k], flags[MAY_BE, k], spin[k] >= likely_from
        sure = max(scale * (spin[k] - likely_from), 0.0)
        table[LIKELY, p] += is_likely
        table[LIKELY_WORDS, p] += longer[k] * is_likely
        table[QUOTED_LIKELY, p] += longer[k] * is_likely * flags[IN_QUOTES, k]
        table[PROBABILITY, p] += spin[k]
        table[SURE, p] += sure
        table[SURE_WORDS, p] += sure * longer[k]
        table[SURE_FUNCTIONS, p] += sure * flags[OF_FUNCTION, k]
        table[SURE_LOST, p] += sure * lost[k]
        table[SURE_QUOTED, p] += sure * flags[IN_QUOTES, k]
        table[ALONE, p] += alone[k]
        if may_be:
            table[CANDIDATES, p] += 1
            table[CANDIDATE_WORDS, p] += longer[k]
            table[LOST, p] += lost[k]
            table[UNLIKELY, p] += not is_likely
            table[SURELY_NOT, p] += max(scale * (likely_from - spin[k]), 0.0)
        if of_pair[k] >= 0:
            swapped_words[0, of_pair[k]] += sure * longer[k]
            swapped_words[1, of_pair[k]] += longer[k] * is_likely
    for k in range(n_pairs):
        p, swapped = pair_passages[k], swapped_words[0, k]
        changed = max(pair_columns[CHANGED, k], swapped)
        table[LIKELY_PAIRS, p] += swapped_words[1, k] > 0
        table[SWAPPED_PAIRS, p] += min(swapped, 1.0)
        table[PURE_PAIRS, p] += swapped >= changed - swapped and swapped >= least_swapped
        if changed > 0:
            table[CHANGED_PAIRS, p] += 1
            table[PAIR_WORDS, p] += pair_columns[WORDS, k]
            table[PAIR_REBUILT, p] += pair_columns[PIECES, k]
            table[PAIR_UNEVENNESS, p] += pair_columns[UNEVENNESS, k]
    for p in range(n_passages):
        table[REBUILT, p] = table[REWRITTEN, p] + table[SHORT_PUTS, p] + table[SHORT_CUTS, p] - table[CARELESS, p]
    for row in range(N_COUNTS):
        table[row, n_passages] = 0.0
        for p in range(n_passages):
            table[row, n_passages] += table[row, p]
    table[PATTERNS, n_passages], table[EXPECTED, n_passages] = 0.0, 0.0
    count_patterns(table, passages, patterns, spin, likely_from, scale)
    row = SUSPECT_WHOLE
    for value in (*whole, table[PATTERNS, n_passages], table[SURE_WORDS, n_passages]):
        table_array[row] = value
        row += 1
    for p in range(n_passages):
        table[LARGEST, n_passages] = max(table[LARGEST, n_passages], table[SUSPECT, p])
    return table_array


cdef count_patterns(double[:, ::1] table, const int32_t[::1] passages, const int32_t[::1] patterns, const double[::1] spin,
                    double likely_from, double scale):
    """Different swaps, each counted as its likeliest place: of each passage and of the article. The swaps go passage by passage."""
    cdef Py_ssize_t n = passages.shape[0], article = table.shape[1] - 1, k, p
    cdef double[:, ::1] most = np.zeros((2, n + 1))
    cdef int32_t[::1] met = np.full(n + 1, -1, np.int32)
    cdef double gain
    for k in range(n):
        p = passages[k]
        if met[patterns[k]] != p:
            met[patterns[k]], most[0, patterns[k]] = <int>p, 0.0
        gain = spin[k] - most[0, patterns[k]]
        if gain > 0.0:
            table[EXPECTED, p] += gain
            table[PATTERNS, p] += surely(spin[k], likely_from, scale) - surely(most[0, patterns[k]], likely_from, scale)
            most[0, patterns[k]] = spin[k]
        gain = spin[k] - most[1, patterns[k]]
        if gain > 0.0:
            most[1, patterns[k]] = spin[k]
    for k in range(n):
        table[EXPECTED, article] += most[1, k]
        table[PATTERNS, article] += surely(most[1, k], likely_from, scale)


cdef inline double surely(double spin, double likely_from, double scale) noexcept nogil:
    return max(scale * (spin - likely_from), 0.0)


# Forms of a value, as `types.Form` numbers them.
cdef enum:
    VALUE, LOG, LENGTH, SHARE, KEPT, AGAINST, MEAN, RATE, LOG_RATE, ROOT_RATE, LEFT, BALANCE


def measure(const double[:, :] table, const int32_t[:, ::1] formulas, const double[::1] doubts, double most_words):
    """The values of formulas for each column of a table: float32 [n_columns, n_formulas].

    A formula: its form, the rows `of`, `among` and `also` (-1: none); its doubt.
    """
    cdef Py_ssize_t n = formulas.shape[0], k, c
    values_array = np.empty((table.shape[1], n), np.float32)
    cdef float[:, ::1] values = values_array
    cdef double of, among
    for c in range(table.shape[1]):
        for k in range(n):
            of = table[formulas[k, 1], c]
            if formulas[k, 3] >= 0:
                of += table[formulas[k, 3], c]
            among = table[formulas[k, 2], c] if formulas[k, 2] >= 0 else 0.0
            values[c, k] = value_of(formulas[k, 0], of, among, doubts[k], most_words)
    return values_array


cdef double value_of(int form, double of, double among, double doubt, double most_words) noexcept nogil:
    if form == SHARE:
        return min(of / max(among + doubt, 1.0), 1.0)
    if form == LOG:
        return log1p(of)
    if form == LENGTH:
        return log1p(min(of, most_words))
    if form == KEPT:
        return min(of / max(among, 1.0), 1.0) if among > 0 else 1.0
    if form == AGAINST:
        return of / (of + among + doubt)
    if form == MEAN:
        return of / (among + doubt)
    if form == RATE:
        return of / max(among, 1.0)
    if form == LOG_RATE:
        return log1p(of / max(among, 1.0))
    if form == ROOT_RATE:
        return sqrt(of / max(among, 1.0))
    if form == LEFT:
        return 1.0 - min(of / max(among, 1.0), 1.0)
    if form == BALANCE:
        return fabs(log((of + doubt) / (among + doubt)))
    return of
