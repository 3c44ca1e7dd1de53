"""Entries that are written from columns say what orjson says of the same entries as objects."""

from typing import Any

import numpy as np
import orjson
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.align import KINDS, align
from app.lexicon import Lexicon
from app.report import entries
from app.report.columns import (
    FLAGS,
    ColumnForm,
    Layout,
    Leaf,
    Names,
    Table,
    name,
    place,
    quote,
    share,
    stretch,
    whole,
    wording,
    words,
)
from app.report.explanations import LIKELY, UNLIKELY, explain
from app.report.twins import line_writer
from app.sides import number_pair
from app.text import Span, read_text
from tests.property.composed_pairs import partly_swapped
from tests.property.drawn_texts import pairs
from tests.twins import needs_compiled

often = settings(max_examples=150, deadline=None)

_TEXT = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from('"\\/\n\t\r\b\f\0\x1f\x7fé中\u2028😀')), max_size=40
)
_SHARES = st.one_of(
    st.floats(0, 1),
    st.floats(0, 1e-4),
    st.sampled_from([0.0, -0.0, 1.0, 0.5, 1e-6, 9e-6, 1e-5, 0.1 + 0.2, 0.99999951, 123456.75, -0.25]),
)
_CHANCES = st.one_of(st.floats(0, 1), st.sampled_from([0.0, UNLIKELY, LIKELY, 1.0]))
_NAMES = ("plain", 'with "marks"', "é", "")
_ROWS = st.lists(
    st.tuples(st.integers(-(2**31), 2**31 - 1), _SHARES, st.integers(0, len(_NAMES) - 1), st.booleans(), _TEXT), max_size=8
)
Rows = list[tuple[int, float, int, bool, str]]


_LAYOUT = Layout({
    "number": Leaf(ColumnForm.WHOLE, 0),
    "inner": {"share": Leaf(ColumnForm.SHARE, 1), "deeper": {"name": Leaf(ColumnForm.NAME, 2)}},
    "flag": Leaf(ColumnForm.NAME, 3),
    "text": Leaf(ColumnForm.WORDS, 4),
})  # fmt: skip
_STRETCHES = Layout({"at": place(0), "said": quote(0), "text": Leaf(ColumnForm.QUOTED, 1), "there": place(1)})


def table_of(rows: Rows, digits: int) -> Table:
    """The rows as a table whose words stand one behind the other in one text."""
    ends = np.cumsum([0, *(len(row[4]) for row in rows)])
    numbers, shares, places, flags = (np.array([row[k] for row in rows], kind) for k, kind in enumerate("idi?"))
    text = words(ends[:-1].astype(np.int32), ends[1:].astype(np.int32), "".join(row[4] for row in rows))
    return Table(_LAYOUT, whole(numbers), share(shares, digits), name(places, Names.of(_NAMES)), name(flags, FLAGS), text)


def entries_of(rows: Rows, digits: int) -> list[dict[str, Any]]:
    """The same as objects."""
    return [
        {
            "number": number,
            "inner": {"share": np.round(p, digits).item(), "deeper": {"name": _NAMES[k]}},
            "flag": flag,
            "text": text,
        }
        for number, p, k, flag, text in rows
    ]


@needs_compiled
@given(rows=_ROWS, digits=st.integers(1, 6))
@often
def test_the_compiled_entries_are_those_of_orjson(rows: Rows, digits: int) -> None:
    assert orjson.dumps(table_of(rows, digits).write()) == orjson.dumps(entries_of(rows, digits))


@given(rows=_ROWS, digits=st.integers(1, 6))
@often
def test_the_plain_entries_are_those_of_orjson(rows: Rows, digits: int) -> None:
    assert table_of(rows, digits).write_plainly(0, len(rows)) == orjson.dumps(entries_of(rows, digits))


