"""Columns become JSON entries: a template says where each column's values stand, and no entry becomes an object.

In: a layout such as `{"at": place(0), "count": Leaf(WHOLE, 1)}`, made once, and the columns of one list. Out: the bytes of its
entries, as orjson writes them. The compiled twin is `line_writer`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import orjson
from numpy.typing import NDArray

from app.report.twins import layout_of, line_writer, twin_of
from app.text import Document, Spelling

Ints = NDArray[np.int32]
_INT32 = np.dtype(np.int32)


class ColumnForm(IntEnum):
    """How the values of a column are written, as `line_writer` numbers them."""

    WHOLE = 0
    SHARE = 1
    WORDS = 2
    NAME = 3
    START = 4
    END = 5
    QUOTED = 6
    WORDING = 7


class Leaf(NamedTuple):
    """One field of an entry: how it is written, and the number of the column that it is written from."""

    form: ColumnForm
    column: int


Template = Mapping[str, "Leaf | Template"]
Column = tuple[Any, ...]
"""The values of one or more fields, one an entry, as the writer reads them."""


@dataclass(frozen=True, slots=True)
class Names:
    """A few strings as JSON, one behind the other; the next one begins where one ends."""

    ends: Ints
    joined: bytes
    longest: int

    @classmethod
    def of(cls, strings: Iterable[str]) -> "Names":
        """The names in the order of `strings`."""
        written = [orjson.dumps(each) for each in strings]
        sizes = [len(each) for each in written]
        return cls(np.cumsum([0, *sizes], dtype=np.int32), b"".join(written), max(sizes))


FLAGS = Names(np.array([0, 5, 9], np.int32), b"falsetrue", 5)


def whole(values: NDArray[np.integer[Any]]) -> Column:
    """Whole numbers."""
    return (_narrow(values),)


def share(values: NDArray[np.floating[Any]], digits: int) -> Column:
    """Numbers, rounded to 1 to 6 places behind the point."""
    return np.ascontiguousarray(values, np.float64), digits


def words(starts: Ints, ends: Ints, text: str) -> Column:
    """Stretches of a text, in characters."""
    return _narrow(starts), _narrow(ends), text


def name(places: NDArray[Any], names: Names) -> Column:
    """One of a few names, by its place among them."""
    return _narrow(places), names.ends, names.joined, names.longest


def stretch(document: Document, first: Ints, end: Ints) -> Column:
    """Stretches of tokens; one of none stands where the token before it ends."""
    return _narrow(first), _narrow(end), document.text, document.starts, document.ends


def wording(first: Ints, end: Ints, spelling: Spelling) -> Column:
    """Stretches of tokens, as they are matched, a blank between two."""
    return _narrow(first), _narrow(end), spelling


def place(column: int) -> dict[str, Leaf]:
    """Where the stretches of a column start and end in the text."""
    return {"start": Leaf(ColumnForm.START, column), "end": Leaf(ColumnForm.END, column)}


def quote(column: int) -> dict[str, Leaf]:
    """The same with their words."""
    return {**place(column), "text": Leaf(ColumnForm.QUOTED, column)}


def _narrow(values: NDArray[Any]) -> NDArray[Any]:
    """Whole numbers of one byte or four, which may have others between them."""
    return values if values.dtype is _INT32 or values.itemsize == 1 else values.astype(np.int32, copy=False)


class Layout:
    """What stands between the values of every entry of a list: made once, for each report has the same."""

    def __init__(self, template: Template) -> None:
        self.cells: list[tuple[bytes, ColumnForm, int]] = []
        self.end = _flatten(template, b"", self.cells) + b","
        self.n_columns = 1 + max(column for _, _, column in self.cells)
        self.compiled: Any = layout_of([(lead, int(form), k) for lead, form, k in self.cells], self.end)


class Table:
    """Entries of one layout, as many as each of its columns has values."""

    def __init__(self, layout: Layout, *columns: Column) -> None:
        if len(columns) != layout.n_columns:
            raise ValueError(f"layout has {layout.n_columns} columns, got {len(columns)}")
        self._layout, self._columns, self._size = layout, columns, len(columns[0][0])

    def write(self, first: int = 0, end: int | None = None) -> orjson.Fragment:
        """The entries from `first` to `end` as a list. O(n) time in the bytes of the list."""
        return orjson.Fragment(self._written(first, self._size if end is None else end))

    def write_plainly(self, first: int, end: int) -> bytes:
        """The entries as a list, without the compiled loop."""
        cells, behind = self._layout.cells, self._layout.end
        rows = (b"".join(lead + _value(form, self._columns[k], row) for lead, form, k in cells) for row in range(first, end))
        return b"[" + b"".join(row + behind for row in rows)[:-1] + b"]"

    @twin_of(write_plainly)
    def _written(self, first: int, end: int) -> bytes:
        return self._writer.write(first, end) if self._size else b"[]"

    @cached_property
    def _writer(self) -> "line_writer.Writer":
        return line_writer.Writer(self._layout.compiled, self._columns)


def _flatten(template: Template, lead: bytes, cells: list[tuple[bytes, ColumnForm, int]]) -> bytes:
    """Puts a template's fields into `cells`, each with what stands before it; returns what stands behind the last."""
    lead += b"{"
    for key, leaf in template.items():
        lead += b'"%b":' % key.encode()
        if isinstance(leaf, Leaf):
            cells.append((lead, leaf.form, leaf.column))
            lead = b","
        else:
            lead = _flatten(leaf, lead, cells) + b","
    return lead[:-1] + b"}"


def _value(form: ColumnForm, held: Column, row: int) -> bytes:
    """The value of one field of one entry as JSON."""
    value = held[0].item(row)  # trap: a truth value is no place
    match form:
        case ColumnForm.NAME:
            return bytes(held[2][held[1].item(int(value)) : held[1].item(value + 1)])
        case ColumnForm.SHARE:
            return orjson.dumps(np.round(held[0][row], held[1]).item())
        case ColumnForm.WORDS:
            return orjson.dumps(held[2][value : held[1].item(row)])
        case ColumnForm.WHOLE:
            return orjson.dumps(value)
        case ColumnForm.WORDING:
            return orjson.dumps(held[2].wording(value, held[1].item(row)))
    end = held[1].item(row)
    behind = held[4].item(end - 1) if end else 0
    start = held[3].item(value) if end > value else behind
    found = {ColumnForm.START: start, ColumnForm.END: behind, ColumnForm.QUOTED: held[2][start:behind]}
    return orjson.dumps(found[form])
