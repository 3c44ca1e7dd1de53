# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The compiled twin of `words`, `sentences` and `characters`: a text's words and sentences in walks over its characters.

O(n) time each. A word becomes a string only when somebody asks for it.
"""

import numpy as np
from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_FromKindAndData, PyUnicode_KIND
from libc.stdint cimport int32_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memset

cdef extern from "Python.h":
    Py_ssize_t PyUnicode_FindChar(object text, Py_UCS4 c, Py_ssize_t start, Py_ssize_t end, int direction) except -2
    bint Py_UNICODE_ISALNUM(Py_UCS4 c) nogil
    bint Py_UNICODE_ISALPHA(Py_UCS4 c) nogil
    bint Py_UNICODE_ISSPACE(Py_UCS4 c) nogil
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 c) nogil
    bint Py_UNICODE_ISUPPER(Py_UCS4 c) nogil
    Py_UCS4 Py_UNICODE_TOLOWER(Py_UCS4 c) nogil
    Py_UCS4 PyUnicode_READ(int kind, void* data, Py_ssize_t index) nogil
    void PyUnicode_WRITE(int kind, void* data, Py_ssize_t index, Py_UCS4 c) nogil


cdef class Letters:
    """The words of a text as letters one behind the other: `starts` and `ends` say where each stands among them."""

    def __init__(self, bytes held, int kind, starts, ends):
        """`held` are characters of `kind` bytes each."""
        self.held, self.kind, self.data = held, kind, <void*>PyBytes_AS_STRING(held)
        self.starts, self.ends = starts, ends
        self.first, self.last = starts, ends
        self.n = len(starts)

    def __reduce__(self):
        return Letters, (self.held, self.kind, self.starts, self.ends)

    def __len__(self):
        return self.n

    cpdef str norm(self, Py_ssize_t k):
        """The word with this number."""
        cdef Py_ssize_t start = self.first[k]
        return PyUnicode_FromKindAndData(self.kind, <char*>self.data + start * self.kind, self.last[k] - start)

    cdef tuple norms(self, Py_ssize_t start, Py_ssize_t end):
        return tuple([self.norm(k) for k in range(start, end)])

    def __getitem__(self, Py_ssize_t k):
        if not 0 <= k < self.n:
            raise IndexError(f"word {k} of {self.n}")
        return self.norm(k)

    def between(self, Py_ssize_t start, Py_ssize_t end, Py_ssize_t step=1):
        """The words from `start` to `end`, each or every n-th, as a tuple."""
        return tuple([self.norm(k) for k in range(max(start, 0), min(end, self.n), step)])

    cpdef str wording(self, Py_ssize_t start, Py_ssize_t end):
        """The words from `start` to `end`, a blank between them."""
        return self.norm(start) if end - start == 1 else " ".join(self.norms(start, end))

    def wordings(self, const int32_t[:] starts, const int32_t[:] ends):
        """The wording of several stretches."""
        cdef Py_ssize_t k
        return [self.wording(starts[k], ends[k]) for k in range(starts.shape[0])]

    def count_words(self, Py_ssize_t end):
        """How many of the first `end` words begin with no figure."""
        cdef Py_ssize_t k, count = 0
        cdef Py_UCS4 c
        for k in range(min(end, self.n)):
            c = PyUnicode_READ(self.kind, self.data, self.first[k]) if self.last[k] > self.first[k] else 32
            count += c < u"0" or c > u"9"
        return count

    def only(self, kept):
        """The words that `kept` marks."""
        return Letters(self.held, self.kind, self.starts[kept], self.ends[kept])

    def replaced(self, dict words):
        """The same words, but for some by number."""
        cdef str joined = "".join(words.values())
        cdef int kind = PyUnicode_KIND(joined)
        cdef bytes more
        cdef Py_ssize_t at = len(self.held) // self.kind, k
        if not words:
            return self
        if kind > self.kind:
            return Letters.of([words.get(k) if k in words else self.norm(k) for k in range(self.n)])
        more = PyBytes_FromStringAndSize(NULL, len(joined) * self.kind)
        for k in range(len(joined)):
            PyUnicode_WRITE(self.kind, <void*>PyBytes_AS_STRING(more), k, PyUnicode_READ(kind, PyUnicode_DATA(joined), k))
        starts, ends = self.starts.copy(), self.ends.copy()
        for number, word in words.items():
            starts[number], ends[number] = at, at + len(word)
            at += len(word)
        return Letters(self.held + more, self.kind, starts, ends)

    @classmethod
    def of(cls, norms):
        """The letters of words that are strings already."""
        cdef str joined = "".join(norms)
        lengths = np.fromiter(map(len, norms), np.int32, len(norms))
        ends = np.cumsum(lengths, dtype=np.int32)
        cdef int kind = PyUnicode_KIND(joined)
        return cls(PyBytes_FromStringAndSize(<char*>PyUnicode_DATA(joined), len(joined) * kind), kind, ends - lengths, ends)


cdef uint64_t packed_word(Letters words, Py_ssize_t k) noexcept nogil:
    """A word of at most twelve letters a to z as a number, five bits a letter; 0 for any other."""
    cdef uint64_t packed = 0
    cdef Py_ssize_t at
    cdef Py_UCS4 c
    if words.last[k] - words.first[k] > 12:
        return 0
    for at in range(words.first[k], words.last[k]):
        c = PyUnicode_READ(words.kind, words.data, at)
        if c < u"a" or c > u"z":
            return 0
        packed = packed << 5 | <uint64_t>(<int>c - 96)
    return packed


def packed_forms(words):
    """The numbers of words of a to z, sorted, for `count_among`."""
    cdef Letters letters = Letters.of(words)
    return np.array(sorted({packed_word(letters, k) for k in range(letters.n)}), np.uint64)


def count_among(spelling, Py_ssize_t step, const uint64_t[::1] forms):
    """How many of each `step`-th word of a spelling are among the `forms`, and how many words were asked."""
    cdef Letters words = letters_of(spelling)
    cdef Py_ssize_t k = 0, found = 0, asked = 0, low, high, middle
    cdef uint64_t wanted
    while k < words.n:
        wanted = packed_word(words, k)
        low, high = 0, forms.shape[0]
        while low < high:
            middle = (low + high) >> 1
            if forms[middle] < wanted:
                low = middle + 1
            else:
                high = middle
        found += low < forms.shape[0] and forms[low] == wanted and wanted != 0
        asked += 1
        k += step
    return found, asked


cdef Letters letters_of(object spelling):
    """A spelling as letters, which it may be already."""
    return spelling if isinstance(spelling, Letters) else Letters.of(spelling.between(0, len(spelling)))


# Of each character up to 255: what it is in lower case, with plain marks; and whether \\w matches it (but for the underscore).
cdef uint8_t[256] LOWER
cdef uint8_t[256] IS_WORD
# What `next_marked` looks for; the last mark is for all characters from 255 on.
cdef uint8_t[256] IS_MARK  # whether it may have to do with a quotation
cdef uint8_t[256] SURVEYED  # whether it is no ASCII, a figure, a sign, or may begin a trace
cdef uint8_t[256] IS_SIGN
cdef uint8_t[256] MAY_END  # whether it may end a sentence or a block


SIGNS = "\x0b\x0e\x0f\x1b\x1c\x1d\x1e\x1f\"#%&*<>@[]`{"  # as `characters.SIGNS`


cdef void _fill_classes():
    cdef int c
    for c in range(256):
        IS_WORD[c] = Py_UNICODE_ISALNUM(<Py_UCS4>c)
        LOWER[c] = <uint8_t>Py_UNICODE_TOLOWER(<Py_UCS4>c)
        IS_MARK[c] = c == 255 or chr(c) in "\"'`,<>\xab\xbb"
        IS_SIGN[c] = chr(c) in SIGNS
        SURVEYED[c] = c >= 128 or IS_SIGN[c] or chr(c) in "0123456789-"
        MAY_END[c] = c == 255 or chr(c) in "\n.!?"
    LOWER[95] = 32


_fill_classes()


cdef inline bint is_word(Py_UCS4 c) noexcept nogil:
    """Whether a character is a letter or a figure."""
    return IS_WORD[c] if c < 256 else Py_UNICODE_ISALNUM(c)


cdef inline bint is_letter(const Character* text, Py_ssize_t k, Py_ssize_t n) noexcept nogil:
    """Whether \\w matches there; the text holds no underscores."""
    return 0 <= k < n and is_word(text[k])


cdef inline bint joins(const Character* text, Py_ssize_t k, Py_ssize_t n) noexcept nogil:
    """Whether the mark at k stands inside a word: didn't, high-level, 40,000, 10:30, u.s."""
    cdef Py_UCS4 mark = text[k]
    if mark != u"'" and mark != u"-" and mark != u"." and mark != u"," and mark != u":":
        return False
    if not is_letter(text, k + 1, n):
        return False
    if mark == u"'" or mark == u"-":
        return True
    if Py_UNICODE_ISDECIMAL(text[k - 1]) and Py_UNICODE_ISDECIMAL(text[k + 1]):
        return True
    return not is_letter(text, k - 2, n) and not is_letter(text, k + 2, n)


