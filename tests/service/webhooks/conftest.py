"""An empty database for each test: SQLite, and PostgreSQL where it can be started."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store import Database, migrate, sqlite_url
from tests.postgres import emptied, new_database


@pytest.fixture(scope="session")
def postgres(postgres_server: str) -> Iterator[Database]:
    database = Database.open(new_database(postgres_server, "webhooks"), pool_size=16)
    migrate(database)
    yield database
    database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Database]:
    if request.param == "postgresql":
        yield emptied(request.getfixturevalue("postgres"))
        return
    database = Database.open(sqlite_url(tmp_path / "webhooks.db"))
    migrate(database)
    yield database
    database.close()
