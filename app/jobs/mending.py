"""Chunks and deliveries that nobody goes on with are queued again: accepted work is never left lying.

Whether their worker died or the engine gave them up, it is the same to us: a new run takes the old one's place.
"""

import logging
from typing import TYPE_CHECKING

from app import store
from app.jobs.engine import EngineRun, enqueue, enqueue_delivery, forget, unfinished_runs
from app.store import Database, Transaction

if TYPE_CHECKING:
    from dbos import DBOSClient

SILENT_SECONDS = 8.0  # four beats missed: dead, or so slow that another may as well do it

_log = logging.getLogger("app.jobs")


def mend(database: Database, client: "DBOSClient", silent: float = SILENT_SECONDS) -> int:
    """One pass; returns how many were queued again. A worker is dead that was not heard of for `silent` seconds.

    Harmless when several do it at once: a new run has one id, and a chunk that runs twice has the effect of once.
    """
    runs = unfinished_runs(client)
    if not runs:
        return 0
    with database.transaction() as tx:
        alive = store.heartbeats.living(tx, silent)  # after the runs: a worker beats before it claims
        lost = [run for run in runs if run.worker not in alive]
        for run in lost:
            _put_back(tx, client, run)
    forget(client, [run.workflow_id for run in lost])  # last: a crash before makes a chunk run twice, and not never
    return len(lost)


def _put_back(tx: Transaction, client: "DBOSClient", run: EngineRun) -> None:
    facts = {"run": run.workflow_id, "worker": run.worker}
    _log.warning("work is queued again: its worker died, or it ended with an error of ours", extra=facts)
    if turn := run.turn:
        enqueue_delivery(client, tx, turn, before=run)
    elif found := store.chunks.find(tx, *run.chunk):
        enqueue(client, tx, *found, before=run)
