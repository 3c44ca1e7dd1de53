"""A library of SQLite as it is, in PostgreSQL: to read a hundred thousand articles a second time would measure nothing new."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import sqlalchemy as sa

from app.store import Database
from app.store.tables import articles, libraries

_AT_ONCE = 2_000


def copy_libraries(origin: Database, copy: Database) -> None:
    """Copies libraries, articles and features into an empty database; its index is made at the end."""
    with origin.transaction() as reading, copy.transaction() as writing:
        cursor: Any = writing.connection.connection.cursor()
        cursor.execute("drop index ix_article_features")
        for table in (libraries, articles):
            for rows in _portions(reading.execute(sa.select(table))):
                writing.execute(sa.insert(table), [dict(row._mapping) for row in rows])
        kept = reading.execute(sa.text("select number, features from article_features order by number"))
        with cursor.copy("copy article_features (number, features) from stdin") as lines:
            for rows in _portions(kept):
                for number, features in rows:
                    listed = ",".join(map(str, np.frombuffer(features, "<i4").tolist()))
                    lines.write_row((number, f"{{{listed}}}"))
        cursor.execute("set local maintenance_work_mem = '1GB'")
        cursor.execute("create index ix_article_features on article_features using gin (features) with (fastupdate = off)")
        cursor.execute("select setval(pg_get_serial_sequence('articles', 'number'), (select max(number) from articles))")
        cursor.execute("analyze")


def _portions(result: sa.Result[Any]) -> Iterator[Any]:
    while rows := result.fetchmany(_AT_ONCE):
        yield rows
