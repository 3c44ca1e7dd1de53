"""Webhook deliveries: an outbox. A row is written with the news itself, in one transaction, and stays due until it is settled.

A sender claims rows with a lease. When it dies, the lease ends and the rows are due again: nothing is lost, and a receiver
may see the same `webhook-id` twice.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import sqlalchemy as sa

from app.store.cursors import Cursor
from app.store.database import Transaction
from app.store.endpoints import Endpoint, read_endpoint
from app.store.endpoints import of_client as list_endpoints
from app.store.ids import new_id
from app.store.tables import attempts, deliveries, endpoints
from app.store.tallies import Tally
from app.store.tallies import add as add_to_tally

_ERROR_LENGTH: Final = 300


class DeliveryState(StrEnum):
    """How far a delivery has come."""

    DUE = "due"
    SENT = "sent"
    FAILED = "failed"


OUTCOMES: Final = {DeliveryState.SENT: "sent", DeliveryState.DUE: "retry", DeliveryState.FAILED: "failed"}
"""What an attempt is called that leaves its delivery in this state."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is told: the event's name, the body as it is sent and signed, and the W3C traceparent it belongs to."""

    event: str
    body: bytes
    trace: str | None = None


@dataclass(frozen=True, slots=True)
class DueDelivery:
    """A due delivery that one sender may send until `lease_until`; no other sender has it meanwhile."""

    id: str
    endpoint: Endpoint
    message: Message
    number: int  # of this attempt, from 1, over all replays
    tries: int  # attempts since it was queued or replayed, this one not counted
    lease_until: float


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt: when (seconds since 1970), how many seconds it took, and the answer's status or why there is none."""

    at: float
    seconds: float
    status: int | None = None
    error: str | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Delivery:
    """A line of the delivery log."""

    id: str
    endpoint_id: str
    event: str
    state: DeliveryState
    created_at: float
    next_at: float | None
    sent_at: float | None
    last_error: str | None
    attempts: tuple[Attempt, ...] = ()


def queue_event(tx: Transaction, client: str, event: str, body: bytes, trace: str | None = None) -> int:
    """Makes `event` due at every endpoint of `client` that wants it, in the caller's transaction; returns how many."""
    wanting = [endpoint.id for endpoint in list_endpoints(tx, client) if endpoint.wants(event)]
    now = tx.now() if wanting else 0.0
    message = Message(event, body, trace)
    return sum(queue(tx, endpoint_id, message, now=now) is not None for endpoint_id in wanting)


def queue(tx: Transaction, endpoint_id: str, message: Message, *, now: float) -> str | None:
    """The id of a new due delivery to one endpoint, or None when the endpoint has just been deleted."""
    delivery_id = new_id("msg")
    row: dict[str, Any] = {
        "id": delivery_id, "event": message.event, "body": message.body, "trace": message.trace,
        "state": DeliveryState.DUE.value, "attempts": 0, "tries": 0, "next_at": now, "created_at": now,
    }  # fmt: skip
    # from a select that locks the endpoint: one that is deleted at this moment must not break the caller's transaction
    values = [sa.literal(value, deliveries.c[name].type).label(name) for name, value in row.items()]
    endpoint = sa.select(endpoints.c.id.label("endpoint_id"), *values).where(endpoints.c.id == endpoint_id)
    locked = endpoint.with_for_update(read=True, key_share=True)
    insert = deliveries.insert().from_select(["endpoint_id", *row], locked, include_defaults=False)
    return tx.execute(insert.returning(deliveries.c.id)).scalar_one_or_none()


def next_endpoint(tx: Transaction, *, now: float, full: Collection[str] = (), busy: Collection[str] = ()) -> str | None:
    """The endpoint of the delivery that has been due the longest.

    `full` endpoints are left out, and `busy` ones when their last attempt failed: one that does not answer gets one
    attempt at a time and cannot keep the senders from the others.
    """
    ready = _is_due(now) & endpoints.c.disabled_at.is_(None) & endpoints.c.id.not_in(full)
    answering = endpoints.c.failing_since.is_(None) | endpoints.c.id.not_in(busy)
    query = sa.select(endpoints.c.id).join(deliveries, deliveries.c.endpoint_id == endpoints.c.id).where(ready, answering)
    return tx.execute(query.order_by(deliveries.c.next_at).limit(1)).scalar_one_or_none()


def claim_due(tx: Transaction, endpoint_id: str, *, now: float, lease_until: float, limit: int) -> tuple[DueDelivery, ...]:
    """Up to `limit` due deliveries of an endpoint, claimed until `lease_until`; one whose last attempt failed gives one.

    One `update … returning`; on PostgreSQL its rows are picked with `for update skip locked`, so senders never wait for
    each other, and on SQLite it holds the only write lock.
    """
    row = tx.execute(sa.select(endpoints).where(endpoints.c.id == endpoint_id)).mappings().one_or_none()
    if row is None or row["disabled_at"] is not None:
        return ()
    mine = sa.select(deliveries.c.id).where(deliveries.c.endpoint_id == endpoint_id, _is_due(now)).order_by(deliveries.c.next_at)
    picked = mine.limit(limit if row["failing_since"] is None else 1).with_for_update(skip_locked=True).cte("picked")
    update = (
        deliveries.update().where(deliveries.c.id.in_(sa.select(picked.c.id)), _is_due(now)).values(claimed_until=lease_until)
    )
    columns = (deliveries.c[name] for name in ("id", "event", "body", "trace", "attempts", "tries"))
    endpoint, claimed = read_endpoint(row), tx.execute(update.returning(*columns)).mappings()
    return tuple(
        DueDelivery(each["id"], endpoint, Message(*(each[name] for name in ("event", "body", "trace"))), each["attempts"] + 1,
              each["tries"], lease_until) for each in claimed
    )  # fmt: skip


