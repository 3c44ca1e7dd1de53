"""A chunk's run: read what waits, compare, write the answers. Run twice, or broken off anywhere, it has the effect of once.

A chunk whose items were begun before runs item by item, each counted before it is compared: somebody died here, and the
item that kills three workers while it is alone is set aside with the reason.
"""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from threading import Event, Lock
from typing import Any, Final, TypeVar

from app import store
from app.jobs.announcing import announce
from app.jobs.engine import HandedBack, transact_patiently
from app.pairs import Glanced, death_json, error_json, fault_json
from app.store import Answered, Batch, ChunkKey, Database, Transaction, WaitingItem
from app.telemetry import QUEUE_SECONDS, Attributes, SpanKind, Where, count_comparison, current_trace, span, trace_id_of

DEADLY: Final = 3  # deaths that are surely an item's own, after which it is set aside
_DIED, _TOO_LONG = "worker-died", "time-limit"  # why an item is set aside
_RATE_MEMORY: Final = 0.8  # share of the old value when a chunk's rate is added

T = TypeVar("T")
Comparer = Callable[[bytes], Glanced]
"""The JSON of a request becomes a label, the report's JSON and the glance at it, or no label and the error's JSON."""

_log = logging.getLogger("app.jobs")


@dataclass(frozen=True, slots=True)
class DueChunk:
    """A chunk to be run, and the batch it belongs to."""

    key: ChunkKey
    batch: Batch

    def facts(self, **more: object) -> dict[str, Any]:
        """What a log line says about it."""
        trace = trace_id_of(current_trace() or self.batch.trace)
        of_batch = {"batch": self.batch.id, "client": self.batch.client, "request_id": self.batch.request_id}
        return {**of_batch, "trace_id": trace, **more}


@dataclass(frozen=True, slots=True, eq=False)
class UnderWay:
    """The comparison that runs at this moment."""

    errand: DueChunk
    seq: int


