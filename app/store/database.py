"""One database for everything that must survive: SQLite in a file, or PostgreSQL; the same code for both."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Final, Self

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.compiler import compiles

from app.store.database_urls import read_database_url

Rows = Mapping[str, Any] | Sequence[Mapping[str, Any]]

PATIENCE_SECONDS: Final = 30.0  # for SQLite's write lock, of those for whom nobody waits


@dataclass(frozen=True, slots=True)
class Transaction:
    """What is done in it is done whole or not at all; knows its database's dialect and clock."""

    connection: sa.Connection

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is a file."""
        return self.connection.dialect.name == "sqlite"

    def execute(self, statement: sa.Executable, rows: Rows | None = None) -> sa.CursorResult[*tuple[Any, ...]]:
        """What the database answers; `rows` are the values of a statement that has none of its own."""
        return self.connection.execute(statement, rows)

    def cursor(self, **options: object) -> Any:
        """The driver's own: what goes past SQLAlchemy costs a third to a tenth."""
        return self.connection.connection.cursor(**options)

    def run(self, statement: sa.ClauseElement, values: Mapping[str, Any]) -> Any:
        """What the driver's own cursor answers to a statement that was made once, with a value for each of its parameters.

        SQLAlchemy takes .2 ms for each execution, ten times as long as SQLite; this takes none.
        """
        return self.cursor().execute(_in_words_of(self.connection.dialect, statement), values)

    def many(self, texts: Collection[str]) -> str | list[str]:
        """The value of a parameter of `one_of`."""
        return json.dumps(list(texts), ensure_ascii=False) if self.is_sqlite else list(texts)

    def upsert(self, table: sa.Table) -> Any:
        """An insert that knows `on_conflict_do_update` and `on_conflict_do_nothing`, which the two dialects spell alike."""
        if self.is_sqlite:
            return sqlite.insert(table)
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - who has PostgreSQL has loaded it, and nobody else need

        return postgresql.insert(table)

    def insert_or_ignore(self, table: sa.Table) -> Any:
        """An insert that leaves a row with the same key as it is."""
        return self.upsert(table).on_conflict_do_nothing()

    def now(self) -> float:
        """The database's clock in seconds since 1970: machines need no common time."""
        clock = "(julianday('now') - 2440587.5) * 86400.0" if self.is_sqlite else "extract(epoch from clock_timestamp())"
        return float(self.execute(sa.text(f"select {clock}")).scalar_one())


@dataclass(frozen=True, slots=True)
class Database:
    """An open database; safe to share between threads."""

    url: str
    engine: sa.Engine
    patience: float = PATIENCE_SECONDS

    @classmethod
    def open(cls, url: str, *, pool_size: int = 8, patience: float = PATIENCE_SECONDS) -> Self:
        """The database at `url` (`sqlite:////path/file.db`, `postgresql://…`); nothing is asked of it yet.

        `patience` is how many seconds a transaction waits for one that has SQLite's only write lock.

        Raises: UnusableDatabase.
        """
        read = read_database_url(url)
        url = read.render_as_string(hide_password=False)
        if read.drivername == "sqlite":
            engine = sa.create_engine(url, pool_size=pool_size, max_overflow=pool_size, hide_parameters=True)
            event.listen(engine, "connect", partial(_prepare_sqlite, patience))
        else:
            engine = sa.create_engine(url, pool_size=pool_size, max_overflow=pool_size, pool_pre_ping=True, hide_parameters=True)
        return cls(url, engine, patience)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def transaction(self, *, is_durable: bool = True) -> Iterator[Transaction]:
        """A transaction: committed at the end, rolled back when something is raised.

        What is not durable may be lost when the database's machine fails, and costs PostgreSQL no wait for its disk.

        Raises: sqlalchemy.exc.DBAPIError, also for what the driver's own cursor raises.
        """
        driver = self.engine.dialect.loaded_dbapi
        try:
            with self.engine.begin() as connection:
                tx = Transaction(connection)
                if not (is_durable or tx.is_sqlite):
                    tx.execute(sa.text("set local synchronous_commit to off"))
                yield tx
        except driver.Error as error:
            raise sa.exc.DBAPIError.instance(None, None, error, driver.Error, hide_parameters=True) from error

    def close(self) -> None:
        """Closes its connections."""
        self.engine.dispose()


class Many(sa.ColumnElement[str]):
    """Texts as one parameter of a statement, which `one_of` asks for; `Transaction.many` makes its value."""

    inherit_cache = True

    def __init__(self, name: str) -> None:
        self.texts: sa.BindParameter[str] = sa.bindparam(name)


@compiles(Many, "sqlite")
def _many_in_sqlite(element: Many, compiler: Any, **options: Any) -> str:
    return f"(select value from json_each({compiler.process(element.texts, **options)}))"  # noqa: S608 - a parameter's name


@compiles(Many, "postgresql")
def _many_in_postgresql(element: Many, compiler: Any, **options: Any) -> str:
    return f"(select unnest({compiler.process(element.texts, **options)}::text[]))"


def one_of(column: sa.ColumnElement[str], name: str) -> sa.ColumnElement[bool]:
    """Whether a column holds one of the texts of a parameter: the statement is the same for any number of them."""
    return column.bool_op("in")(Many(name))


@lru_cache
def _in_words_of(dialect: sa.Dialect, statement: sa.ClauseElement) -> str:
    """A statement as the driver reads it, with named parameters."""
    named: Any = type(dialect)
    return str(statement.compile(dialect=named(paramstyle="named" if dialect.name == "sqlite" else "pyformat")))


def sqlite_url(path: Path) -> str:
    """The URL of a SQLite file."""
    return f"sqlite:///{path.resolve()}"


def _prepare_sqlite(patience: float, connection: Any, _record: Any) -> None:
    connection.isolation_level = "IMMEDIATE"  # a transaction that will write takes the lock at once, not in the middle
    for setting in (f"busy_timeout={round(1_000 * patience)}", "foreign_keys=ON", "journal_mode=WAL", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {setting}")
