"""An open queue in a fresh database for each test: SQLite, and PostgreSQL where it can be started.

Its tables are there: of SQLite a file is copied that has them, of PostgreSQL one database is cleared for each test. To make them
costs ten times as much, and `test_migrations.py` tries that.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.jobs import JobQueue
from app.store import Database, sqlite_url
from tests.postgres import cleared, new_database, passing_database


@pytest.fixture(scope="session")
def with_tables(postgres_server: str) -> str:
    """The URL of a database of PostgreSQL that has all tables, for one test after the other."""
    database = Database.open(new_database(postgres_server, "with_tables"))
    JobQueue.open(database).close()
    database.close()
    return database.url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Of a database with tables."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("file_with_tables"), tmp_path / "queue.db")
        yield sqlite_url(tmp_path / "queue.db")
        return
    yield cleared(request.getfixturevalue("with_tables"))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Of a database without tables."""
    if request.param == "sqlite":
        yield sqlite_url(tmp_path / "queue.db")
        return
    with passing_database(request.getfixturevalue("postgres_server")) as url:
        yield url


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    database = Database.open(url)
    yield database
    database.close()
