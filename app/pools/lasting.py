"""Processes that stand by each other: all end with the one that made them, and one that dies is replaced while they run.

In: work that is a module's own function, because it is pickled for fresh processes.
"""

import os
from collections.abc import Callable
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess
from threading import Event, Thread
from typing import TypeVar

_LOOK_SECONDS = 0.5  # after a death, until the next process starts

Options = TypeVar("Options")


def follow_parent() -> None:
    """Ends this process when its parent was killed: its queue would never tell. Returns at once, and watches on a thread."""
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def keep_running(n: int, work: Callable[[Options], None], options: Options, stopped: Event) -> None:
    """Runs `work(options)` in `n` fresh processes; one that dies is replaced, and all are asked to end when `stopped` is set.

    `work` ends on SIGTERM.
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
    follow_parent()
    work(options)
