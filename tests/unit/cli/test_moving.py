"""`unspun migrate --to`: everything that is kept is in the other database, or nothing is, and the service goes on there."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner, Result

from app import store
from app.cli import app
from app.jobs import JobQueue
from app.store import (
    BatchKind,
    Database,
    Judged,
    KeyScope,
    KeySecret,
    KeyWish,
    NewBatch,
    NewDecision,
    NewItem,
    Opinion,
    ReviewState,
    new_id,
    sqlite_url,
)
from app.store.tables import metadata
from tests.postgres import new_database

SAMPLES = Path(__file__).resolve().parents[3] / "data" / "samples"
REFERENCE, SUSPECT = str(SAMPLES / "reference.txt"), str(SAMPLES / "suspect.txt")
BODY = b'{"label": "spun", "text": "The \\u0000 aged wall"}'
MOMENT = ("buckets", "chunks", "workers")


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    database = Database.open(sqlite_url(tmp_path / "old.db"))
    monkeypatch.setenv("UNSPUN_DATABASE_URL", database.url)
    store.revisions.migrate(database)
    yield database
    database.close()


@pytest.fixture(params=["postgresql", "sqlite"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Of another database, with nothing in it."""
    if request.param == "sqlite":
        return sqlite_url(tmp_path / "new.db")
    return new_database(request.getfixturevalue("postgres_server"), f"moved_{time.time_ns()}")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def rows(database: Database) -> dict[str, list[tuple[object, ...]]]:
    tables = [table for table in metadata.sorted_tables if table.name not in MOMENT]
    with database.transaction() as tx:
        return {
            table.name: [tuple(row) for row in tx.execute(sa.select(table).order_by(*table.primary_key.columns))]
            for table in tables
        }


def filled(database: Database) -> str:
    """Something of everything: a key, whose secret comes back, an endpoint, a decided report, a library."""
    _, secret = store.keys.create(database, KeyWish("cms", frozenset({KeyScope.READ}), name="Zoë"), now=1.0)
    new = NewBatch(id=new_id("p"), client="cms", kind=BatchKind.PAGE)
    with database.transaction() as tx:
        store.endpoints.create(tx, "cms", "https://cms.example/hook", ["ping"], now=1.0)
        place = store.reports.add(tx, new, ("spun", BODY), 2.0)
        stored, _ = store.reports.find(tx, "cms", place) or pytest.fail("the report is not there")
        judged = Judged("spun", 0.9, "unspun", "a" * 64, "b" * 64)
        store.reviews.decide(tx, NewDecision("cms", stored, Opinion(ReviewState.DENIED, "fair", "Ann"), judged), 3.0)
    store.service_secrets.shared(database, "links")
    assert run("library", "add", "mine", REFERENCE, "--title", "The wall", "--id", "wall").exit_code == 0
    return secret.text


def test_everything_that_is_kept_is_there_and_the_old_one_is_as_it_was(
    source: Database, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(source)
    before = rows(source)
    done = run("migrate", "--to", url)
    assert done.exit_code == 0, done.output
    target = Database.open(url)
    assert rows(target) == before == rows(source)
    with target.transaction() as tx:
        assert list(store.postings.of(tx).faults()) == []
    target.close()
    monkeypatch.setenv("UNSPUN_DATABASE_URL", url)
    assert run("screen", SUSPECT, "--library", "mine").stdout.startswith("Spun: 1 source")
    assert run("library", "add", "mine", SUSPECT, "--id", "another").stdout == "added\n"  # numbers go on behind the last


def test_a_key_opens_the_new_one_too(source: Database, url: str) -> None:
    secret = filled(source)
    assert run("migrate", "--to", url).exit_code == 0
    target = Database.open(url)
    with target.transaction() as tx:
        found = store.keys.find(tx, KeySecret(secret), now=4.0)
    target.close()
    assert found is not None
    assert found.name == "Zoë"


def test_what_waits_is_not_left_behind(source: Database, url: str) -> None:
    queue = JobQueue.open(source)
    queue.submit(NewBatch(id=new_id("j"), client="cms", kind=BatchKind.JOB), [NewItem(None, b"{}")])
    queue.close()
    done = run("migrate", "--to", url)
    assert (done.exit_code, done.output.strip()) == (
        2,
        "unspun: 1 batch is not done yet (a job is one, too): let the queue run empty, or cancel",
    )
    target = Database.open(url)
    assert not any(rows(target)["batches"])
    target.close()


def test_a_database_that_holds_something_is_not_written_to(source: Database, url: str) -> None:
    filled(source)
    target = Database.open(url)
    store.revisions.migrate(target)
    store.keys.create(target, KeyWish("other", frozenset({KeyScope.READ})), now=1.0)
    before = rows(target)
    done = run("migrate", "--to", url)
    assert done.exit_code == 2
    assert "not empty: there are keys in it" in done.output
    assert rows(target) == before
    target.close()


def test_the_same_database_is_no_other(source: Database) -> None:
    assert run("migrate", "--to", source.url).exit_code == 2


@pytest.mark.parametrize("wrong", ["postgresql+psycopg://nobody@127.0.0.1:1/none", "mysql://a/b", "nonsense"])
def test_a_database_that_cannot_be_used_is_one_line(source: Database, wrong: str) -> None:
    done = run("migrate", "--to", wrong)
    assert done.exit_code in {1, 2}
    assert len(done.output.strip().splitlines()) == 1
