"""The durable engine (DBOS Transact) behind one small door: nobody else in this repository knows its names.

A process has one engine at most, and imports it when it opens the queue: that is a fifth of what starting a service takes.
The engine's rows stand in the service's own database, so a chunk is queued in the same transaction as its items.
"""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from threading import Event
from typing import TYPE_CHECKING, Any, Final, TypeVar

import sqlalchemy as sa

from app import store
from app.store import ChunkKey, Database, Transaction, Turn

APPLICATION: Final = "unspun"
WORKFLOW: Final = "run_chunk"
QUEUE: Final = "chunks"
DELIVER: Final = "deliver"
DELIVERIES: Final = "deliveries"
VERSION: Final = "1"  # of a chunk's arguments: workers take and take over only their own version's work
_ITEMS_A_PRIORITY: Final = 16  # the engine's priorities end at 2³¹: this makes them last for 3·10¹⁰ items
_POLLING_SECONDS: Final = 0.1  # the longest wait of an idle worker
_DELIVERY_POLLING_SECONDS: Final = 0.2
_KNOWN_SECONDS: Final = 5.0  # after which the engine reads its row of a queue again: it changes when somebody opens it anew
_NOTIFYING_SECONDS: Final = 0.5  # events and streams, of which we have none: a thread wakes a hundred times a second for them
_AHEAD: Final = 2  # chunks that a worker claims beyond the one that runs, so that it need not wait for the next
_PAGE: Final = 1_000
_MOST_AT_ONCE: Final = 64  # webhooks, as the settings allow; threads are made as they are needed
_GIVEN_UP: Final = ("ERROR", "MAX_RECOVERY_ATTEMPTS_EXCEEDED")

_RETRY_SECONDS: Final = (0.1, 2.0)  # first and longest wait for a database that does not answer

if TYPE_CHECKING:
    from dbos import DBOSClient, DBOSConfig, EnqueueOptions

T = TypeVar("T")
Workflow = Callable[..., object]

_log = logging.getLogger("app.jobs")


def prepare(database: Database) -> None:
    """Makes or changes our tables and the engine's; safe to call in every process that starts."""
    from dbos import DBOS

    store.revisions.migrate(database)
    with store.revisions.taking_turns(database):
        DBOS.migrate(database.url)


@dataclass(frozen=True, slots=True)
class SendingLimits:
    """How many webhooks a worker sends at once, and how many of them to one endpoint."""

    at_once: int = 8

    @property
    def to_one(self) -> int:
        """Half of all, so that one endpoint cannot take them all."""
        return (self.at_once + 1) // 2


def open_client(database: Database, sending: SendingLimits) -> "DBOSClient":
    """What puts work into the queues; needs no engine in this process."""
    from dbos import DBOSClient

    if database.is_sqlite:
        client = DBOSClient(system_database_engine=database.engine, application_name=APPLICATION)
    else:
        client = DBOSClient(system_database_url=database.url, application_name=APPLICATION, retry_connection_errors=False)
    # here and not in the workers: an engine that starts looks for its queues once a second only
    client.register_queue(QUEUE, worker_concurrency=1 + _AHEAD, polling_interval_sec=_POLLING_SECONDS)
    client.register_queue(
        DELIVERIES,
        worker_concurrency=sending.at_once,
        partition_worker_concurrency=sending.to_one,
        polling_interval_sec=_DELIVERY_POLLING_SECONDS,
    )
    return client


