"""Access is the same on every database: one is enough."""

import pytest

from app.store import Database


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    return sqlite_database
