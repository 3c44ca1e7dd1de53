"""`python -m tests.soak.libraries`: adds, replacements, removals and screenings from four processes that are killed now and then.

Each process owns a fourth of the ids and knows what it did last, so it sees at once when a screening answers with a text that it
removed or replaced before. In the end index and store must hold exactly the same, and the count must be right.
"""

import argparse
import signal
import sys
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any, Final

import sqlalchemy as sa

from app import store
from app.library import Shelf, pairs_of
from app.store import Database, NewLibrary, sqlite_url
from app.store.tables import articles
from app.text import read_text
from tests.postgres import running_postgres
from tests.unit.library.articles import entry, made_text

PROCESSES: Final = 4
_IDS: Final = 40  # of each process
_LIBRARY: Final = "soak"
_TELL_EVERY: Final = 20.0  # seconds


def main() -> None:
    """Runs and checks; exits with 1 when something differs."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--operations", type=int, default=20_000)
    asked.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    asked.add_argument("--kill-every", type=int, default=400, help="operations, on average")
    options = asked.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # whoever is stopped stops its processes and its server
    if options.database == "postgresql":
        with running_postgres() as url:
            _run(url, options.operations, options.kill_every)
        return
    with tempfile.TemporaryDirectory() as folder:
        _run(sqlite_url(Path(folder) / "soak.db"), options.operations, options.kill_every)


def _run(url: str, n_operations: int, kill_every: int) -> None:
    database = Database.open(url)
    store.revisions.migrate(database)
    with database.transaction() as tx:
        store.libraries.create(tx, NewLibrary("local", _LIBRARY), time.time())
    crew = _Crew(url, n_operations // PROCESSES)
    n_kills = _kill_now_and_then(crew, kill_every)
    failed = [process.exitcode for process in crew.running if process.exitcode]
    faults, counted, there = _state(database)
    print(f"{sum(crew.done):,} operations by {PROCESSES} processes, {n_kills} kills on {database.engine.dialect.name}")
    print(f"{len(faults)} differences between index and store; counted {counted}, there {there}; failed {failed}")
    database.close()
    if faults or counted != there or failed:
        raise SystemExit(1)


class _Crew:
    """The processes at work; `done` counts the operations of each, also of those that were killed."""

    def __init__(self, url: str, n_each: int) -> None:
        self._url, self._n_each, self._context = url, n_each, get_context("spawn")
        self.done: Any = self._context.Array("l", PROCESSES, lock=False)
        self.running = [self._started(place) for place in range(PROCESSES)]

    def is_at_work(self) -> bool:
        return any(process.is_alive() for process in self.running)

    def kill(self, place: int) -> bool:
        """Kills a process that has something left to do, and starts another in its place; says whether it had."""
        if not self.running[place].is_alive() or self.done[place] >= self._n_each:
            return False
        self.running[place].kill()
        self.running[place].join()
        self.running[place] = self._started(place)
        return True

    def _started(self, place: int) -> Any:
        process = self._context.Process(target=_work, args=(self._url, place, self._n_each, self.done), daemon=True)
        process.start()
        return process


def _kill_now_and_then(crew: _Crew, kill_every: int) -> int:
    """Waits for the crew to end, telling how far it is; returns how many were killed meanwhile.

    By operations and not by seconds: on a busy machine a process would be killed before it has begun, and so without end.
    """
    random, began, n_kills, told = Random(7), time.monotonic(), 0, 0.0
    next_kill = kill_every
    while crew.is_at_work():
        time.sleep(0.05)
        n_done, passed = sum(crew.done), time.monotonic() - began
        if n_done >= next_kill:
            n_kills += crew.kill(random.randrange(PROCESSES))
            next_kill = n_done + round(random.uniform(0.5, 1.5) * kill_every)
        if passed - told >= _TELL_EVERY:
            told = passed
            print(f"  {n_done:,} operations and {n_kills} kills in {passed:.0f} s", flush=True)
    return n_kills


def _work(url: str, owner: int, n_operations: int, done: Any) -> None:
    database = Database.open(url)
    with database.transaction() as tx:
        shelf = Shelf(database, store.libraries.find(tx, "local", _LIBRARY))
    random, texts = Random(time.time_ns()), dict[str, int]()
    while done[owner] < n_operations:
        name, seed = f"{owner}-{random.randrange(_IDS)}", random.randrange(1_000_000)
        before = texts.pop(name, None)
        if random.random() < 0.3:
            shelf.remove([name], time.time())
            assert all(article.external_id != name for article in shelf.articles()), f"{name} was removed and is there"
        else:
            shelf.put([entry(name, made_text(seed, 60))], time.time())
            texts[name] = seed
            assert name in _found(shelf, seed), f"{name} was put and is not found"
        if before is not None:
            assert name not in _found(shelf, before), f"{name} answers for a text that it no longer has"
        done[owner] += 1
    database.close()


def _found(shelf: Shelf, seed: int) -> set[str]:
    """The articles that answer for a text; two processes may have put the same one, and then one stands among its versions."""
    norms = read_text(made_text(seed, 60)).norms
    found = shelf.candidates(pairs_of(norms), 10)
    return {article.external_id for each in found for article in (each.article, *each.versions)}


def _state(database: Database) -> tuple[list[int], int, int]:
    with database.transaction() as tx:
        faults = list(store.postings.of(tx).faults())
        counted = store.libraries.find(tx, "local", _LIBRARY).n_articles
        there = tx.execute(sa.select(sa.func.count()).select_from(articles)).scalar_one()
    return faults, counted, there


if __name__ == "__main__":
    main()
