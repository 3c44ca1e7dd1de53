"""Which articles hold a feature: an inverted index in the store's own database, in SQLite's words and in PostgreSQL's.

SQLite: a contentless FTS5 table without positions, whose "words" are the features; read through `fts5vocab`. To take an
article out, FTS5 must be told what was put in, so the features stand beside it. PostgreSQL: a GIN index over an array.
Features are whole numbers from 0 to 2³¹ - 1, each once an article, in ascending order.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Final, NamedTuple, Protocol

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from app.store.database import Database

Ints = NDArray[np.int32]
Numbers = NDArray[np.int64]

_AT_ONCE: Final = 500
_PACKED: Final = np.dtype("<i4")
_FIND: Final = "select asked.key, found.doc from json_each(?) asked cross join article_terms found on found.term = asked.value"
_MERGED_PAGES: Final = 500  # of FTS5's index, in one step


class Postings(NamedTuple):
    """`numbers` [n_postings]: the articles of feature 0, of feature 1, …; `lengths` [n_features] how many each."""

    lengths: Ints
    numbers: Numbers


class PostingStore(Protocol):
    """The index of one database, inside the caller's transaction."""

    def add(self, connection: sa.Connection, new: Sequence[tuple[int, Ints]]) -> None:
        """Says what articles hold."""

    def remove(self, connection: sa.Connection, numbers: Sequence[int]) -> None:
        """Forgets articles."""

    def read(self, connection: sa.Connection, features: Ints, most: int) -> Postings:
        """The articles of each feature; where it has `most` or more, at least so many of them and not all."""

    def features_of(self, connection: sa.Connection, numbers: Sequence[int]) -> Mapping[int, Ints]:
        """What these articles hold."""

    def tidy(self, connection: sa.Connection, *, is_first: bool) -> bool:
        """One step of merging what many additions have scattered; says whether there is more to do."""

    def faults(self, connection: sa.Connection) -> Iterator[int]:
        """The numbers of articles for which the index and the store differ. Reads everything."""


def postings_of(database: Database) -> PostingStore:
    """The index in this database's words."""
    return _SQLITE if database.is_sqlite else _POSTGRES


class _Sqlite:
    """FTS5. Its statements go past SQLAlchemy: a thousand short ones a query, each a tenth of what it would cost there."""

    def add(self, connection: sa.Connection, new: Sequence[tuple[int, Ints]]) -> None:
        cursor = _cursor(connection)
        kept = "insert into article_features (number, features) values (?, ?)"
        cursor.executemany(kept, [(number, features.astype(_PACKED).tobytes()) for number, features in new])
        indexed = "insert into article_index (rowid, features) values (?, ?)"
        cursor.executemany(indexed, ((number, _words(features)) for number, features in new))

    def remove(self, connection: sa.Connection, numbers: Sequence[int]) -> None:
        cursor = _cursor(connection)
        for number, features in self.features_of(connection, numbers).items():
            forget = "insert into article_index (article_index, rowid, features) values ('delete', ?, ?)"
            cursor.execute(forget, (number, _words(features)))
            cursor.execute("delete from article_features where number = ?", (number,))

    def read(self, connection: sa.Connection, features: Ints, most: int) -> Postings:
        cursor = _cursor(connection)
        lengths, found = np.zeros(len(features), np.int32), [np.empty(0, np.int64)]
        for place, numbers in _runs(cursor, features, most):
            counts = np.bincount(place, minlength=len(features))
            lengths += counts.astype(np.int32)
            found.append(numbers)
        return Postings(lengths, np.concatenate(found))

    def features_of(self, connection: sa.Connection, numbers: Sequence[int]) -> Mapping[int, Ints]:
        found: dict[int, Ints] = {}
        for start in range(0, len(numbers), _AT_ONCE):
            some = list(numbers[start : start + _AT_ONCE])
            query = f"select number, features from article_features where number in ({','.join('?' * len(some))})"  # noqa: S608
            rows = _cursor(connection).execute(query, some)
            found |= {number: np.frombuffer(packed, _PACKED) for number, packed in rows}
        return found

    def tidy(self, connection: sa.Connection, *, is_first: bool) -> bool:
        raw = connection.connection.driver_connection
        assert raw is not None  # it is open
        before = raw.total_changes
        # a negative number begins to merge everything, which one call would do in a minute with the only write lock
        pages = -_MERGED_PAGES if is_first else _MERGED_PAGES
        raw.execute("insert into article_index (article_index, rank) values ('merge', ?)", (pages,))
        return bool(raw.total_changes - before >= 2)  # SQLite's manual: with less there was nothing left to merge

    def faults(self, connection: sa.Connection) -> Iterator[int]:
        cursor = _cursor(connection)
        indexed: dict[int, tuple[int, int]] = {}
        for term, number in cursor.execute("select term, doc from article_terms"):
            count, total = indexed.get(number, (0, 0))
            indexed[number] = count + 1, total + int(term, 16)
        kept = "select a.number, f.features from articles a left join article_features f on f.number = a.number"
        for number, packed in cursor.execute(kept).fetchall():
            features = np.frombuffer(packed or b"", _PACKED).astype(np.int64)
            if packed is None or indexed.pop(number, (0, 0)) != (len(features), int(features.sum())):
                yield number
        yield from sorted(indexed)
        orphans = "select number from article_features where number not in (select number from articles)"
        yield from (number for (number,) in cursor.execute(orphans).fetchall())