class ChunkRunner:
    """Runs chunks in this process, one at a time: comparisons share one interpreter and gain nothing from threads."""

    def __init__(self, database: Database, compare: Comparer, worker: str) -> None:
        self.worker = worker
        self.stopping = Event()
        self.rate: float | None = None
        self.under_way: UnderWay | None = None
        self._database = database
        self._compare = compare
        self._turn = Lock()

    def run(self, key: ChunkKey) -> int:
        """Answers what waits in a chunk; returns how many items that were.

        Raises: HandedBack.
        """
        with self._turn:
            self._stop_if_asked()
            batch, waiting = self._transact(
                lambda tx: (store.batches.find(tx, key.batch_id), store.chunks.take(tx, key, time.time()))
            )
            if batch is None or not waiting:
                return 0
            errand, started = DueChunk(key, batch), time.perf_counter()
            about: Attributes = {"unspun.batch": batch.id, "unspun.first_item": key.first, "unspun.items": len(waiting)}
            with span("run chunk", SpanKind.CONSUMER, parent=batch.trace, attributes={**about, "unspun.worker": self.worker}):
                if any(item.starts for item in waiting):
                    self._one_by_one(errand, waiting)
                else:
                    self._together(errand, waiting)
                ms = round((time.perf_counter() - started) * 1000, 1)
                _log.info("chunk", extra=errand.facts(item=key.first, items=len(waiting), ms=ms, worker=self.worker))
            return len(waiting)

    def set_aside_late(self, late: UnderWay, seconds: float) -> None:
        """Answers the item under way, which takes longer than `seconds`, with that as its error.

        Raises: HandedBack.
        """
        detail = f"The comparison took longer than {seconds:g} s."
        error = error_json(_TOO_LONG, "The comparison took too long", detail)
        self._write(late.errand, [Answered(late.seq, None, store.packing.packed(error), _TOO_LONG)])

    def _together(self, errand: DueChunk, waiting: Sequence[WaitingItem]) -> None:
        started = time.perf_counter()
        answers = []
        with span("compare", attributes={"unspun.items": len(waiting)}):
            for item in waiting:
                if self.stopping.is_set():
                    break
                answers.append(self._answer(errand, item))
        self._write(errand, answers, is_whole=len(answers) == len(waiting))
        if len(answers) < len(waiting):
            raise HandedBack
        self._note_rate(len(answers) / (time.perf_counter() - started))

    def _one_by_one(self, errand: DueChunk, waiting: Sequence[WaitingItem]) -> None:
        # the first death of a chunk of many may be anybody's
        deadly = DEADLY if errand.key.end - errand.key.first == 1 else DEADLY + 1
        for item in waiting:
            self._stop_if_asked()
            answer = self._set_aside(errand, item) if item.starts >= deadly else self._count_and_answer(errand, item)
            self._write(errand, [answer])

    def _count_and_answer(self, errand: DueChunk, item: WaitingItem) -> Answered:
        self._transact(lambda tx: store.chunks.begin_item(tx, errand.key, item.seq, time.time()))
        with span("compare", attributes={"unspun.item": item.seq, "unspun.starts": item.starts + 1}):
            return self._answer(errand, item)

    def _set_aside(self, errand: DueChunk, item: WaitingItem) -> Answered:
        _log.error("item set aside", extra=errand.facts(item=item.seq))
        detail = f"The pair killed its worker {DEADLY} times and was set aside."
        return Answered(item.seq, None, store.packing.packed(death_json(detail)), _DIED)

    def _answer(self, errand: DueChunk, item: WaitingItem) -> Answered:
        started = time.perf_counter()
        self.under_way = UnderWay(errand, item.seq)
        try:
            label, body, glance = self._compare(item.pair)
        except Exception as error:  # noqa: BLE001 (one bad pair never stops the rest; its message may hold text, its class not)
            _log.exception("comparison failed", extra=errand.facts(item=item.seq))
            label, body, glance = None, fault_json(error), store.chunks.NO_GLANCE
        finally:
            self.under_way = None
        count_comparison(Where.QUEUE, label or store.chunks.NO_LABEL, time.perf_counter() - started)
        # packed here and not when it is stored: the transaction holds what others wait for
        return Answered(item.seq, label, store.packing.packed(body), glance=glance)

    def _write(self, errand: DueChunk, answers: Sequence[Answered], *, is_whole: bool = True) -> None:
        """Stores answers; of a chunk that is not whole the rest counts as never begun."""
        self._transact(partial(self._store, key=errand.key, answers=answers, is_whole=is_whole))
        waited = time.time() - errand.batch.created_at
        for _ in answers:
            QUEUE_SECONDS.observe(waited)

    def _store(self, tx: Transaction, key: ChunkKey, answers: Sequence[Answered], *, is_whole: bool) -> None:
        finished = store.chunks.write_answers(tx, key.batch_id, answers, self.worker, time.time())
        if not is_whole:
            store.chunks.unbegin(tx, key)
        if finished is not None:
            announce(tx, finished)

    def _transact(self, work: Callable[[Transaction], T]) -> T:
        """What `work` returns, done in one transaction; waits for a database that is away.

        Raises: HandedBack, when this worker stops before the database is back.
        """
        return transact_patiently(self._database, work, self.stopping)

    def _stop_if_asked(self) -> None:
        if self.stopping.is_set():
            raise HandedBack

    def _note_rate(self, rate: float) -> None:
        self.rate = rate if self.rate is None else _RATE_MEMORY * self.rate + (1 - _RATE_MEMORY) * rate


_runners: list[ChunkRunner] = []


def use_runner(runner: ChunkRunner | None) -> None:
    """Says who runs the chunks that the engine of this process takes."""
    _runners[:] = [] if runner is None else [runner]


def run_chunk(batch_id: str, first: int, end: int) -> int:
    """The engine's workflow, without steps: the whole of it may run again."""
    if not _runners:
        raise HandedBack
    return _runners[0].run(ChunkKey(batch_id, first, end))
