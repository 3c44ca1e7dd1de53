"""Rate limits that all API processes share: a token bucket a client, one row each, taken from with one statement.

A bucket is told by one number, the moment at which it will be full again (the generic cell rate algorithm, as ATM networks
have it): taking a request moves that moment on, and nothing has to run to fill it.
"""

from dataclasses import dataclass
from math import ceil
from typing import Final

import sqlalchemy as sa

from app.store.database import Transaction
from app.store.tables import buckets

_ROUNDING: Final = 1e-5  # seconds: who waited a whole interval must not fail for a float's last bits


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `requests` at once, and as many again in every `seconds`."""

    requests: int
    seconds: float

    def __post_init__(self) -> None:
        """Raises: ValueError."""
        if self.requests < 1 or not self.seconds > 0:
            raise ValueError(f"a rate is at least 1 request in more than 0 seconds, got {self.requests} in {self.seconds}")

    @property
    def interval(self) -> float:
        """Seconds in which one request comes back."""
        return self.seconds / self.requests


@dataclass(frozen=True, slots=True)
class Taken:
    """What a request found in its client's bucket: `left` requests after this one, full in `full_in` seconds."""

    is_allowed: bool
    left: int
    full_in: float
    retry_in: float


def take(tx: Transaction, client: str, rate: Rate, *, now: float) -> Taken:
    """Takes one request out of the client's bucket, if one is left."""
    taken = tx.execute(_take_one(tx, client, rate, now)).scalar_one_or_none()
    if taken is not None:
        return Taken(is_allowed=True, left=_left(rate, taken - now), full_in=taken - now, retry_in=0.0)
    full_at = tx.execute(sa.select(buckets.c.full_at).where(buckets.c.client == client)).scalar_one()
    full_in = max(0.0, full_at - now)
    return Taken(is_allowed=False, left=0, full_in=full_in, retry_in=max(0.0, full_in + rate.interval - rate.seconds))


def _take_one(tx: Transaction, client: str, rate: Rate, now: float) -> sa.Executable:
    """One upsert: nothing is written, and nothing returned, when the bucket is empty."""
    inserted = tx.upsert(buckets).values(client=client, full_at=now + rate.interval)
    moved = sa.case((buckets.c.full_at > now, buckets.c.full_at), else_=now) + rate.interval
    has_one = moved <= now + rate.seconds + _ROUNDING
    upsert = inserted.on_conflict_do_update(index_elements=[buckets.c.client], set_={"full_at": moved}, where=has_one)
    return upsert.returning(buckets.c.full_at)  # type: ignore[no-any-return]


def _left(rate: Rate, full_in: float) -> int:
    return max(0, rate.requests - ceil((full_in - _ROUNDING) / rate.interval))
