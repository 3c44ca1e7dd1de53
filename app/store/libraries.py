"""Libraries: named collections of articles, each of one client. Every function works inside the caller's transaction."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from app.errors import UnspunError
from app.store.database import Transaction, one_of
from app.store.ids import new_id
from app.store.tables import article_failures, libraries

LIBRARY_NAME: Final = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$"  # stands in addresses


class LibraryNameTaken(UnspunError):
    """There is a library of this name already."""


class NoSuchLibrary(UnspunError):
    """There is no library of this name."""


class BadLibraryName(UnspunError):
    """A library's name has 1 to 100 letters, digits, dots, hyphens and underscores, and begins with a letter or digit."""


@dataclass(frozen=True, slots=True)
class Library:
    """One library with its counts; times in seconds since 1970."""

    id: str
    client: str
    name: str
    created_at: float
    changed_at: float
    n_articles: int
    n_failures: int
    shares_scores: bool


@dataclass(frozen=True, slots=True)
class NewLibrary:
    """A library to be made; `shares_scores`: other clients may screen against it, and see scores and never a text."""

    client: str
    name: str
    shares_scores: bool = False


def create(tx: Transaction, new: NewLibrary, now: float) -> Library:
    """Makes an empty library.

    Raises: BadLibraryName, LibraryNameTaken.
    """
    if not re.fullmatch(LIBRARY_NAME, new.name):
        raise BadLibraryName()
    row = {
        "id": new_id("lib"), "client": new.client, "name": new.name, "created_at": now, "changed_at": now, "n_articles": 0,
        "shares_scores": new.shares_scores,
    }  # fmt: skip
    if not tx.execute(tx.insert_or_ignore(libraries).values(row)).rowcount:
        raise LibraryNameTaken()
    return find(tx, new.client, new.name)


def find(tx: Transaction, client: str, name: str) -> Library:
    """The client's library of this name.

    Raises: NoSuchLibrary, also for another client's.
    """
    row = tx.execute(_select().where(libraries.c.client == client, libraries.c.name == name)).one_or_none()
    if row is None:
        raise NoSuchLibrary()
    return _library(row)


def find_searchable(tx: Transaction, client: str, name: str) -> Library:
    """The client's library of this name or id, or another's with this id that shares its scores.

    Raises: NoSuchLibrary.
    """
    try:
        return find(tx, client, name)
    except NoSuchLibrary:
        row = tx.execute(
            _select().where(libraries.c.id == name, sa.or_(libraries.c.shares_scores, libraries.c.client == client))
        ).one_or_none()
        if row is None:
            raise
        return _library(row)


def of_client(tx: Transaction, client: str) -> tuple[Library, ...]:
    """All libraries of a client by name."""
    query = _select().where(libraries.c.client == client).order_by(libraries.c.name)
    return tuple(_library(row) for row in tx.execute(query))


def lock(tx: Transaction, library_id: str, now: float) -> None:
    """Lets this transaction alone change the library until its end.

    A write and not a `select … for update`: SQLite begins a transaction that excludes others with its first write.

    Raises: NoSuchLibrary, when it was deleted meanwhile.
    """
    if not tx.run(_CHANGE, {"library": library_id, "at": now}).rowcount:
        raise NoSuchLibrary()


def n_articles(tx: Transaction, library_id: str) -> int:
    """How many articles a library holds.

    Raises: NoSuchLibrary.
    """
    n = tx.execute(_COUNT, {"library": library_id}).scalar_one_or_none()
    if n is None:
        raise NoSuchLibrary()
    return int(n)


def count_articles(tx: Transaction, library_id: str, more: int) -> None:
    """Adds to the library's count of articles."""
    if more:
        tx.run(_COUNT_MORE, {"library": library_id, "more": more})


def drop(tx: Transaction, library_id: str) -> None:
    """Deletes a library that holds no article any more, with its failures."""
    tx.execute(sa.delete(libraries).where(libraries.c.id == library_id))


def note_failure(tx: Transaction, library_id: str, failure: tuple[str, str], now: float) -> None:
    """Keeps why an article (its external id, the reason) could not be added; the newest reason of an id stays."""
    external_id, detail = failure
    row = {"library_id": library_id, "external_id": external_id, "detail": detail[:300], "at": now}
    upsert = tx.upsert(article_failures).values(row)
    keys = [article_failures.c.library_id, article_failures.c.external_id]
    tx.execute(upsert.on_conflict_do_update(index_elements=keys, set_={"detail": row["detail"], "at": now}))


def forget_failures(tx: Transaction, library_id: str, external_ids: Sequence[str]) -> None:
    """Forgets why these could not be added: they are there now, or nobody wants them any more."""
    tx.run(_FORGET, {"library": library_id, "external_ids": tx.many(external_ids)})


def failures(tx: Transaction, library_id: str, limit: int | None) -> tuple[tuple[str, str, float], ...]:
    """The newest failures, None for all: external id, reason, time."""
    query = sa.select(article_failures.c.external_id, article_failures.c.detail, article_failures.c.at)
    query = query.where(article_failures.c.library_id == library_id)
    query = query.order_by(article_failures.c.at.desc(), article_failures.c.external_id).limit(limit)
    return tuple((row.external_id, row.detail, row.at) for row in tx.execute(query))


# made once: of an article that is added by itself, to put its statements together took as long as to execute them
_IS_LIBRARY: Final = libraries.c.id == sa.bindparam("library")
_COUNT: Final = sa.select(libraries.c.n_articles).where(_IS_LIBRARY)
_CHANGE: Final = sa.update(libraries).where(_IS_LIBRARY).values(changed_at=sa.bindparam("at"))
_COUNT_MORE: Final = sa.update(libraries).where(_IS_LIBRARY).values(n_articles=libraries.c.n_articles + sa.bindparam("more"))
_FORGET: Final = sa.delete(article_failures).where(
    article_failures.c.library_id == sa.bindparam("library"),
    one_of(article_failures.c.external_id, "external_ids"),
)


def _select() -> sa.Select[Any]:
    failed = sa.select(sa.func.count()).where(article_failures.c.library_id == libraries.c.id).scalar_subquery()
    return sa.select(libraries, failed.label("n_failures"))


def _library(row: Any) -> Library:
    return Library(
        row.id, row.client, row.name, row.created_at, row.changed_at, row.n_articles, row.n_failures, bool(row.shares_scores)
    )
