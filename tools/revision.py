"""`make migration MESSAGE=…`: writes the revision that leads from the present migrations to the tables as they are."""

import sys
import tempfile
from pathlib import Path

from alembic import command

from app.store import Database, migrate, sqlite_url
from app.store.migrating import alembic_config

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        database = Database.open(sqlite_url(Path(folder) / "empty.db"))
        migrate(database)
        with database.engine.begin() as connection:
            command.revision(alembic_config(connection), message=sys.argv[1], autogenerate=True)
        database.close()
