"""A sweep: many suspects at once, a corpus against itself or against a library, by one join in DuckDB (`unspun[bulk]`).

Two articles are linked that share word pairs which few articles hold; a pair that many hold says nothing and would make the join
grow with the square of them. As a corpus grows, ever more pairs come near any such bound, so of those that are neither rare nor
common each article brings a hundred: time grows as the corpus does. Links are then compared as any two articles are.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from app import store
from app.detector import Detector
from app.library.entries import Entry, read_kept
from app.library.features import Ints
from app.library.screening import comparing, share_covered
from app.library.shelves import Shelf
from app.text import Document, why_not_measurable

if TYPE_CHECKING:
    import duckdb

Columns = dict[str, NDArray[Any]]

FEWEST_SHARED: Final = 4  # word pairs that link two articles
FEW_HOLDERS: Final = 12  # articles: a word pair that so many hold, or fewer, always counts
MOST_HOLDERS: Final = 50  # articles: a word pair that more hold links nobody
BROUGHT: Final = 100  # word pairs between the two bounds of each article count, rarer ones first
FORMS: Final = (".parquet", ".csv", ".jsonl")
_BOUNDS: Final = {"few": FEW_HOLDERS, "most": MOST_HOLDERS, "brought": BROUGHT, "fewest": FEWEST_SHARED}
_ITSELF: Final = "corpus"  # what word pairs are salted with where there is no library

_TABLES: Final = """
create table articles (place integer, external_id varchar, published double, n_pairs integer);
create table held (place integer, feature integer);
create table kept (number bigint, feature integer);
create table known (number bigint, external_id varchar);
create table links (suspect integer, reference bigint, shared integer);
create table verdicts (suspect integer, reference bigint, label varchar, probability double, covers double)
"""
# Not the rarest to the last article: of a text with thirty versions these would be the pairs that its spun copy lacks, which one
# article less holds. A feature is a hash, so that all who hold nearly the same choose nearly the same.
_COUNTED: Final = """
weighed as (select place, feature, n from held join holders using (feature)),
counted as (
    select place, feature from weighed where n <= $few
    union all
    select place, feature from weighed where n > $few
    qualify row_number() over (partition by place order by n > 2 * $few, feature) <= $brought)
"""
_LINKS_IN_CORPUS: Final = """
insert into links
with holders as (select feature, count(*) as n from held group by feature having count(*) between 2 and $most), {counted},
    shared as (
        select one.place as one, other.place as other, count(*) as n
        from counted one join counted other on one.feature = other.feature and one.place < other.place
        group by all having count(*) >= $fewest)
select if(a.published > b.published, one, other) as suspect, if(a.published > b.published, other, one)::bigint as reference,
    n as shared
from shared join articles a on a.place = one join articles b on b.place = other
"""
_LINKS_WITH_LIBRARY: Final = """
insert into links
with holders as (select feature, count(*) as n from kept group by feature having count(*) <= $most), {counted}
select counted.place as suspect, kept.number as reference, count(*) as shared
from counted join kept using (feature)
group by all having count(*) >= $fewest
"""
_BEST: Final = """
select suspect, reference from links
qualify row_number() over (partition by suspect order by shared desc, reference) <= ?
order by suspect, shared desc, reference
"""
_PAIRS: Final = """
select a.external_id as suspect, r.external_id as reference, shared, round(shared / a.n_pairs, 4) as share, label,
    probability, covers
from links join articles a on a.place = suspect join {names} r on r.{key} = reference
left join verdicts v on v.suspect = links.suspect and v.reference = links.reference
order by a.place, shared desc, links.reference
"""


class SweepUnavailable(ImportError):
    """DuckDB is not installed."""


class Swept(NamedTuple):
    """What a sweep found: articles, pairs that share something rare, and how many of those were compared."""

    articles: int
    pairs: int
    compared: int


class Sweep:
    """One sweep, in a folder of its own that the caller removes; `shelf` None sweeps the corpus against itself.

    Raises: SweepUnavailable.
    """

    def __init__(self, folder: Path, shelf: Shelf | None) -> None:
        self._shelf = shelf
        self._texts = _Texts(folder / "texts")
        self._connection = _connect(folder / "sweep.duckdb")
        self._connection.execute(_TABLES)

    def close(self) -> None:
        """Closes its files."""
        self._connection.close()
        self._texts.close()

    def take(self, entries: Sequence[Entry]) -> None:
        """Adds suspects."""
        if not entries:
            return
        salt = _ITSELF if self._shelf is None else self._shelf.library.id
        new = [entry.for_library(salt) for entry in entries]
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

    def link(self) -> None:
        """Finds which articles share what few articles hold."""
        if self._shelf is None:
            self._connection.execute(_LINKS_IN_CORPUS.format(counted=_COUNTED), _BOUNDS)
            return
        for articles, features in self._shelf.held():
            numbers = np.array([each.number for each in articles], np.int64)
            names = np.array([each.external_id for each in articles], object)
            self._insert("known", {"number": numbers, "external_id": names})
            self._insert("kept", _held("number", numbers, features))
        self._connection.execute(_LINKS_WITH_LIBRARY.format(counted=_COUNTED), _BOUNDS)

    def compare(self, detector: Detector, most: int, advance: Callable[[int], None]) -> None:
        """Compares each suspect with the `most` articles that share most with it."""
        best = self._connection.execute(_BEST, [most]).fetchall()
        done = 0
        for suspect, links in groupby(best, key=lambda link: int(link[0])):
            references = [reference for _, reference in links]
            found = list(self._verdicts(detector, suspect, references))
            if found:
                self._connection.executemany("insert into verdicts values (?, ?, ?, ?, ?)", found)
            done += len(references)
            advance(done)

    def write(self, out: Path) -> Swept:
        """Writes the pairs, as Parquet, CSV or JSON Lines by the file's ending.

        Raises: OSError.
        """
        names, key = ("articles", "place") if self._shelf is None else ("known", "number")
        pairs = _PAIRS.format(names=names, key=key)
        form = "json" if out.suffix == ".jsonl" else out.suffix[1:]
        out.touch()
        quoted = str(out).replace("'", "''")
        self._connection.execute(f"copy ({pairs}) to '{quoted}' (format {form})")
        return Swept(len(self._texts), self._count("links"), self._count("verdicts"))

    def _verdicts(self, detector: Detector, place: int, references: Sequence[int]) -> Iterator[tuple[object, ...]]:
        suspect = self._document(place)
        if suspect is None or why_not_measurable(suspect, detector.lexicon.english.common):
            return
        compare = comparing(detector, suspect)
        for number in references:
            reference = self._document(number) if self._shelf is None else self._shelf.document(number)
            if reference is not None:
                report = compare(reference)
                covers = share_covered(report, len(suspect))
                yield place, number, str(report.label), report.probability, round(covers, 4)

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
