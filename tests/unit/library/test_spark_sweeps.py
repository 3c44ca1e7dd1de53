"""Spark finds and judges the same pairs as DuckDB, on one machine's cores and on a cluster. `make spark` runs these tests.

They need PySpark (half a gigabyte) and Java, which are no part of the environment of development.
"""

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any
from urllib.request import urlopen

import pytest

from app import store
from app.library import Entry, Shelf, SparkSweep, Sweep, Swept, detector_of
from app.store import Database, NewLibrary
from tests.ports import free_port
from tests.unit.library.articles import entry, made_text, swapped
from tests.waiting import wait_until

pytestmark = [
    # PySpark leaves the sockets open by which rows come from the JVM
    pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("pyspark") is None, reason="PySpark is not installed: `make spark`"),
    pytest.mark.skipif(shutil.which("java") is None, reason="Java is not installed: `make spark`"),
]
ROOT = Path(__file__).parents[3]
LOAD = partial(detector_of, ROOT / "models", ROOT / "data" / "lexicon")


def _corpus(sample_reference: str, sample_suspect: str) -> list[Entry]:
    random = Random(7)
    texts = [made_text(k, random.randint(20, 120)) for k in range(60)]
    texts += [swapped(text, random.random(), k) for k, text in enumerate(texts[:30])]
    many = [made_text(500, 400)] * 20  # more than always count
    corpus = [entry(f"a{k}", text, published=float(random.randint(1, 9))) for k, text in enumerate([*texts, *many])]
    return [*corpus, entry("original", sample_reference), entry('spun, "so"', sample_suspect)]


def _swept(sweep: Sweep | SparkSweep, corpus: Sequence[Entry], out: Path) -> Swept:
    try:
        sweep.take(corpus[:40])
        sweep.take(corpus[40:])
        sweep.link()
        sweep.compare(LOAD, 2, lambda _: None)
        return sweep.write(out)
    finally:
        sweep.close()


def _both(tmp_path: Path, shelf: Shelf | None, corpus: Sequence[Entry], form: str, master: str) -> Iterator[tuple[Swept, Path]]:
    engines: dict[str, Any] = {"duckdb": Sweep, "spark": partial(SparkSweep, master=master)}
    for name, opened in engines.items():
        (tmp_path / name).mkdir()
        out = tmp_path / f"{name}.{form}"
        yield _swept(opened(tmp_path / name, shelf), corpus, out), out


def _read(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))
    from pyarrow import parquet  # noqa: PLC0415 - optional

    rows: list[dict[str, Any]] = parquet.read_table(path).to_pylist()
    return rows


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_a_corpus_is_swept_as_by_duckdb(tmp_path: Path, sample_reference: str, sample_suspect: str, form: str) -> None:
    corpus = _corpus(sample_reference, sample_suspect)
    (expected, theirs), (swept, ours) = _both(tmp_path, None, corpus, form, "local[2]")
    assert swept == expected
    assert _read(ours) == _read(theirs)
    assert swept.pairs > 200
    assert "spun" in {row["label"] for row in _read(ours)}


def test_a_library_is_swept_as_by_duckdb(database: Database, tmp_path: Path, sample_reference: str, sample_suspect: str) -> None:
    with database.transaction() as tx:
        shelf = Shelf(database, store.libraries.create(tx, NewLibrary("local", "archive"), 1.0))
    shelf.put([*_corpus(sample_reference, sample_suspect)[:-1], entry("indexed", made_text(5), keeps_text=False)], 1.0)
    suspects = [
        entry("spun", sample_suspect),
        entry("made", made_text(5)),
        *(entry(f"n{k}", made_text(900 + k)) for k in range(50)),
    ]
    (expected, theirs), (swept, ours) = _both(tmp_path, shelf, suspects, "jsonl", "local[2]")
    assert swept == expected
    assert _read(ours) == _read(theirs)
    assert ("spun", "original", "spun") in {(row["suspect"], row["reference"], row["label"]) for row in _read(ours)}


def test_nothing_is_found_in_nothing(tmp_path: Path) -> None:
    (expected, theirs), (swept, ours) = _both(tmp_path, None, [], "jsonl", "local[1]")
    assert swept == expected == (0, 0, 0)
    assert _read(ours) == _read(theirs) == []


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a master with two workers, started by PySpark's own script."""
    import pyspark  # noqa: PLC0415 - optional

    home = Path(pyspark.__file__).parent
    run, at, page = home / "bin" / "spark-class", f"spark://127.0.0.1:{free_port()}", free_port()
    there = os.environ | {
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_PYTHON": sys.executable,
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    begin = partial(subprocess.Popen, env=there, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    host, port = at.removeprefix("spark://").split(":")
    deploy, started = "org.apache.spark.deploy", []
    try:
        started.append(begin([run, f"{deploy}.master.Master", "--host", host, "--port", port, "--webui-port", str(page)]))
        for k in range(2):
            folder = tmp_path_factory.mktemp(f"worker-{k}")
            of_worker = ["--cores", "1", "--memory", "1g", "--work-dir", folder, "--webui-port", str(free_port())]
            started.append(begin([run, f"{deploy}.worker.Worker", *map(str, of_worker), at]))
        wait_until(lambda: _n_workers(page) == 2)
        yield at
    finally:
        for process in started:
            process.kill()
            process.wait()


def _n_workers(page: int) -> int:
    try:
        with urlopen(f"http://127.0.0.1:{page}/json/", timeout=5) as answer:
            return int(json.load(answer)["aliveworkers"])
    except OSError:
        return 0


def test_a_cluster_finds_the_same(cluster: str, tmp_path: Path, sample_reference: str, sample_suspect: str) -> None:
    (expected, theirs), (swept, ours) = _both(tmp_path, None, _corpus(sample_reference, sample_suspect), "jsonl", cluster)
    assert swept == expected
    assert _read(ours) == _read(theirs)
