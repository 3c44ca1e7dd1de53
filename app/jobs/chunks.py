"""A chunk's run: read what waits, compare, write the answers. Run twice, or broken off anywhere, it has the effect of once.

A chunk whose items were begun before runs item by item, each counted before it is compared: somebody died here, and the
item that kills three workers while it is alone is set aside with the reason.
"""

import logging
import time
from collections.abc import Callable, Sequence
from functools import partial
from threading import Event, Lock
from typing import Final, TypeVar

import sqlalchemy as sa
from dbos import DBOS

from app.comparing import error_json
from app.jobs.announcing import announce
from app.jobs.engine import WORKFLOW
from app.store import (
    Answered,
    ChunkKey,
    Database,
    WaitingItem,
    begin_chunk,
    begin_item,
    unbegin_chunk,
    waiting_items,
    write_answers,
)

DEADLY: Final = 3  # deaths that are surely an item's own, after which it is set aside
_RETRY_SECONDS: Final = (0.1, 2.0)  # first and longest wait for a database that does not answer
_RATE_MEMORY: Final = 0.8  # share of the old value when a chunk's rate is added

T = TypeVar("T")
Comparer = Callable[[bytes], tuple[str | None, bytes]]
"""The JSON of a request becomes a label and the report's JSON, or no label and the error's JSON."""

_log = logging.getLogger("app.jobs")


class HandedBack(BaseException):
    """This worker stops: the chunk goes back to the queue.

    No `Exception`, because the engine would take that for the chunk's end; so the chunk stays claimed by a worker that has
    left, and the next one takes it over.
    """


class ChunkRunner:
    """Runs chunks in this process, one at a time: comparisons share one interpreter and gain nothing from threads."""

    def __init__(self, database: Database, compare: Comparer, worker: str) -> None:
        self.worker = worker
        self.stopping = Event()
        self.rate: float | None = None
        self._database = database
        self._compare = compare
        self._turn = Lock()

    def run(self, key: ChunkKey) -> int:
        """Answers what waits in a chunk; returns how many items that were.

        Raises: HandedBack.
        """
        with self._turn:
            self._stop_if_asked()
            waiting = self._transact(lambda connection: waiting_items(connection, key))
            if any(item.starts for item in waiting):
                self._one_by_one(key, waiting)
            elif waiting:
                self._together(key, waiting)
            return len(waiting)

    def _together(self, key: ChunkKey, waiting: Sequence[WaitingItem]) -> None:
        self._transact(lambda connection: begin_chunk(connection, key, time.time()))
        started = time.perf_counter()
        answers = []
        for item in waiting:
            if self.stopping.is_set():
                break
            answers.append(self._answer(item))
        self._transact(partial(self._store, key=key, answers=answers, is_whole=len(answers) == len(waiting)))
        if len(answers) < len(waiting):
            raise HandedBack
        self._note_rate(len(answers) / (time.perf_counter() - started))

    def _one_by_one(self, key: ChunkKey, waiting: Sequence[WaitingItem]) -> None:
        # the first death of a chunk of many may be anybody's
        deadly = DEADLY if key.end - key.first == 1 else DEADLY + 1
        for item in waiting:
            self._stop_if_asked()
            answer = self._set_aside(key, item) if item.starts >= deadly else self._count_and_answer(key, item)
            self._transact(partial(self._store, key=key, answers=[answer], is_whole=True))

    def _count_and_answer(self, key: ChunkKey, item: WaitingItem) -> Answered:
        self._transact(lambda connection: begin_item(connection, key, item.seq, time.time()))
        return self._answer(item)

    def _set_aside(self, key: ChunkKey, item: WaitingItem) -> Answered:
        _log.error("item set aside", extra={"batch": key.batch_id, "item": item.seq})
        detail = f"The pair killed its worker {DEADLY} times and was set aside."
        return Answered(item.seq, None, error_json("worker-died", "Worker died", detail))

    def _answer(self, item: WaitingItem) -> Answered:
        try:
            label, body = self._compare(item.pair)
        except Exception as error:  # noqa: BLE001 (one bad pair never stops the rest; its message may hold text, its class not)
            _log.exception("comparison failed")
            label, body = None, error_json("internal", "Internal error", f"{type(error).__name__} while comparing")
        return Answered(item.seq, label, body)

    def _store(self, connection: sa.Connection, key: ChunkKey, answers: Sequence[Answered], *, is_whole: bool) -> None:
        finished = write_answers(connection, key.batch_id, answers, self.worker, time.time())
        if not is_whole:
            unbegin_chunk(connection, key)
        if finished is not None:
            announce(self._database, connection, finished)

    def _transact(self, work: Callable[[sa.Connection], T]) -> T:
        """What `work` returns, done in one transaction; waits for a database that is away.

        Raises: HandedBack, when this worker stops before the database is back.
        """
        delay, longest = _RETRY_SECONDS
        while True:
            try:
                with self._database.transaction() as connection:
                    return work(connection)
            except (sa.exc.OperationalError, sa.exc.InterfaceError, sa.exc.InternalError) as error:
                _log.warning("the database does not answer, trying again", extra={"error_type": type(error).__name__})
                if self.stopping.wait(delay):
                    raise HandedBack from error
                delay = min(2 * delay, longest)

    def _stop_if_asked(self) -> None:
        if self.stopping.is_set():
            raise HandedBack

    def _note_rate(self, rate: float) -> None:
        self.rate = rate if self.rate is None else _RATE_MEMORY * self.rate + (1 - _RATE_MEMORY) * rate


_runners: list[ChunkRunner] = []


def use_runner(runner: ChunkRunner | None) -> None:
    """Says who runs the chunks that the engine of this process takes."""
    _runners[:] = [] if runner is None else [runner]


@DBOS.workflow(name=WORKFLOW, max_recovery_attempts=None)  # deaths are counted by item, not by chunk
def run_chunk(batch_id: str, first: int, end: int) -> int:
    """The engine's workflow. It has no steps: the whole of it may run again."""
    if not _runners:
        raise HandedBack
    return _runners[0].run(ChunkKey(batch_id, first, end))
