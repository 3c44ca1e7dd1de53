"""JSON as it comes in and goes out, one value a line: bounded when read, and on one line for every reader when written."""

import codecs
import json
import re
from typing import Any, Final

import orjson

from app.errors import InputError

MAX_CONTAINERS: Final = 70_000  # lists and objects of one value: 60,000 stretches that may be named, and room
MAX_STRINGS: Final = 5 * MAX_CONTAINERS  # and keys; a stretch has two
MAX_VALUES: Final = 3 * MAX_CONTAINERS  # by the commas between them; a stretch has two
MAX_MEMBERS: Final = 100  # of one object; each that nobody knows is a place to complain of
# a string, or what stands before a value; a string without an end goes to the end, or each quote behind it would be tried again
_TOKEN: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)|[\[{,]', re.DOTALL)
_QUOTE, _COMMA = b'",'
_LEADING_ID: Final = re.compile(rb'\s*\{\s*"custom_id"\s*:\s*("(?:[^"\\\n]|\\.){0,4000}")')
# some readers of lines end a line here too; in JSON these stand inside strings only
_LINE_ENDS: Final = {"\u2028".encode(): b"\\u2028", "\u2029".encode(): b"\\u2029", "\x85".encode(): b"\\u0085"}


class UnreadableJson(InputError):
    """No JSON value can be read."""


class NotJson(UnreadableJson):
    """This is not JSON in UTF-8."""


class TooManyValues(UnreadableJson):
    """The JSON has more lists, objects, strings or numbers than any pair of articles."""


def read_json_value(content: bytes, what: str = "line") -> Any:
    """The value of a JSON text. A second's work for the parser is refused before it begins: it lets nothing else run.

    A byte order mark before it says nothing: programs on Windows begin a file with one. `what` is how the text is called in the
    message, which says what is wrong and where, never what was written there.

    Raises: TooManyValues, NotJson.
    """
    _check_amount(content)
    try:
        value = orjson.loads(content.removeprefix(codecs.BOM_UTF8))
    except orjson.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise NotJson(f"The {what} is not valid JSON in UTF-8 ({where}): {error.msg}.") from None
    _check_members(value)
    return value


def custom_id_of(line: bytes) -> str | None:
    """The sender's name of a line, as far as it can be read: also of a line that cannot be used."""
    try:
        value = _read_leniently(line)
    except TooManyValues:
        value = _leading_id(line)
    name = value.get("custom_id") if isinstance(value, dict) else None
    return name if isinstance(name, str) and _is_storable(name) else None


def json_line(value: Any) -> bytes:
    """The value on one line, with its end: also for readers to whom U+2028, U+2029 and U+0085 end a line."""
    return one_line(orjson.dumps(value)) + b"\n"


def one_line(content: bytes) -> bytes:
    """The same JSON without a character that ends a line for some readers."""
    for raw, escaped in _LINE_ENDS.items():
        if raw[-1] in content:  # a single byte is found ten times faster than three, and mostly not there
            content = content.replace(raw, escaped)
    return content


def _check_amount(content: bytes) -> None:
    """Counts what the parser would make an object of; a text's own brackets and commas only where they are many.

    Raises: TooManyValues.
    """
    if len(content) <= MAX_CONTAINERS:
        return  # fewer characters than may be of each
    # a string's first quote has no backslash before it, so this is no less than the number of strings
    if content.count(b'"') - content.count(b'\\"') > MAX_STRINGS:
        raise TooManyValues(f"The JSON has more than {MAX_STRINGS // 2:,} strings.")
    if _may_have_too_many(content) and _has_too_many(content):
        raise TooManyValues(f"The JSON has more than {MAX_CONTAINERS:,} lists and objects, or {MAX_VALUES:,} values.")


def _check_members(value: Any) -> None:
    """Raises: TooManyValues."""
    waiting = [value]
    while waiting:
        held = waiting.pop()
        if isinstance(held, dict):
            if len(held) > MAX_MEMBERS:
                raise TooManyValues(f"The JSON has an object of more than {MAX_MEMBERS} members.")
            waiting.extend(each for each in held.values() if isinstance(each, dict | list))
        elif isinstance(held, list):
            waiting.extend(each for each in held if isinstance(each, dict | list))


def _may_have_too_many(content: bytes) -> bool:
    return content.count(b"[") + content.count(b"{") > MAX_CONTAINERS or content.count(b",") > MAX_VALUES


def _has_too_many(content: bytes) -> bool:
    """The same without what stands in strings: one by one, for a copy without them is forty bytes a string."""
    n_containers = n_commas = 0
    for token in _TOKEN.finditer(content):
        first = content[token.start()]
        n_commas += first == _COMMA
        n_containers += first not in (_COMMA, _QUOTE)
        if n_containers > MAX_CONTAINERS or n_commas > MAX_VALUES:
            return True
    return False


def _read_leniently(line: bytes) -> Any:
    """What the strict parser reads, or the standard library's, to which half a surrogate pair is a character."""
    try:
        return read_json_value(line)
    except NotJson:
        pass
    try:
        return json.loads(line.decode("utf-8", "replace")) if b'"custom_id"' in line else None
    except (ValueError, RecursionError):
        return _leading_id(line)


def _leading_id(line: bytes) -> dict[str, Any]:
    """The name at the beginning of a line that is no JSON further on."""
    found = _LEADING_ID.match(line)
    try:
        return {"custom_id": json.loads(found[1].decode("utf-8", "replace"))} if found else {}
    except ValueError:
        return {}


def _is_storable(name: str) -> bool:
    return not any("\ud800" <= each <= "\udfff" for each in name)
