"""What the newest reports of a client have in common, read out of the store."""

import orjson

from app import store
from app.report import Series, Swapped, find_series
from app.store import Database


def read_series(database: Database, client: str, limit: int) -> tuple[int, Series]:
    """How many reports were looked at, and what they have in common."""
    with database.transaction() as tx:
        suspects = [Swapped.of(stored.id, orjson.loads(body)) for stored, body in store.reports.newest(tx, client, limit)]
    return len(suspects), find_series(suspects)