cdef inline Py_UCS4 lowered(Py_UCS4 c) noexcept nogil:
    """A character in lower case, with plain apostrophes and hyphens, and a blank for the underscore."""
    if c < 256:
        return LOWER[c]
    if c == 0x2019 or c == 0x2018 or c == 0x02BC:
        return 39
    if c == 0x2010 or c == 0x2011:
        return 45
    return Py_UNICODE_TOLOWER(c)


cdef void lower(int kind, void* data, void* out, Py_ssize_t n) noexcept nogil:
    cdef Py_ssize_t k
    if kind == 1:
        for k in range(n):
            (<uint8_t*>out)[k] = LOWER[(<uint8_t*>data)[k]]
    elif kind == 2:
        for k in range(n):
            (<uint16_t*>out)[k] = <uint16_t>lowered((<uint16_t*>data)[k])
    else:
        for k in range(n):
            (<uint32_t*>out)[k] = <uint32_t>lowered((<uint32_t*>data)[k])


cdef bytes lowered_letters(str text):
    cdef int kind = PyUnicode_KIND(text)
    cdef bytes held = PyBytes_FromStringAndSize(NULL, len(text) * kind)
    lower(kind, PyUnicode_DATA(text), <void*>PyBytes_AS_STRING(held), len(text))
    return held


