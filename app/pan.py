"""PAN's text alignment task: a pairs file in, one XML file of detections a pair out; one bad pair never stops the rest.

Offsets count code points of the files as they are, line ends and a byte order mark included.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Protocol

from app.errors import InputError, UnreadableInput
from app.finder import Detection, Finder
from app.report import draw_pan_xml, pan_file_name
from app.runtime import answer_one_by_one, open_pool

CHUNK = 8  # pairs a call of a worker; neighbours share their suspicious document
WINDOW = 2  # chunks under way a worker: it is never idle, and a stop need not wait long
KEPT_DOCUMENTS = 16  # texts a worker remembers


class PairsInvalid(InputError):
    """The pairs file is not one."""


class PairFinder(Protocol):
    """What finds the passages of reuse between two texts."""

    def find(self, reference: str, suspect: str) -> tuple[Detection, ...]:
        """The detections, in characters of both texts."""
        ...


def load_finder(models: Path, lexicon: Path) -> PairFinder:
    """The finder in use.

    Raises:
        ModelError, LexiconError: a file is missing or altered.
    """
    return Finder.load(models, lexicon)


@dataclass(frozen=True, slots=True)
class PanOptions:
    """Where the documents lie, where the XML goes, and what finds."""

    source: Path
    suspicious: Path
    out: Path
    models: Path
    lexicon: Path
    workers: int
    load: Callable[[Path, Path], PairFinder] = load_finder


@dataclass(frozen=True, slots=True)
class PairOfNames:
    """One line of a pairs file, counted from 1: the names of two documents."""

    line: int
    suspect: str
    reference: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a pair: its XML is written, or `error` says why not."""

    pair: PairOfNames
    n_detections: int = 0
    error: str | None = None


@dataclass(frozen=True, slots=True)
class PanTotals:
    """What became of the pairs so far."""

    n_pairs: int = 0
    n_errors: int = 0
    n_detections: int = 0

    def plus(self, outcome: Outcome) -> "PanTotals":
        """With one pair more."""
        return PanTotals(self.n_pairs + 1, self.n_errors + bool(outcome.error), self.n_detections + outcome.n_detections)


def read_pairs(path: Path) -> list[PairOfNames]:
    """The pairs of a file with two names a line, the suspicious document first; blank lines are passed over.

    Raises:
        PairsInvalid: not UTF-8, no pairs, or a line that has not two names.
        OSError: the file cannot be read.
    """
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise PairsInvalid(f"{path}: is not UTF-8 (byte 0x{error.object[error.start]:02x} at {error.start:,})") from error
    pairs = [_pair(path, line, names) for line, content in enumerate(lines, 1) if (names := content.split())]
    if not pairs:
        raise PairsInvalid(f"{path}: has no pairs")
    return pairs


def _pair(path: Path, line: int, names: list[str]) -> PairOfNames:
    if len(names) != 2:
        raise PairsInvalid(f"{path}: line {line:,} needs two names, the suspicious document and its source; it has {len(names)}")
    return PairOfNames(line, *names)


def run_pairs(
    pairs: Iterable[PairOfNames], options: PanOptions, is_stopped: Callable[[], bool] = lambda: False
) -> Iterator[Outcome]:
    """Finds in each pair and writes its XML; yields what became of it, in no certain order.

    When `is_stopped` says so, what is under way is ended and nothing more begun.
    """
    good: list[PairOfNames] = []
    names: set[str] = set()
    for pair in pairs:
        file = pan_file_name(pair.suspect, pair.reference)
        refused = _why_refused(pair) or (f"an earlier line writes {file} too" if file in names else None)
        if refused:
            yield Outcome(pair, error=refused)
        else:
            names.add(file)
            good.append(pair)
    good.sort(key=lambda pair: (pair.suspect, pair.reference))  # neighbours share what was read
    yield from _outcomes(deque(tuple(good[k : k + CHUNK]) for k in range(0, len(good), CHUNK)), options, is_stopped)


