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


def new_database(server: str, name: str, template: str = "template1") -> str:
    """The URL of a new database beside the one that `server` names: empty, or a copy of another one of its."""
    _ask(server, f"create database {name} template {template}")
    return sa.make_url(server).set(database=name).render_as_string(hide_password=False)


@contextmanager
def passing_database(server: str, template: str = "template1") -> Iterator[str]:
    """The URL of a new database under a name of its own, which is dropped at the end, whoever is still connected."""
    name = f"passing_{next(_numbers)}"
    yield new_database(server, name, template)
    _ask(server, f"drop database {name} with (force)")


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
