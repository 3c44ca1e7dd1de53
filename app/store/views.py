"""Searches of the inbox under a name. Every function works inside the caller's transaction."""

from dataclasses import dataclass

import sqlalchemy as sa

from app.store.database import Transaction
from app.store.ids import new_id
from app.store.tables import views

MOST = 50  # of one client


@dataclass(frozen=True, slots=True)
class View:
    """A search as it stands in the inbox's address, and its name."""

    id: str
    name: str
    query: str


def save(tx: Transaction, client: str, name: str, query: str, now: float) -> bool:
    """Keeps a search, instead of one with the same name; says whether there was room for it."""
    tx.execute(sa.delete(views).where(views.c.client == client, views.c.name == name))
    n_views = tx.execute(sa.select(sa.func.count()).where(views.c.client == client)).scalar_one()
    if n_views >= MOST:
        return False
    row = {"id": new_id("v"), "client": client, "name": name, "query": query, "created_at": now}
    tx.execute(sa.insert(views).values(row))
    return True


def of_client(tx: Transaction, client: str) -> tuple[View, ...]:
    """A client's views by name."""
    query = sa.select(views).where(views.c.client == client).order_by(views.c.name)
    return tuple(View(row.id, row.name, row.query) for row in tx.execute(query))


def delete(tx: Transaction, client: str, view_id: str) -> None:
    """Forgets a view."""
    tx.execute(sa.delete(views).where(views.c.client == client, views.c.id == view_id))
