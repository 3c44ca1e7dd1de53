"""Batches: JSON Lines of pairs in, JSON Lines of reports out, in the same order; one bad line never stops the rest.

In: a `PairLine` a line. Out: `{"custom_id", "report"}` or `{"custom_id", "error"}` a line. Because the order is kept, the number
of lines in the output says where to go on.
"""

import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fcntl import LOCK_EX, LOCK_NB, flock
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from app.detector import Detector
from app.errors import UnspunError
from app.pairs.json_values import custom_id_of, one_line
from app.pairs.lines import TOO_LONG, SenderNames, answer_line, asked_options, death_json, fault_json
from app.pairs.requests import Options
from app.pools import Work, answers_in_order
from app.report import Part

CHUNK = 8  # lines a call of a worker: the call costs as much as half a comparison
_BEGINNING = b'{"custom_id":'  # of every answer, with its name behind and one of these
_NAME = re.compile(rb'null|"(?:[^"\\]|\\.)*"')
_CONTENTS = (b',"report":', b',"error":')
LOOKED_AT = 5  # reports at the end of an output: enough to see parts that some lack by chance, few enough to be read again
WINDOW = 4  # chunks under way a worker: enough to keep it busy, few enough to keep memory flat


class BatchMismatch(UnspunError):
    """The output file belongs to another input."""


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """How a batch is worked; `compare` holds for what a line's own options do not name."""

    models: Path
    lexicon: Path
    workers: int
    max_characters: int
    max_line_bytes: int
    compare: Options = field(default_factory=Options)
    cache: Path | None = None


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """One line of the input, counted from 1, and its sender's name; `content` may stand for one that is not even tried."""

    number: int
    content: bytes
    custom_id: str | None


@dataclass(frozen=True, slots=True)
class OutLine:
    """One line of the output, without its end."""

    content: bytes
    is_error: bool


@dataclass(slots=True)
class BatchTotals:
    """What became of the lines so far."""

    done: int = 0
    errors: int = 0
    skipped: int = 0


def run_batch(
    source: BinaryIO,
    out: Path,
    options: BatchOptions,
    advance: Callable[[BatchTotals], None],
    is_stopped: Callable[[], bool] = lambda: False,
) -> BatchTotals:
    """Works `source` into `out`, going on behind the lines that `out` already holds; `advance` hears of every line.

    When `is_stopped` says so, what is under way is answered and nothing more begun. Memory does not grow with the input,
    but for the ids met (a duplicate is an error).

    Raises:
        BatchMismatch: `out` is not the beginning of this input's answers, has reports that were asked for with other options, or
            another batch is writing to it.
    """
    totals = BatchTotals()
    lines = _lines(source, options.max_line_bytes)
    with out.open("ab") as sink:
        _lock(sink)
        totals.skipped = _skip_done(lines, out, options.compare)
        advance(totals)
        for answer in _answers(lines, options, is_stopped):
            sink.write(one_line(answer.content) + b"\n")
            sink.flush()
            totals.done += 1
            totals.errors += answer.is_error
            advance(totals)
    return totals


def _lock(sink: BinaryIO) -> None:
    try:
        flock(sink, LOCK_EX | LOCK_NB)
    except BlockingIOError as error:
        raise BatchMismatch(f"another batch is writing to {sink.name}") from error


def _lines(source: BinaryIO, max_bytes: int) -> Iterator[NumberedLine]:
    """The lines that are not blank. One over `max_bytes` is read past, never kept."""
    names = SenderNames()
    number = 0
    while content := source.readline(max_bytes + 1):
        number += 1
        if len(content) > max_bytes and not content.endswith(b"\n"):
            while (rest := source.readline(max_bytes)) and not rest.endswith(b"\n"):
                pass
            yield NumberedLine(number, TOO_LONG, None)
        elif content.strip():
            custom_id, kept = names.take(content)
            yield NumberedLine(number, kept, custom_id)


