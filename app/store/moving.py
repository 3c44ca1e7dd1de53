"""Moves everything that is kept to another, empty database, whatever the two are made of. What works at the moment is not moved.

What articles are found by is written by each kind of database in its own way, and has to be made again there.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import sqlalchemy as sa

from app.errors import UnspunError
from app.plurals import plural_with
from app.store.batches import LIVE
from app.store.database import Database, Transaction
from app.store.tables import articles, batches, buckets, chunks, libraries, metadata, workers

_OF_THE_MOMENT: Final = frozenset({buckets, chunks, workers})
_ROWS: Final = 200  # a report each, at the most: some megabytes at a time


class NotMovable(UnspunError):
    """The database cannot be moved as it is."""


def move(source: Database, target: Database, advance: Callable[[str, int], None]) -> int:
    """The number of rows that were copied, all or none of them; `advance` hears of each table.

    Both databases have the tables of this version.

    Raises: NotMovable.
    """
    with source.transaction() as reading, target.transaction() as writing:
        _check(reading, writing)
        tables = [table for table in metadata.sorted_tables if table not in _OF_THE_MOMENT]
        return sum(_copied(table, reading, writing, advance) for table in tables)


def libraries_to_index(database: Database) -> tuple[tuple[str, str], ...]:
    """Client and name of every library, in alphabetical order."""
    with database.transaction() as tx:
        query = sa.select(libraries.c.client, libraries.c.name).order_by(libraries.c.client, libraries.c.name)
        return tuple((row.client, row.name) for row in tx.execute(query))


def _check(reading: Transaction, writing: Transaction) -> None:
    """Raises: NotMovable."""
    n_live = _count(reading, sa.select(batches.c.id).where(batches.c.state.in_([state.value for state in LIVE])))
    if n_live:
        raise NotMovable(
            f"{plural_with(n_live, 'batch', ('is', 'are'))} not done yet (a job is one, too): let the queue run empty, or cancel"
        )
    n_bare = _count(reading, sa.select(articles.c.number).where(articles.c.content.is_(None)))
    if n_bare:
        raise NotMovable(
            f"{plural_with(n_bare, 'article', ('was', 'were'))} kept without text and cannot be indexed again: remove first"
        )
    full = [table.name for table in metadata.sorted_tables if _count(writing, sa.select(table).limit(1))]
    if full:
        raise NotMovable(f"the other database is not empty: there are {full[0]} in it")


def _copied(table: sa.Table, reading: Transaction, writing: Transaction, advance: Callable[[str, int], None]) -> int:
    n_rows = 0
    for rows in _portions(table, reading):
        writing.execute(sa.insert(table), rows)
        n_rows += len(rows)
    advance(table.name, n_rows)
    if table is articles and not writing.is_sqlite:
        following = writing.execute(sa.select(sa.func.coalesce(sa.func.max(articles.c.number), 0) + 1)).scalar_one()
        sequence = sa.func.pg_get_serial_sequence("articles", "number")
        writing.execute(sa.select(sa.func.setval(sequence, following, False)))  # a number is never used again
    return n_rows


def _portions(table: sa.Table, reading: Transaction) -> Iterator[Sequence[dict[str, Any]]]:
    query = sa.select(table).order_by(*table.primary_key.columns)
    found = reading.connection.execution_options(yield_per=_ROWS).execute(query)
    for rows in found.mappings().partitions(_ROWS):
        yield [dict(row) for row in rows]


def _count(tx: Transaction, query: sa.Select[Any]) -> int:
    return int(tx.execute(sa.select(sa.func.count()).select_from(query.subquery())).scalar_one())
