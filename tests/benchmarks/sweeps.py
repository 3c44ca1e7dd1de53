"""`python -m tests.benchmarks.sweeps`: how a sweep of a corpus against itself grows, and how many planted copies it finds.

The corpus is the archive of the benches of libraries and, beside it, what its questions ask: copies in which words were replaced.
"""

import argparse
import time
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from app.library import TOGETHER, Sweep
from tests.benchmarks.archive import HOSTS, Question, entries_of, entry_of, make_questions, originals, right_names
from tests.benchmarks.library import SHARED
from tests.benchmarks.processes import peak_memory


def main() -> None:
    """Sweeps corpora of several sizes."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--articles", type=int, nargs="+", default=[10_000, 30_000, 100_000])
    asked.add_argument("--shared", type=Path, default=SHARED)
    options = asked.parse_args()
    texts = originals(options.shared)
    hosts, texts = texts[:HOSTS], texts[HOSTS:]
    questions = list(make_questions(texts, hosts, options.shared, 100))
    print(f"{'articles':>10} {'read, s CPU':>12} {'joined, s CPU':>14} {'clock':>6} {'pairs':>10} {'MB':>6}")
    for n in options.articles:
        with TemporaryDirectory(prefix="unspun-sweeps-") as folder:
            _tell(Path(folder), texts, questions, n)


def _tell(folder: Path, texts: list[str], questions: list[Question], n: int) -> None:
    right = right_names(questions)
    planted = [(f"planted-{place}", each) for place, each in enumerate(questions)]
    sweep = Sweep(folder, None)
    began = time.process_time()
    wanted = entries_of(texts, questions, 0, n)
    while some := list(islice(wanted, TOGETHER)):
        sweep.take(some)
    sweep.take([entry_of(name, each.suspect) for name, each in planted])
    read, clock = time.process_time(), time.monotonic()
    sweep.link()
    joined, clock = time.process_time() - read, time.monotonic() - clock
    out = folder / "pairs.parquet"
    swept = sweep.write(out)
    sweep.close()
    of_planted = f"select suspect, reference from '{out}' where suspect like 'planted%' or reference like 'planted%'"
    rows = duckdb.connect().execute(of_planted).fetchall()
    found = {tuple(sorted(row)) for row in rows}
    print(f"{n:10,} {read - began:12.1f} {joined:14.1f} {clock:6.0f} {swept.pairs:10,} {peak_memory():6.0f}", flush=True)
    for kind in dict.fromkeys(each.kind for each in questions):
        of_kind = [tuple(sorted((name, right[each.source]))) for name, each in planted if each.kind == kind]
        print(f"{'':10} {kind:50} {len(of_kind):4} {sum(pair in found for pair in of_kind) / len(of_kind):.3f}", flush=True)


if __name__ == "__main__":
    main()
