"""Two clocks at once: what a caller waits, and what the processor works for it.

On a machine that others use the wall clock also counts their turns; the CPU clock of the thread does not. On a quiet
machine both say the same, for everything measured here runs on one thread.
"""

import time
from collections.abc import Callable
from typing import NamedTuple


class Time(NamedTuple):
    """Milliseconds."""

    wall: float
    cpu: float


def now() -> Time:
    """Both clocks."""
    return Time(time.perf_counter() * 1_000, time.thread_time() * 1_000)


def since(start: Time) -> Time:
    """Milliseconds from `start` until now."""
    end = now()
    return Time(end.wall - start.wall, end.cpu - start.cpu)


def timed(work: Callable[[], object]) -> Time:
    """Milliseconds of one call."""
    start = now()
    work()
    return since(start)


class Laps:
    """Milliseconds between calls of `lap`, by name."""

    def __init__(self) -> None:
        self.times: dict[str, Time] = {}
        self._last = now()

    def lap(self, name: str) -> None:
        self.times[name] = since(self._last)
        self._last = now()
