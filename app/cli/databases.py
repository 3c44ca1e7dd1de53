"""The database of the settings, as commands use it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.cli.refusals import fail, refuse, refusing
from app.errors import UnusableDatabase
from app.settings import Settings

if TYPE_CHECKING:
    from app.store import Database


@contextmanager
def open_database() -> "Iterator[Database]":
    """The database of the settings, with its tables; what goes wrong with it ends the program with one line."""
    with reach_database() as database:
        _make_tables(database)
        yield database


@contextmanager
def open_made_database() -> "Iterator[Database]":
    """The same, where it is there already: what only reads or takes away makes no empty one where its name is mistyped."""
    from app import store

    with reach_database() as database:
        if store.revisions.present(database) is None:
            refuse(f"{place_of(database)}: there is no database; UNSPUN_DATABASE_URL says where it is")
        _make_tables(database)
        yield database


@contextmanager
def reach_database(url: str | None = None) -> "Iterator[Database]":
    """The database of the settings, or at `url`, as it is; what goes wrong with it ends the program with one line."""
    from sqlalchemy.exc import SQLAlchemyError

    from app.store import Database

    with refusing(UnusableDatabase):
        database = Database.open(url or Settings().database_url)
    try:
        with refusing(UnusableDatabase):
            yield database
    except SQLAlchemyError as error:
        fail(_sentence(error))
    finally:
        database.close()


def place_of(database: "Database") -> str:
    """The file or the name of a database, without the rest of its URL, which may hold a password."""
    return database.engine.url.database or ""


def _make_tables(database: "Database") -> None:
    from app import store

    try:
        store.revisions.migrate(database)
    except OSError as error:  # of its folder, or of the file beside it
        fail(_sentence(error))


def _sentence(error: Exception) -> str:
    said = " ".join(str(getattr(error, "orig", None) or error).split())  # drivers write several lines
    return f"the database cannot be used: {said}"
