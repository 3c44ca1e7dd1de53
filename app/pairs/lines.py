"""One JSON line to one answer: a label with the report's JSON, or the error's, and never a word of a text.

Here stands what is wrong with a line, whoever met it: the queue, `unspun batch`, a library. The errors have the types and titles
of HTTP's problems (RFC 9457).
"""

import re
from collections.abc import Callable
from hashlib import blake2b
from typing import Final, TypeVar

import orjson
from pydantic import Field, ValidationError

from app.detector import Detector
from app.pairs.comparing import compare_at_a_glance, compare_pair
from app.pairs.json_values import UnreadableJson, custom_id_of, read_json_value
from app.pairs.pointers import Finding, count_of, findings
from app.pairs.requests import CUSTOM_ID, CompareRequest, Options, SideTooLong, UnusableSide, check_lengths
from app.views import Glance

T = TypeVar("T")
LONGEST_NAME: Final = 200
TOO_LONG: Final = b""  # stands for a line that was too long to be kept
REPEATED: Final = b"\x00"  # and for one with the name of an earlier one: no JSON, and so no line that could be compared
_NAME: Final = re.compile(CUSTOM_ID)

Answered = tuple[str | None, bytes]
"""A label and the report as JSON, or no label and the error as JSON."""

Glanced = tuple[str | None, bytes, Glance]
"""The same, and what lists say of the report."""


class PairLine(CompareRequest):
    """One line of a batch: a pair, and the sender's own name for it."""

    custom_id: str | None = Field(None, max_length=LONGEST_NAME, pattern=CUSTOM_ID, description="comes back with the result")


class SenderNames:
    """The senders' names of the lines so far: each is a line's own."""

    def __init__(self) -> None:
        self._seen: set[bytes] = set()

    def take(self, line: bytes) -> tuple[str | None, bytes]:
        """The name of a line, as far as it can be read, and the line; `REPEATED` in its place where an earlier one has it."""
        name = custom_id_of(line)
        if name is None or len(name) > LONGEST_NAME or not _NAME.fullmatch(name):
            return None, line
        digest = blake2b(name.encode(), digest_size=16).digest()  # 100,000 names would take twice the room
        if digest in self._seen:
            return name, REPEATED
        self._seen.add(digest)
        return name, line


def answer_line(detector: Detector, max_characters: int, line: bytes, defaults: Options | None = None) -> Answered:
    """The label and the report of a `PairLine` as JSON; without a label it is the error as JSON.

    `defaults` hold for what the line's own options do not name.
    """

    def answered() -> tuple[str, bytes]:
        request = _read(line, max_characters)
        return compare_pair(detector, _completed(request, defaults) if defaults else request)

    return answer_or_error(answered, line)


def asked_options(line: bytes, defaults: Options) -> Options:
    """How the pair of a usable line is compared: by its own options, and by `defaults` where it names none."""
    return _completed(PairLine.model_validate(read_json_value(line)), defaults).options


def answer_at_a_glance(detector: Detector, max_characters: int, line: bytes) -> Glanced:
    """What `answer_line` returns, and the glance at the report."""
    found = answer_or_error(lambda: compare_at_a_glance(detector, _read(line, max_characters)), line)
    return found if len(found) == 3 else (*found, Glance())


def _read(line: bytes, max_characters: int) -> PairLine:
    """Raises: UnreadableJson, ValidationError, SideTooLong."""
    request = PairLine.model_validate(read_json_value(line))
    check_lengths(request, max_characters)
    return request


def _completed(request: PairLine, defaults: Options) -> PairLine:
    own = {name: getattr(request.options, name) for name in request.options.model_fields_set}
    return request.model_copy(update={"options": defaults.model_copy(update=own)})


def answer_or_error(answered: Callable[[], T], line: bytes) -> T | tuple[None, bytes]:
    """What `answered` makes of the line, or the error of a line that cannot be used."""
    if line in _UNKEPT:
        return None, _UNKEPT[line]
    try:
        return answered()
    except UnreadableJson as error:
        return None, error_json("malformed-json", "Malformed JSON", str(error))
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        return None, error_json("invalid-fields", "Invalid or missing fields", count_of(found, "line"), *findings(found))
    except SideTooLong as error:
        return None, error_json("text-too-long", "A text is too long", str(error), Finding(error.pointer, str(error)))
    except UnusableSide as error:
        return None, error_json("unusable-text", "A text cannot be compared", str(error), Finding(error.pointer, str(error)))


def fault_json(error: Exception) -> bytes:
    """The error of a line that met a fault of ours: its class, for its message may hold text."""
    return error_json("internal", "Internal error", f"{type(error).__name__} while comparing")


def death_json(detail: str) -> bytes:
    """The error of a line that kills its workers."""
    return error_json("worker-died", "Worker died", detail)


def error_json(code: str, title: str, detail: str, *places: Finding) -> bytes:
    """The error of one line as JSON."""
    errors = [{"pointer": place.pointer, "detail": place.detail} for place in places]
    return orjson.dumps({"type": f"urn:unspun:problem:{code}", "title": title, "detail": detail, "errors": errors})


_REPEATED = Finding("#/custom_id", "custom_id was used by an earlier line of this batch.")
_UNKEPT: Final = {
    TOO_LONG: error_json("line-too-long", "The line is too long", "The line is longer than the limit of a request body."),
    REPEATED: error_json("invalid-fields", "Invalid or missing fields", _REPEATED.detail, _REPEATED),
}