def record_attempt(
    tx: Transaction, claim: DueDelivery, attempt: Attempt, *, state: DeliveryState, next_at: float | None = None
) -> bool:  # fmt: skip
    """Writes what became of a claim; False, and nothing is written, when its lease has ended and another sender has it."""
    error = attempt.error[:_ERROR_LENGTH] if attempt.error else None
    mine = (deliveries.c.id == claim.id) & (deliveries.c.claimed_until == claim.lease_until)
    update = deliveries.update().where(mine).values(
        state=state.value, attempts=claim.number, tries=claim.tries + 1, next_at=next_at, claimed_until=None,
        last_status=attempt.status, last_error=error,
        sent_at=attempt.at + attempt.seconds if state is DeliveryState.SENT else None,
    )  # fmt: skip
    if not tx.execute(update).rowcount:
        return False
    row = {"delivery_id": claim.id, "number": claim.number, "at": attempt.at, "seconds": attempt.seconds}
    tx.execute(attempts.insert().values(**row, status=attempt.status, error=error))
    add_to_tally(tx, Tally.ATTEMPTS, {OUTCOMES[state]: 1})
    return True


def replay(tx: Transaction, delivery_id: str, *, now: float) -> None:
    """Makes a delivery due at once, with the whole retry table before it; one that is on its way stays so."""
    idle = deliveries.c.claimed_until.is_(None) | (deliveries.c.claimed_until <= now)
    update = deliveries.update().where(deliveries.c.id == delivery_id, idle)
    tx.execute(update.values(state=DeliveryState.DUE.value, next_at=now, claimed_until=None, tries=0, sent_at=None))


def find(tx: Transaction, client: str, delivery_id: str) -> Delivery | None:
    """The client's delivery with this id."""
    mine = (deliveries.c.id == delivery_id) & (endpoints.c.client == client)
    query = _logged().join(endpoints, deliveries.c.endpoint_id == endpoints.c.id).where(mine)
    found = _with_attempts(tx, query)
    return found[0] if found else None


def page(
    tx: Transaction, endpoint_id: str, *, limit: int, after: Cursor | None = None, state: DeliveryState | None = None
) -> tuple[Delivery, ...]:
    """At most `limit` deliveries of an endpoint's log, the newest first."""
    query = _logged().where(deliveries.c.endpoint_id == endpoint_id)
    query = query.where(deliveries.c.state == state.value) if state else query
    query = query.where(after.is_before(deliveries.c.created_at, deliveries.c.id)) if after else query
    return _with_attempts(tx, query.order_by(deliveries.c.created_at.desc(), deliveries.c.id.desc()).limit(limit))


@dataclass(frozen=True, slots=True)
class FailedDelivery:
    """A message that did not arrive, with whose it was and where it was to go."""

    delivery: Delivery
    client: str
    url: str


def failed(tx: Transaction, limit: int) -> tuple[FailedDelivery, ...]:
    """The newest messages of anybody that were given up, the newest first."""
    query = _logged().where(deliveries.c.state == DeliveryState.FAILED.value)
    found = _with_attempts(tx, query.order_by(deliveries.c.created_at.desc(), deliveries.c.id.desc()).limit(limit))
    names = {each.endpoint_id for each in found}
    whose = sa.select(endpoints.c.id, endpoints.c.client, endpoints.c.url).where(endpoints.c.id.in_(names))
    of_endpoint = {row.id: (row.client, row.url) for row in tx.execute(whose)}
    return tuple(FailedDelivery(each, *of_endpoint[each.endpoint_id]) for each in found)


def count(tx: Transaction) -> dict[DeliveryState, int]:
    """How many deliveries are in each state."""
    query = sa.select(deliveries.c.state, sa.func.count()).group_by(deliveries.c.state)
    counted = {DeliveryState(state): int(n) for state, n in tx.execute(query)}
    return {state: counted.get(state, 0) for state in DeliveryState}


def purge(tx: Transaction, *, before: float) -> int:
    """Deletes settled deliveries made before a moment (seconds since 1970), with their attempts; returns how many."""
    settled = deliveries.c.state.in_([DeliveryState.SENT.value, DeliveryState.FAILED.value])
    return int(tx.execute(deliveries.delete().where(settled, deliveries.c.created_at < before)).rowcount)


def _is_due(now: float) -> sa.ColumnElement[bool]:
    free = deliveries.c.claimed_until.is_(None) | (deliveries.c.claimed_until <= now)
    return (deliveries.c.state == DeliveryState.DUE.value) & (deliveries.c.next_at <= now) & free


_LOGGED: Final = ("id", "endpoint_id", "event", "state", "created_at", "next_at", "sent_at", "last_error")


def _logged() -> sa.Select[Any]:
    return sa.select(*(deliveries.c[name] for name in _LOGGED))


def _with_attempts(tx: Transaction, query: sa.Select[Any]) -> tuple[Delivery, ...]:
    rows = tx.execute(query).mappings().all()
    ids = [row["id"] for row in rows]
    made: dict[str, list[Attempt]] = {each: [] for each in ids}
    log = sa.select(attempts).where(attempts.c.delivery_id.in_(ids)).order_by(attempts.c.number)
    for each in tx.execute(log).mappings() if ids else ():
        attempt = Attempt(each["at"], each["seconds"], each["status"], each["error"], each["number"])
        made[each["delivery_id"]].append(attempt)
    return tuple(
        Delivery(**{**row, "state": DeliveryState(row["state"])}, attempts=tuple(made[row["id"]])) for row in rows
    )  # fmt: skip