def _why_refused(pair: PairOfNames) -> str | None:
    """What keeps a pair from being read: a name must never lead out of its folder, nor write what a terminal obeys."""
    for name in (pair.suspect, pair.reference):
        if "/" in name or "\\" in name or ".." in name or name == "." or not name.isprintable():
            return f"{name!r} is no plain file name"
    return None


Chunk = tuple[PairOfNames, ...]


def _outcomes(waiting: deque[Chunk], options: PanOptions, is_stopped: Callable[[], bool]) -> Iterator[Outcome]:
    """The outcomes of all chunks; a pool whose worker died is replaced."""
    while waiting and not is_stopped():
        under_way: dict[Future[list[Outcome]], Chunk] = {}
        with open_pool(options.workers, _load, options) as pool, suppress(BrokenProcessPool):
            yield from _worked(pool, waiting, under_way, options.workers, is_stopped)
        for chunk in under_way.values():  # none, unless the pool broke
            yield from answer_one_by_one(chunk, _find, _died, partial(open_pool, 1, _load, options))


def _worked(
    pool: ProcessPoolExecutor,
    waiting: deque[Chunk],
    under_way: dict[Future[list[Outcome]], Chunk],
    workers: int,
    is_stopped: Callable[[], bool],
) -> Iterator[Outcome]:
    while waiting or under_way:
        while waiting and len(under_way) < WINDOW * workers and not is_stopped():
            under_way[pool.submit(_find_all, waiting[0])] = waiting[0]
            waiting.popleft()  # only now: submit raises when the pool is broken
        if not under_way:
            return
        for future in wait(under_way, return_when=FIRST_COMPLETED).done:
            outcomes = future.result()
            del under_way[future]
            yield from outcomes


_worker: dict[str, Any] = {}


def _load(options: PanOptions) -> None:
    _worker["finder"] = options.load(options.models, options.lexicon)
    _worker["options"] = options


def _find_all(pairs: Chunk) -> list[Outcome]:
    return [_find(pair) for pair in pairs]


def _find(pair: PairOfNames) -> Outcome:
    options: PanOptions = _worker["options"]
    try:
        return find_pair(pair, _worker["finder"], options)
    except InputError as error:
        return Outcome(pair, error=str(error))
    except OSError as error:
        return Outcome(pair, error=f"{error.filename2 or error.filename or options.out}: {error.strerror}")
    except Exception as error:  # noqa: BLE001 - one bad pair never stops the rest; its message may hold text, its class not
        return Outcome(pair, error=f"{type(error).__name__} while finding")


def _died(pair: PairOfNames) -> Outcome:
    return Outcome(pair, error="the worker process died on this pair, twice")


def find_pair(pair: PairOfNames, finder: PairFinder, options: PanOptions) -> Outcome:
    """Reads both documents, finds, and writes the XML: whole or not at all.

    Raises:
        UnreadableInput: a document is not UTF-8.
        OSError: a document cannot be read, or the XML not written.
    """
    reference, suspect = _document(options.source / pair.reference), _document(options.suspicious / pair.suspect)
    detections = finder.find(reference, suspect)
    _write(options.out / pan_file_name(pair.suspect, pair.reference), draw_pan_xml(pair.suspect, pair.reference, detections))
    return Outcome(pair, n_detections=len(detections))


@lru_cache(KEPT_DOCUMENTS)
def _document(path: Path) -> str:
    try:
        return path.read_bytes().decode()  # bytes: nothing may change line ends or take away a byte order mark
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"{path}: is not UTF-8 (byte 0x{error.object[error.start]:02x} at {error.start:,})") from error


def _write(target: Path, content: str) -> None:
    half = target.with_name(f".{os.getpid()}.half")
    try:
        half.write_bytes(content.encode())
        half.replace(target)
    except OSError:
        half.unlink(missing_ok=True)
        raise
