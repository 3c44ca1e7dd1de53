"""What the newest reports of a client have in common, read out of the store."""

import orjson

from app import store
from app.report import Series, Swapped, find_series
from app.store import Database


def read_series(database: Database, client: str, limit: int) -> tuple[dict[str, str], Series]:
    """The reports that were looked at, each by its id with its name or "", and what they have in common."""
    names, suspects = {}, []
    with database.transaction() as tx:
        for stored, body in store.reports.newest(tx, client, limit):
            names[stored.id] = stored.name
            suspects.append(Swapped.of(stored.id, orjson.loads(body)))
    return names, find_series(suspects)
