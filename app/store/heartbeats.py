"""Who works: each worker writes down that it lives, by the database's clock."""

import sqlalchemy as sa

from app.store.database import Database
from app.store.tables import workers


def beat(database: Database, connection: sa.Connection, worker: str, rate: float | None) -> None:
    """Says that `worker` lives now, and how many items it answers in a second of work."""
    now = database.now(connection)
    row = {"id": worker, "seen_at": now, "started_at": now, "rate": rate}
    connection.execute(database.insert_or_ignore(workers).values(row))
    connection.execute(sa.update(workers).where(workers.c.id == worker).values(seen_at=now, rate=rate))


def leave(connection: sa.Connection, worker: str) -> None:
    """Strikes a worker off: it stops by will."""
    connection.execute(sa.delete(workers).where(workers.c.id == worker))


def living(database: Database, connection: sa.Connection, silence: float) -> frozenset[str]:
    """The workers that were heard of in the last `silence` seconds."""
    since = database.now(connection) - silence
    return frozenset(connection.execute(sa.select(workers.c.id).where(workers.c.seen_at >= since)).scalars())


def forget_silent(database: Database, connection: sa.Connection, silence: float) -> None:
    """Strikes off who was not heard of for `silence` seconds."""
    connection.execute(sa.delete(workers).where(workers.c.seen_at < database.now(connection) - silence))


def rate_of_all(database: Database, connection: sa.Connection, silence: float) -> float:
    """Items a second that the living workers answer together; 0 when nobody knows yet."""
    since = database.now(connection) - silence
    query = sa.select(sa.func.sum(workers.c.rate)).where(workers.c.seen_at >= since)
    return float(connection.execute(query).scalar_one() or 0)
