"""A pool of processes that survives the death of one: every piece of work has its answer, also the one that kills.

A worker that dies breaks its whole pool. So what was under way is done again piece by piece in a pool of one, and only a piece
that kills two workers gets the answer of the dead.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from signal import SIG_IGN, SIGINT, signal
from typing import Any, Generic, TypeVar

from app.pools.lasting import follow_parent
from app.pools.tuning import tune_process

ATTEMPTS = 2  # a worker that dies once may have been killed for another's memory

Options = TypeVar("Options")
Loaded = TypeVar("Loaded")
Piece = TypeVar("Piece")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Work(Generic[Options, Loaded, Piece, Answer]):
    """What the processes of a pool do: `load(options)` once each, then `answer(loaded, piece)`.

    `died(piece)` answers for a piece that kills. `load` and `answer` are pickled, so they are a module's own functions.
    `window`: chunks under way a worker: enough to keep it busy, few enough to stop soon and to keep memory flat.
    """

    load: Callable[[Options], Loaded]
    answer: Callable[[Loaded, Piece], Answer]
    died: Callable[[Piece], Answer]
    options: Options
    workers: int
    window: int = 2

    def pool(self, workers: int) -> ProcessPoolExecutor:
        """Fresh processes that have loaded; they end with this one."""
        return ProcessPoolExecutor(workers, get_context("spawn"), _start_worker, (self.load, self.options))

    def submit(self, pool: ProcessPoolExecutor, chunk: tuple[Piece, ...]) -> "Future[list[Answer]]":
        """The chunk's answers to be; a pool that broke meanwhile says so when they are asked for."""
        try:
            return pool.submit(_answer_all, self.answer, chunk)
        except BrokenProcessPool as broken:
            failed: Future[list[Answer]] = Future()
            failed.set_exception(broken)
            return failed


UnderWay = deque[tuple[tuple[Piece, ...], "Future[list[Answer]]"]]


def answers_in_order(work: Work[Options, Loaded, Piece, Answer], chunks: Iterable[tuple[Piece, ...]]) -> Iterator[Answer]:
    """The answers to all pieces, in their order. No more chunks are asked for than fit the window."""
    return _answers(work, iter(chunks), _first)


def answers_as_they_come(work: Work[Options, Loaded, Piece, Answer], chunks: Iterable[tuple[Piece, ...]]) -> Iterator[Answer]:
    """The answers to all pieces, those of a quick chunk before those of a slow one."""
    return _answers(work, iter(chunks), _quickest)


def _answers(
    work: Work[Options, Loaded, Piece, Answer],
    chunks: Iterator[tuple[Piece, ...]],
    next_of: "Callable[[UnderWay[Piece, Answer]], list[Answer]]",
) -> Iterator[Answer]:
    is_broken = True
    while is_broken:
        under_way: UnderWay[Piece, Answer] = deque()
        is_broken = False
        with work.pool(work.workers) as pool:
            try:
                for chunk in chunks:
                    under_way.append((chunk, work.submit(pool, chunk)))
                    if len(under_way) >= work.window * work.workers:
                        yield from next_of(under_way)
                while under_way:
                    yield from next_of(under_way)
            except BrokenProcessPool:
                is_broken = True
        for chunk, future in under_way:  # none, unless the pool broke
            yield from future.result() if future.exception() is None else _one_by_one(work, chunk)


def _first(under_way: "UnderWay[Piece, Answer]") -> list[Answer]:
    answers = under_way[0][1].result()
    under_way.popleft()
    return answers


def _quickest(under_way: "UnderWay[Piece, Answer]") -> list[Answer]:
    wait([future for _, future in under_way], return_when=FIRST_COMPLETED)
    place = next(k for k, (_, future) in enumerate(under_way) if future.done())
    answers = under_way[place][1].result()
    del under_way[place]
    return answers


def _one_by_one(work: Work[Options, Loaded, Piece, Answer], pieces: Iterable[Piece]) -> Iterator[Answer]:
    """Piece by piece in a pool of one, a new one when it dies."""
    pool = work.pool(1)
    try:
        for piece in pieces:
            for _ in range(ATTEMPTS):
                try:
                    yield from pool.submit(_answer_all, work.answer, (piece,)).result()
                    break
                except BrokenProcessPool:
                    pool.shutdown()
                    pool = work.pool(1)
            else:
                yield work.died(piece)
    finally:
        pool.shutdown()


_loaded: dict[str, Any] = {}


def _start_worker(load: Callable[[Options], object], options: Options) -> None:
    signal(SIGINT, SIG_IGN)  # the key goes to all processes of a terminal; the parent decides
    follow_parent()
    _loaded["here"] = load(options)
    tune_process()


def _answer_all(answer: Callable[[Any, Piece], Answer], pieces: tuple[Piece, ...]) -> list[Answer]:
    return [answer(_loaded["here"], piece) for piece in pieces]
