"""The operator's commands: each on a real database, and what is wrong is one line."""

import json
import resource
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from typer.testing import CliRunner, Result

from app import store
from app.cli import app
from app.cli.refusals import refused_setting
from app.jobs import JobQueue
from app.settings import Settings
from app.store import BatchKind, Database, NewBatch, NewItem, new_id, sqlite_url

_DAY = 86_400.0
SAMPLE = Path(__file__).resolve().parents[3] / "data" / "samples" / "suspect.txt"
NOBODY_ANSWERS = "postgresql://nobody@127.0.0.1:1/none"


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "new" / "unspun.db"
    monkeypatch.setenv("UNSPUN_DATABASE_URL", sqlite_url(file))
    return file


@pytest.fixture
def database(file: Path) -> Iterator[Database]:
    database = Database.open(sqlite_url(file))
    yield database
    database.close()


@pytest.fixture
def queue(database: Database) -> Iterator[JobQueue]:
    queue = JobQueue.open(database)
    yield queue
    queue.close()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        ("library", "list"), ("library", "check"), ("library", "export", "mine"), ("library", "remove", "mine", "a"),
        ("library", "reindex", "mine"), ("keys", "list"), ("keys", "revoke", "k"), ("keys", "rotate", "k"), ("queue",),
        ("purge",), ("migrate", "--to", NOBODY_ANSWERS), ("screen", str(SAMPLE), "--library", "mine"),
        ("screen", "--corpus", str(SAMPLE), "--library", "mine", "--out", "pairs.csv"),
    ],
)  # fmt: skip
def test_what_only_reads_makes_no_database_where_there_is_none(
    file: Path, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(file.parents[1])
    ended = run(*arguments)
    assert (ended.exit_code, ended.stderr) == (2, f"unspun: {file}: there is no database; UNSPUN_DATABASE_URL says where it is\n")
    assert not file.parent.exists()


def submit(queue: JobQueue, client: str, n_items: int) -> str:
    new = NewBatch(id=new_id("b"), client=client, kind=BatchKind.BATCH)
    return queue.submit(new, [NewItem(None, b"{}")] * n_items).id


def end(database: Database, batch_id: str, at: float) -> None:
    with database.transaction() as tx:
        store.batches.cancel(tx, batch_id, at)


def states(*arguments: str) -> dict[str, str]:
    found: list[dict[str, Any]] = json.loads(run("doctor", "--json", *arguments).stdout)
    return {each["what"]: each["state"] for each in found}


def test_the_doctor_names_what_is_called_like_a_setting_and_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "settings" not in states()
    monkeypatch.setenv("UNSPUN_DATABSE_URL", "sqlite:////srv/unspun.db")
    assert states()["settings"] == "warning"
    assert "UNSPUN_DATABSE_URL is none" in run("doctor").stdout


@pytest.mark.parametrize(
    "command", [("migrate",), ("queue",), ("library", "list"), ("keys", "create", "cms", "--scopes", "read")]
)
def test_tables_of_a_newer_version_are_one_line(database: Database, command: tuple[str, ...]) -> None:
    run("migrate")
    with database.transaction() as tx:
        tx.connection.exec_driver_sql("update alembic_version set version_num = '9999'")
    ended = run(*command)
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert ended.stderr.startswith("unspun: the database's tables are of revision 9999, and this version knows those up to ")
    assert ended.stderr.count("\n") == 1


def test_migrate_makes_the_tables_once(database: Database) -> None:
    assert store.revisions.present(database) is None
    assert "before: none" in run("migrate").stdout
    assert store.revisions.present(database) == store.revisions.newest()
    assert "as before" in run("migrate").stdout


def test_the_queue_says_whose_work_waits(queue: JobQueue) -> None:
    submit(queue, "cms", 3)
    submit(queue, "desk", 7)
    told = json.loads(run("queue", "--json").stdout)
    assert told["waiting"] == 10
    assert told["workers"] == 0
    assert [(each["client"], each["batches"], each["waiting"]) for each in told["clients"]] == [("desk", 1, 7), ("cms", 1, 3)]
    shown = run("queue").stdout
    assert "7 of desk" in shown
    assert "Nobody works on the queue" in shown


def test_an_empty_queue_blames_nobody() -> None:
    run("migrate")
    shown = run("queue").stdout
    assert "waiting   0" in shown
    assert "Nobody works" not in shown


@pytest.mark.usefixtures("queue")
def test_a_backup_that_fails_leaves_no_file(tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, before[1]))  # as a disk does that is full
    ended = run("backup", str(copy))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert (ended.exit_code, ended.stderr.startswith(f"unspun: {copy}: the copy failed: ")) == (1, True)
    assert [*tmp_path.glob("copy*")] == []
    assert run("backup", str(copy)).exit_code == 0


def test_a_backup_is_a_whole_database(queue: JobQueue, tmp_path: Path) -> None:
    batch = submit(queue, "cms", 3)
    ended = run("backup", str(tmp_path / "copy.db"))
    assert ended.exit_code == 0, ended.output
    copy = sqlite3.connect(tmp_path / "copy.db")
    assert copy.execute("pragma integrity_check").fetchone() == ("ok",)
    assert copy.execute("select id, n_items from batches").fetchall() == [(batch, 3)]
    copy.close()


