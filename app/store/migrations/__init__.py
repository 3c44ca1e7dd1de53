"""Alembic's revisions of the tables; run by `app.store.migrating`, written by `make migration MESSAGE=…`."""
