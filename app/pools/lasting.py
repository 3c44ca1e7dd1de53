"""Processes that stand by each other: all end with the one that made them, and one that dies is replaced while they run.

The processes are forks: what was loaded before they began is theirs too, and stands in memory once.
"""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess
from threading import Event, Thread

_LOOK_SECONDS = 0.5  # after a death, until the next process starts
_ASKS_TO_END = (signal.SIGTERM, signal.SIGINT)


def follow_parent() -> None:
    """Ends this process when its parent was killed: its queue would never tell. Returns at once, and watches on a thread."""
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def keep_running(n: int, work: Callable[[], None], stopped: Event) -> None:
    """Runs `work()` in `n` forks of this process; one that dies is replaced, and all are asked to end when `stopped` is set.

    This process has one thread; `work` ends on SIGTERM.
    """
    context = get_context("fork")
    running: list[ForkProcess] = []
    while not stopped.is_set():
        running = [process for process in running if process.is_alive()]
        for _ in range(n - len(running)):
            process = context.Process(target=_work_under_parent, args=(work,))
            with _unasked():
                process.start()
            running.append(process)
        stopped.wait(_LOOK_SECONDS)
    for process in running:
        process.terminate()
    for process in running:
        process.join()


@contextmanager
def _unasked() -> Iterator[None]:
    """Keeps back what asks this process to end: a fork would take it for its parent's until it has handlers of its own."""
    signal.pthread_sigmask(signal.SIG_BLOCK, _ASKS_TO_END)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ASKS_TO_END)


def _work_under_parent(work: Callable[[], None]) -> None:
    for number in _ASKS_TO_END:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ASKS_TO_END)
    follow_parent()
    work()