def lower_in_place(str text):
    """What `words.lower_in_place_plainly` returns of a text without a capital sigma, whose lower case hangs on its neighbours."""
    return PyUnicode_FromKindAndData(PyUnicode_KIND(text), PyBytes_AS_STRING(lowered_letters(text)), len(text))


cdef struct Words:  # how many, the length of the longest, and whether four of one letter follow each other one space apart
    Py_ssize_t count
    Py_ssize_t longest
    bint has_spaced_out


cdef Words find_words(const Character* text, Py_ssize_t n, int32_t[:, ::1] at) noexcept nogil:
    """Writes where each word starts and ends."""
    cdef Words found = Words(0, 0, False)
    cdef Py_ssize_t k = 0, start
    cdef int in_row = 0
    while k < n:
        if not is_word(text[k]):
            k += 1
            continue
        start = k
        while True:
            while k < n and is_word(text[k]):
                k += 1
            if k < n and joins(text, k, n):
                k += 1
                continue
            break
        if k < n and text[k] == u"%":
            k += 1
        if k - start != 1:
            in_row = 0
            found.longest = max(found.longest, k - start)
        else:
            in_row = in_row + 1 if in_row and start - at[1, found.count - 1] == 1 else 1
            found.has_spaced_out = found.has_spaced_out or in_row >= 4
        at[0, found.count], at[1, found.count] = <int32_t>start, <int32_t>k
        found.count += 1
    return found


