"""`make library-bench ARTICLES=10000`: how well and how fast a library finds the sources of suspects, kind by kind.

What it holds and is asked: `archive.py`. The index is kept in a folder and grows with the next run that wants more of it.
Milliseconds are processor time: of this process, and on PostgreSQL of the server's process that works for it.
"""

import argparse
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from app import store
from app.detector import Detector
from app.library import TOGETHER, Entry, Shelf, pairs_of
from app.settings import Settings
from app.store import Database, NewLibrary, NoSuchLibrary, sqlite_url
from app.text import read_text
from tests.benchmarks.archive import HOSTS, Question, entries_of, entry_of, make_questions, originals, right_names
from tests.benchmarks.copies import copy_libraries
from tests.benchmarks.processes import peak_memory
from tests.benchmarks.tantivy_twin import build_twin, find_in_twin
from tests.postgres import postgres_server

SHARED: Final = Path("../shared")
KEPT: Final = Path("build/library-bench")
KEEP_HELP: Final = "the folder that the index is kept in"
DATABASE_HELP: Final = "sqlite or postgresql, in that folder; or the URL of a database"
_COMPARED: Final = 28  # one question in so many
ONE_BY_ONE: Final = 200  # articles that are put each by itself


@contextmanager
def opened(kept: Path, database: str) -> Iterator[str]:
    """The URL of the database that the options name; PostgreSQL is started for it."""
    kept.mkdir(parents=True, exist_ok=True)
    if "://" in database:
        yield database
    elif database == "sqlite":
        yield sqlite_url(kept / "library.db")
    else:
        with postgres_server(kept / "postgresql") as server:
            yield server.url


