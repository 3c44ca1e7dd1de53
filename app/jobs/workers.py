"""A worker: takes chunks, says every two seconds that it lives, and takes over the chunks of those that no longer say so."""

import logging
import os
import random
import secrets
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event, Thread
from typing import Final

import sqlalchemy as sa

from app import store
from app.jobs import engine
from app.jobs.chunks import ChunkRunner, Comparer, run_chunk, use_runner
from app.jobs.mending import SILENT_SECONDS, mend
from app.jobs.queue import JobQueue
from app.jobs.watchdog import TimeLimit, Watchdog
from app.jobs.webhooks import Sender, deliver, use_sender

_FORGET_SECONDS: Final = 3_600.0

_log = logging.getLogger("app.jobs")

Companion = Callable[[Event], None]
"""Work beside the chunks, on a thread of its own, until the event is set."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """How often a worker beats, and after how many seconds without a beat it is dead to the others."""

    every: float = 2.0
    silent: float = SILENT_SECONDS


def worker_name() -> str:
    """Says where a worker runs; never the same twice."""
    return f"{socket.gethostname()[:60]}-{os.getpid()}-{secrets.token_hex(3)}"


class Worker:
    """The one worker of this process. It runs one chunk at a time: for more cores there are more processes."""

    def __init__(  # noqa: PLR0913 (its parts, by name)
        self,
        queue: JobQueue,
        compare: Comparer,
        *,
        sender: Sender | None = None,
        companions: Sequence[Companion] = (),
        pulse: Pulse | None = None,
        time_limit: TimeLimit | None = None,
    ) -> None:
        self.name = worker_name()
        self._pulse = pulse or Pulse()
        self._database, self._client = queue.database, queue.client
        self._runner = ChunkRunner(queue.database, compare, self.name)
        self._sender = sender
        self._stopped = Event()
        self._last_beat = 0.0
        watching = [Watchdog(self._runner, time_limit).watch] if time_limit else []
        sending = [sender.keep_queueing] if sender else []
        tasks = (self._keep_beating, *watching, *sending, *companions)
        self._threads = [Thread(target=task, args=(self._stopped,), name="worker-companion", daemon=True) for task in tasks]

    def start(self) -> None:
        """Begins to take chunks of the queue."""
        self._beat()  # before the first chunk is claimed: nobody may take this worker for a dead one
        use_runner(self._runner)
        use_sender(self._sender)
        try:
            engine.launch(self._database, self.name, run_chunk, deliver, sends=self._sender is not None)
        except Exception:
            engine.destroy(0)  # so that it can be tried again
            raise
        for thread in self._threads:
            thread.start()
        _log.info("worker started", extra={"worker": self.name})

    def stop(self, seconds: int = 20) -> None:
        """Ends the comparison under way, hands the rest back and leaves; takes about a second, `seconds` at most."""
        self._runner.stopping.set()
        if self._sender:
            self._sender.stopping.set()
        engine.destroy(seconds)
        use_runner(None)
        use_sender(None)
        self._stopped.set()
        for thread in self._threads:
            thread.join(self._pulse.every)
        try:
            with self._database.transaction() as tx:
                store.heartbeats.leave(tx, self.name)  # what was handed back is taken over at the next beat of another
        except sa.exc.DBAPIError as error:
            _log.warning("left without saying so", extra={"worker": self.name, "error_type": type(error).__name__})
        _log.info("worker stopped", extra={"worker": self.name})

    def _keep_beating(self, stopped: Event) -> None:
        while not stopped.is_set():
            try:
                self._beat_and_look_after_others()
            except Exception as error:  # noqa: BLE001 (a worker without a heart would lose its work to others for ever)
                _log.warning("no heartbeat", extra={"worker": self.name, "error_type": type(error).__name__})
            stopped.wait(self._pulse.every * random.uniform(0.9, 1.1))  # noqa: S311 (spreads the load, protects nothing)

    def _beat_and_look_after_others(self) -> None:
        was_away = time.monotonic() - self._last_beat > self._pulse.silent / 2
        self._beat()
        if was_away or self._runner.stopping.is_set():
            return  # after an outage of the database all look dead: let them beat first
        mend(self._database, self._client, self._pulse.silent)
        with self._database.transaction() as tx:
            store.heartbeats.forget_silent(tx, _FORGET_SECONDS)

    def _beat(self) -> None:
        with self._database.transaction() as tx:
            store.heartbeats.beat(tx, self.name, self._runner.rate)
        self._last_beat = time.monotonic()