def split(str text, bint as_written):
    """The words of a text.

    With `as_written` the text is lowered first, as `lower_in_place` does. Returns letters, the length of the longest word, and
    whether four words of one letter follow each other one space apart.
    """
    cdef Py_ssize_t n = len(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef bytes held = lowered_letters(text) if as_written else PyBytes_FromStringAndSize(<char*>PyUnicode_DATA(text), n * kind)
    cdef void* data = <void*>PyBytes_AS_STRING(held)
    places = np.empty((2, n // 2 + 1), np.int32)
    cdef int32_t[:, ::1] at = places
    cdef Words found
    with nogil:
        if kind == 1:
            found = find_words(<const uint8_t*>data, n, at)
        elif kind == 2:
            found = find_words(<const uint16_t*>data, n, at)
        else:
            found = find_words(<const uint32_t*>data, n, at)
    starts, ends = places[0, : found.count].copy(), places[1, : found.count].copy()
    return Letters(held, kind, starts, ends), found.longest, found.has_spaced_out


# What is asked of a text before patterns are: the first two letters of each, found by the first.
cdef enum:
    LINK = 1, DEFINITION = 2, NOTE = 4, BOLD = 8, BRACKET = 16


cdef Py_ssize_t skip(const Character* text, Py_ssize_t k, Py_ssize_t n, const uint8_t* marked) noexcept nogil:
    while k < n and not marked[text[k] if text[k] < 255 else 255]:
        k += 1
    return k


cdef Py_ssize_t next_marked(int kind, void* data, Py_ssize_t k, Py_ssize_t n, const uint8_t* marked) noexcept nogil:
    """The first place from `k` on whose character is marked, `n` where none is; the last of the 256 marks is for all from 255 on."""
    if kind == 1:
        return skip(<const uint8_t*>data, k, n, marked)
    if kind == 2:
        return skip(<const uint16_t*>data, k, n, marked)
    return skip(<const uint32_t*>data, k, n, marked)


cdef inline bint may_begin(Py_UCS4 c) noexcept nogil:
    return c == u"]" or c == u"[" or c == u"*" or c == u"-"


cdef int trace_at(int kind, void* data, Py_ssize_t k, Py_ssize_t n) noexcept nogil:
    """Which of `characters.TRACES` begins at k, as a bit."""
    cdef Py_UCS4 c = PyUnicode_READ(kind, data, k), after
    if k + 1 >= n:
        return 0
    after = PyUnicode_READ(kind, data, k + 1)
    if c == u"]":
        if after == u"(":
            return LINK
        return DEFINITION if after == u":" and k + 2 < n and PyUnicode_READ(kind, data, k + 2) == u" " else 0
    if c == u"[":
        return NOTE if after == u"^" else 0
    if c == u"*":
        return BOLD if after == u"*" else 0
    if after != u"L" or k + 4 >= n or PyUnicode_READ(kind, data, k + 4) != u"-":
        return 0
    return BRACKET if PyUnicode_READ(kind, data, k + 2) == u"R" and PyUnicode_READ(kind, data, k + 3) == u"B" else 0


def survey(str text):
    """The characters beyond ASCII, each once; how many figures stand behind neither a blank nor a hyphen; the traces, as bits; the signs."""
    cdef Py_ssize_t n = len(text), k, j
    cdef int kind = PyUnicode_KIND(text), touching = 0, n_known = 0, traces = 0
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_UCS4 c, before
    cdef Py_UCS4[16] known  # the first few; a text has seldom more
    cdef uint8_t[128] has
    cdef set others = set()
    cdef list beyond = []
    memset(has, 0, sizeof(has))
    k = next_marked(kind, data, 0, n, SURVEYED)
    while k < n:
        c = PyUnicode_READ(kind, data, k)
        if c >= 128:
            for j in range(n_known):
                if known[j] == c:
                    break
            else:
                if n_known < 16:
                    known[n_known] = c
                    n_known += 1
                    beyond.append(c)
                elif c not in others:
                    others.add(c)
                    beyond.append(c)
        elif IS_SIGN[c] or may_begin(c):
            has[c] = 1
            if may_begin(c):
                traces |= trace_at(kind, data, k, n)
        elif k > 0:  # a figure
            before = PyUnicode_READ(kind, data, k - 1)
            touching += not u"0" <= before <= u"9" and before != 32 and before != 10 and before != 45
        k = next_marked(kind, data, k + 1, n, SURVEYED)
    return "".join(beyond), touching, traces, "".join([sign for sign in SIGNS if has[<int>ord(sign)]])


def places_of(str text, str wanted):
    """Where the characters `wanted` stand in `text`, in order."""
    cdef Py_ssize_t n = len(text), m = len(wanted), k, j
    cdef int kind = PyUnicode_KIND(text), other = PyUnicode_KIND(wanted)
    cdef void* data = PyUnicode_DATA(text)
    cdef void* asked = PyUnicode_DATA(wanted)
    cdef uint8_t[256] may_be
    cdef Py_UCS4 c
    cdef list found = []
    for k in range(256):
        may_be[k] = 0
    for j in range(m):
        may_be[min(<unsigned int>PyUnicode_READ(other, asked, j), 255)] = 1
    k = next_marked(kind, data, 0, n, may_be)
    while k < n:
        c = PyUnicode_READ(kind, data, k)
        for j in range(m):
            if PyUnicode_READ(other, asked, j) == c:
                found.append(k)
                break
        k = next_marked(kind, data, k + 1, n, may_be)
    return found


def mark_quoted(const int32_t[:] starts, const int32_t[:, :] quotes):
    """Whether each word, by its start, stands in one of the quotations, whose starts and ends are in order: uint8 [n]."""
    cdef Py_ssize_t n = starts.shape[0], n_quotes = quotes.shape[1], k, quote = 0
    marks_array = np.zeros(n, np.uint8)
    cdef uint8_t[::1] marks = marks_array
    for k in range(n):
        while quote < n_quotes and quotes[0, quote] <= starts[k]:
            quote += 1
        marks[k] = quote > 0 and starts[k] < quotes[1, quote - 1]
    return marks_array


def mark_capitals(str text, const int32_t[:] starts, const int32_t[:] bounds, int least):
    """Whether most words of each sentence of at least so many begin with a capital: uint8 [n_sentences]."""
    cdef Py_ssize_t n = max(bounds.shape[0] - 1, 0), sentence, k, n_capitals
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_UCS4 c
    marks_array = np.zeros(n, np.uint8)
    cdef uint8_t[::1] marks = marks_array
    for sentence in range(n):
        if bounds[sentence + 1] - bounds[sentence] < least:
            continue
        n_capitals = 0
        for k in range(bounds[sentence], bounds[sentence + 1]):
            c = PyUnicode_READ(kind, data, starts[k])
            n_capitals += u"A" <= c <= u"Z" if c < 128 else Py_UNICODE_ISUPPER(c)
        marks[sentence] = 2 * n_capitals > bounds[sentence + 1] - bounds[sentence]
    return marks_array


cdef inline bint may_stand_before(Py_UCS4 c) noexcept nogil:
    """Whether a mark behind it may open a quotation, though it may be an apostrophe too."""
    return (
        Py_UNICODE_ISSPACE(c) or c == u"(" or c == u"[" or c == u"{" or c == 0x2014 or c == 0x2013 or c == 0x201C or c == u"-"
    )


def without_apostrophes(str text, list places):
    """Those of the places whose mark is no apostrophe inside or behind a word, as `quotations._CURVED` tells them."""
    cdef Py_ssize_t n = len(text), k
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef list kept = []
    cdef Py_UCS4 after
    for place in places:
        k = place
        if PyUnicode_READ(kind, data, k) == 0x2019:
            after = PyUnicode_READ(kind, data, k + 1) if k + 1 < n else <Py_UCS4>32
            if not (is_word(after) or after == u"_"):
                continue
            if k > 0 and not may_stand_before(PyUnicode_READ(kind, data, k - 1)):
                continue
        kept.append(place)
    return kept


cdef inline bint is_quotation_mark(Py_UCS4 c) noexcept nogil:
    """Whether nothing opens before it, as `quotations._AFTER` has it."""
    return c == u'"' or c == 0x201C or c == 0x201D or c == 0xAB or c == 0xBB or c == 0x201E or c == 0x2039 or c == 0x203A


cdef inline bint may_open_unusually(int kind, void* data, Py_ssize_t n, Py_ssize_t k, Py_UCS4 c) noexcept nogil:
    """Whether something else than a usual mark may open a quotation at `k`: guillemets, low and doubled marks, quoted lines."""
    if c == u">":
        return k == 0 or PyUnicode_READ(kind, data, k - 1) == u"\n"
    if c == u"," or c == u"<":
        return k + 1 < n and PyUnicode_READ(kind, data, k + 1) == c
    return c == u"`" or c == 0xAB or c == 0xBB or c == 0x201A or c == 0x201E or c == 0x2039 or c == 0x203A


cdef Py_ssize_t closing_mark(int kind, void* data, Py_ssize_t start, Py_ssize_t limit, Py_UCS4 opening) noexcept nogil:
    """Where the quotation that begins at `start` is closed by its own mark; -1 where anything else comes first."""
    cdef Py_ssize_t k = start, j
    cdef Py_UCS4 c, closing = 0x201D if opening == 0x201C else opening
    while k < limit:
        c = PyUnicode_READ(kind, data, k)
        if c == closing:
            return k
        if c == opening:
            return -1
        if c == u"\n":
            j = k + 1
            while j < limit and (is_blank_of_line(PyUnicode_READ(kind, data, j)) or PyUnicode_READ(kind, data, j) == u"\r"):
                j += 1
            if j == limit or PyUnicode_READ(kind, data, j) == u"\n":
                return -1
        k += 1
    return -1


def find_quotes(str text, Py_ssize_t longest, look):
    """Starts and ends of the quotations of a text, in order.

    `look` is asked about a mark that may be an apostrophe, is not closed at once, or is a rare one: the inside that it opens, or -1 and
    -1, and where to go on.
    """
    cdef Py_ssize_t n = len(text), k = 0, end
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_UCS4 c, before, after, then
    cdef bint is_doubtful
    cdef list found = []
    while True:
        k = next_marked(kind, data, k, n, IS_MARK)
        if k >= n:
            break
        c = PyUnicode_READ(kind, data, k)
        if c >= 255 and not 0x2018 <= c <= 0x203A:
            k += 1
            continue
        if not (c == u'"' or c == u"'" if c < 256 else c <= 0x201D and c != 0x201A and c != 0x201B):
            start = -1
            if may_open_unusually(kind, data, n, k, c):
                start, stop, k = look(text, k)
            else:
                k += 1
            if start >= 0:
                found.append((start, stop))
            continue
        before = PyUnicode_READ(kind, data, k - 1) if k > 0 else <Py_UCS4>32
        after = PyUnicode_READ(kind, data, k + 1) if k + 1 < n else <Py_UCS4>32
        is_doubtful = c == 0x2018
        if c == 0x2019 or c == u"'":
            if not (c == u"'" and after == u"'") and (
                    not (k == 0 or may_stand_before(before) or (c == u"'" and before == u'"')) or not (
                        is_word(after) or after == u"_" or (c == u"'" and after == u'"'))):
                k += 1
                continue
            is_doubtful = True
        elif not is_doubtful and (Py_UNICODE_ISSPACE(after) or is_quotation_mark(after)):
            then = PyUnicode_READ(kind, data, k + 2) if k + 2 < n else <Py_UCS4>32
            if not (c == 0x201C and Py_UNICODE_ISSPACE(after) and (is_word(then) or then == u"_")):
                k += 1
                continue
            is_doubtful = True
        elif not is_doubtful and c != 0x201C and k > 0 and (
                is_word(before) or before == u"." or before == u"," or before == u"!" or before == u"?"):
            if not (c == u'"' and before == u"," and after.isupper()):
                k += 1
                continue
        if not is_doubtful and c != 0x201D:
            end = closing_mark(kind, data, k + 1, min(k + 1 + longest, n), c)
            if end >= 0 and (c != u'"' or closes_plainly(kind, data, end, n)):
                if end - k - 1 >= 2:
                    found.append((k + 1, end))
                    k = end + 1
                else:
                    k += 1
                continue
        start, stop, k = look(text, k)
        if start >= 0:
            found.append((start, stop))
    return found


cdef bint closes_plainly(int kind, void* data, Py_ssize_t at, Py_ssize_t n) noexcept nogil:
    """Whether a straight mark behind at least one character ends a quotation, and is surely no inch mark."""
    cdef Py_UCS4 before = PyUnicode_READ(kind, data, at - 1), after
    if at + 1 >= n:
        return True
    after = PyUnicode_READ(kind, data, at + 1)
    if Py_UNICODE_ISSPACE(before) and is_word(after):
        return False
    return not (after == u" " and is_word(before) and not Py_UNICODE_ISALPHA(before))


cdef inline bint is_blank_of_line(Py_UCS4 c) noexcept nogil:
    return c == 32 or c == 9


def has_edge_figures(str text, int most):
    """Whether at least `most` lines begin or end with a figure, as `line_numbers._BEGINS` counts them."""
    cdef Py_ssize_t n = len(text), e, at = 0, k
    cdef int kind = PyUnicode_KIND(text), count = 0
    cdef void* data = PyUnicode_DATA(text)
    while at < n and is_blank_of_line(PyUnicode_READ(kind, data, at)):
        at += 1
    if at < n and Py_UNICODE_ISDECIMAL(PyUnicode_READ(kind, data, at)):
        count, at = 1, at + 1
    else:
        at = 0
    while at <= n and count < most:
        e = PyUnicode_FindChar(text, u"\n", at, n, 1)
        e = n if e < 0 else e
        k = e - 1
        while k >= at and is_blank_of_line(PyUnicode_READ(kind, data, k)):
            k -= 1
        if k >= at and Py_UNICODE_ISDECIMAL(PyUnicode_READ(kind, data, k)):
            count, at = count + 1, e + 1
            continue
        k = e + 1
        while k < n and is_blank_of_line(PyUnicode_READ(kind, data, k)):
            k += 1
        if k < n and Py_UNICODE_ISDECIMAL(PyUnicode_READ(kind, data, k)):
            count, at = count + 1, k + 1
        else:
            at = e + 1
    return count >= most


def has_broken_line(str text):
    """Whether a hyphen stands before any line end, as `line_ends._BREAKS` has them."""
    cdef Py_ssize_t n = len(text), k
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_UCS4 before
    for k in range(1, n):
        if PyUnicode_READ(kind, data, k) == u"\n":
            before = PyUnicode_READ(kind, data, k - 1)
            if before == u"-" or before == 0x2010:
                return True
            if before == u"\r" and k > 1 and PyUnicode_READ(kind, data, k - 2) == u"-":
                return True
    return False


def may_be_spaced_out(str text):
    """Whether four letters or figures stand one space apart anywhere."""
    cdef Py_ssize_t n = len(text), k
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    for k in range(n - 6):
        if (PyUnicode_READ(kind, data, k + 1) == 32 and PyUnicode_READ(kind, data, k + 3) == 32
                and PyUnicode_READ(kind, data, k + 5) == 32 and Py_UNICODE_ISALNUM(PyUnicode_READ(kind, data, k))
                and Py_UNICODE_ISALNUM(PyUnicode_READ(kind, data, k + 2)) and Py_UNICODE_ISALNUM(PyUnicode_READ(kind, data, k + 4))
                and Py_UNICODE_ISALNUM(PyUnicode_READ(kind, data, k + 6))):
            return True
    return False


cdef inline bint is_end_mark(Py_UCS4 c) noexcept nogil:
    return c == u"." or c == u"!" or c == u"?" or c == 0x2026


cdef inline bint is_closing(Py_UCS4 c) noexcept nogil:
    return c == u'"' or c == u"'" or c == 0x201D or c == 0x2019 or c == u")" or c == u"]" or c == 0xBB


cdef inline bint is_opening(Py_UCS4 c) noexcept nogil:
    return (
        c == u'"' or c == u"'" or c == 0x201C or c == 0x2018 or c == u"(" or c == u"[" or c == 0xAB
        or c == u"-" or c == 0x2013 or c == 0x2014
    )


cdef inline bint starts_sentence(int kind, void* data, Py_ssize_t e, Py_ssize_t n) noexcept nogil:
    """Whether a sentence may start behind the mark that ends at e: the lookahead of `sentences._MARK`."""
    cdef Py_ssize_t k = e, spaces
    cdef Py_UCS4 c
    while k < n and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, k)):
        if PyUnicode_READ(kind, data, k) == u"\n":
            return True
        k += 1
    if k == n:
        return True
    spaces = k - e
    if spaces == 0 or spaces > 10:
        return False
    if spaces < 10:
        while k < n and k - e - spaces < 3 and is_opening(PyUnicode_READ(kind, data, k)):
            k += 1
        if k > e + spaces and k < n and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, k)):
            k += 1
    if k >= n:
        return False
    c = PyUnicode_READ(kind, data, k)
    if not (Py_UNICODE_ISALNUM(c) or c == u"_"):
        return False
    return not (u"a" <= c <= u"z" or 0xDF <= c <= 0xFF)