class _Postgres:
    """GIN over an array. Each feature is asked for by itself: `features && array[…]` would read every row that shares any."""

    def add(self, connection: sa.Connection, new: Sequence[tuple[int, Ints]]) -> None:
        insert = "insert into article_features (number, features) values (%s, %s)"
        _cursor(connection).executemany(insert, [(number, features.tolist()) for number, features in new])

    def remove(self, connection: sa.Connection, numbers: Sequence[int]) -> None:
        _cursor(connection).execute("delete from article_features where number = any(%s)", (list(numbers),))

    def read(self, connection: sa.Connection, features: Ints, most: int) -> Postings:
        query = """
            select coalesce((
                select array_agg(found.number) from (
                    select number from article_features where features @> array[asked.feature] limit %s) found), '{}')
            from unnest(%s::int[]) with ordinality asked(feature, place) order by place
        """
        cursor = _cursor(connection)
        cursor.execute("set local jit = off")  # compiles for longer than it saves
        cursor.execute("set local enable_seqscan = off")
        rows = [row[0] for row in cursor.execute(query, (most, features.tolist())).fetchall()]
        lengths = np.fromiter(map(len, rows), np.int32, len(rows))
        numbers = np.fromiter((number for row in rows for number in row), np.int64, int(lengths.sum()))
        return Postings(lengths, numbers)

    def features_of(self, connection: sa.Connection, numbers: Sequence[int]) -> Mapping[int, Ints]:
        query = "select number, features from article_features where number = any(%s)"
        rows = _cursor(connection).execute(query, (list(numbers),)).fetchall()
        return {number: np.array(features, np.int32) for number, features in rows}

    def tidy(self, connection: sa.Connection, *, is_first: bool) -> bool:
        _cursor(connection).execute("analyze article_features")
        return False

    def faults(self, connection: sa.Connection) -> Iterator[int]:
        alone = """
            select coalesce(a.number, f.number) from articles a full join article_features f on f.number = a.number
            where a.number is null or f.number is null order by 1
        """
        yield from (number for (number,) in _cursor(connection).execute(alone).fetchall())


def _runs(cursor: Any, features: Ints, most: int) -> Iterator[tuple[Numbers, Numbers]]:
    """The places of features and the articles that hold them, some at a time, in the order of the features.

    One statement asks for many features, because to begin one costs as much as to find three of them in the index. It cannot be
    told to leave a feature that is in too many articles, so it is ended there and begun again behind.
    """
    begin = 0
    while begin < len(features):
        end = min(begin + _AT_ONCE, len(features))
        asked = '["' + '","'.join(map("%x".__mod__, features[begin:end].tolist())) + '"]'
        rows = cursor.execute(_FIND, (asked,))
        following = end
        while some := rows.fetchmany(most):
            place, numbers = np.fromiter(chain.from_iterable(some), np.int64, 2 * len(some)).reshape(-1, 2).T
            yield place + begin, numbers
            if len(some) == most and place[0] == place[-1]:
                following = begin + int(place[0]) + 1
                break
        begin = following


_SQLITE: Final = _Sqlite()
_POSTGRES: Final = _Postgres()


def _cursor(connection: sa.Connection) -> Any:
    return connection.connection.cursor()


def _words(features: Ints) -> str:
    return " ".join(map("%x".__mod__, features.tolist()))
