"""Which articles hold a feature: an inverted index in the store's own database, in SQLite's words and in PostgreSQL's.

SQLite: a contentless FTS5 table without positions, whose "words" are the features; asked for one by one. To take an
article out, FTS5 must be told what was put in, so the features stand beside it. PostgreSQL: a GIN index over an array.
Features are whole numbers from 0 to 2³¹ - 1, each once an article, in ascending order.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from app.store.database import Transaction

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Booleans = NDArray[np.bool_]

_AT_ONCE: Final = 500
_PACKED: Final = np.dtype("<i4")
# One number says an article and a feature's place: a row of each, or a group, costs as much as the search itself. The place has
# no more bits than it needs, since every digit is written and read. `match` finds a word in two thirds of the time that
# `fts5vocab` takes; features are bare words in the language that it is asked in.
_FIND: Final = """
select group_concat(found.rowid << ? | asked.key)
from json_each(?) asked cross join article_index found where found.article_index match asked.value
"""
# of features that stand in very many articles: to step over these costs a fifth of telling them
_FIND_COMMON: Final = """
select key from json_each(?) asked where exists (
    select 1 from article_index where article_index match asked.value limit 1 offset ?)
"""
# one row for all features: to send and to read one for each takes a fifteenth longer
_FIND_EACH: Final = """
select string_agg(numbers, ''), string_agg(int4send(n), '') from (
    select each.numbers, each.n::int
    from unnest(%s::int[]) with ordinality asked(feature, place) cross join lateral (
        select string_agg(int8send(number), '') numbers, count(*) n from (
            select number from article_features where features @> array[asked.feature] limit %s) found) each
    order by asked.place) told
"""
# just-in-time compilation and reading ahead take longer than they save where each of hundreds of lists is short
_FOR_SHORT_LISTS: Final = """
select set_config('jit', 'off', true), set_config('effective_io_concurrency', '0', true),
    set_config('enable_seqscan', 'off', true)
"""
_SENT: Final = np.dtype(">i4")  # of an array as PostgreSQL sends it: how many dimensions, has nulls, type, length, first index;
_SENT_HEAD: Final = 6  # then the size and the value of each number
_SENT_NUMBER: Final = np.dtype(">i8")
_LEADING_ZEROS: Final = re.compile(" 0{1,7}")  # seven, so that of 0 one stays
_MERGED_PAGES: Final = 500  # of FTS5's index, in one step


class Postings(NamedTuple):
    """Which article holds which feature: `numbers` of articles, ascending, and `places` of features, [n_postings] each.

    `lengths` [n_features]: how many articles of each are told; `are_too_many` [n_features]: which are in more articles than were
    asked for; none of these is told.
    """

    lengths: Ints
    numbers: Longs
    places: Longs
    are_too_many: Booleans


class PostingStore(Protocol):
    """The index of one database, inside the caller's transaction."""

    def add(self, new: Sequence[tuple[int, Ints]]) -> None:
        """Says what articles hold."""

    def remove(self, numbers: Sequence[int]) -> None:
        """Forgets articles."""

    def read(self, features: Ints, most: int, suspected: Booleans) -> Postings:
        """The articles of each feature; none of a feature that is in more than `most`.

        `suspected` [n_features] may be in very many: for them it pays to stop at `most`, which takes longer to begin.
        """

    def features_of(self, numbers: Sequence[int]) -> Mapping[int, Ints]:
        """What these articles hold."""

    def tidy(self, *, is_first: bool) -> bool:
        """One step of merging what many additions have scattered; says whether there is more to do."""

    def n_parts(self) -> int:
        """In how many parts the index lies; a question looks into each of them."""

    def faults(self) -> Iterator[int]:
        """The numbers of articles for which the index and the store differ. Reads everything."""


def of(tx: Transaction) -> PostingStore:
    """The index in this database's words."""
    return _Sqlite(tx) if tx.is_sqlite else _Postgres(tx)


