"""Batches: JSON Lines of pairs in, JSON Lines of reports out, in the same order; one bad line never stops the rest.

In: `{"custom_id", "reference": {"text"} or {"html"}, "suspect": …}` a line. Out: `{"custom_id", "report"}` or
`{"custom_id", "error"}` a line. Because the order is kept, the number of lines in the output says where to go on.
"""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from fcntl import LOCK_EX, LOCK_NB, flock
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import orjson
from pydantic import BaseModel, ConfigDict, ValidationError

from app.comparing import prepared
from app.detector import CompareOptions, Detector
from app.errors import InputError, TextTooLong, UnspunError
from app.json_lines import TooManyValues, custom_id_of, one_line, read_json_value
from app.report import Part, comparison_json
from app.runtime import answer_one_by_one, open_pool
from app.sides import Pair
from app.sources import Source

CHUNK = 8  # lines a call of a worker: the call costs as much as half a comparison
WINDOW = 4  # chunks under way a worker: enough to keep it busy, few enough to keep memory flat


class BatchMismatch(UnspunError):
    """The output file belongs to another input."""


class PairLine(BaseModel):
    """One line of a batch."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    custom_id: str
    reference: Source
    suspect: Source


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """How a batch is worked."""

    models: Path
    lexicon: Path
    workers: int
    max_characters: int
    max_line_bytes: int
    compare: CompareOptions = field(default_factory=CompareOptions)
    parts: frozenset[Part] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the input, counted from 1; `refused` says why it is not even tried."""

    number: int
    content: bytes
    custom_id: str | None
    refused: str | None


@dataclass(slots=True)
class Totals:
    """What became of the lines so far."""

    done: int = 0
    errors: int = 0
    skipped: int = 0


def run_batch(
    source: BinaryIO,
    out: Path,
    options: BatchOptions,
    advance: Callable[[Totals], None],
    is_stopped: Callable[[], bool] = lambda: False,
) -> Totals:
    """Works `source` into `out`, going on behind the lines that `out` already holds; `advance` hears of every line.

    When `is_stopped` says so, what is under way is answered and nothing more begun. Memory does not grow with the input,
    but for the ids met (a duplicate is an error).

    Raises:
        BatchMismatch: `out` is not the beginning of this input's answers, or another batch is writing to it.
    """
    totals = Totals()
    lines = _lines(source, options.max_line_bytes)
    with out.open("ab") as sink:
        _lock(sink)
        totals.skipped = _skip_done(lines, out)
        advance(totals)
        for answer in _answers(lines, options, is_stopped):
            sink.write(one_line(answer) + b"\n")
            sink.flush()
            totals.done += 1
            totals.errors += _is_error(answer)
            advance(totals)
    return totals


def _lock(sink: BinaryIO) -> None:
    try:
        flock(sink, LOCK_EX | LOCK_NB)
    except BlockingIOError as error:
        raise BatchMismatch(f"another batch is writing to {sink.name}") from error


def _is_error(answer: bytes) -> bool:
    return b'"error":{"type":' in answer[:400]


def _lines(source: BinaryIO, max_bytes: int) -> Iterator[Line]:
    """The lines that are not blank. One over `max_bytes` is read past, never kept."""
    seen: set[str] = set()
    number = 0
    while content := source.readline(max_bytes + 1):
        number += 1
        if len(content) > max_bytes and not content.endswith(b"\n"):
            while (rest := source.readline(max_bytes)) and not rest.endswith(b"\n"):
                pass
            yield Line(number, b"", None, f"the line is longer than {max_bytes:,} bytes")
        elif content.strip():
            custom_id = custom_id_of(content)
            refused = "custom_id was used by an earlier line" if custom_id in seen else None
            if custom_id is not None:
                seen.add(custom_id)
            yield Line(number, content, custom_id, refused)


def _skip_done(lines: Iterator[Line], out: Path) -> int:
    """Passes the lines that `out` has answers of, a half-written last answer cut off; returns how many."""
    skipped = 0
    with out.open("r+b") as answers:
        whole = 0
        for answer in answers:
            if not answer.endswith(b"\n"):
                break
            line = next(lines, None)
            if line is None or custom_id_of(answer) != line.custom_id:
                raise BatchMismatch(f"line {skipped + 1:,} of {out} answers another input; choose another --out or remove it")
            whole += len(answer)
            skipped += 1
        answers.truncate(whole)
    return skipped


