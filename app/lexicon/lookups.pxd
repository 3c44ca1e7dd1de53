# cython: language_level=3
from app.text.scanner cimport Letters
from libc.stdint cimport int8_t, int32_t, int64_t, uint8_t, uint16_t, uint32_t, uint64_t


cdef struct Run:  # letters in a row
    int kind
    void* data
    Py_ssize_t start
    Py_ssize_t end


cdef struct Seen:
    uint64_t hashed
    int32_t first  # the word's first place and 1; 0: free
    int32_t number


cdef class Tables:
    cdef const int32_t[:] lemma, second, stem, as_left, as_right
    cdef const int32_t[::1] places, phrase_rows
    cdef const uint32_t[:] count
    cdef const float[::1] counts_of_levels
    cdef float n_counted, seen_prior, unseen_prior
    cdef readonly object openings
    cdef const uint8_t[:] is_function, main_part
    cdef const uint64_t[::1] phrase_keys
    cdef uint8_t[::1] phrase_marks
    cdef const uint32_t[::1] pair_entries, bigram_entries
    cdef const int32_t[::1] pair_heads, bigram_heads
    cdef const int8_t[:, ::1] vectors
    cdef const float[::1] scales
    cdef uint64_t[:, ::1] slots  # the hash of a word and its row and 1, 0 where none stands
    cdef uint64_t mask, key, salt
    cdef _index(self, str words, Py_ssize_t n_words)
    cdef int row_of_word(self, str word)
    cdef _mark_phrases(self)
    cdef int row_of(self, uint64_t hashed) noexcept nogil
    cdef void find_rows(self, Seen* distinct, int n) noexcept nogil
    cdef int unknown
    cdef bint has_vectors

cdef int relation(Tables t, int left, int right) noexcept nogil
cdef void association_odds(Tables t, const int32_t* left, const int32_t* right, Py_ssize_t n, double* odds) noexcept nogil
cdef float similarity(Tables t, int left, int right) noexcept nogil
cdef int unit_row(Tables t, const int32_t[::1] rows, int start, int n) noexcept nogil
cdef void will_ask(Tables t, int row) noexcept nogil
cdef void will_compare(Tables t, int row) noexcept nogil