def enqueue(client: "DBOSClient", tx: Transaction, key: ChunkKey, start_tag: int, before: "EngineRun | None" = None) -> None:
    """Queues a chunk inside the caller's transaction; what is queued already stays as it is.

    `before` is a run of it that nobody goes on with: the new one takes its place.
    """
    run_id = before.next_id if before else _workflow_id(key.batch_id, key.first)
    options = _options(WORKFLOW, QUEUE, run_id) | {"priority": 1 + start_tag // _ITEMS_A_PRIORITY}
    client.enqueue_in_transaction(tx.connection, options, key.batch_id, key.first, key.end)


def enqueue_delivery(client: "DBOSClient", tx: Transaction, turn: Turn, before: "EngineRun | None" = None) -> None:
    """Queues an attempt to deliver something, as `enqueue` a chunk."""
    run_id = before.next_id if before else f"{turn.delivery_id}:{turn.due_at!r}"
    options = _options(DELIVER, DELIVERIES, run_id) | {"queue_partition_key": turn.endpoint_id}
    client.enqueue_in_transaction(tx.connection, options, turn.delivery_id, turn.endpoint_id, turn.due_at)


def _options(workflow: str, queue: str, run_id: str) -> "EnqueueOptions":
    return {"workflow_name": workflow, "queue_name": queue, "workflow_id": run_id, "app_version": VERSION}


def dequeue(client: "DBOSClient", batch_id: str, firsts: Sequence[int]) -> None:
    """Takes chunks out of the queue; those that run already find nothing to do."""
    for start in range(0, len(firsts), _PAGE):
        ids = [_workflow_id(batch_id, first) for first in firsts[start : start + _PAGE]]
        # only those that wait: the engine makes a noise about one that is cancelled while it runs
        waiting = client.list_workflows(workflow_ids=ids, status="ENQUEUED", load_input=False, load_output=False)
        client.cancel_workflows([workflow.workflow_id for workflow in waiting])


@dataclass(frozen=True, slots=True)
class EngineRun:
    """A run that has begun and did not succeed: of a chunk, or of an attempt to deliver something to `endpoint_id`.

    `worker` has it, and nobody when it ended with an error of ours.
    """

    workflow_id: str
    worker: str | None
    endpoint_id: str | None

    @property
    def chunk(self) -> tuple[str, int]:
        """The chunk's batch and its first item."""
        batch_id, first = self._parts
        return batch_id, int(first)

    @property
    def turn(self) -> Turn | None:
        """The attempt to deliver, if it is one."""
        delivery_id, due_at = self._parts
        return None if self.endpoint_id is None else Turn(delivery_id, self.endpoint_id, float(due_at))

    @property
    def _parts(self) -> tuple[str, str]:
        first, _, second = self.workflow_id.partition("~")[0].rpartition(":")
        return first, second

    @property
    def next_id(self) -> str:
        """The id of the run that takes its place, the same whoever asks."""
        chunk, _, number = self.workflow_id.partition("~")
        return f"{chunk}~{int(number or '0', 16) + 1:x}"


def unfinished_runs(client: "DBOSClient") -> tuple[EngineRun, ...]:
    """The runs that workers have claimed, alive or dead, and those that the engine gave up."""
    found = client.list_workflows(
        status=["PENDING", *_GIVEN_UP], queue_name=[QUEUE, DELIVERIES], app_version=VERSION, limit=_PAGE,
        load_input=False, load_output=False,
    )  # fmt: skip
    return tuple(
        EngineRun(each.workflow_id, each.executor_id if each.status == "PENDING" else None, each.queue_partition_key)
        for each in found
    )


def forget(client: "DBOSClient", workflow_ids: Sequence[str]) -> None:
    """Deletes the engine's rows of chunks."""
    if workflow_ids:
        client.delete_workflows(list(workflow_ids))


@cache
def _register(run_chunk: Workflow, deliver: Workflow) -> None:
    """Once a process, whoever launches the engine how often: it knows its workflows by their names."""
    from dbos import DBOS

    # without a count of attempts: deaths are counted by item, not by chunk
    DBOS.workflow(name=WORKFLOW, max_recovery_attempts=None)(run_chunk)
    DBOS.workflow(name=DELIVER, max_recovery_attempts=None)(deliver)


def launch(database: Database, worker: str, run_chunk: Workflow, deliver: Workflow, *, sends: bool) -> None:
    """Starts the engine in this process: it takes chunks from now on, and deliveries if it `sends` them."""
    from dbos import DBOS

    _register(run_chunk, deliver)
    instance = DBOS(config=_config(database, worker))
    _speak_through_our_log()
    DBOS.listen_queues([QUEUE, DELIVERIES] if sends else [QUEUE])
    DBOS.launch()
    _look_before_claiming(instance._sys_db, instance._active_workflows_set)


def _look_before_claiming(queries: Any, active: Any) -> None:
    """Lets the engine try to claim work only where some waits: the try costs 1 to 2.5 ms, ten times a second, a look .07 ms.

    Nothing is asked of chunks while this worker has all that it may have. `queries` and `active` are the engine's own. Not part
    of its documented surface: a test holds it to what it does.
    """
    find_scopes, read_queue = queries.dequeue_scopes, queries.get_queue
    known: dict[str, tuple[float, Any]] = {}
    asked = cache(partial(_whether_some_waits, queries))  # of the engine's own queue too, in which nothing of ours ever is

    def scopes_with_work(queue: str) -> list[str | None]:
        if queue == QUEUE and active.count_for_queue(queue) > _AHEAD:
            return []
        # trap: after autocommit our SQLite connections begin deferred: SQLAlchemy 2.1.9 resets what was set
        with queries.engine.connect() as connection:
            if connection.exec_driver_sql(asked(queue)).first() is None:
                return []
        scopes: list[str | None] = find_scopes(queue)
        return scopes

    def known_queue(name: str, **more: Any) -> Any:
        since, queue = known.get(name, (0.0, None))
        if queue is None or more or time.monotonic() - since > _KNOWN_SECONDS:
            queue = read_queue(name, **more)
            known[name] = time.monotonic(), queue
        return queue

    queries.dequeue_scopes, queries.get_queue = scopes_with_work, known_queue


def _whether_some_waits(queries: Any, queue: str) -> str:
    """SQL that gives a row where some work waits in a queue. As text, for to put it together costs as much as to ask."""
    columns = queries.tables.workflow_status.c
    asked: sa.Select[Any] = (
        sa.select(sa.literal_column("1"))
        .where(columns.queue_name == queue, columns.status == "ENQUEUED", queries._in_flight_status_prover())
        .limit(1)
    )
    schemas = queries.engine.get_execution_options().get("schema_translate_map")
    written = asked.compile(
        queries.engine,
        schema_translate_map=schemas,
        render_schema_translate=schemas is not None,
        compile_kwargs={"literal_binds": True},
    )
    return str(written)


def destroy(seconds: int) -> None:
    """Stops the engine; chunks that run get `seconds` to come to an end."""
    from dbos import DBOS

    DBOS.destroy(workflow_completion_timeout_sec=seconds)


def forget_finished(client: "DBOSClient", before: str) -> int:
    """Deletes the engine's rows of chunks that were created before a time (ISO 8601) and ended; returns how many."""
    ended = client.list_workflows(
        status=["SUCCESS", "CANCELLED"], end_time=before, limit=_PAGE, load_input=False, load_output=False
    )
    forget(client, [workflow.workflow_id for workflow in ended])
    return len(ended)


class HandedBack(BaseException):
    """This worker stops: what it has goes back to the queue.

    No `Exception`, because the engine would take that for the work's end; so it stays claimed by a worker that has left, and the
    next one takes it over.
    """


def transact_patiently(database: Database, work: Callable[[Transaction], T], stopping: Event) -> T:
    """What `work` returns, done in one transaction; waits for a database that is away, for an error would be the work's end.

    Raises: HandedBack, when `stopping` is set before the database is back.
    """
    delay, longest = _RETRY_SECONDS
    while True:
        try:
            with database.transaction() as tx:
                return work(tx)
        except (sa.exc.OperationalError, sa.exc.InterfaceError, sa.exc.InternalError) as error:
            _log.warning("the database does not answer, trying again", extra={"error_type": type(error).__name__})
            if stopping.wait(delay):
                raise HandedBack from error
            delay = min(2 * delay, longest)


def _workflow_id(batch_id: str, first: int) -> str:
    return f"{batch_id}:{first}"


def _config(database: Database, worker: str) -> "DBOSConfig":
    from dbos import DBOSConfig

    config = DBOSConfig(
        name=APPLICATION,
        application_version=VERSION,
        executor_id=worker,
        log_level="WARNING",
        enable_otlp=False,
        max_executor_threads=8 + _MOST_AT_ONCE,
        sys_db_pool_size=6,
        run_migrations=False,  # `prepare` has done it
        notification_coalesce_sec=_NOTIFYING_SECONDS,
    )
    if database.is_sqlite:
        config["system_database_engine"] = database.engine
    else:
        config["system_database_url"] = database.url
    return config


def _speak_through_our_log() -> None:
    log = logging.getLogger("dbos")
    log.handlers.clear()
    log.propagate = True
