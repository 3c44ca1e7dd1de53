"""How our processes run: `tune_process` once a detector is loaded (the service, the bench), and workers that may die.

A worker that dies breaks its whole pool. Who gives work to a pool gives the pieces that were under way to
`answer_one_by_one` then, so that only the one that kills goes without an answer.
"""

import gc
import logging
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess
from signal import SIG_IGN, SIGINT, signal
from threading import Event, Thread
from typing import TypeVar

from threadpoolctl import threadpool_limits

_THRESHOLDS = (50_000, 20, 50)  # objects: one comparison makes 5,000, all of them freed by their counts
_LOOK_SECONDS = 0.5  # after a death, until the next process starts
_ATTEMPTS = 2  # a worker that dies once may have been killed for another's memory

_log = logging.getLogger("app.runtime")

Options = TypeVar("Options")
Piece = TypeVar("Piece")
Answer = TypeVar("Answer")


def tune_process() -> None:
    """Leaves what is loaded out of every later garbage collection, and gives matrix products one thread.

    A comparison makes thousands of short-lived rows, and Python looks for cycles after every 700 of them: .2 to .4 ms a
    comparison, and in a fresh process 60 ms now and then, when it goes through the whole lexicon (docs/performance.md).
    The matrices are small, so a pool of threads would only fight the comparison on the other core. Costs about 50 ms.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
    _one_thread()


@cache
def _one_thread() -> threadpool_limits:
    # by threadpoolctl and not by OPENBLAS_NUM_THREADS: that is read when numpy is imported, which is over by now
    return threadpool_limits(1, user_api="blas")


def open_pool(workers: int, load: Callable[[Options], None], options: Options) -> ProcessPoolExecutor:
    """A pool of fresh processes that call `load(options)` first; both are pickled, so `load` is a module's own function."""
    return ProcessPoolExecutor(workers, get_context("spawn"), _start_worker, (load, options))


def _start_worker(load: Callable[[Options], None], options: Options) -> None:
    signal(SIGINT, SIG_IGN)  # the key goes to all processes of a terminal; the parent decides
    Thread(target=_follow_parent, daemon=True).start()
    load(options)
    tune_process()


def _follow_parent() -> None:
    """Ends this worker when its parent was killed: its queue would never tell."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def answer_one_by_one(
    pieces: Iterable[Piece],
    answer: Callable[[Piece], Answer],
    died: Callable[[Piece], Answer],
    open_one: Callable[[], ProcessPoolExecutor],
) -> Iterator[Answer]:
    """After a worker died: piece by piece in a pool of one, a new one when it dies; `died` answers what kills two.

    `answer` is pickled, so it is a module's own function. The pools of `open_one` are shut down here.
    """
    pool = open_one()
    try:
        for piece in pieces:
            for _ in range(_ATTEMPTS):
                try:
                    yield pool.submit(answer, piece).result()
                    break
                except BrokenProcessPool:
                    pool.shutdown()
                    pool = open_one()
            else:
                yield died(piece)
    finally:
        pool.shutdown()


def keep_running(n: int, work: Callable[[Options], None], options: Options, stopped: Event) -> None:
    """Runs `work(options)` in `n` fresh processes; one that dies is replaced, and all are asked to end when `stopped` is set.

    `work` is pickled, so it is a module's own function; it ends on SIGTERM.
    """
    context = get_context("spawn")
    running: list[SpawnProcess] = []
    while not stopped.is_set():
        running = [process for process in running if process.is_alive()]
        for _ in range(n - len(running)):
            process = context.Process(target=_work_under_parent, args=(work, options))
            process.start()
            running.append(process)
        stopped.wait(_LOOK_SECONDS)
    for process in running:
        process.terminate()
    for process in running:
        process.join()


def _work_under_parent(work: Callable[[Options], None], options: Options) -> None:
    Thread(target=_follow_parent, daemon=True).start()
    work(options)


def leave_threads_behind(seconds: float = 2.0) -> None:
    """The last step of a process that has closed everything: ends it at once where a thread does not end within `seconds`.

    Python would wait for such a thread without an end, and a comparison cannot be stopped.
    """
    until = time.monotonic() + seconds
    others = [thread for thread in threading.enumerate() if thread is not threading.main_thread() and not thread.daemon]
    for thread in others:
        thread.join(max(until - time.monotonic(), 0.0))
    if any(thread.is_alive() for thread in others):
        _log.warning("a comparison that does not end is left behind")
        logging.shutdown()
        os._exit(0)
