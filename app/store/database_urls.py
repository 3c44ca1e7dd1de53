"""The URL of a database, as it is written in settings, becomes one that can be used, or one sentence."""

from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url

from app.errors import UnusableDatabase

_POSTGRES: Final = "postgresql+psycopg"
# psycopg2 is another driver for the same database: whoever names it means the database
_DRIVERS: Final = {
    "sqlite": "sqlite", "sqlite+pysqlite": "sqlite",
    "postgres": _POSTGRES, "postgresql": _POSTGRES, "postgresql+psycopg": _POSTGRES, "postgresql+psycopg2": _POSTGRES,
}  # fmt: skip
_SQLITE_OPTIONS: Final = frozenset({"timeout", "cached_statements", "uri", "mode", "cache", "vfs", "nolock", "immutable"})
_LARGEST_PORT: Final = 65_535


def read_database_url(written: str) -> URL:
    """The URL with the driver that is installed.

    Raises: UnusableDatabase, which never repeats the URL: it may hold a password.
    """
    try:
        url = make_url(written.strip())
    except (ValueError, sa.exc.ArgumentError):
        raise UnusableDatabase(_sentence("is no URL with a port that is a number")) from None
    if url.drivername not in _DRIVERS:
        raise UnusableDatabase(_sentence(f"names {url.drivername!r}"))
    url = url.set(drivername=_DRIVERS[url.drivername])
    (_check_sqlite if url.drivername == "sqlite" else _check_postgres)(url)
    return url


def _check_sqlite(url: URL) -> None:
    if url.host or url.port or url.username:
        raise UnusableDatabase(_sentence("names a host for SQLite; an absolute path has four slashes"))
    if not url.database or url.database == ":memory:" or url.database.startswith("file::memory:"):
        raise UnusableDatabase(_sentence("names no file for SQLite"))
    if unknown := sorted(url.query.keys() - _SQLITE_OPTIONS):
        raise UnusableDatabase(_sentence(f"has the unknown option {unknown[0]!r}"))


def _check_postgres(url: URL) -> None:
    import psycopg  # noqa: PLC0415 - 3 MB that SQLite does not need

    if url.port is not None and not 1 <= url.port <= _LARGEST_PORT:
        raise UnusableDatabase(_sentence(f"names the port {url.port}, and ports are from 1 to {_LARGEST_PORT}"))
    try:
        psycopg.conninfo.make_conninfo(**{name: str(value) for name, value in url.query.items()})
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[0]
        raise UnusableDatabase(_sentence(f"has an option that PostgreSQL does not know ({reason})")) from None


def _sentence(what: str) -> str:
    return f"the database's URL {what}: write sqlite:////path/file.db or postgresql+psycopg://user:password@host:5432/name"