cdef inline Py_ssize_t line_end(int kind, void* data, Py_ssize_t k, Py_ssize_t n) noexcept nogil:
    """Where the blanks that begin with the line end at k are over."""
    k += 1
    while k < n and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, k)):
        k += 1
    return k


cdef inline bint is_small_or_digit(Py_UCS4 c) noexcept nogil:
    return u"a" <= c <= u"z" or u"0" <= c <= u"9"


cdef inline bint is_glued(int kind, void* data, Py_ssize_t start, Py_ssize_t e, Py_ssize_t n) noexcept nogil:
    """Whether a sentence begins at once behind the marks [start, e), as `sentences._MARK` has it."""
    cdef Py_ssize_t k = e
    cdef Py_UCS4 c
    if start < 2 or not is_small_or_digit(PyUnicode_READ(kind, data, start - 2)):
        return False
    c = PyUnicode_READ(kind, data, start - 1)
    if not (is_small_or_digit(c) or c == u"%" or c == u")" or c == u"]" or c == u'"' or c == 0x201D or c == 0x2019):
        return False
    while k < n and k - e < 2:
        c = PyUnicode_READ(kind, data, k)
        if not (c == u'"' or c == u"'" or c == 0x201C or c == 0x2018 or c == u"(" or c == u"["):
            break
        k += 1
    if k + 1 >= n or not u"A" <= PyUnicode_READ(kind, data, k) <= u"Z":
        return False
    c = PyUnicode_READ(kind, data, k + 1)
    return u"a" <= c <= u"z" or c == u" "


