"""Columns become JSON entries: a template says where each column's values stand, and no entry becomes an object.

In: a template such as `{"start": Whole(starts), "end": Whole(ends)}`, and how many entries there are. Out: the bytes of the
entries, as orjson writes them. The compiled twin is `line_writer`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np
import orjson
from numpy.typing import NDArray

from app.text import Document

try:
    from app.report import line_writer as _line_writer
except ImportError:  # no C compiler when Unspun was installed
    _line_writer = None  # type: ignore[assignment]
line_writer: Any = _line_writer

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


class Column(NamedTuple):  # made fifty times a report
    """The values of one field, one an entry; `held` is what the compiled writer reads of them."""

    form: ColumnForm
    held: tuple[Any, ...]


Template = Mapping[str, "Column | Template"]


@dataclass(frozen=True, slots=True)
class Names:
    """A few strings as JSON, one behind the other; the next one begins where one ends."""

    ends: Ints
    joined: bytes

    @classmethod
    def of(cls, strings: Iterable[str]) -> "Names":
        """The names in the order of `strings`."""
        written = [orjson.dumps(each) for each in strings]
        return cls(np.cumsum([0, *map(len, written)], dtype=np.int32), b"".join(written))


FLAGS = Names(np.array([0, 5, 9], np.int32), b"falsetrue")


def whole(values: NDArray[np.integer[Any]]) -> Column:
    """Whole numbers."""
    return Column(ColumnForm.WHOLE, (_narrow(values),))


def share(values: NDArray[np.floating[Any]], digits: int) -> Column:
    """Numbers, rounded to 1 to 6 places behind the point."""
    return Column(ColumnForm.SHARE, (np.ascontiguousarray(values, np.float64), digits))


def words(starts: Ints, ends: Ints, text: str) -> Column:
    """Stretches of a text, in characters."""
    return Column(ColumnForm.WORDS, (_narrow(starts), _narrow(ends), text))


def name(places: NDArray[Any], names: Names) -> Column:
    """One of a few names, by its place among them."""
    return Column(ColumnForm.NAME, (_narrow(places), names.ends, names.joined))


def place(document: Document, first: Ints, end: Ints) -> dict[str, Column]:
    """Where stretches of tokens start and end in the text; one of none stands where the token before it ends."""
    held = _narrow(first), _narrow(end), document.text, document.starts, document.ends
    return {"start": Column(ColumnForm.START, held), "end": Column(ColumnForm.END, held)}


def quote(document: Document, first: Ints, end: Ints) -> dict[str, Column]:
    """The same with their words."""
    places = place(document, first, end)
    return {**places, "text": Column(ColumnForm.QUOTED, places["start"].held)}


def _narrow(values: NDArray[Any]) -> NDArray[Any]:
    """Whole numbers of one byte or four, which may have others between them."""
    return values if values.dtype is _INT32 or values.itemsize == 1 else values.astype(np.int32, copy=False)


class Table:
    """Entries of one template, as many as each of its columns has values."""

    def __init__(self, template: Template) -> None:
        self._cells: list[tuple[bytes, Column]] = []
        self._end = _flatten(template, b"", self._cells) + b","
        self._size = len(self._cells[0][1].held[0])
        flat = [(lead, int(column.form), column.held) for lead, column in self._cells]
        self._writer = line_writer and self._size and line_writer.Writer(flat, self._end)

    def write(self, first: int = 0, end: int | None = None) -> orjson.Fragment:
        """The entries from `first` to `end` as a list. O(n) time in the bytes of the list."""
        end = self._size if end is None else end
        return orjson.Fragment(self._writer.write(first, end) if self._writer else self.write_plainly(first, end))

    def write_plainly(self, first: int, end: int) -> bytes:
        """The entries as a list, without the compiled loop."""
        rows = (b"".join(lead + _value(column, row) for lead, column in self._cells) for row in range(first, end))
        return b"[" + b"".join(row + self._end for row in rows)[:-1] + b"]"


def _flatten(template: Template, lead: bytes, cells: list[tuple[bytes, Column]]) -> bytes:
    """Puts a template's columns into `cells`, each with what stands before it; returns what stands behind the last."""
    lead += b"{"
    for key, column in template.items():
        lead += b'"%b":' % key.encode()
        if isinstance(column, Column):
            cells.append((lead, column))
            lead = b","
        else:
            lead = _flatten(column, lead, cells) + b","
    return lead[:-1] + b"}"


def _value(column: Column, row: int) -> bytes:
    """The value of one entry as JSON."""
    held = column.held
    value = held[0].item(row)  # trap: a truth value is no place
    match column.form:
        case ColumnForm.NAME:
            return bytes(held[2][held[1].item(int(value)) : held[1].item(value + 1)])
        case ColumnForm.SHARE:
            return orjson.dumps(np.round(held[0][row], held[1]).item())
        case ColumnForm.WORDS:
            return orjson.dumps(held[2][value : held[1].item(row)])
        case ColumnForm.WHOLE:
            return orjson.dumps(value)
    end = held[1].item(row)
    behind = held[4].item(end - 1) if end else 0
    start = held[3].item(value) if end > value else behind
    stretch = {ColumnForm.START: start, ColumnForm.END: behind, ColumnForm.QUOTED: held[2][start:behind]}
    return orjson.dumps(stretch[column.form])
