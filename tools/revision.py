"""`make migration MESSAGE=…`: writes the revision that leads from the present migrations to the tables as they are."""

import sys
import tempfile
from pathlib import Path

from alembic import command

from app import store
from app.store import Database, sqlite_url
from app.store.revisions import alembic_config

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        database = Database.open(sqlite_url(Path(folder) / "empty.db"))
        store.revisions.migrate(database)
        with database.engine.begin() as connection:
            command.revision(alembic_config(connection), message=sys.argv[1], autogenerate=True)
        database.close()