cdef inline Py_ssize_t mark_end(int kind, void* data, Py_ssize_t k, Py_ssize_t n) noexcept nogil:
    """Where the end mark at k is over, with the further and the closing ones behind it; -1 where no sentence may end."""
    cdef Py_ssize_t start = k
    k += 1
    while k < n and is_end_mark(PyUnicode_READ(kind, data, k)):
        k += 1
    while k < n and is_closing(PyUnicode_READ(kind, data, k)):
        k += 1
    return k if starts_sentence(kind, data, k, n) or is_glued(kind, data, start, k, n) else -1


def find_marks(str text):
    """Ends of lines and of sentences: where each mark starts and ends, as lists; see `sentences.find_marks_plainly`."""
    cdef Py_ssize_t n = len(text), k = 0, e
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_UCS4 c
    starts, ends = [], []
    while k < n:
        c = PyUnicode_READ(kind, data, k)
        e = -1
        if c == u"\n":
            e = line_end(kind, data, k, n)
        elif is_end_mark(c) and not (k > 0 and is_end_mark(PyUnicode_READ(kind, data, k - 1))):
            e = mark_end(kind, data, k, n)
        if e >= 0:
            starts.append(k)
            ends.append(e)
        k = e if e >= 0 else k + 1
    return starts, ends


