"""The URL of a database: read as it is meant, or refused with one sentence that repeats no password."""

import pytest
from typer.testing import CliRunner

from app.cli import app
from app.errors import UnusableDatabase
from app.store import Database, read_database_url

REFUSED = [
    "mysql://u:Quibblewick@h/db", "mysql+pymysql://h/db", "oracle://h/db", "mssql+pyodbc://h/db", "postgresql+asyncpg://h/db",
    "postgresql+pg8000://h/db", "sqlite+aiosqlite:////tmp/x.db", "sqlite+pysqlcipher:////tmp/x.db", "mongodb://h/db", "redis://h",
    "postgresql://u:Quibblewick@h:port/db", "postgresql://h:0/db", "postgresql://h:70000/db", "postgresql://h:-1/db",
    "postgresql://h:5432x/db", "postgresql://h/db?colour=Quibblewick", "sqlite://", "sqlite:///:memory:", "sqlite://host/x.db",
    "sqlite:////tmp/x.db?colour=red", "", " ", "unspun.db", "/var/lib/unspun.db", "http://h/db", "://", "postgresql",
    "postgres:/h/db",
]  # fmt: skip


@pytest.mark.parametrize("url", REFUSED)
def test_what_names_no_usable_database_is_refused_with_one_sentence(url: str) -> None:
    for read in (read_database_url, Database.open):
        with pytest.raises(UnusableDatabase) as refused:
            read(url)
        assert "\n" not in str(refused.value)
        assert "Quibblewick@" not in str(refused.value)


@pytest.mark.parametrize("driver", ["postgres", "postgresql", "postgresql+psycopg", "postgresql+psycopg2"])
def test_every_name_of_postgresql_is_read_as_the_driver_that_is_here(driver: str) -> None:
    url = read_database_url(f"{driver}://u:p@h:5433/db?sslmode=require&connect_timeout=3")
    assert url.render_as_string(hide_password=False).startswith("postgresql+psycopg://u:p@h:5433/db?")


@pytest.mark.parametrize("command", [["serve", "--port", "0"], ["worker"], ["worker", "--comparisons", "2"], ["keys", "list"]])
@pytest.mark.parametrize("url", ["mysql://h/db", "postgresql://h:port/db", "sqlite://", "postgresql+asyncpg://h/db"])
def test_commands_end_with_one_line_and_2(command: list[str], url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNSPUN_DATABASE_URL", url)
    ended = CliRunner().invoke(app, command)
    assert ended.exit_code == 2
    assert ended.stderr.startswith("unspun: the database's URL ")
    assert ended.stderr.count("\n") == 1
