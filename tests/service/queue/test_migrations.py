"""The migrations make exactly the tables of the metadata, on both databases, whoever starts first."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from app import store
from app.jobs.engine import prepare
from app.store import Database, sqlite_url
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


def test_databases_that_one_process_opens_at_once_have_their_own_tables(tmp_path: Path) -> None:
    databases = [Database.open(sqlite_url(tmp_path / f"{k}.db")) for k in range(6)]
    with ThreadPoolExecutor(len(databases)) as threads:
        list(threads.map(store.revisions.migrate, databases))
    assert all(store.revisions.is_newest(each) for each in databases)
    for each in databases:
        each.close()


class _Interrupted(Exception):
    pass


@pytest.mark.parametrize("n_made", [1, 12])
def test_a_migration_that_is_interrupted_leaves_nothing_and_is_done_the_next_time(database: Database, n_made: int) -> None:
    made: list[str] = []

    def interrupt(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.lstrip().startswith("CREATE TABLE"):
            made.append(statement)
            if len(made) > n_made:
                raise _Interrupted

    sa.event.listen(database.engine, "before_cursor_execute", interrupt)
    with pytest.raises(_Interrupted):
        store.revisions.migrate(database)
    sa.event.remove(database.engine, "before_cursor_execute", interrupt)
    assert sa.inspect(database.engine).get_table_names() == []
    store.revisions.migrate(database)
    assert store.revisions.is_newest(database)


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
