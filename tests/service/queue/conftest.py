"""An open queue in a fresh database for each test: SQLite, and PostgreSQL where it can be started."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.jobs import JobQueue
from app.store import Database, sqlite_url
from tests.postgres import new_database


@pytest.fixture(scope="session")
def postgres(postgres_server: str) -> str:
    return new_database(postgres_server, "queue")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(tmp_path: Path, request: pytest.FixtureRequest) -> str:
    if request.param == "sqlite":
        return sqlite_url(tmp_path / "queue.db")
    server: str = request.getfixturevalue("postgres")
    engine = sa.create_engine(server)
    with engine.begin() as connection:
        connection.execute(sa.text("drop schema if exists dbos cascade"))
        connection.execute(sa.text("drop schema public cascade"))
        connection.execute(sa.text("create schema public"))
    engine.dispose()
    return server


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    database = Database.open(url)
    yield database
    database.close()


@pytest.fixture
def queue(database: Database) -> Iterator[JobQueue]:
    queue = JobQueue.open(database, chunk_size=5)
    yield queue
    queue.close()
