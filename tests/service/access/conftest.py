"""A fresh SQLite database for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store import Database, migrate, sqlite_url


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database.open(sqlite_url(tmp_path / "unspun.db"))
    migrate(database)
    yield database
    database.close()
