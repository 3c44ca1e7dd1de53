"""A sweep by Spark (`unspun[spark]`), on the cores of one machine or on a cluster whose machines share the folder.

The join is the one of `links.py`; the comparisons run in Spark's Python workers, each of which loads the detector once.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import wraps
from itertools import chain, groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, ParamSpec, TypeVar

from app.detector import Detector
from app.library import links
from app.library.entries import Entry, read_kept
from app.library.features import Ints
from app.library.shelves import Shelf
from app.library.swept_pairs import FORMS, SweepFailed, SweepUnavailable, Swept, as_held, verdicts_of

if TYPE_CHECKING:
    import pyarrow as pa

Load = Callable[[], Detector]
Given = ParamSpec("Given")
Result = TypeVar("Result")

_FEATURES: Final = "list of int32"
_ARTICLES: Final = {"place": "int32", "external_id": "string", "published": "float64", "n_pairs": "int32", "content": "binary"}
_HELD: Final = {"place": "int32", "features": _FEATURES}
_KNOWN: Final = {"number": "int64", "external_id": "string", "features": _FEATURES}
_TEXTS: Final = {"number": "int64", "content": "binary"}
_VERDICTS: Final = {"suspect": "int32", "reference": "int64", "label": "string", "probability": "float64", "covers": "float64"}
_IN_SQL: Final = {"int32": "int", "int64": "bigint", "float64": "double"}
_AT_ONCE: Final = 64  # pairs of texts that a Python worker is handed at once
_SETTINGS: Final = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(_AT_ONCE),
    "spark.sql.parquet.compression.codec": "zstd",
}
# of the forms in which DuckDB writes them: a quotation mark is doubled, what is not known is null and stands there
_OPTIONS: Final = {
    "json": {"ignoreNullFields": "false"},
    "csv": {"header": "true", "escape": '"'},
    "parquet": {"compression": "snappy"},
}
# a terminal is for what the sweep has to say; trap: without an appender Spark takes its own settings
_QUIET: Final = """
rootLogger.level = error
rootLogger.appenderRef.console.ref = console
appender.console.type = Console
appender.console.name = console
appender.console.target = SYSTEM_ERR
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %m%n
"""
_EXPLODED: Final = "select {key}, explode(features) as feature from {rows}"
_TO_COMPARE: Final = """
select best.suspect, one.content as suspect_text, best.reference, other.content as reference_text
from best join articles one on one.place = best.suspect join {texts} other on other.{key} = best.reference
where one.content is not null and other.content is not null
"""


def _by_spark(method: Callable[Given, Result]) -> Callable[Given, Result]:
    """The method, with one kind of error for all that Spark raises."""

    @wraps(method)
    def run(*args: Given.args, **options: Given.kwargs) -> Result:
        from py4j.protocol import Py4JError  # noqa: PLC0415 - optional
        from pyspark.errors import PySparkException  # noqa: PLC0415 - optional

        try:
            return method(*args, **options)
        except (PySparkException, Py4JError) as error:
            said = str(error).strip().splitlines()
            raise SweepFailed(f"Spark gave up: {said[0] if said else type(error).__name__}") from error

    return run


class SparkSweep:
    """One sweep, in a folder of its own that the caller removes; `shelf` None sweeps the corpus against itself.

    `master` as Spark writes it: `local[2]`, `spark://host:7077`.

    Raises: SweepUnavailable; SweepFailed, from every method: Spark gave up.
    """

    def __init__(self, folder: Path, shelf: Shelf | None, master: str) -> None:
        self._shelf, self._folder = shelf, folder
        self._session = _session(master, folder)
        self._articles, self._held = _Rows(folder, "articles", _ARTICLES), _Rows(folder, "holders_of", _HELD)

    def close(self) -> None:
        """Ends Spark's work for this sweep."""
        self._session.stop()

    def take(self, entries: Sequence[Entry]) -> None:
        """Adds suspects."""
        new = as_held(entries, self._shelf)
        contents = [each.content for each in new]
        self._hold(
            [each.external_id for each in new], [each.facts.published for each in new], contents, [e.features for e in new]
        )

    def take_indexed(self, external_ids: Sequence[str], features: Sequence[Ints]) -> None:
        """Adds suspects of which only the features are known, all by one salt: they are linked and not compared."""
        nothing = [None] * len(features)
        self._hold(external_ids, nothing, nothing, features)

    def _hold(
        self,
        external_ids: Sequence[str],
        published: Sequence[float | None],
        contents: Sequence[bytes | None],
        features: Sequence[Ints],
    ) -> None:
        first = self._articles.n
        places = list(range(first, first + len(features)))
        n_pairs = list(map(len, features))
        self._articles.append(place=places, external_id=external_ids, published=published, n_pairs=n_pairs, content=contents)
        self._held.append(place=places, features=features)

    @_by_spark
    def link(self) -> None:
        """Finds which articles share what few articles hold."""
        self._see(self._articles)
        self._see(self._held)
        self._session.sql(_EXPLODED.format(key="place", rows="holders_of")).createOrReplaceTempView("held")
        if self._shelf is not None:
            self._see_library(self._shelf)
        self._keep("links", self._session.sql(links.links_of(is_of_itself=self._shelf is None)))

    @_by_spark
    def compare(self, load: Load, most: int, advance: Callable[[int], None]) -> None:
        """Compares each suspect with the `most` articles that share most with it, by the detector that `load` gives.

        `load` goes to the workers, so it has to be one that pickle takes.
        """
        self._keep("best", self._session.sql(links.best_of(most)))
        if self._shelf is not None:
            self._take_texts(self._shelf)
        texts, key = ("articles", "place") if self._shelf is None else ("texts", "number")
        wanted = self._session.sql(_TO_COMPARE.format(texts=texts, key=key))
        by_suspect = wanted.repartition("suspect").sortWithinPartitions("suspect", "reference")
        self._keep("verdicts", by_suspect.mapInArrow(_Comparing(load), _columns(_VERDICTS)))
        advance(self._count("best"))

    @_by_spark
    def write(self, out: Path) -> Swept:
        """Writes the pairs, as Parquet, CSV or JSON Lines by the file's ending.

        Raises: OSError.
        """
        if not self._session.catalog.tableExists("verdicts"):
            self._keep("verdicts", self._session.createDataFrame([], _columns(_VERDICTS)))
        pairs, form = links.pairs_of(is_of_itself=self._shelf is None), FORMS[out.suffix]
        parts, found = self._folder / "pairs", self._session.sql(pairs).repartition(1)
        in_order = found.sortWithinPartitions("place", found["shared"].desc(), "number").drop("place", "number")
        in_order.write.options(**_OPTIONS[form]).format(form).save(str(parts))
        (part,) = parts.glob("part-*")
        shutil.copyfile(part, out)
        return Swept(self._articles.n, self._count("links"), self._count("verdicts"))

    def _see_library(self, shelf: Shelf) -> None:
        known = _Rows(self._folder, "known", _KNOWN)
        for articles, features in shelf.held():
            numbers, names = [each.number for each in articles], [each.external_id for each in articles]
            known.append(number=numbers, external_id=names, features=features)
        self._see(known)
        self._session.sql(_EXPLODED.format(key="number", rows="known")).createOrReplaceTempView("kept")

    def _take_texts(self, shelf: Shelf) -> None:
        """Fetches the texts of the library's articles that are compared."""
        texts = _Rows(self._folder, "texts", _TEXTS)
        numbers = (int(number) for (number,) in self._session.sql("select distinct reference from best").toLocalIterator())
        while some := list(islice(numbers, _AT_ONCE)):
            texts.append(number=some, content=[shelf.content(number) for number in some])
        self._see(texts)

    def _see(self, rows: "_Rows") -> None:
        """Lets SQL see what was collected, by its name."""
        rows.close()
        self._session.read.parquet(str(rows.file)).createOrReplaceTempView(rows.name)

    def _keep(self, name: str, frame: Any) -> None:
        """Works a table out once, into the sweep's folder, and lets SQL see it."""
        folder = str(self._folder / name)
        frame.write.parquet(folder)
        self._session.read.schema(frame.schema).parquet(folder).createOrReplaceTempView(name)

    def _count(self, table: str) -> int:
        return int(self._session.table(table).count())