cdef inline Py_ssize_t count_lines(int kind, void* data, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    cdef Py_ssize_t k, n_lines = 0
    for k in range(start, end):
        n_lines += PyUnicode_READ(kind, data, k) == u"\n"
    return n_lines


cdef bint may_be_short(int kind, void* data, Py_ssize_t start, const uint64_t[::1] short_forms) noexcept nogil:
    """Whether the word before the point at `start` may be an abbreviation: it is one, or is not of letters alone."""
    cdef Py_ssize_t k = start - 1, since = start - 24, j
    cdef Py_UCS4 c
    cdef uint64_t packed = 0
    while k >= 0 and k >= since:
        c = PyUnicode_READ(kind, data, k)
        if c == u" " or c == u"\n":
            break
        c = lowered(c)
        if c < u"a" or c > u"z":
            return True
        packed = packed << 8 | <uint64_t>c if start - k <= 8 else 0xFFFF
        k -= 1
    if packed < 256:
        return True
    for j in range(short_forms.shape[0]):
        if short_forms[j] == packed:
            return True
    return False


def line_lengths(str text, Py_ssize_t most):
    """Lengths of the lines of the first `most` characters that are not blank."""
    cdef Py_ssize_t n = min(<Py_ssize_t>len(text), most), k, end, start = 0
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef list lengths = []
    while start <= n:
        end = PyUnicode_FindChar(text, u"\n", start, n, 1)
        end = n if end < 0 else end
        k = start
        while k < end and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, k)):
            k += 1
        if k < end:
            lengths.append(end - start)
        start = end + 1
    return lengths


