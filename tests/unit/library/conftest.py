"""An empty database for each test: SQLite, and PostgreSQL where it can be started."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store import Database, migrate, sqlite_url
from app.store.tables import metadata
from tests.postgres import NoPostgres, running_postgres


@pytest.fixture(scope="package")
def postgres() -> Iterator[Database]:
    try:
        with running_postgres() as url:
            database = Database.open(url)
            migrate(database)
            yield database
            database.close()
    except NoPostgres as reason:
        pytest.skip(str(reason))


@pytest.fixture(params=["sqlite", "postgresql"])
def database(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Database]:
    if request.param == "postgresql":
        yield _emptied(request.getfixturevalue("postgres"))
        return
    database = Database.open(sqlite_url(tmp_path / "unspun.db"))
    migrate(database)
    yield database
    database.close()


def _emptied(database: Database) -> Database:
    with database.transaction() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
    return database
