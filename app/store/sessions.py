"""Browsers that signed in with an API key. The cookie's bits are stored hashed; the key is looked up again for every request.

Every function works inside the caller's transaction.
"""

import hashlib

import sqlalchemy as sa

from app.store.database import Transaction
from app.store.keys import Key, KeyState, key_of_row
from app.store.tables import keys, sessions


def open(tx: Transaction, token: str, key: Key, *, now: float, expires_at: float) -> None:
    """Lets the browser that holds `token` use the key until `expires_at`; sessions that are over are forgotten."""
    tx.execute(sa.delete(sessions).where(sessions.c.expires_at <= now))
    tx.execute(sa.insert(sessions).values(hash=_hash(token), key_id=key.id, expires_at=expires_at))


def find(tx: Transaction, token: str, *, now: float) -> Key | None:
    """The key of a session, if both still live."""
    mine = sa.and_(sessions.c.hash == _hash(token), sessions.c.expires_at > now)
    row = tx.execute(sa.select(keys).join(sessions, sessions.c.key_id == keys.c.id).where(mine)).one_or_none()
    key = None if row is None else key_of_row(row)
    return key if key and key.state(now) is KeyState.LIVE else None


def close(tx: Transaction, token: str) -> None:
    """Ends a session, if there is one."""
    tx.execute(sa.delete(sessions).where(sessions.c.hash == _hash(token)))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
