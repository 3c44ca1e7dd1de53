"""Secrets that the service makes for itself, once, and shares with all its processes through the database."""

import secrets as randomness

import sqlalchemy as sa

from app.store.database import Database
from app.store.tables import secrets


def shared(database: Database, name: str) -> str:
    """The secret of this name; whoever asks first makes it."""
    with database.transaction() as tx:
        made = {"name": name, "secret": randomness.token_urlsafe(32)}
        tx.execute(tx.insert_or_ignore(secrets).values(made))
        return str(tx.execute(sa.select(secrets.c.secret).where(secrets.c.name == name)).scalar_one())
