"""`python -m tests.benchmarks.sweeps`: how a sweep of a corpus against itself grows, and how many planted copies it finds.

The corpus is the archive of the benches of libraries and, beside it, what its questions ask: copies in which words were replaced.
With `--keep` the articles are not read again: their features come from the index that `make library-bench` keeps there.
"""

import argparse
import time
from collections.abc import Iterator
from itertools import compress, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from app import store
from app.library import TOGETHER, Entry, Shelf, Sweep
from app.library.features import article_features
from app.store import Database, sqlite_url
from app.text import read_text
from tests.benchmarks.archive import HOSTS, Question, entries_of, entry_of, make_questions, originals, right_names
from tests.benchmarks.library import SHARED
from tests.benchmarks.processes import peak_memory


def main() -> None:
    """Sweeps corpora of several sizes."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--articles", type=int, nargs="+", default=[10_000, 30_000, 100_000])
    asked.add_argument("--shared", type=Path, default=SHARED)
    asked.add_argument("--keep", type=Path, help="the folder of a kept index of so many articles on SQLite, or more")
    options = asked.parse_args()
    texts = originals(options.shared)
    hosts, texts = texts[:HOSTS], texts[HOSTS:]
    questions = list(make_questions(texts, hosts, options.shared, 100))
    print(f"{'articles':>10} {'read, s CPU':>12} {'joined, s CPU':>14} {'clock':>6} {'pairs':>10} {'MB':>6}")
    for n in options.articles:
        with TemporaryDirectory(prefix="unspun-sweeps-") as folder:
            sweep, began = Sweep(Path(folder), None), time.process_time()
            planted = [(f"planted-{place}", each) for place, each in enumerate(questions)]
            if options.keep is None:
                _take(sweep, entries_of(texts, questions, 0, n))
                _take(sweep, (entry_of(name, each.suspect) for name, each in planted))
            else:
                _take_kept(sweep, options.keep, planted, n)
            _tell(sweep, Path(folder) / "pairs.parquet", planted, (n, began))


def _take(sweep: Sweep, wanted: Iterator[Entry]) -> None:
    while some := list(islice(wanted, TOGETHER)):
        sweep.take(some)


def _take_kept(sweep: Sweep, kept: Path, planted: list[tuple[str, Question]], n: int) -> None:
    database = Database.open(sqlite_url(kept / "library.db"))
    with database.transaction() as tx:
        library = store.libraries.find(tx, "local", "bench")
    for articles, features in Shelf(database, library).held():
        own = [article.number <= n for article in articles]
        names = list(compress((article.external_id for article in articles), own))
        if names:
            sweep.take_indexed(names, list(compress(features, own)))
    database.close()
    features = [article_features(library.id, read_text(each.suspect).norms) for _, each in planted]
    sweep.take_indexed([name for name, _ in planted], features)


def _tell(sweep: Sweep, out: Path, planted: list[tuple[str, Question]], corpus: tuple[int, float]) -> None:
    (n, began), right = corpus, right_names([each for _, each in planted])
    read, clock = time.process_time(), time.monotonic()
    sweep.link()
    joined, clock = time.process_time() - read, time.monotonic() - clock
    swept = sweep.write(out)
    sweep.close()
    of_planted = f"select suspect, reference from '{out}' where suspect like 'planted%' or reference like 'planted%'"
    rows = duckdb.connect().execute(of_planted).fetchall()
    found = {tuple(sorted(row)) for row in rows}
    print(f"{n:10,} {read - began:12.1f} {joined:14.1f} {clock:6.0f} {swept.pairs:10,} {peak_memory():6.0f}", flush=True)
    for kind in dict.fromkeys(each.kind for _, each in planted):
        of_kind = [tuple(sorted((name, right[each.source]))) for name, each in planted if each.kind == kind]
        print(f"{'':10} {kind:50} {len(of_kind):4} {sum(pair in found for pair in of_kind) / len(of_kind):.3f}", flush=True)


if __name__ == "__main__":
    main()
