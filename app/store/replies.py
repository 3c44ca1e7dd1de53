"""Answers kept under an `Idempotency-Key`, so that a request sent twice has its effect once.

The first request claims the key with a lease, which it renews while it runs; a crash frees the key when the lease ends.
"""

import hashlib
import secrets
from dataclasses import dataclass, replace
from typing import Any, Final

import sqlalchemy as sa

from app.errors import UnspunError
from app.store.database import Database
from app.store.packing import packed, unpacked
from app.store.tables import replies

LEASE_SECONDS: Final = 30.0
KEPT_SECONDS: Final = 86_400.0


class StillRunning(UnspunError):
    """The first request with this Idempotency-Key is still running."""


@dataclass(frozen=True, slots=True)
class ReplyKey:
    """Whose key it is and what was asked: the same key on another route is another request."""

    client: str
    key: str
    route: str


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to answer first. `since` is when the key was first used: a claim taken over from the dead keeps it."""

    at: ReplyKey
    token: str
    since: float

    @property
    def effect(self) -> str:
        """32 hex digits, the same however often the request begins anew: an id for whatever it makes."""
        named = (self.at.client, self.at.key, self.at.route, repr(self.since))
        return hashlib.sha256("\0".join(named).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Reply:
    """A stored answer; `fingerprint` is the SHA-256 of the request that it answers, `headers` are as they were sent."""

    route: str
    fingerprint: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def claim(database: Database, at: ReplyKey, *, now: float) -> Claim | Reply:
    """A claim, when nobody answers or has answered under this key; otherwise the answer.

    Raises: StillRunning.
    """
    mine = Claim(at, secrets.token_hex(16), now)
    with database.transaction() as tx:
        first = tx.insert_or_ignore(replies).values(**_running(mine, now)).returning(replies.c.claim)
        if tx.execute(first).one_or_none() is not None:
            return mine
        row = tx.execute(sa.select(replies).where(_is_at(at)).with_for_update()).one_or_none()
        if row is not None and _is_over(row, now):
            mine = mine if row.status is not None else replace(mine, since=row.created_at)
            tx.execute(replies.update().where(_is_at(at)).values(**_running(mine, now)))
            return mine
    if row is None:  # freed between the two statements
        return claim(database, at, now=now)
    if row.status is None:
        raise StillRunning()
    return _reply(row)


def renew(database: Database, claim: Claim, *, now: float) -> None:
    """Holds the key for another lease."""
    with database.transaction() as tx:
        tx.execute(replies.update().where(_is_mine(claim)).values(claimed_until=now + LEASE_SECONDS))


def keep(database: Database, claim: Claim, reply: Reply) -> None:
    """Stores the answer, unless the claim was lost."""
    headers = [list(header) for header in reply.headers]
    body = packed(reply.body)
    values = {"fingerprint": reply.fingerprint, "status": reply.status, "headers": headers, "body": body}
    with database.transaction() as tx:
        tx.execute(replies.update().where(_is_mine(claim)).values(**values))


def free(database: Database, claim: Claim) -> None:
    """Frees the key: the request had no answer worth keeping, and the next one begins anew."""
    with database.transaction() as tx:
        tx.execute(replies.update().where(_is_mine(claim)).values(claimed_until=0.0))


def forget(database: Database, *, now: float) -> int:
    """Deletes what is older than a day; returns how many."""
    with database.transaction() as tx:
        return tx.execute(replies.delete().where(replies.c.created_at < now - KEPT_SECONDS)).rowcount


def _running(claim: Claim, now: float) -> dict[str, Any]:
    return {
        "client": claim.at.client, "key": claim.at.key, "route": claim.at.route, "fingerprint": "", "claim": claim.token,
        "claimed_until": now + LEASE_SECONDS, "status": None, "headers": None, "body": None, "created_at": claim.since,
    }  # fmt: skip


def _is_over(row: Any, now: float) -> bool:
    """Whether a day has passed, or the first request died."""
    if row.status is None:
        return bool(row.claimed_until <= now)
    return bool(row.created_at < now - KEPT_SECONDS)


def _is_at(at: ReplyKey) -> sa.ColumnElement[bool]:
    return sa.and_(replies.c.client == at.client, replies.c.key == at.key)


def _is_mine(claim: Claim) -> sa.ColumnElement[bool]:
    return sa.and_(_is_at(claim.at), replies.c.claim == claim.token, replies.c.status.is_(None))


def _reply(row: Any) -> Reply:
    headers = tuple((name, value) for name, value in row.headers)
    return Reply(row.route, row.fingerprint, row.status, headers, unpacked(row.body))
