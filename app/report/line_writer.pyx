# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The compiled twin of `columns`: JSON entries written from columns, without an object for each of them."""

import numpy as np
from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize, PyBytes_GET_SIZE
from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND
from libc.math cimport llrint, signbit
from libc.string cimport memcpy

from app.text.scanner cimport Letters, letters_of

cdef extern from "Python.h":
    unsigned int PyUnicode_READ(int kind, void* data, Py_ssize_t index) nogil

# Forms of a column, as `columns.ColumnForm` numbers them.
cdef int WHOLE = 0, SHARE = 1, WORDS = 2, NAME = 3, START = 4, END = 5, QUOTED = 6, WORDING = 7
cdef int REPLACE = 1, INSERT = 2  # as `Op`
cdef const char* HEX = b"0123456789abcdef"


cdef enum:
    WIDTH = 32  # bytes of most leads, with some to spare


cdef struct Ints:  # a column of whole numbers, of one or four bytes each
    const char* data
    Py_ssize_t step
    bint is_small


cdef struct Cell:
    int form
    const char* lead  # what stands before the value, and how many bytes
    Py_ssize_t lead_size
    Ints values  # whole numbers, starts in a text, first tokens, or places in a list of names
    Ints ends  # in a text, or the ends of stretches of tokens
    const int* places  # of the names in all of them, from 0 on; or where each token starts, or the letters of each word
    const int* behind  # where each token ends, or the letters of each word
    const double* shares
    int digits
    void* text
    int kind
    const char* names  # one behind the other
    int column  # the number of the column that it is written from


cdef inline int _at(Ints column, Py_ssize_t row) noexcept nogil:
    cdef const char* at = column.data + row * column.step
    return (<const signed char*>at)[0] if column.is_small else (<const int*>at)[0]


cdef Ints _ints(values):
    """A column as it lies, with whatever stands between its values."""
    cdef const int[:] wide
    cdef const signed char[:] narrow
    if values.dtype.itemsize == 1:
        narrow = values.view("b")
        return Ints(<const char*>&narrow[0], narrow.strides[0], True)
    wide = values
    return Ints(<const char*>&wide[0], wide.strides[0], False)


cdef inline int _end_of(Cell* cell, Py_ssize_t row) noexcept nogil:
    """Where a stretch of tokens ends, in characters: behind its last token; one without any, behind the token before it."""
    cdef int end = _at(cell.ends, row)
    return cell.behind[end - 1] if end else 0


cdef inline int _start_of(Cell* cell, Py_ssize_t row) noexcept nogil:
    cdef int first = _at(cell.values, row)
    if _at(cell.ends, row) > first:
        return cell.places[first]
    return cell.behind[first - 1] if first else 0


cdef char* _put(char* out, const char* found, Py_ssize_t size) noexcept nogil:
    memcpy(out, found, size)
    return out + size


cdef inline char* _put_lead(char* out, const char* lead, Py_ssize_t size) noexcept nogil:
    """Puts what stands before a value, at one width if that is enough, for a copy of any width is a call: both have room behind."""
    if size <= WIDTH:
        memcpy(out, lead, WIDTH)
        return out + size
    return _put(out, lead, size)


cdef char* _whole(char* out, long long value) noexcept nogil:
    cdef char digits[24]
    cdef int n = 0
    if value < 0:
        out[0] = b"-"
        out += 1
        value = -value
    while True:
        digits[n] = <char>(48 + value % 10)
        n += 1
        value //= 10
        if value == 0:
            break
    while n:
        n -= 1
        out[0] = digits[n]
        out += 1
    return out


