"""A real PostgreSQL for tests: started in a temporary folder on a port of its own, once a session, and thrown away."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import sqlalchemy as sa
from psycopg.errors import ObjectInUse

from app.store import Database
from app.store.tables import metadata
from tests.ports import free_port
from tests.waiting import wait_until

_USER = "postgres"
_numbers = count()  # of databases that pass
_DISCONNECT = (
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
)
# all tables but those that say which there are; as a replica PostgreSQL asks no foreign key and tells nobody, row by row
_EMPTY = """
do $$ declare name text; begin
  set local session_replication_role = replica;
  for name in select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('public', 'dbos')
    and tablename not in ('alembic_version', 'dbos_migrations')
  loop execute 'delete from ' || name; end loop;
end $$"""
_FIRST_NUMBERS = "select setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false) from pg_sequences"


class NoPostgres(Exception):
    """PostgreSQL cannot be started here; the message says why."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; its URL is `postgresql+psycopg://postgres@127.0.0.1:port/postgres`."""

    url: str
    control: tuple[object, ...]

    def restart(self) -> None:
        """Breaks all connections off, as an administrator's restart does."""
        _run(*self.control, "-m", "fast", "-w", "restart")


@contextmanager
def running_postgres() -> Iterator[str]:
    """The URL of a fresh server.

    Raises: NoPostgres.
    """
    with postgres_server() as server:
        yield server.url


@contextmanager
def postgres_server(kept: Path | None = None) -> Iterator[Server]:
    """A fresh server, or the one whose data are in the folder `kept`, which stays.

    Raises: NoPostgres.
    """
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="unspun-postgres-"))
    data = folder / "data" if kept is None else kept.resolve()
    try:
        is_there = data.is_dir()
        data.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:  # the server refuses to run as root
            shutil.chown(folder, _USER)
            shutil.chown(data, _USER)
        port = free_port()
        if not is_there:
            _run(programs / "initdb", "-D", data, "-U", _USER, "-A", "trust", "--no-sync", "-E", "UTF8")
        options = f"-c listen_addresses=127.0.0.1 -p {port} -k {folder} -c max_connections=200 -c fsync=off"
        control = (programs / "pg_ctl", "-D", data, "-l", folder / "log", "-o", options)
        _run(*control, "-w", "start")
        try:
            yield Server(f"postgresql+psycopg://{_USER}@127.0.0.1:{port}/postgres", control)
        finally:
            _run(programs / "pg_ctl", "-D", data, "-m", "immediate" if kept is None else "fast", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def new_database(server: str, name: str) -> str:
    """The URL of a new, empty database beside the one that `server` names."""
    _ask(server, f"create database {name}")
    return sa.make_url(server).set(database=name).render_as_string(hide_password=False)


@contextmanager
def passing_database(server: str) -> Iterator[str]:
    """The URL of a new, empty database under a name of its own, which is dropped at the end, whoever is still connected."""
    name = f"passing_{next(_numbers)}"
    yield new_database(server, name)
    _ask(server, f"drop database {name} with (force)")


def cleared(url: str) -> str:
    """The database with its tables and no row, numbers that begin at 1, and nobody connected: as good as a new one.

    A new one costs twenty times as much: PostgreSQL copies three hundred files.
    """
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    wait_until(lambda: _is_left_alone(engine))
    with engine.begin() as connection:
        connection.execute(sa.text(_EMPTY))
        connection.execute(sa.text(_FIRST_NUMBERS))
    return url


def _is_left_alone(engine: sa.Engine) -> bool:
    """Whether nobody else is connected; who is, is disconnected."""
    with engine.begin() as connection:
        return not connection.execute(sa.text(_DISCONNECT)).all()


def _ask(server: str, statement: str) -> None:
    """Asks until it is done: a connection that was closed takes a moment to end, and until then its database is in use."""
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    wait_until(lambda: _is_done(engine, statement))
    engine.dispose()


def _is_done(engine: sa.Engine, statement: str) -> bool:
    try:
        with engine.connect() as connection:
            connection.execute(sa.text(statement))
    except sa.exc.OperationalError as error:
        if isinstance(error.orig, ObjectInUse):
            return False
        raise
    return True


def _programs() -> Path:
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not folders:
        raise NoPostgres("initdb is not installed")
    if os.geteuid() == 0 and _USER not in {each.pw_name for each in pwd.getpwall()}:
        raise NoPostgres("there is no user postgres, and the server refuses to run as root")
    return folders[-1]


def _run(*command: object) -> None:
    user = _USER if os.geteuid() == 0 else None
    # no pipe: the server would inherit it and keep it open
    done = subprocess.run(
        [*map(str, command)], user=user, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/", check=False
    )
    if done.returncode:
        raise NoPostgres(f"{Path(str(command[0])).name} ended with {done.returncode}")


def emptied(database: Database) -> Database:
    """The database without any row, for the next test of those that share it."""
    with database.transaction() as tx:
        for table in reversed(metadata.sorted_tables):
            tx.execute(table.delete())
    return database
