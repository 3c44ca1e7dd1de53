"""What the world is told when work ends or somebody decides: a thin event with ids and a link, in the same transaction."""

from typing import Final

from app import store
from app.jobs.webhooks import Event, event_body
from app.store import Batch, BatchKind, NewDecision, Transaction

_EVENTS: Final = {
    BatchKind.JOB: (Event.JOB_FINISHED, "/jobs/{id}"),
    BatchKind.BATCH: (Event.BATCH_FINISHED, "/batches/{id}"),
    BatchKind.ARTICLES: (Event.LIBRARY_INDEXED, "/libraries/{library}/imports/{id}"),
    BatchKind.SCREENING: (Event.SCREENING_FINISHED, "/screenings/{id}"),
}


def announce(tx: Transaction, batch: Batch) -> None:
    """Queues the webhooks of a finished job or batch; a crash from here on leaves them due.

    A pair from the editors' page is announced to nobody: who sent it is looking at it.
    """
    if batch.kind is BatchKind.PAGE:
        return
    event, link = _EVENTS[batch.kind]
    facts = {"id": batch.id, "state": batch.state, "items": batch.n_items, "done": batch.n_done, "failed": batch.n_failed}
    facts |= {name: batch.options[name] for name in ("library",) if name in batch.options}
    body = event_body(event, batch.finished_at or batch.created_at, {**facts, "link": link.format(**facts)})
    store.deliveries.queue_event(tx, batch.client, event, body, batch.trace)


def announce_decision(tx: Transaction, new: NewDecision, now: float) -> None:
    """Queues the webhooks of a decision; the reviewer's note stays here, for it may quote a text."""
    about, opinion = new.about, new.opinion
    facts = {
        "id": about.id, "verdict": opinion.verdict, "name": opinion.name, "label": new.judged.label,
        "probability": new.judged.probability, "page": f"/reports/{about.id}",
    }  # fmt: skip
    named = {**facts, "custom_id": about.title} if about.kind is not BatchKind.PAGE else facts
    store.deliveries.queue_event(tx, new.client, Event.REPORT_DECIDED, event_body(Event.REPORT_DECIDED, now, named))
