"""Brings a database to the tables of this version, whole or not at all; two processes that start at once take turns."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import TYPE_CHECKING, Final

import sqlalchemy as sa
from sqlalchemy.engine import make_url

from app.errors import NewerTables
from app.store.database import Database

if TYPE_CHECKING:
    from alembic.config import Config

_MIGRATIONS: Final = Path(__file__).parent / "migrations"
# each file begins with the number of its revision; a test holds it to what Alembic says
_KNOWN: Final = frozenset(path.name[:4] for path in (_MIGRATIONS / "versions").glob("[0-9]*.py"))
_LAST: Final = max(_KNOWN)
_NOTED: Final = sa.table("alembic_version", sa.column("version_num"))
_ASK_SECONDS: Final = 0.05
_ADVISORY_LOCK: Final = 0x756E7370756E  # "unspun": PostgreSQL's locks have numbers and no names
# trap: Alembic's `op` and `context` are its modules', so a second thread works on the first one's database
_upgrading = threading.Lock()


def migrate(database: Database) -> None:
    """Makes or changes the tables, in one transaction; costs a few milliseconds when there is nothing to do.

    Raises: NewerTables.
    """
    with taking_turns(database), database.engine.begin() as connection:
        held = _held(connection)
        check_known(held)
        if held != _LAST:
            if database.is_sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")  # trap: Python's driver begins for rows, and never for tables
            _upgrade(connection)


def check_known(held: str | None) -> None:
    """Raises: NewerTables, where another version than this made the tables that a database holds."""
    if held is not None and held not in _KNOWN:
        raise NewerTables(
            f"the database's tables are of revision {held}, and this version knows those up to {_LAST}: "
            "install the version that made them, or restore a backup"
        )


def _upgrade(connection: sa.Connection) -> None:
    from alembic import command  # noqa: PLC0415 - .1 s and 4 MB, which only the first process takes

    with _upgrading:
        command.upgrade(alembic_config(connection), "head")


def _held(connection: sa.Connection) -> str | None:
    """The revision that Alembic noted, without loading it."""
    if not sa.inspect(connection).has_table(_NOTED.name):
        return None
    return connection.execute(sa.select(_NOTED.c.version_num)).scalar_one_or_none()


def present(database: Database) -> str | None:
    """The revision of the tables that the database holds; None for an empty one, and for a file that is not there yet."""
    if database.is_sqlite and not Path(make_url(database.url).database or "").exists():
        return None
    with database.engine.connect() as connection:
        return _held(connection)


def is_newest(database: Database) -> bool:
    """Whether the tables are those of this version, asked without Alembic."""
    return present(database) == _LAST


def newest() -> str:
    """The revision that this version works with."""
    from alembic.config import Config  # noqa: PLC0415 - as above
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    return str(ScriptDirectory.from_config(config).get_current_head())


def alembic_config(connection: sa.Connection) -> "Config":
    """What Alembic needs to know for a command on this connection."""
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    return config


@contextmanager
def taking_turns(database: Database) -> Iterator[None]:
    """Lets one process at a time change the tables of a database."""
    with _file_lock(database) if database.is_sqlite else _advisory_lock(database):
        yield


@contextmanager
def _file_lock(database: Database) -> Iterator[None]:
    path = Path(make_url(database.url).database or "")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(f"{path.name}.migrating").open("w") as lock:
        flock(lock, LOCK_EX)  # the kernel lets go of it when a process dies
        yield


@contextmanager
def _advisory_lock(database: Database) -> Iterator[None]:
    # of the session and not of a transaction: the engine's migrations have transactions of their own
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        # asked again and again: who waits inside a query keeps a snapshot, and an index that is built concurrently waits for it
        while not connection.execute(sa.select(sa.func.pg_try_advisory_lock(_ADVISORY_LOCK))).scalar_one():
            time.sleep(_ASK_SECONDS)
        try:
            yield
        finally:
            connection.execute(sa.select(sa.func.pg_advisory_unlock(_ADVISORY_LOCK)))