cdef char* _share(char* out, double value, int digits) noexcept nogil:
    """A number rounded to `digits` places, 1 to 6, as orjson writes it."""
    cdef long long scale = 1, scaled, part
    cdef int n
    for n in range(digits):
        scale *= 10
    if signbit(value):
        out[0] = b"-"
        out += 1
        value = -value
    scaled = llrint(value * scale)
    if digits == 6 and 0 < scaled < 10:
        out[0] = <char>(48 + scaled)
        return _put(out + 1, b"e-6", 3)
    out = _whole(out, scaled // scale)
    out[0] = b"."
    out += 1
    part = scaled % scale
    while True:
        scale //= 10
        out[0] = <char>(48 + part // scale)
        out += 1
        part %= scale
        if part == 0:
            return out


cdef char* _escaped(char* out, unsigned int c) noexcept nogil:
    """A character that JSON does not let stand as it is."""
    out[0] = b"\\"
    if c == 8 or c == 9 or c == 10 or c == 12 or c == 13:
        out[1] = (b"btn.fr")[c - 8]
        return out + 2
    if c >= 32:
        out[1] = <char>c
        return out + 2
    out[1], out[2], out[3] = b"u", b"0", b"0"
    out[4], out[5] = HEX[c >> 4], HEX[c & 15]
    return out + 6


cdef char* _utf8(char* out, unsigned int c) noexcept nogil:
    cdef int more = 1 if c < 0x800 else 2 if c < 0x10000 else 3, n
    out[0] = <char>((0xC0 if more == 1 else 0xE0 if more == 2 else 0xF0) | (c >> (6 * more)))
    for n in range(more):
        out[1 + n] = <char>(0x80 | ((c >> (6 * (more - 1 - n))) & 0x3F))
    return out + 1 + more


cdef char* _words(char* out, Cell* cell, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    out[0] = b'"'
    out = _letters(out + 1, cell, start, end)
    out[0] = b'"'
    return out + 1


cdef char* _wording(char* out, Cell* cell, Py_ssize_t first, Py_ssize_t end) noexcept nogil:
    """Words, a blank between them."""
    cdef Py_ssize_t word
    out[0] = b'"'
    out += 1
    for word in range(first, end):
        if word > first:
            out[0] = b" "
            out += 1
        out = _letters(out, cell, cell.places[word], cell.behind[word])
    out[0] = b'"'
    return out + 1


cdef char* _letters(char* out, Cell* cell, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    cdef Py_ssize_t i
    cdef unsigned int c
    for i in range(start, end):
        c = PyUnicode_READ(cell.kind, cell.text, i)
        if c >= 0x80:
            out = _utf8(out, c)
        elif c < 32 or c == 34 or c == 92:
            out = _escaped(out, c)
        else:
            out[0] = <char>c
            out += 1
    return out


def sentence_columns(const int[:, :] rows, const int[:, :] pairs):
    """`entries.sentence_columns_plainly`: first token and end on either side, int32 [4, n], and the share that changed, float64 [n]."""
    cdef Py_ssize_t n = pairs.shape[0], k, row
    cdef int r, r_end, s, s_end, equal
    places_array, changed_array = np.empty((4, n), np.int32), np.empty(n)
    cdef int[:, ::1] places = places_array
    cdef double[::1] changed = changed_array
    for k in range(n):
        r, s = rows[pairs[k, 4], 1], rows[pairs[k, 4], 3]
        r_end, s_end = rows[pairs[k, 5] - 1, 2], rows[pairs[k, 5] - 1, 4]
        equal = 0
        for row in range(pairs[k, 4], pairs[k, 5]):
            if rows[row, 0] == 0:
                equal += rows[row, 2] - rows[row, 1]
        places[0, k], places[1, k], places[2, k], places[3, k] = r, r_end, s, s_end
        changed[k] = 1.0 - <double>equal / <double>max(r_end - r, s_end - s, 1)
    return places_array, changed_array


def ledger_columns(const signed char[:] kinds, const double[:] spin, const int[:, :] spans, const unsigned char[::1] in_quotes, limits):
    """`entries.shares_of`, `explanations.explain` and whether it stands in a quotation, of each substitution.

    `limits`: the sum of all probabilities, the article's, and from where on one is not unlikely, and likely. Returns float64,
    int32 and uint8, [n] each.
    """
    cdef Py_ssize_t n = kinds.shape[0], k
    cdef double total, spun, unlikely, likely
    total, spun, unlikely, likely = limits
    shares_array, reasons_array, quoted_array = np.empty(n), np.empty(n, np.int32), np.empty(n, np.uint8)
    cdef double[::1] shares = shares_array
    cdef int[::1] reasons = reasons_array
    cdef unsigned char[::1] quoted = quoted_array
    for k in range(n):
        quoted[k] = in_quotes[spans[2, k]]
        shares[k] = spin[k] / total * spun if total > 0 else spin[k]
        reasons[k] = (kinds[k] * 3 + (spin[k] >= unlikely) + (spin[k] >= likely)) * 2 + quoted[k]
    return shares_array, reasons_array, quoted_array


def listed_edits(const int[:, :] rows, int longest_unit):
    """`entries.listed_edits_plainly`: the edits that are neither equal words nor substitutions, int32 [5, n]."""
    cdef Py_ssize_t k, at = 0, n = 0
    cdef int column
    for k in range(rows.shape[0]):
        n += is_listed(rows, k, longest_unit)
    found = np.empty((5, n), np.int32)
    cdef int[:, ::1] columns = found
    for k in range(rows.shape[0]):
        if is_listed(rows, k, longest_unit):
            for column in range(5):
                columns[column, at] = rows[k, column]
            at += 1
    return found


cdef inline bint is_listed(const int[:, :] rows, Py_ssize_t k, int longest) noexcept nogil:
    cdef bint is_long = rows[k, 2] - rows[k, 1] > longest or rows[k, 4] - rows[k, 3] > longest
    return rows[k, 0] >= INSERT or (rows[k, 0] == REPLACE and is_long)


cdef class Layout:
    """What stands between the values of every entry, with the form of each value; made once, and read only."""

    cdef Cell* cells
    cdef int n_cells
    cdef Py_ssize_t widest  # bytes of a row at most, but for names and the words of a text
    cdef tuple kept  # what the cells point into
    cdef const char* end
    cdef Py_ssize_t end_size

    def __cinit__(self, list cells, bytes end):
        cdef Cell* cell
        cdef bytes room = bytes(WIDTH), padded = end + room
        cdef list kept = [padded]
        self.end, self.end_size = PyBytes_AS_STRING(padded), PyBytes_GET_SIZE(end)
        self.widest = self.end_size
        self.cells = <Cell*>PyMem_Calloc(len(cells) + 1, sizeof(Cell))
        if self.cells == NULL:
            raise MemoryError
        for lead, form, column in cells:
            cell = &self.cells[self.n_cells]
            padded = lead + room
            kept.append(padded)
            cell.form, cell.column, cell.lead, cell.lead_size = form, column, PyBytes_AS_STRING(padded), PyBytes_GET_SIZE(lead)
            self.widest += cell.lead_size + 24
            self.n_cells += 1
        self.kept = tuple(kept)

    def __dealloc__(self):
        PyMem_Free(self.cells)


cdef class Writer:
    """The columns of one table, typed; nothing of them is copied."""

    cdef Cell* cells
    cdef int n_cells
    cdef Py_ssize_t widest  # bytes of a row at most, but for the words of a text
    cdef Layout layout
    cdef tuple columns  # what the cells point into
    cdef list spellings

    def __cinit__(self, Layout layout, tuple columns):
        cdef int k
        self.spellings = []
        self.layout, self.columns, self.widest, self.n_cells = layout, columns, layout.widest, layout.n_cells
        self.cells = <Cell*>PyMem_Malloc((layout.n_cells + 1) * sizeof(Cell))
        if self.cells == NULL:
            raise MemoryError
        memcpy(self.cells, layout.cells, layout.n_cells * sizeof(Cell))
        for k in range(layout.n_cells):
            if k and self.cells[k].column == self.cells[k - 1].column:  # several values of the same stretches
                self.share(&self.cells[k], &self.cells[k - 1])
            else:
                self.enter(&self.cells[k], columns[self.cells[k].column])

    def __dealloc__(self):
        PyMem_Free(self.cells)

    cdef void share(self, Cell* cell, Cell* before) noexcept:
        cell.values, cell.ends, cell.places, cell.behind = before.values, before.ends, before.places, before.behind
        cell.text, cell.kind = before.text, before.kind

    cdef enter(self, Cell* cell, tuple column):
        cdef const double[:] shares
        cdef const int[::1] places
        if cell.form == SHARE:
            shares, cell.digits = column
            cell.shares = &shares[0]
            return
        cell.values = _ints(column[0])
        if cell.form == NAME:
            places = column[1]
            cell.places, cell.names = &places[0], PyBytes_AS_STRING(column[2])
            self.widest += <Py_ssize_t>column[3]
        elif cell.form == WORDING:
            cell.ends = _ints(column[1])
            self.spell(cell, letters_of(column[2]))
        elif cell.form != WHOLE:
            cell.ends = _ints(column[1])
            cell.text, cell.kind = PyUnicode_DATA(column[2]), PyUnicode_KIND(column[2])
            if cell.form != WORDS:
                places = column[3]
                cell.places = &places[0]
                places = column[4]
                cell.behind = &places[0]

    cdef spell(self, Cell* cell, Letters words):
        self.spellings.append(words)
        cell.text, cell.kind = words.data, words.kind
        if words.n:
            cell.places, cell.behind = <const int*>&words.first[0], <const int*>&words.last[0]

    def write(self, Py_ssize_t first, Py_ssize_t end):
        """The rows from `first` to `end` as a list."""
        cdef char* space = <char*>PyMem_Malloc(self.most(first, end) + 2 + WIDTH)
        cdef char* out = space + 1
        cdef Py_ssize_t row
        if space == NULL:
            raise MemoryError
        with nogil:
            space[0] = b"["
            for row in range(first, end):
                out = self.row(out, row)
            if end > first:  # the comma behind the last one is left off
                out -= 1
            out[0] = b"]"
        try:
            return PyBytes_FromStringAndSize(space, out - space + 1)
        finally:
            PyMem_Free(space)

    cdef Py_ssize_t most(self, Py_ssize_t first, Py_ssize_t end) noexcept:
        """Bytes of these rows at most: a character of a text takes up to six, as in \\u001f."""
        cdef Py_ssize_t size = self.widest * (end - first), row, word
        cdef Cell* cell
        cdef int k
        for k in range(self.n_cells):
            cell = &self.cells[k]
            if cell.form == WORDS:
                for row in range(first, end):
                    size += 6 * (_at(cell.ends, row) - _at(cell.values, row))
            elif cell.form == QUOTED:
                for row in range(first, end):
                    size += 6 * (_end_of(cell, row) - _start_of(cell, row))
            elif cell.form == WORDING:
                for row in range(first, end):
                    for word in range(_at(cell.values, row), _at(cell.ends, row)):
                        size += 6 * (cell.behind[word] - cell.places[word]) + 1
        return size

    cdef char* row(self, char* out, Py_ssize_t row) noexcept nogil:
        cdef int k
        cdef Cell* cell
        cdef int value
        for k in range(self.n_cells):
            cell = &self.cells[k]
            out = _put_lead(out, cell.lead, cell.lead_size)
            if cell.form == WHOLE:
                out = _whole(out, _at(cell.values, row))
            elif cell.form == START:
                out = _whole(out, _start_of(cell, row))
            elif cell.form == END:
                out = _whole(out, _end_of(cell, row))
            elif cell.form == SHARE:
                out = _share(out, cell.shares[row], cell.digits)
            elif cell.form == WORDS:
                out = _words(out, cell, _at(cell.values, row), _at(cell.ends, row))
            elif cell.form == WORDING:
                out = _wording(out, cell, _at(cell.values, row), _at(cell.ends, row))
            elif cell.form == QUOTED:
                out = _words(out, cell, _start_of(cell, row), _end_of(cell, row))
            else:
                value = _at(cell.values, row)
                out = _put(out, cell.names + cell.places[value], cell.places[value + 1] - cell.places[value])
        return _put_lead(out, self.layout.end, self.layout.end_size)