def main() -> None:
    """Builds what the folder does not hold yet, and asks."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--articles", type=int, default=10_000)
    asked.add_argument("--questions", type=int, default=100, help="of each kind; the same as when the index was built")
    asked.add_argument("--keep", type=Path, default=KEPT, help=KEEP_HELP)
    asked.add_argument("--database", default="sqlite", help=DATABASE_HELP)
    asked.add_argument("--shared", type=Path, default=SHARED)
    asked.add_argument(
        "--index-only",
        action="store_true",
        help="what is added keeps no text: 2.3 ms an article instead of 2.6, the same answers",
    )
    asked.add_argument("--tantivy", action="store_true", help="ask tantivy beside it; wants `pip install tantivy`")
    options = asked.parse_args()
    if not (options.shared / "news").is_dir():
        raise SystemExit(f"library-bench: there is no news in {options.shared}")
    with opened(options.keep, options.database) as url:
        questions = _built(url, options)
        twin = options.keep / f"tantivy-{options.articles}" if options.tantivy else None
        asking = get_context("spawn").Process(target=ask, args=(url, questions, twin))  # its memory: a search without the texts
        asking.start()
        asking.join()
        raise SystemExit(asking.exitcode)


def _built(url: str, options: argparse.Namespace) -> list[Question]:
    database = Database.open(url)
    store.revisions.migrate(database)
    texts = originals(options.shared)
    hosts, texts = texts[:HOSTS], texts[HOSTS:]
    questions = list(make_questions(texts, hosts, options.shared, options.questions))
    _take_over(database, options)
    shelf = _shelf(database)
    if shelf.library.n_articles < options.articles:
        wanted = entries_of(texts, questions, shelf.library.n_articles, options.articles)
        _fill(shelf, map(Entry.without_text, wanted) if options.index_only else wanted)
        shelf = _shelf(database)
    n_bytes, n = _n_bytes(database), shelf.library.n_articles
    print(f"{database.engine.dialect.name}, {n:,} articles, {n_bytes / 1e6:,.0f} MB, {n_bytes / n:,.0f} bytes an article")
    _tell_single(database, shelf, hosts)
    shelf.tidy()  # as workers do once a day
    database.close()
    return questions


def _take_over(database: Database, options: argparse.Namespace) -> None:
    """Fills a new PostgreSQL from the library that the folder keeps for SQLite, where that is as large as wanted."""
    kept: Path = options.keep / "library.db"
    if database.is_sqlite or not kept.is_file() or _shelf(database).library.n_articles:
        return
    origin = Database.open(sqlite_url(kept))
    if _shelf(origin).library.n_articles >= options.articles:
        empty = _shelf(database).library.id
        with database.transaction() as tx:
            store.libraries.drop(tx, empty)
        began = time.process_time(), server_seconds(database)
        copy_libraries(origin, database)
        ended = time.process_time(), server_seconds(database)
        print(f"copied and indexed: {ended[0] - began[0]:.0f} s CPU, server {ended[1] - began[1]:.0f}", flush=True)
    origin.close()


def _shelf(database: Database) -> Shelf:
    with database.transaction() as tx:
        try:
            library = store.libraries.find(tx, "local", "bench")
        except NoSuchLibrary:
            library = store.libraries.create(tx, NewLibrary("local", "bench"), time.time())
    return Shelf(database, library)


def _fill(shelf: Shelf, wanted: Iterator[Entry]) -> None:
    began, on_clock, done, adding = time.process_time(), time.monotonic(), 0, 0.0
    while some := list(islice(wanted, TOGETHER)):
        before = time.process_time()
        shelf.put(some, 1.0)
        adding += time.process_time() - before
        done += len(some)
        if done % 5_000 < TOGETHER:
            print(f"  {done:,} more, {adding * 1_000 / done:.2f} ms CPU an article", flush=True)
    before = time.process_time()
    shelf.tidy()
    merging = time.process_time() - before
    whole, clock = time.process_time() - began, time.monotonic() - on_clock
    print(
        f"built, {TOGETHER} articles a transaction: {adding * 1_000 / done:.2f} ms CPU to add one, {merging * 1_000 / done:.2f}"
        f" to merge the index in the end; {done / whole:,.0f} articles a second of CPU, {done / clock:,.0f} by the clock"
    )


def _tell_single(database: Database, shelf: Shelf, texts: list[str]) -> None:
    """Prints what it costs to put and remove one article at a time."""
    began = time.process_time()
    entries = [entry_of(f"single-{place}", text) for place, text in enumerate(texts[:ONE_BY_ONE])]
    read, server = time.process_time(), server_seconds(database)
    for each in entries:
        shelf.put([each], 1.0)
    put, put_there = time.process_time(), server_seconds(database)
    for each in entries:
        shelf.remove([each.external_id], 1.0)
    removed = time.process_time()
    n_words = sum(len(each.norms) for each in entries) / len(entries)
    print(
        f"one by one, {n_words:.0f} words: {_ms(read - began, entries)} ms CPU to read one, {_ms(put - read, entries)}"
        f" (server {_ms(put_there - server, entries)}) to add it, {_ms(removed - put, entries)} to remove it"
    )


def _ms(seconds: float, each: list[Entry]) -> str:
    return f"{seconds * 1_000 / len(each):.2f}"


def ask(url: str, questions: list[Question], twin: Path | None) -> None:
    """Prints recall@1 and @10 and the time of a question, kind by kind."""
    database = Database.open(url)
    shelf = _shelf(database)
    right = right_names(questions)
    print(f"{'kind':50} {'n':>5} {'@1':>6} {'@10':>6} {'ms CPU':>8} {'server':>8}")
    total = total_there = 0.0
    for kind in dict.fromkeys(question.kind for question in questions):
        asked = [question for question in questions if question.kind == kind]
        ranks, spent, there = [], 0.0, server_seconds(database)
        for question in asked:
            pairs = pairs_of(read_text(question.suspect).norms)
            began = time.process_time()
            found = shelf.candidates(pairs, 10)
            spent += time.process_time() - began
            wanted = right[question.source]
            held = [{each.article.external_id, *(v.external_id for v in each.versions)} for each in found]
            ranks.append(next((place for place, ids in enumerate(held) if wanted in ids), 99))
        there = server_seconds(database) - there
        at1, at10 = (sum(rank < most for rank in ranks) / len(ranks) for most in (1, 10))
        total, total_there = total + spent, total_there + there
        mine, others = spent * 1_000 / len(asked), there * 1_000 / len(asked)
        print(f"{kind:50} {len(asked):5} {at1:6.3f} {at10:6.3f} {mine:8.1f} {others:8.1f}", flush=True)
    n = len(questions)
    print(
        f"all {n:,}: {total * 1_000 / n:.1f} ms CPU each, server {total_there * 1_000 / n:.1f}; resident {peak_memory():.0f} MB"
    )
    _tell_comparison(questions[::_COMPARED])
    if twin is not None:
        _tell_twin(shelf, questions, twin)


def _tell_comparison(questions: list[Question]) -> None:
    """Prints what it costs to compare a suspect with its source, both read already: what a screening does with each candidate."""
    settings = Settings()
    detector = Detector.load(settings.models_dir, settings.lexicon_dir)
    pairs = [(read_text(each.source), read_text(each.suspect)) for each in questions]
    detector.compare(*pairs[0])  # the first one loads
    began = time.process_time()
    for reference, suspect in pairs:
        detector.compare(reference, suspect)
    print(f"one comparison, of {len(pairs)}: {(time.process_time() - began) * 1_000 / len(pairs):.1f} ms CPU")


def _tell_twin(shelf: Shelf, questions: list[Question], folder: Path) -> None:
    """Prints the same of tantivy's plain query: all features, whole text, ten best by BM25."""
    index, right = build_twin(shelf, folder), right_names(questions)
    for kind in dict.fromkeys(question.kind for question in questions):
        asked = [question for question in questions if question.kind == kind]
        spent, n_right = 0.0, 0
        for question in asked:
            pairs = pairs_of(read_text(question.suspect).norms)
            began = time.process_time()
            found = find_in_twin(index, shelf.library.id, pairs)
            spent += time.process_time() - began
            n_right += right[question.source] in found
        print(
            f"tantivy: {kind:41} {len(asked):5} {'':6} {n_right / len(asked):6.3f} {spent * 1_000 / len(asked):8.1f}", flush=True
        )


def server_seconds(database: Database) -> float:
    """Processor time of the server's processes that work for this database: it has no other clients."""
    if database.is_sqlite:
        return 0.0
    with database.transaction() as tx:
        ours = "select pid from pg_stat_activity where datname = current_database() and backend_type = 'client backend'"
        stats = [Path(f"/proc/{number}/stat").read_text() for number in tx.execute(sa.text(ours)).scalars()]
    fields = [each.rpartition(")")[2].split() for each in stats]
    return sum(int(each[11]) + int(each[12]) for each in fields) / 100  # user and system, in ticks


def _n_bytes(database: Database) -> int:
    sizes = {
        "sqlite": "select page_count * page_size from pragma_page_count, pragma_page_size",
        "postgresql": "select pg_database_size(current_database())",
    }
    with database.transaction() as tx:
        return int(tx.execute(sa.text(sizes[database.engine.dialect.name])).scalar_one())


if __name__ == "__main__":
    main()
