"""A sweep by one join in DuckDB (`unspun[bulk]`), on one machine."""

import shutil
from collections.abc import Callable, Sequence
from functools import wraps
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, ParamSpec, TypeVar

import numpy as np
from numpy.typing import NDArray

from app import store
from app.detector import Detector
from app.library import links
from app.library.entries import Entry, read_kept
from app.library.features import Ints
from app.library.shelves import Shelf
from app.library.swept_pairs import FORMS, SweepFailed, SweepUnavailable, Swept, as_held, verdicts_of
from app.text import Document

if TYPE_CHECKING:
    import duckdb

Given = ParamSpec("Given")
Result = TypeVar("Result")
Columns = dict[str, NDArray[Any]]

_TABLES: Final = """
create table articles (place integer, external_id varchar, published double, n_pairs integer);
create table held (place integer, feature integer);
create table kept (number bigint, feature integer);
create table known (number bigint, external_id varchar);
create table links (suspect integer, reference bigint, shared integer);
create table verdicts (suspect integer, reference bigint, label varchar, probability double, covers double)
"""
_IN_ORDER: Final = "select * exclude (place, number) from ({pairs}) found order by place, shared desc, number"


def _by_duckdb(method: Callable[Given, Result]) -> Callable[Given, Result]:
    """The method, with one kind of error for all that DuckDB raises, such as of a full disk."""

    @wraps(method)
    def run(*args: Given.args, **options: Given.kwargs) -> Result:
        import duckdb  # noqa: PLC0415 - optional

        try:
            return method(*args, **options)
        except duckdb.Error as error:
            said = str(error).strip().splitlines()
            raise SweepFailed(f"DuckDB gave up: {said[0] if said else type(error).__name__}") from error

    return run


class Sweep:
    """One sweep, in a folder of its own that the caller removes; `shelf` None sweeps the corpus against itself.

    Raises: SweepUnavailable; SweepFailed, from every method that asks it: DuckDB gave up.
    """

    def __init__(self, folder: Path, shelf: Shelf | None) -> None:
        self._shelf, self._folder = shelf, folder
        self._texts = _Texts(folder / "texts")
        self._connection = _connect(folder / "sweep.duckdb")
        self._connection.execute(_TABLES)

    def close(self) -> None:
        """Closes its files."""
        self._connection.close()
        self._texts.close()

    @_by_duckdb
    def take(self, entries: Sequence[Entry]) -> None:
        """Adds suspects."""
        if not entries:
            return
        new = as_held(entries, self._shelf)
        first = len(self._texts)
        for each in new:
            self._texts.append(each.content)
        published = np.array([np.nan if each.facts.published is None else each.facts.published for each in new])
        self._hold(first, [each.external_id for each in new], published, [each.features for each in new])

    def take_indexed(self, external_ids: Sequence[str], features: Sequence[Ints]) -> None:
        """Adds suspects of which only the features are known, all by one salt: they are linked and not compared."""
        first = len(self._texts)
        for _ in external_ids:
            self._texts.append(None)
        self._hold(first, external_ids, np.full(len(features), np.nan), features)

    def _hold(self, first: int, external_ids: Sequence[str], published: NDArray[np.float64], features: Sequence[Ints]) -> None:
        places = np.arange(first, first + len(features), dtype=np.int32)
        columns = {
            "place": places,
            "external_id": np.array(external_ids, object),
            "published": published,
            "n_pairs": np.array([len(each) for each in features], np.int32),
        }
        self._insert("articles", columns)
        self._insert("held", _held("place", places, features))

    @_by_duckdb
    def link(self) -> None:
        """Finds which articles share what few articles hold."""
        if self._shelf is not None:
            self._take_library(self._shelf)
        self._connection.execute(f"insert into links {links.links_of(is_of_itself=self._shelf is None)}")

    def _take_library(self, shelf: Shelf) -> None:
        for articles, features in shelf.held():
            numbers = np.array([each.number for each in articles], np.int64)
            names = np.array([each.external_id for each in articles], object)
            self._insert("known", {"number": numbers, "external_id": names})
            self._insert("kept", _held("number", numbers, features))

    @_by_duckdb
    def compare(self, load: Callable[[], Detector], most: int, advance: Callable[[int], None]) -> None:
        """Compares each suspect with the `most` articles that share most with it, by the detector that `load` gives."""
        detector, done = load(), 0
        best = self._connection.execute(links.best_of(most)).fetchall()
        for suspect, linked in groupby(best, key=lambda link: int(link[0])):
            references = [reference for _, reference, _ in linked]
            documents = ((number, self._reference(number)) for number in references)
            if found := list(verdicts_of(detector, suspect, self._document(suspect), documents)):
                self._connection.executemany("insert into verdicts values (?, ?, ?, ?, ?)", found)
            done += len(references)
            advance(done)

    @_by_duckdb
    def write(self, out: Path) -> Swept:
        """Writes the pairs, as Parquet, CSV or JSON Lines by the file's ending.

        Raises: OSError.
        """
        pairs, written = links.pairs_of(is_of_itself=self._shelf is None), self._folder / "pairs"
        quoted = str(written).replace("'", "''")
        self._connection.execute(f"copy ({_IN_ORDER.format(pairs=pairs)}) to '{quoted}' (format {FORMS[out.suffix]})")
        shutil.copyfile(written, out)
        return Swept(len(self._texts), self._count("links"), self._count("verdicts"))

    def _reference(self, number: int) -> Document | None:
        return self._document(number) if self._shelf is None else self._shelf.document(number)

    def _document(self, place: int) -> Document | None:
        content = self._texts[place]
        return None if content is None else read_kept(content)

    def _insert(self, table: str, columns: Columns) -> None:
        self._connection.execute(f"insert into {table} select * from columns")  # noqa: S608 - DuckDB reads the local `columns`

    def _count(self, table: str) -> int:
        row = self._connection.execute(f"select count(*) from {table}").fetchone()  # noqa: S608
        return int(row[0]) if row else 0


class _Texts:
    """Texts in a file, by their place: a corpus need not fit into memory."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w+b")
        self._ends = [0]

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, place: int) -> bytes | None:
        self._file.seek(self._ends[place])
        kept = self._file.read(self._ends[place + 1] - self._ends[place])
        return store.packing.unpacked(kept) if kept else None

    def append(self, content: bytes | None) -> None:
        self._file.seek(self._ends[-1])
        self._ends.append(self._ends[-1] + self._file.write(b"" if content is None else store.packing.packed(content)))

    def close(self) -> None:
        self._file.close()


def _held(key: str, holders: NDArray[np.integer], features: Sequence[Ints]) -> Columns:
    return {key: np.repeat(holders, list(map(len, features))), "feature": np.concatenate(features)}


def _connect(path: Path) -> "duckdb.DuckDBPyConnection":
    try:
        import duckdb  # noqa: PLC0415 - optional
    except ImportError as error:
        raise SweepUnavailable("a sweep needs DuckDB: install unspun[bulk]") from error
    return duckdb.connect(str(path))
