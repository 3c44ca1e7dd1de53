"""How much more processor time and memory a family's inputs take when they are longer."""

import atexit
import gc
import math
import os
import resource
import time
import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

from app import store
from app.detector import Detector
from app.errors import InputError
from app.finder import Finder
from app.library import Entry, Shelf, pairs_of
from app.pairs import PairLine, custom_id_of, read_json_value
from app.report import build_report, report_json
from app.sources import Source, read_upload
from app.store import ArticleFacts, Database, NewLibrary, sqlite_url
from app.text import read_html, read_text
from tests.growth.families import Family, Stage

ROOT = Path(__file__).resolve().parents[2]
SIZES = {  # characters or bytes of the shorter one
    Stage.READ: 12_000,
    Stage.PAGE: 60_000,
    Stage.COMPARE: 12_000,
    Stage.FIND: 48_000,  # below that its tables have their least size, and what follows looks steeper than it is
    Stage.FILE: 100_000,
    Stage.JSON: 120_000,
    Stage.SCREEN: 12_000,
}
# what is read costs nothing but by its length; the other stages have a price of their own, above which the length has to show
GLANCED_SIZES = SIZES | {stage: SIZES[stage] // 4 for stage in (Stage.READ, Stage.FILE)}
MOST_TIME, MOST_MEMORY = 1.3, 1.1  # exponents
LONGEST = 200_000  # characters a side, as the service publishes it
MOST_MEGABYTES = 400  # of a process that compares, everything that it has loaded included
_SHORTEST = 0.01  # seconds: what takes less is done more than once
_MOST_TIMES = 20


@dataclass(frozen=True, slots=True)
class Growth:
    """Milliseconds and kilobytes by size, smallest first, each with the exponent fitted."""

    family: Family
    milliseconds: Mapping[int, float]
    kilobytes: Mapping[int, float]

    @property
    def time(self) -> float:
        """1 for time that grows with the length, 2 for the square of it."""
        return _exponent(self.milliseconds)

    @property
    def memory(self) -> float:
        """Likewise of the most memory in use at once."""
        return _exponent(self.kilobytes)

    @property
    def is_bounded(self) -> bool:
        """Whether both exponents keep to their limits."""
        return self.time <= MOST_TIME and self.memory <= MOST_MEMORY


def _exponent(by_size: Mapping[int, float]) -> float:
    """The slope of the line that fits the logarithms best: of two or three sizes at even steps it is that of the outer ones."""
    (first, least), (last, most) = min(by_size.items()), max(by_size.items())
    return math.log(most / least) / math.log(last / first)


def measure(family: Family, rounds: int = 5) -> Growth:
    """The growth of one family from its size to twice the size: the least time of `rounds` in turns, and the memory of one.

    Memory is measured from a quarter of the size to four times the size: lists and tables grow in steps, and a step between two
    sizes near to each other looks steep.
    """
    size = SIZES[family.stage]
    works = {n: _work_on(family, n) for n in (size, 2 * size)}
    with _without_garbage_collector():
        repeats = {n: _repeats(work) for n, work in works.items()}
        laps = [{n: _seconds(work, repeats[n]) for n, work in works.items()} for _ in range(rounds)]
    milliseconds = {n: 1_000 * min(lap[n] for lap in laps) for n in works}
    works = {n: _work_on(family, n) for n in (size // 4, size, 4 * size)}
    return Growth(family, milliseconds, {n: _peak(work) for n, work in works.items()})


def glance(family: Family) -> Growth:
    """The same for a tenth of the price: once at a small size and once at four times that, of memory at halves of them.

    To count memory takes four times as long as the work, and shows no noise that a longer input would drown. Single figures
    of time are noisier, and a change of ways between the sizes looks steep: a family that seems to grow fast is measured.
    """
    size = GLANCED_SIZES[family.stage]
    works = {n: _work_on(family, n) for n in (size, 4 * size)}
    works[size]()  # once for what is made at the first time only
    with _without_garbage_collector():
        milliseconds = {n: 1_000 * _least_seconds(work) for n, work in works.items()}
    return Growth(family, milliseconds, {n: _peak(_work_on(family, n)) for n in (size // 2, 2 * size)})


@contextmanager
def _without_garbage_collector() -> Iterator[None]:
    """How often it looks, and through how much, hangs on what was there before: that is no part of the work."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _work_on(family: Family, size: int) -> Callable[[], None]:
    return partial(_worked, family.stage, family.make(size))


def cost_at(family: Family, size: int) -> tuple[float, float]:
    """Processor seconds and peak megabytes of a process that works on one input of this size."""
    _detector(), _finder()
    pid = os.fork()
    if pid == 0:
        _worked(family.stage, family.make(size))
        os._exit(0)
    _, status, usage = os.wait4(pid, 0)
    assert status == 0
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1_000


def _worked(stage: Stage, sides: tuple[str, str | bytes]) -> None:
    """Does what the stage does; a refusal is an answer too."""
    try:
        _WORK[stage](*sides)
    except (InputError, ValueError):  # of pydantic and orjson both
        return


def _compare(reference: str, suspect: str) -> object:
    return report_json(build_report(_detector().compare(read_text(reference), read_text(suspect))))


def _find(reference: str, suspect: str) -> object:
    return _finder().find(reference, suspect)


def _screen(reference: str, suspect: str) -> object:
    shelf = _shelf()
    shelf.put([Entry.read("a", Source(text=reference), ArticleFacts(), max_characters=LONGEST)], 0.0)
    try:
        return shelf.candidates(pairs_of(read_text(suspect).norms), 10)
    finally:
        shelf.remove(["a"], 0.0)


def _read_body(_: str, body: str) -> object:
    custom_id_of(body.encode())
    return PairLine.model_validate(read_json_value(body.encode()))


_WORK: dict[Stage, Callable[[str, Any], object]] = {
    Stage.READ: lambda text, _: read_text(text),
    Stage.PAGE: lambda html, _: read_html(html),
    Stage.COMPARE: _compare,
    Stage.FIND: _find,
    Stage.FILE: lambda name, content: read_upload(name, content, max_characters=LONGEST),
    Stage.JSON: _read_body,
    Stage.SCREEN: _screen,
}


@cache
def _detector() -> Detector:
    return Detector.load(ROOT / "models", ROOT / "data" / "lexicon")


@cache
def _finder() -> Finder:
    return Finder.load(ROOT / "models", ROOT / "data" / "lexicon")


@cache
def _shelf() -> Shelf:
    folder = mkdtemp(prefix="unspun-growth-")
    atexit.register(rmtree, folder)
    database = Database.open(sqlite_url(Path(folder) / "growth.db"))
    store.revisions.migrate(database)
    with database.transaction() as tx:
        return Shelf(database, store.libraries.create(tx, NewLibrary("local", "growth"), 0.0))


def _repeats(work: Callable[[], None]) -> int:
    work()  # once for what is made at the first time only
    return max(1, math.ceil(_SHORTEST / max(_seconds(work, 1), 1e-5)))


def _least_seconds(work: Callable[[], None]) -> float:
    """Of one time, or of as many as fit into `_SHORTEST`."""
    seconds = [_seconds(work, 1)]
    while sum(seconds) < _SHORTEST and len(seconds) < _MOST_TIMES:
        seconds.append(_seconds(work, 1))
    return min(seconds)


def _seconds(work: Callable[[], None], repeats: int) -> float:
    before = _clock()
    for _ in range(repeats):
        work()
    return (_clock() - before) / repeats


def _clock() -> float:
    """Processor time of this thread and of the processes that it started and that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.thread_time() + children.ru_utime + children.ru_stime


def _peak(work: Callable[[], None]) -> float:
    """The most kilobytes in use at once, beyond those in use before."""
    tracemalloc.start()
    try:
        work()
        return max(tracemalloc.get_traced_memory()[1], 1) / 1_000
    finally:
        tracemalloc.stop()
