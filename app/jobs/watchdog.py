"""Ends what never ends: a comparison over its time is set aside with the reason, and its worker's process with it.

A thread cannot be stopped. A process of its own can: it ends, and another goes on with the chunk. The worker inside the API
stays as it is, because requests depend on its process; there the log and a counter tell.
"""

import faulthandler
import logging
import os
import time
from dataclasses import dataclass
from threading import Event
from typing import Final

from app.jobs.chunks import ChunkRunner, UnderWay
from app.jobs.engine import HandedBack

_LOOK_SECONDS: Final = 1.0
_EXIT_CODE: Final = 70  # EX_SOFTWARE
_GRACE_SECONDS: Final = 30.0  # in which the item is set aside, before the process ends all the same

_log = logging.getLogger("app.jobs")


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """Seconds that a comparison may take, and whether the process may be ended for one that takes longer."""

    seconds: float
    ends_process: bool


class Watchdog:
    """Looks at the comparison under way again and again."""

    def __init__(self, runner: ChunkRunner, limit: TimeLimit) -> None:
        self._runner = runner
        self._limit = limit
        self._every = min(_LOOK_SECONDS, limit.seconds / 4)
        self._seen: UnderWay | None = None
        self._seconds = 0.0  # that the comparison has been seen to run

    def watch(self, stopped: Event) -> None:
        """Watches until `stopped`."""
        looked = time.monotonic()
        self._arm()
        while not stopped.wait(self._every):
            now = time.monotonic()
            self._look(now - looked)
            self._arm()
            looked = now
        faulthandler.cancel_dump_traceback_later()

    def _look(self, seconds: float) -> None:
        current = self._runner.under_way
        if current is not self._seen or current is None:
            self._seen, self._seconds = current, 0.0
        elif self._seconds < self._limit.seconds:
            # a machine that slept is not the comparison's fault
            self._seconds += min(seconds, 2 * self._every)
            if self._seconds >= self._limit.seconds:
                self._end(current)

    def _arm(self) -> None:
        """Sets the clock that ends a process whose interpreter is blocked, so that this thread gets no turn either."""
        if self._limit.ends_process:
            # writes files, lines and functions to stderr, no values
            faulthandler.dump_traceback_later(self._limit.seconds + _GRACE_SECONDS, exit=True)

    def _end(self, late: UnderWay) -> None:
        facts = late.errand.facts(item=late.seq, seconds=self._limit.seconds, worker=self._runner.worker)
        _log.error("a comparison takes longer than the limit and is set aside", extra=facts)
        try:
            self._runner.set_aside_late(late, self._limit.seconds)
        except HandedBack:
            return  # the worker stops anyway
        if self._limit.ends_process:
            _log.error("the worker ends with it", extra=facts)
            os._exit(_EXIT_CODE)