@given(rows=_ROWS, cut=st.integers(0, 8))
def test_a_part_of_the_entries_can_be_written(rows: Rows, cut: int) -> None:
    table, cut = table_of(rows, 4), min(cut, len(rows))
    halves = (orjson.loads(orjson.dumps(half)) for half in (table.write(0, cut), table.write(cut)))
    assert [*next(halves), *next(halves)] == orjson.loads(orjson.dumps(table.write()))


@given(
    text=_TEXT.filter(lambda text: len(read_text(text))),
    drawn=st.lists(st.tuples(st.integers(0, 20), st.integers(0, 5)), min_size=1),
)
@often
def test_stretches_of_tokens_are_written_by_their_characters(text: str, drawn: list[tuple[int, int]]) -> None:
    document = read_text(text)
    firsts = [min(first, len(document)) for first, _ in drawn]
    spans = [Span(first, min(first + n, len(document))) for first, (_, n) in zip(firsts, drawn, strict=True)]
    table = np.array([(span.start, span.end) for span in spans], np.int32)
    chars = [document.chars(span) for span in spans]
    there, said = table[::-1], wording(table[:, 0], table[:, 1], document.spelling)
    as_matched = Table(Layout({"said": Leaf(ColumnForm.WORDING, 0)}), said)
    wordings = [{"said": document.spelling.wording(span.start, span.end)} for span in spans]
    assert as_matched.write_plainly(0, len(spans)) == orjson.dumps(as_matched.write()) == orjson.dumps(wordings)
    table_ = Table(_STRETCHES, stretch(document, table[:, 0], table[:, 1]), stretch(document, there[:, 0], there[:, 1]))
    entries = [
        {
            "at": {"start": each.start, "end": each.end},
            "said": {"start": each.start, "end": each.end, "text": text[each.start : each.end]},
            "text": text[other.start : other.end],
            "there": {"start": other.start, "end": other.end},
        }
        for each, other in zip(chars, reversed(chars), strict=True)
    ]
    assert table_.write_plainly(0, len(spans)) == orjson.dumps(entries)
    assert orjson.dumps(table_.write()) == orjson.dumps(entries)


@needs_compiled
@given(both=st.one_of(partly_swapped(), pairs()))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_sentences_are_measured_as_plainly(lexicon: Lexicon, both: tuple[str, str]) -> None:
    alignment = align(number_pair(read_text(both[0]), read_text(both[1]), lexicon))
    (places, changed), (plain, plainly) = entries.sentence_columns(alignment), entries.sentence_columns_plainly(alignment)
    assert (places.tolist(), changed.tolist()) == (plain.tolist(), plainly.tolist())


@needs_compiled
@given(both=st.one_of(partly_swapped(), pairs()))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_edits_are_chosen_as_plainly(lexicon: Lexicon, both: tuple[str, str]) -> None:
    rows = align(number_pair(read_text(both[0]), read_text(both[1]), lexicon)).edit_rows
    assert entries.listed_edits(rows).tolist() == entries.listed_edits_plainly(rows).tolist()


@needs_compiled
@given(
    rows=st.lists(st.tuples(st.integers(0, len(KINDS) - 1), _CHANCES, st.integers(0, 9)), max_size=12),
    quoted=st.lists(st.booleans(), min_size=10, max_size=10),
    spun=st.floats(0, 1),
)
@often
def test_a_ledger_is_weighed_as_plainly(rows: list[tuple[int, float, int]], quoted: list[bool], spun: float) -> None:
    kinds, spin, at = (np.array([row[k] for row in rows], kind) for k, kind in enumerate((np.int8, np.float64, np.int32)))
    marks, total = np.array(quoted), float(spin.sum())
    spans = np.stack((at, at, at, at))
    found = line_writer.ledger_columns(kinds, spin, spans, marks.view(np.uint8), (total, spun, UNLIKELY, LIKELY))
    inside = marks[at]
    plain = entries.shares_of(spin, total, spun), explain(kinds, spin, inside), inside
    assert [each.tolist() for each in found] == [each.tolist() for each in plain]