def _skip_done(lines: Iterator[NumberedLine], out: Path, options: Options) -> int:
    """Passes the lines that `out` has answers of, a half-written last answer cut off; returns how many."""
    skipped = 0
    reports: deque[tuple[int, NumberedLine, bytes]] = deque(maxlen=LOOKED_AT)
    with out.open("r+b") as answers:
        whole = 0
        for answer in answers:
            is_whole = answer.endswith(b"\n")
            if not is_whole and _may_be_answer(answer):
                break
            line = next(lines, None) if is_whole else None
            if line is None or not _may_be_answer(answer) or custom_id_of(answer) != line.custom_id:
                raise BatchMismatch(f"line {skipped + 1:,} of {out} answers another input; choose another --out or remove it")
            whole += len(answer)
            skipped += 1
            if _is_report(answer):
                reports.append((skipped, line, answer))
        for number, line, answer in reports:
            _check_options(f"line {number:,} of {out}", asked_options(line.content, options), orjson.loads(answer)["report"])
        answers.truncate(whole)
    return skipped


def _is_report(answer: bytes) -> bool:
    name = _NAME.match(answer, len(_BEGINNING))
    return name is not None and answer.startswith(_CONTENTS[0], name.end())


def _check_options(where: str, asked: Options, report: dict[str, Any]) -> None:
    """Raises: BatchMismatch, when the report was made with other options, as far as it shows."""
    settings = report["settings"]
    wanted = {"exclude_quotations": asked.exclude_quotations, "minimum_passage_words": asked.minimum_passage_words}
    other = [f"{name} was {settings[name]}, now {value}" for name, value in wanted.items() if settings[name] != value]
    if report["measured"] and not _may_hold(report, asked):
        other.append("parts were others")
    if other:
        raise BatchMismatch(
            f"{where} was asked for with other options ({'; '.join(other)}); run with those, choose another --out or remove it"
        )


def _may_hold(report: dict[str, Any], asked: Options) -> bool:
    """Whether a report of these parts may be this one; an empty list says nothing."""
    parts = frozenset(Part) - {Part.PLACES} if asked.wanted is None else asked.wanted
    held = {part for part in Part if part is not Part.TEXTS and report[part]}
    sure = {Part.TEXTS: report["suspect"]["text"] is not None, Part.PLACES: report[Part.PLACES] is not None}
    sure |= {Part.FEATURES: bool(report[Part.FEATURES])}
    return held <= parts and all((part in parts) == is_there for part, is_there in sure.items())


def _may_be_answer(content: bytes) -> bool:
    """Whether a line of the output is ours, as far as it goes: whatever else stands in a file is not ours to cut off."""
    begins = content.startswith(_BEGINNING[: len(content)]) and content[len(_BEGINNING) :][:1] in b'n"'
    name = _NAME.match(content, len(_BEGINNING))
    behind = content[name.end() :] if name else b""
    return begins and any(behind.startswith(each[: len(behind)]) for each in _CONTENTS)


def _answers(lines: Iterator[NumberedLine], options: BatchOptions, is_stopped: Callable[[], bool]) -> Iterator[OutLine]:
    """The answers in the order of the lines."""
    chunks = iter(lambda: () if is_stopped() else tuple(islice(lines, CHUNK)), ())
    return answers_in_order(Work(_load, _answer, _died, options, options.workers, WINDOW), chunks)


@dataclass(frozen=True, slots=True)
class _Loaded:
    detector: Detector
    options: BatchOptions


def _load(options: BatchOptions) -> _Loaded:
    return _Loaded(Detector.load(options.models, options.lexicon, options.cache), options)


def _answer(loaded: _Loaded, line: NumberedLine) -> OutLine:
    options = loaded.options
    try:
        label, body = answer_line(loaded.detector, options.max_characters, line.content, options.compare)
    except Exception as error:  # noqa: BLE001 - one bad pair never stops the rest
        label, body = None, fault_json(error)
    return _reported(line, body) if label else _refused(line, body)


def _died(line: NumberedLine) -> OutLine:
    return _refused(line, death_json("The worker process died on this pair, twice."))


def _reported(line: NumberedLine, report: bytes) -> OutLine:
    content = _BEGINNING, orjson.dumps(line.custom_id), b',"report":', report, b"}"
    return OutLine(b"".join(content), is_error=False)  # in one go: each copy of a report takes as long as to read its line


def _refused(line: NumberedLine, error: bytes) -> OutLine:
    named = {"custom_id": line.custom_id, "error": orjson.loads(error) | {"line": line.number}}
    return OutLine(orjson.dumps(named), is_error=True)
