"""What the world is told when work ends: a thin event with ids, counts and a link, written in the result's transaction."""

import sqlalchemy as sa

from app.jobs.webhooks import Event, event_body
from app.store import Batch, BatchKind, Database, queue_event


def announce(database: Database, connection: sa.Connection, batch: Batch) -> None:
    """Queues the webhooks of a finished job or batch; a crash from here on leaves them due.

    A pair from the editors' page is announced to nobody: who sent it is looking at it.
    """
    if batch.kind is BatchKind.PAGE:
        return
    is_job = batch.kind is BatchKind.JOB
    event = Event.JOB_FINISHED if is_job else Event.BATCH_FINISHED
    facts = {"id": batch.id, "state": batch.state, "items": batch.n_items, "done": batch.n_done, "failed": batch.n_failed}
    link = f"/jobs/{batch.id}" if is_job else f"/batches/{batch.id}"
    body = event_body(event, batch.finished_at or batch.created_at, {**facts, "link": link})
    queue_event(database, connection, batch.client, event, body, batch.trace)
