"""Who works: each worker writes down that it lives, by the database's clock."""

import sqlalchemy as sa

from app.store.database import Transaction
from app.store.tables import workers


def beat(tx: Transaction, worker: str, rate: float | None) -> None:
    """Says that `worker` lives now, and how many items it answers in a second of work."""
    now = tx.now()
    row = {"id": worker, "seen_at": now, "started_at": now, "rate": rate}
    tx.execute(tx.insert_or_ignore(workers).values(row))
    tx.execute(sa.update(workers).where(workers.c.id == worker).values(seen_at=now, rate=rate))


def leave(tx: Transaction, worker: str) -> None:
    """Strikes a worker off: it stops by will."""
    tx.execute(sa.delete(workers).where(workers.c.id == worker))


def living(tx: Transaction, silence: float) -> frozenset[str]:
    """The workers that were heard of in the last `silence` seconds."""
    since = tx.now() - silence
    return frozenset(tx.execute(sa.select(workers.c.id).where(workers.c.seen_at >= since)).scalars())


def forget_silent(tx: Transaction, silence: float) -> None:
    """Strikes off who was not heard of for `silence` seconds."""
    tx.execute(sa.delete(workers).where(workers.c.seen_at < tx.now() - silence))


def rate_of_all(tx: Transaction, silence: float) -> float:
    """Items a second that the living workers answer together; 0 when nobody knows yet."""
    since = tx.now() - silence
    query = sa.select(sa.func.sum(workers.c.rate)).where(workers.c.seen_at >= since)
    return float(tx.execute(query).scalar_one() or 0)