def find_sentences(str text, starts, int closing, ends_sentence, const uint64_t[::1] short_forms):
    """What `sentences.find_sentences` returns before long ones are cut: first token of each sentence, and its paragraph.

    The third is the number of words of the longest one. `closing`: so many line ends close a block; `ends_sentence` is asked of
    points behind `short_forms` (letters as bytes of a number, the first one lowest) and behind what is not of letters alone.
    """
    cdef Py_ssize_t n = len(text), k = 0, e, n_tokens = len(starts), token = 0, count = 0, begun = 0, most = 0
    cdef int kind = PyUnicode_KIND(text), block = 0, last_block = -1, paragraph = -1
    cdef void* data = PyUnicode_DATA(text)
    cdef const int32_t[::1] at = starts
    cdef bint closes
    cdef Py_UCS4 c
    bounds_array, blocks_array = np.empty(n_tokens + 1, np.int32), np.empty(n_tokens, np.int32)
    cdef int32_t[::1] bounds = bounds_array, blocks = blocks_array
    while True:
        k = next_marked(kind, data, k, n, MAY_END)
        e, closes = k, False
        if k == n:
            token = n_tokens
        else:
            c = PyUnicode_READ(kind, data, k)
            e = -1
            if c == u"\n":
                e = line_end(kind, data, k, n)
                closes = count_lines(kind, data, k, e) >= closing
            elif is_end_mark(c) and not (k > 0 and is_end_mark(PyUnicode_READ(kind, data, k - 1))):
                e = mark_end(kind, data, k, n)
            if e < 0 or (c == u"\n" and not closes) or (
                    c == u"." and may_be_short(kind, data, k, short_forms) and not ends_sentence(text, k, e)):
                k = e if e >= 0 else k + 1
                continue
            while token < n_tokens and at[token] < e:
                token += 1
        if token > begun:  # the tokens since the last end are a sentence
            if block != last_block:
                last_block = block
                paragraph += 1
            bounds[count], blocks[count] = <int32_t>begun, paragraph
            count += 1
            most = token - begun if token - begun > most else most
            begun = token
        block += closes
        if k == n:
            break
        k = e
    bounds[count] = <int32_t>n_tokens
    return bounds_array[: count + 1].copy(), blocks_array[:count].copy(), most
