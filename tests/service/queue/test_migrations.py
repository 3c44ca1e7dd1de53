"""The migrations make exactly the tables of the metadata, on both databases, whoever starts first."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from app import store
from app.jobs.engine import prepare
from app.store import Database
from app.store.tables import metadata


@pytest.fixture
def database(empty_url: str) -> Iterator[Database]:
    database = Database.open(empty_url)
    yield database
    database.close()


def test_the_migrations_make_the_tables_of_the_metadata(database: Database) -> None:
    store.revisions.migrate(database)
    with database.transaction() as tx:
        context = MigrationContext.configure(
            tx.connection,
            opts={"include_name": lambda name, kind, _: kind != "table" or name in metadata.tables, "compare_type": True},
        )
        assert compare_metadata(context, metadata) == []


def test_processes_that_start_at_once_take_turns(empty_url: str) -> None:
    others = [Database.open(empty_url) for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(prepare, others))
    for other in others:
        other.close()


def test_a_worker_makes_tables_apart_and_keeps_nothing_of_what_that_loads(empty_url: str) -> None:
    code = (
        "import sys; from app.employment import _migrate_apart; from app.store import Database, revisions;"
        "database = Database.open(sys.argv[1]); _migrate_apart(database);"
        "print(revisions.is_newest(database), 'alembic' in sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", code, empty_url], check=True, capture_output=True, text=True)
    assert ended.stdout.split() == ["True", "False"]


def test_a_second_migration_changes_nothing(database: Database) -> None:
    store.revisions.migrate(database)
    store.revisions.migrate(database)


def test_the_last_revision_is_known_without_alembic() -> None:
    assert store.revisions.newest() == store.revisions._LAST