def test_of_a_list_in_a_setting_the_setting_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("UNSPUN_WEBHOOK_ALLOWED_NETWORKS", "10.0.0.0/8,10.0.0.5/8")
    with pytest.raises(ValidationError) as refused:
        Settings()
    assert refused_setting(refused.value) == 2
    assert capsys.readouterr().err.startswith("unspun: UNSPUN_WEBHOOK_ALLOWED_NETWORKS: ")


def test_a_backup_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("mine")
    ended = run("backup", str(tmp_path / "copy.db"))
    assert ended.exit_code == 2
    assert "there already" in ended.stderr
    assert (tmp_path / "copy.db").read_text() == "mine"


def test_where_there_is_no_database_nothing_is_copied_and_none_is_made(file: Path, tmp_path: Path) -> None:
    ended = run("backup", str(tmp_path / "copy.db"))
    assert ended.exit_code == 2
    assert f"{file}: there is no database" in ended.stderr
    assert not file.exists()
    assert not (tmp_path / "copy.db").exists()


def test_a_backup_leaves_the_tables_as_they_are(file: Path, tmp_path: Path) -> None:
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as older:
        older.execute("create table of_a_former_version (id)")
    assert run("backup", str(tmp_path / "copy.db")).exit_code == 0
    for each in (file, tmp_path / "copy.db"):
        with closing(sqlite3.connect(each)) as kept:
            assert kept.execute("select name from sqlite_master").fetchall() == [("of_a_former_version",)]


@pytest.mark.usefixtures("queue")
def test_a_backup_into_no_folder_is_one_line(tmp_path: Path) -> None:
    ended = run("backup", str(tmp_path / "none" / "copy.db"))
    assert ended.exit_code == 1
    assert len(ended.stderr.splitlines()) == 1


def test_purge_deletes_the_texts_of_what_is_old_and_no_others(queue: JobQueue, database: Database) -> None:
    old, young = submit(queue, "cms", 2), submit(queue, "cms", 2)
    end(database, old, time.time() - 8 * _DAY)  # twice the age, and the row would go too
    end(database, young, time.time() - _DAY)
    assert "1 request would lose" in run("purge", "--older-than", "5d", "--dry-run").stdout
    assert _purged(database) == {old: False, young: False}
    assert "1 request lost" in run("purge", "--older-than", "5d").stdout
    assert _purged(database) == {old: True, young: False}


def test_purge_goes_by_the_setting_where_nothing_else_is_said(
    queue: JobQueue, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = submit(queue, "cms", 2)
    end(database, old, time.time() - 10 * _DAY)
    assert "0 requests" in run("purge").stdout
    monkeypatch.setenv("UNSPUN_RETENTION_DAYS", "7")
    assert "1 request lost" in run("purge").stdout


@pytest.mark.parametrize("age", ["5", "d", "-5d", "5 d", "٥d"])
def test_an_age_that_is_none_is_refused(age: str) -> None:
    ended = run("purge", "--older-than", age)
    assert ended.exit_code == 2
    assert "such as 90d" in ended.stderr


def test_the_doctor_finds_a_fresh_installation_well(file: Path) -> None:
    ended = run("doctor")
    assert ended.exit_code == 0, ended.output
    assert "wrong" not in ended.stdout
    assert "it has no tables yet" in ended.stdout
    assert not file.parent.exists(), "a doctor changes nothing"


def test_the_doctor_sees_an_older_and_a_newer_database(queue: JobQueue, file: Path) -> None:
    queue.close()
    for revision, state in (("0001", "warning"), ("9999", "wrong")):
        with sqlite3.connect(file) as tx:
            tx.execute("update alembic_version set version_num = ?", [revision])
        tx.close()
        assert states()["database"] == state


def test_the_doctor_sees_work_that_nobody_does(queue: JobQueue, database: Database) -> None:
    assert states()["queue"] == "ok"
    batch = submit(queue, "cms", 3)
    with database.engine.begin() as tx:
        tx.exec_driver_sql("update batches set created_at = created_at - 3600 where id = ?", (batch,))
    assert states()["queue"] == "warning"


@pytest.mark.parametrize(
    ("name", "value", "what"),
    [
        ("UNSPUN_MODELS_DIR", "/nowhere", "model"),
        ("UNSPUN_LEXICON_DIR", "/nowhere", "lexicon"),
        ("UNSPUN_DATABASE_URL", NOBODY_ANSWERS, "database"),
        ("UNSPUN_DATABASE_URL", "oracle://here", "database"),
    ],
)
def test_the_doctor_names_what_is_wrong(monkeypatch: pytest.MonkeyPatch, name: str, value: str, what: str) -> None:
    monkeypatch.setenv(name, value)
    ended = run("doctor")
    assert ended.exit_code == 1
    assert [line.split()[1] for line in ended.stdout.splitlines() if line.startswith("wrong")] == [what]


def test_the_doctor_warns_of_a_public_address_without_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNSPUN_HOST", "0.0.0.0")
    monkeypatch.setenv("UNSPUN_REQUIRE_KEYS", "false")
    assert states()["address"] == "wrong"


def _purged(database: Database) -> dict[str, bool]:
    with database.engine.connect() as tx:
        rows = tx.exec_driver_sql("select id, purged_at is not null from batches").all()
    return {batch_id: bool(is_purged) for batch_id, is_purged in rows}