class _Comparing:
    """What a worker does with its share of the pairs, those of a suspect one after the other."""

    def __init__(self, load: Load) -> None:
        self._load = load

    def __call__(self, batches: "Iterator[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
        import pyarrow as pa  # noqa: PLC0415 - optional

        detector = self._load()
        rows = (row for batch in batches for row in batch.to_pylist())
        for place, linked in groupby(rows, key=itemgetter("suspect")):
            first = next(linked)
            references = ((row["reference"], read_kept(row["reference_text"])) for row in chain([first], linked))
            if found := list(verdicts_of(detector, place, read_kept(first["suspect_text"]), references)):
                yield pa.RecordBatch.from_pylist([each._asdict() for each in found], _schema(_VERDICTS))


class _Rows:
    """Rows that are collected in a file of Parquet, portion by portion."""

    def __init__(self, folder: Path, name: str, columns: Mapping[str, str]) -> None:
        import pyarrow as pa  # noqa: PLC0415 - optional
        from pyarrow import parquet  # noqa: PLC0415 - optional

        self.name, self.file, self.n = name, folder / f"{name}.parquet", 0
        self._schema = _schema(columns)
        self._writer, self._table = parquet.ParquetWriter(self.file, self._schema, compression="zstd"), pa.table

    def append(self, **columns: Sequence[Any]) -> None:
        """Adds rows, given as columns of one length."""
        self._writer.write_table(self._table(columns, schema=self._schema))
        self.n += len(next(iter(columns.values())))

    def close(self) -> None:
        """Ends the file, which Spark can read then."""
        self._writer.close()


def _schema(columns: Mapping[str, str]) -> "pa.Schema":
    import pyarrow as pa  # noqa: PLC0415 - optional

    return pa.schema([(name, pa.list_(pa.int32()) if kind == _FEATURES else kind) for name, kind in columns.items()])


def _columns(columns: Mapping[str, str]) -> str:
    """The columns in Spark's words."""
    return ", ".join(f"{name} {_IN_SQL.get(kind, kind)}" for name, kind in columns.items())


def _session(master: str, folder: Path) -> Any:
    """Spark's session, with this interpreter on every worker."""
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        raise SweepUnavailable("a sweep by Spark needs Java 17 or later")
    try:
        import pandas  # noqa: F401, PLC0415 - optional; Spark wants it wherever Arrow is spoken
        import pyarrow  # noqa: F401, PLC0415 - optional
        from pyspark.sql import SparkSession  # noqa: PLC0415 - optional
    except ImportError as error:
        raise SweepUnavailable("a sweep by Spark needs PySpark: install unspun[spark]") from error
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    quiet = folder / "log4j2.properties"
    quiet.write_text(_QUIET, "utf-8")
    options = _SETTINGS | {"spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={quiet.as_uri()}"}
    return _begun(SparkSession.builder.appName("unspun").master(master).config(map=options))


@_by_spark
def _begun(builder: Any) -> Any:
    return builder.getOrCreate()
