"""PAN's text alignment task: a pairs file in, one XML file of detections a pair out; one bad pair never stops the rest.

Offsets count code points of the files as they are, line ends and a byte order mark included.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Protocol

from app.errors import InputError, UnreadableInput
from app.finder import Detection, Finder
from app.pools import Work, answers_as_they_come
from app.views import draw_pan_xml, pan_file_name

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
class PanOutcome:
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

    def plus(self, outcome: PanOutcome) -> "PanTotals":
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
) -> Iterator[PanOutcome]:
    """Finds in each pair and writes its XML; yields what became of it, in no certain order.

    When `is_stopped` says so, what is under way is ended and nothing more begun.
    """
    good: list[PairOfNames] = []
    names: set[str] = set()
    for pair in pairs:
        file = pan_file_name(pair.suspect, pair.reference)
        refused = _why_refused(pair) or (f"an earlier line writes {file} too" if file in names else None)
        if refused:
            yield PanOutcome(pair, error=refused)
        else:
            names.add(file)
            good.append(pair)
    good.sort(key=lambda pair: (pair.suspect, pair.reference))  # neighbours share what was read
    remaining = iter(good)
    chunks = iter(lambda: () if is_stopped() else tuple(islice(remaining, CHUNK)), ())
    yield from answers_as_they_come(Work(_load, _find, _died, options, options.workers, WINDOW), chunks)


def _why_refused(pair: PairOfNames) -> str | None:
    """What keeps a pair from being read: a name must never lead out of its folder, nor write what a terminal obeys."""
    for name in (pair.suspect, pair.reference):
        if "/" in name or "\\" in name or ".." in name or name == "." or not name.isprintable():
            return f"{name!r} is no plain file name"
    return None


@dataclass(frozen=True, slots=True)
class _Loaded:
    finder: PairFinder
    options: PanOptions


def _load(options: PanOptions) -> _Loaded:
    return _Loaded(options.load(options.models, options.lexicon), options)


def _find(loaded: _Loaded, pair: PairOfNames) -> PanOutcome:
    try:
        return find_pair(pair, loaded.finder, loaded.options)
    except InputError as error:
        return PanOutcome(pair, error=str(error))
    except OSError as error:
        return PanOutcome(pair, error=f"{error.filename2 or error.filename or loaded.options.out}: {error.strerror}")
    except Exception as error:  # noqa: BLE001 - one bad pair never stops the rest; its message may hold text, its class not
        return PanOutcome(pair, error=f"{type(error).__name__} while finding")


def _died(pair: PairOfNames) -> PanOutcome:
    return PanOutcome(pair, error="the worker process died on this pair, twice")


def find_pair(pair: PairOfNames, finder: PairFinder, options: PanOptions) -> PanOutcome:
    """Reads both documents, finds, and writes the XML: whole or not at all.

    Raises:
        UnreadableInput: a document is not UTF-8.
        OSError: a document cannot be read, or the XML not written.
    """
    reference, suspect = _document(options.source / pair.reference), _document(options.suspicious / pair.suspect)
    detections = finder.find(reference, suspect)
    _write(options.out / pan_file_name(pair.suspect, pair.reference), draw_pan_xml(pair.suspect, pair.reference, detections))
    return PanOutcome(pair, n_detections=len(detections))


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
