"""Webhook endpoints: where a client wants to hear of what, and the secrets that sign it."""

import base64
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import sqlalchemy as sa

from app.store.database import Transaction
from app.store.ids import new_id
from app.store.tables import deliveries, endpoints

SECRET_PREFIX: Final = "whsec_"  # noqa: S105 (the prefix that Standard Webhooks gives to every secret)
SECRET_BYTES: Final = 32  # Standard Webhooks asks for 24 to 64


@dataclass(frozen=True, slots=True)
class Secret:
    """A signing secret, `whsec_…`; live until `until` (seconds since 1970), or until it is rotated."""

    value: str = field(repr=False)
    until: float | None = None

    def is_live(self, now: float) -> bool:
        """Whether it still signs."""
        return self.until is None or now < self.until


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address of one client. The newest secret comes first; a second one is there while it is being rotated."""

    id: str
    client: str
    url: str
    events: tuple[str, ...]
    secrets: tuple[Secret, ...]
    created_at: float
    failing_since: float | None = None
    disabled_at: float | None = None
    disabled_because: str | None = None

    def wants(self, event: str) -> bool:
        """Whether this event is sent here."""
        return self.disabled_at is None and event in self.events

    def live_secrets(self, now: float) -> tuple[str, ...]:
        """The secrets that sign at `now`, the newest first."""
        return tuple(secret.value for secret in self.secrets if secret.is_live(now))


def new_secret() -> Secret:
    """A secret of 32 random bytes, as Standard Webhooks writes it."""
    return Secret(SECRET_PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode())


def create(tx: Transaction, client: str, url: str, events: Sequence[str], *, now: float) -> Endpoint:
    """Stores a new endpoint with its first secret."""
    endpoint = Endpoint(new_id("ep"), client, url, tuple(events), (new_secret(),), now)
    row = {
        "id": endpoint.id, "client": client, "url": url, "events": list(events), "secrets": _stored(endpoint.secrets),
        "created_at": now,
    }  # fmt: skip
    tx.execute(endpoints.insert().values(row))
    return endpoint


def of_client(tx: Transaction, client: str) -> tuple[Endpoint, ...]:
    """The client's endpoints, the oldest first."""
    query = sa.select(endpoints).where(endpoints.c.client == client).order_by(endpoints.c.created_at, endpoints.c.id)
    return tuple(read_endpoint(row) for row in tx.execute(query).mappings())


def find(tx: Transaction, client: str, endpoint_id: str, *, lock: bool = False) -> Endpoint | None:
    """The client's endpoint with this id; `lock` keeps others from changing it until the transaction ends."""
    mine = (endpoints.c.id == endpoint_id) & (endpoints.c.client == client)
    if lock:  # a write that changes nothing: SQLite has no `for update`
        tx.execute(endpoints.update().where(mine).values(url=endpoints.c.url))
    row = tx.execute(sa.select(endpoints).where(mine)).mappings().one_or_none()
    return read_endpoint(row) if row else None


def change(tx: Transaction, endpoint: Endpoint, changes: dict[str, Any]) -> Endpoint:
    """The endpoint with another `url` or other `events`."""
    if changes:
        _update(tx, endpoint.id, **changes)
    return replace(endpoint, **{**changes, **({"events": tuple(changes["events"])} if "events" in changes else {})})


def rotate_secret(tx: Transaction, endpoint: Endpoint, *, now: float, overlap_seconds: float) -> Endpoint:
    """The endpoint with a new secret; the one before it signs too until `overlap_seconds` have passed, older ones no more."""
    former = replace(endpoint.secrets[0], until=now + overlap_seconds)
    rotated = replace(endpoint, secrets=(new_secret(), former))
    _update(tx, endpoint.id, secrets=_stored(rotated.secrets))
    return rotated


def delete(tx: Transaction, client: str, endpoint_id: str) -> bool:
    """Deletes an endpoint with its deliveries; whether there was one."""
    where = (endpoints.c.id == endpoint_id) & (endpoints.c.client == client)
    return tx.execute(endpoints.delete().where(where)).rowcount == 1


def enable(tx: Transaction, endpoint: Endpoint) -> Endpoint:
    """The endpoint, taking events again from now on; what failed meanwhile is not sent by itself, but can be replayed."""
    fresh = replace(endpoint, failing_since=None, disabled_at=None, disabled_because=None)
    _update(tx, endpoint.id, failing_since=None, disabled_at=None, disabled_because=None)
    return fresh


def disable(tx: Transaction, endpoint_id: str, because: str, *, now: float) -> None:
    """Sends nothing more there. Deliveries that wait fail with the reason; one that is on its way ends by itself."""
    first = {"disabled_at": sa.func.coalesce(endpoints.c.disabled_at, now)}  # what disabled it first stands
    _update(tx, endpoint_id, **first, disabled_because=sa.func.coalesce(endpoints.c.disabled_because, because))
    due = deliveries.update().where(deliveries.c.endpoint_id == endpoint_id, deliveries.c.state == "due")
    tx.execute(due.values(state="failed", next_at=None, last_error=f"endpoint disabled: {because}"))


def note_success(tx: Transaction, endpoint_id: str) -> None:
    """The endpoint took a delivery: it is not failing any more."""
    failing = endpoints.c.failing_since.is_not(None)
    tx.execute(endpoints.update().where(endpoints.c.id == endpoint_id, failing).values(failing_since=None))


def note_failure(tx: Transaction, endpoint_id: str, *, now: float) -> Endpoint | None:
    """The endpoint did not take a delivery: since when it has been failing, and whether it is disabled, stands in the answer."""
    working = endpoints.c.failing_since.is_(None)
    tx.execute(endpoints.update().where(endpoints.c.id == endpoint_id, working).values(failing_since=now))
    row = tx.execute(sa.select(endpoints).where(endpoints.c.id == endpoint_id)).mappings().one_or_none()
    return read_endpoint(row) if row else None


def read_endpoint(row: sa.RowMapping) -> Endpoint:
    """The endpoint in a row of the table."""
    kept = tuple(Secret(each["value"], each["until"]) for each in row["secrets"])
    return Endpoint(
        row["id"], row["client"], row["url"], tuple(row["events"]), kept, row["created_at"],
        row["failing_since"], row["disabled_at"], row["disabled_because"],
    )  # fmt: skip


def _stored(kept: Sequence[Secret]) -> list[dict[str, Any]]:
    return [{"value": secret.value, "until": secret.until} for secret in kept]


def _update(tx: Transaction, endpoint_id: str, **values: Any) -> None:
    tx.execute(endpoints.update().where(endpoints.c.id == endpoint_id).values(values))
