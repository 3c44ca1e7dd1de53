"""JSON a line: names survive what cannot be read, and no line ends before its end, whoever reads it."""

import orjson
import pytest

from app.pairs import (
    MAX_CONTAINERS,
    MAX_MEMBERS,
    MAX_STRINGS,
    MAX_VALUES,
    TooManyValues,
    UnreadableJson,
    custom_id_of,
    json_line,
    read_json_value,
)
from tests.waiting import costs_at_most


def test_a_byte_order_mark_says_nothing() -> None:
    assert read_json_value(b'\xef\xbb\xbf{"custom_id": "a1"}') == {"custom_id": "a1"}


UNREADABLE = {
    "a high half": rb'{"custom_id": "a1", "reference": {"text": "\ud83d"}}',
    "a low half": rb'{"custom_id": "a1", "reference": {"text": "x \ude00"}}',
    "the halves in the wrong order": rb'{"custom_id": "a1", "suspect": {"html": "\ude00\ud83d"}}',
    "a half behind everything": rb'{"reference": {"text": "a"}, "suspect": {"text": "\uD800"}, "custom_id": "a1"}',
    "a half in a key": rb'{"\udfff": 1, "custom_id": "a1"}',
    "a half in capitals": rb'{"custom_id":"a1","reference":{"text":"\uDBFF!"}}',
    "a half as bytes": b'{"custom_id": "a1", "reference": {"text": "\xed\xa0\x80"}}',
    "invalid UTF-8": b'{"custom_id": "a1", "reference": {"text": "\xff"}}',
    "NaN": b'{"custom_id": "a1", "x": NaN}',
    "the rest is missing": b'{"custom_id": "a1", "reference": {"text": "The',
    "too much behind it": b'{"custom_id": "a1"} {}',
    "nested too deep": b'{"custom_id": "a1", "x": ' + b"[" * 2_000,
    "nested deeper than anything": b'{"custom_id": "a1", "x": ' + b"[" * 200_000 + b"]" * 200_000 + b"}",
}


@pytest.mark.parametrize("line", UNREADABLE.values(), ids=UNREADABLE)
def test_a_line_that_cannot_be_read_keeps_its_name(line: bytes) -> None:
    with pytest.raises(UnreadableJson):
        read_json_value(line)
    assert custom_id_of(line) == "a1"


@pytest.mark.parametrize("line", [b"", b"[]", b"{}", b'{"custom_id": 7}', rb'{"custom_id": "\ud800"}', b"custom_id", b"\xff"])
def test_a_line_without_a_name_has_none(line: bytes) -> None:
    assert custom_id_of(line) is None


def test_an_escaped_name_is_read_like_any_other() -> None:
    assert custom_id_of(rb'{"custom_id": "\u00e4\"\\", "x": "\ud800"}') == 'ä"\\'


@pytest.mark.parametrize("splitter", ["\u2028", "\u2029", "\x85", "\n", "\r", "\v", "\f", "\x1c", "\x1d", "\x1e"])
def test_no_reader_of_lines_splits_a_line(splitter: str) -> None:
    value = {f"key{splitter}": [splitter, f"a{splitter}b", "\\" + splitter]}
    line = json_line(value)
    assert line.decode().splitlines() == [line.decode().rstrip("\n")]
    assert orjson.loads(line) == value


def test_brackets_inside_strings_are_no_lists() -> None:
    text = '[{"\\' * MAX_CONTAINERS
    assert read_json_value(orjson.dumps({"text": text})) == {"text": text}


@pytest.mark.parametrize("part", [b"[],", b"{},", b'{"a":[]},'])
def test_more_lists_and_objects_than_any_pair_has_are_refused(part: bytes) -> None:
    with pytest.raises(TooManyValues):
        read_json_value(b"[" + part * (MAX_CONTAINERS + 1) + b"1]")


@pytest.mark.parametrize("part", [b'"",', b'{"a":"b"},', b"1,", b"1e9,", b"null,", b'"[",'])
def test_more_values_than_any_pair_has_are_refused(part: bytes) -> None:
    with pytest.raises(TooManyValues):
        read_json_value(b"[" + part * MAX_STRINGS + b"1]")


def test_an_object_of_more_members_than_any_pair_has_is_refused() -> None:
    known: dict[str, list[int]] = {f"k{n}": [] for n in range(MAX_MEMBERS)}
    assert read_json_value(orjson.dumps([{"a": known}])) == [{"a": known}]
    with pytest.raises(TooManyValues):
        read_json_value(orjson.dumps([{"a": {**known, "one": "more"}}]))


def test_a_text_may_hold_as_many_quotes_brackets_and_commas_as_it_likes() -> None:
    text = 'a "quoted" [thing], ' * MAX_VALUES
    assert read_json_value(orjson.dumps({"text": text})) == {"text": text}


@pytest.mark.parametrize("half", [b'\\"', b'"', b'"\\', b"\\", b'""\\"', b'"\n', b'"a'])
@pytest.mark.parametrize(
    "around", [(b"[" * (MAX_CONTAINERS + 1), b""), (b'{"custom_id":"a1","x":"', b"{" * (MAX_CONTAINERS + 1))]
)
def test_strings_without_an_end_cost_no_more_than_others(half: bytes, around: tuple[bytes, bytes]) -> None:
    line = half.join((around[0], around[1])) + half * 300_000
    with costs_at_most(3.0):  # the square of it takes minutes
        with pytest.raises(UnreadableJson):
            read_json_value(line)
        custom_id_of(line)