@dataclass(frozen=True, slots=True)
class _Sqlite:
    """FTS5. Its statements go past SQLAlchemy, where each would cost ten times as much."""

    tx: Transaction

    def add(self, new: Sequence[tuple[int, Ints]]) -> None:
        cursor = self.tx.cursor()
        kept = "insert into article_features (number, features) values (?, ?)"
        cursor.executemany(kept, [(number, features.astype(_PACKED).tobytes()) for number, features in new])
        indexed = "insert into article_index (rowid, features) values (?, ?)"
        cursor.executemany(indexed, ((number, _words(features)) for number, features in new))

    def remove(self, numbers: Sequence[int]) -> None:
        cursor = self.tx.cursor()
        for number, features in self.features_of(numbers).items():
            forget = "insert into article_index (article_index, rowid, features) values ('delete', ?, ?)"
            cursor.execute(forget, (number, _words(features)))
            cursor.execute("delete from article_features where number = ?", (number,))

    def read(self, features: Ints, most: int, suspected: Booleans) -> Postings:
        cursor = self.tx.cursor()
        places = np.flatnonzero(suspected)
        common = places[[key for (key,) in cursor.execute(_FIND_COMMON, (_asked(features[places]), most))]]
        rest = np.delete(np.arange(len(features)), common)
        bits = len(rest).bit_length()
        (told,) = cursor.execute(_FIND, (bits, _asked(features[rest]))).fetchone()
        found = np.fromstring(told, np.int64, sep=",") if told else np.empty(0, np.int64)
        numbers, places = _by_article(found, bits)
        postings = _postings(numbers, rest[places], most, len(features))
        postings.are_too_many[common] = True
        return postings

    def features_of(self, numbers: Sequence[int]) -> Mapping[int, Ints]:
        found: dict[int, Ints] = {}
        for start in range(0, len(numbers), _AT_ONCE):
            some = list(numbers[start : start + _AT_ONCE])
            query = f"select number, features from article_features where number in ({','.join('?' * len(some))})"  # noqa: S608
            rows = self.tx.cursor().execute(query, some)
            found |= {number: np.frombuffer(packed, _PACKED) for number, packed in rows}
        return found

    def tidy(self, *, is_first: bool) -> bool:
        raw = self.tx.connection.connection.driver_connection
        assert raw is not None  # it is open
        before = raw.total_changes
        # a negative number begins to merge everything, which one call would do in a minute with the only write lock
        pages = -_MERGED_PAGES if is_first else _MERGED_PAGES
        raw.execute("insert into article_index (article_index, rank) values ('merge', ?)", (pages,))
        return bool(raw.total_changes - before >= 2)  # SQLite's manual: with less there was nothing left to merge

    def n_parts(self) -> int:
        next_one = "select min(segid) from article_index_idx where segid > ?"  # to count them would read through the index
        part, n = self.tx.cursor().execute(next_one, (0,)).fetchone()[0], 0
        while part is not None:
            part, n = self.tx.cursor().execute(next_one, (part,)).fetchone()[0], n + 1
        return n

    def faults(self) -> Iterator[int]:
        cursor = self.tx.cursor()
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


@dataclass(frozen=True, slots=True)
class _Postgres:
    """GIN over an array. Each feature is asked for by itself: `features && array[…]` would read every row that shares any."""

    tx: Transaction

    def add(self, new: Sequence[tuple[int, Ints]]) -> None:
        insert = "insert into article_features (number, features) values (%s, %s)"
        self.tx.cursor().executemany(insert, [(number, _array(features)) for number, features in new])

    def remove(self, numbers: Sequence[int]) -> None:
        self.tx.cursor().execute("delete from article_features where number = any(%s)", (list(numbers),))

    def read(self, features: Ints, most: int, suspected: Booleans) -> Postings:
        cursor = self.tx.cursor(binary=True)
        cursor.execute(_FOR_SHORT_LISTS)
        told, lengths = cursor.execute(_FIND_EACH, (_array(features), most + 1)).fetchone()
        numbers = np.frombuffer(told or b"", _SENT_NUMBER).astype(np.int64)
        places = np.repeat(np.arange(len(features)), np.frombuffer(lengths or b"", _SENT))
        bits = len(features).bit_length()
        return _postings(*_by_article(numbers << bits | places, bits), most, len(features))

    def features_of(self, numbers: Sequence[int]) -> Mapping[int, Ints]:
        # in PostgreSQL's own format, since to read a list number by number takes ten times as long
        query = "select number, array_send(features) from article_features where number = any(%s)"
        rows = self.tx.cursor(binary=True).execute(query, (list(numbers),)).fetchall()
        return {number: np.frombuffer(sent, _SENT)[_SENT_HEAD::2].astype(np.int32) for number, sent in rows}

    def tidy(self, *, is_first: bool) -> bool:
        self.tx.cursor().execute("analyze article_features")
        return False

    def n_parts(self) -> int:
        return 1

    def faults(self) -> Iterator[int]:
        alone = """
            select coalesce(a.number, f.number) from articles a full join article_features f on f.number = a.number
            where a.number is null or f.number is null order by 1
        """
        yield from (number for (number,) in self.tx.cursor().execute(alone).fetchall())


def _by_article(found: Longs, bits: int) -> tuple[Longs, Longs]:
    """Numbers and places by article, of `found` in which both are: to sort these takes a quarter of the time of two columns."""
    found.sort()
    return found >> bits, found & (1 << bits) - 1


def _postings(numbers: Longs, places: Longs, most: int, n_features: int) -> Postings:
    """The postings without those of features that stand in more than `most` articles."""
    lengths = np.bincount(places, minlength=n_features).astype(np.int32)
    are_too_many = lengths > most
    if are_too_many.any():
        told = ~are_too_many[places]
        numbers, places = numbers[told], places[told]
        lengths[are_too_many] = 0
    return Postings(lengths, numbers, places, are_too_many)


def _array(features: Ints) -> str:
    """Features as PostgreSQL writes an array: of a list its driver would look at every number by itself."""
    return f"{{{str(features.tolist())[1:-1]}}}"


def _asked(features: Ints) -> str:
    """Features as JSON, in the index's words."""
    return '["' + _words(features).replace(" ", '","') + '"]' if len(features) else "[]"


def _words(features: Ints) -> str:
    """Features in hexadecimal without leading zeros: all at once, since to write each by itself takes ten times as long."""
    padded = features.astype(">u4").tobytes().hex(" ", 4)
    return _LEADING_ZEROS.sub(" ", f" {padded}")[1:]