def _answers(lines: Iterator[Line], options: BatchOptions, is_stopped: Callable[[], bool]) -> Iterator[bytes]:
    """The answers in the order of the lines; a pool whose worker died is replaced."""
    chunks = iter(lambda: () if is_stopped() else tuple(islice(lines, CHUNK)), ())
    ended = False
    while not ended:
        under_way: deque[tuple[tuple[Line, ...], Future[list[bytes]]]] = deque()
        with open_pool(options.workers, _load, options) as pool:
            try:
                for chunk in chunks:
                    under_way.append((chunk, _submit(pool, chunk)))
                    if len(under_way) >= WINDOW * options.workers:
                        yield from _first(under_way)
                while under_way:
                    yield from _first(under_way)
                ended = True
            except BrokenProcessPool:
                pass  # what was under way is answered below, one line at a time
        for chunk, _ in under_way:
            yield from answer_one_by_one(chunk, _answer, _died, partial(open_pool, 1, _load, options))


def _submit(pool: ProcessPoolExecutor, chunk: tuple[Line, ...]) -> Future[list[bytes]]:
    """The chunk's answers to be; a pool that broke meanwhile says so when they are asked for."""
    try:
        return pool.submit(_answer_all, chunk)
    except BrokenProcessPool as broken:
        failed: Future[list[bytes]] = Future()
        failed.set_exception(broken)
        return failed


def _first(under_way: deque[tuple[tuple[Line, ...], Future[list[bytes]]]]) -> list[bytes]:
    answers = under_way[0][1].result()
    under_way.popleft()
    return answers


_worker: dict[str, Any] = {}


def _load(options: BatchOptions) -> None:
    _worker["detector"] = Detector.load(options.models, options.lexicon)
    _worker["options"] = options


def _answer_all(lines: tuple[Line, ...]) -> list[bytes]:
    return [_answer(line) for line in lines]


def _answer(line: Line) -> bytes:
    options: BatchOptions = _worker["options"]
    try:
        return answer(line, _worker["detector"], options)
    except Exception as error:  # noqa: BLE001 - one bad pair never stops the rest; its message may hold text, its class not
        return _error(line, "internal-error", "Internal error", f"{type(error).__name__} while comparing")


def _died(line: Line) -> bytes:
    return _error(line, "worker-died", "Worker died", "the worker process died on this pair, twice")


def answer(line: Line, detector: Detector, options: BatchOptions) -> bytes:
    """The output line of one input line, without its line end."""
    if line.refused:
        return _error(line, "invalid-line", "Invalid line", line.refused)
    try:
        pair = PairLine.model_validate(read_json_value(line.content))
        reference, suspect = (prepared(detector, s, options.max_characters) for s in (pair.reference, pair.suspect))
    except (orjson.JSONDecodeError, TooManyValues) as error:
        where = f"{error.msg} at character {error.pos}" if isinstance(error, orjson.JSONDecodeError) else str(error)
        return _error(line, "malformed-json", "Malformed JSON", where)
    except ValidationError as error:
        return _invalid(line, error)
    except TextTooLong as error:
        return _error(line, "text-too-long", "Text too long", str(error))
    except InputError as error:
        return _error(line, "unreadable-input", "Unreadable input", str(error))
    report = comparison_json(detector.compare_pair(Pair.of(reference, suspect), options.compare), options.parts)
    return b'{"custom_id":' + orjson.dumps(pair.custom_id) + b',"report":' + report + b"}"


def _invalid(line: Line, error: ValidationError) -> bytes:
    """Pointers and messages of pydantic's findings, never the input itself."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    errors = [{"pointer": "#" + "".join(f"/{_escape(part)}" for part in e["loc"]), "detail": e["msg"]} for e in found]
    return _error(line, "invalid-fields", "Invalid or missing fields", f"{len(errors)} invalid fields", errors)


def _escape(part: int | str) -> str:
    return str(part).replace("~", "~0").replace("/", "~1")


def _error(line: Line, kind: str, title: str, detail: str, errors: list[dict[str, str]] | None = None) -> bytes:
    problem: dict[str, Any] = {"type": f"urn:unspun:problem:{kind}", "title": title, "detail": detail, "line": line.number}
    if errors:
        problem["errors"] = errors
    return orjson.dumps({"custom_id": line.custom_id, "error": problem})
