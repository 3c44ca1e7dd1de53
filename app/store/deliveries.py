"""Webhook deliveries: an outbox. A row is written with the news itself, in one transaction, and stays due until it is settled.

Who sends an attempt, and who does when that one dies, is the queue's to say; a receiver may see the same `webhook-id` twice.
"""

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
class Turn:
    """One attempt of a delivery: it is due at `due_at` (seconds since 1970), and no other attempt of it has that moment."""

    delivery_id: str
    endpoint_id: str
    due_at: float


@dataclass(frozen=True, slots=True)
class DueDelivery:
    """What is sent in a turn."""

    turn: Turn
    endpoint: Endpoint
    message: Message
    number: int  # of this attempt, from 1, over all replays
    tries: int  # attempts since it was queued or replayed, this one not counted

    @property
    def id(self) -> str:
        """The delivery's."""
        return self.turn.delivery_id


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


def due(tx: Transaction, *, now: float, each: int) -> tuple[Turn, ...]:
    """The attempts that are due, the longest waiting first: at most `each` of an endpoint, and one where the last one failed.

    So an endpoint that does not answer gets one attempt at a time and cannot keep the senders from the others. O(n log n) time
    in the number of due deliveries.
    """
    return tuple(Turn(*row) for row in tx.execute(_DUE, {"now": now, "each": each}))


def _due() -> sa.Select[Any]:
    allowed = sa.case((endpoints.c.failing_since.is_(None), sa.bindparam("each", type_=sa.Integer)), else_=1)
    place = sa.func.row_number().over(partition_by=deliveries.c.endpoint_id, order_by=(deliveries.c.next_at, deliveries.c.id))
    is_due = (deliveries.c.state == DeliveryState.DUE.value) & (deliveries.c.next_at <= sa.bindparam("now"))
    columns = (deliveries.c.id, deliveries.c.endpoint_id, deliveries.c.next_at, place.label("place"), allowed.label("allowed"))
    joined = sa.select(*columns).join(endpoints, deliveries.c.endpoint_id == endpoints.c.id)
    ranked = joined.where(is_due, endpoints.c.disabled_at.is_(None)).subquery()
    query = sa.select(ranked.c.id, ranked.c.endpoint_id, ranked.c.next_at).where(ranked.c.place <= ranked.c.allowed)
    return query.order_by(ranked.c.next_at)


_DUE: Final = _due()  # made once: every worker asks it twice a second


def take(tx: Transaction, turn: Turn) -> DueDelivery | None:
    """What is to be sent in a turn; None when it is over: somebody sent it, or it is not to be sent any more."""
    columns = (deliveries.c[name] for name in ("event", "body", "trace", "attempts", "tries"))
    found = tx.execute(sa.select(*columns).where(_is(turn))).mappings().one_or_none()
    row = tx.execute(sa.select(endpoints).where(endpoints.c.id == turn.endpoint_id)).mappings().one_or_none()
    if found is None or row is None or row["disabled_at"] is not None:
        return None
    message = Message(*(found[name] for name in ("event", "body", "trace")))
    return DueDelivery(turn, read_endpoint(row), message, found["attempts"] + 1, found["tries"])


def record_attempt(
    tx: Transaction, claim: DueDelivery, attempt: Attempt, *, state: DeliveryState, next_at: float | None = None
) -> bool:  # fmt: skip
    """Writes what became of an attempt; False, and nothing is written, when somebody else's stands there already."""
    error = attempt.error[:_ERROR_LENGTH] if attempt.error else None
    is_next = (deliveries.c.id == claim.id) & (deliveries.c.attempts == claim.number - 1)
    update = deliveries.update().where(is_next).values(
        state=state.value, attempts=claim.number, tries=claim.tries + 1, next_at=next_at,
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
    """Makes a delivery due at once, with the whole retry table before it; one that is due already stays so."""
    waits = (deliveries.c.state != DeliveryState.DUE.value) | (deliveries.c.next_at > now)
    update = deliveries.update().where(deliveries.c.id == delivery_id, waits)
    tx.execute(update.values(state=DeliveryState.DUE.value, next_at=now, tries=0, sent_at=None))


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


def _is(turn: Turn) -> sa.ColumnElement[bool]:
    """Whether a delivery still waits for this very attempt."""
    is_due = (deliveries.c.state == DeliveryState.DUE.value) & (deliveries.c.next_at == turn.due_at)
    return (deliveries.c.id == turn.delivery_id) & is_due


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
