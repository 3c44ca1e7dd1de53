"""`make soak`: thousands of pairs, and everything is killed now and then. Every item has exactly one result, or this fails.

Prints the counts, and exits 1 when something was lost or doubled.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from threading import Event, Thread

import httpx2
import orjson
import sqlalchemy as sa

from app.store import Database, sqlite_url
from tests.postgres import postgres_server
from tests.soak.hooks import Received, receiving
from tests.soak.processes import LONG_PATIENCE, Programs, memory_of, programs
from tests.soak.texts import pair_lines

_BETWEEN_LOOKS = 0.5  # seconds
_RESTART_AT = 0.3  # of the pairs answered
_COUNTS = {
    "items": "count(*) from items",
    "results": "count(*) from results",
    "items without a result": "count(*) from items where state = 'waiting'",
    "errors": "count(*) from results where label is null",
    "custom ids": "count(distinct custom_id) from items",
    "batches": "count(*) from batches",
    "batches done": "count(*) from batches where state = 'done'",
    "workers that answered": "count(distinct worker) from results",
    "items begun twice or more": "count(*) from items where starts > 1",
}


@dataclass(slots=True)
class Soak:
    """One run: what was started, what was sent, what was seen."""

    options: argparse.Namespace
    programs: Programs
    received: Received
    restart_database: Callable[[], None] | None
    database: Database
    batches: list[str] = field(default_factory=list)
    api_memory: list[int] = field(default_factory=list)
    worker_memory: list[int] = field(default_factory=list)
    n_answered: int = 0
    n_workers: int = 0  # that answered
    ended: Event = field(default_factory=Event)

    def run(self, hook_url: str) -> None:
        self.programs.start_api()
        wish = {"url": hook_url, "events": ["batch.finished"]}
        answer = httpx2.post(f"{self.programs.base}/webhooks/endpoints", json=wish, timeout=LONG_PATIENCE)
        self.received.secret = answer.raise_for_status().json()["secret"]
        for _ in range(self.options.workers):
            self.programs.start_worker()
        troubles = Thread(target=self._make_trouble, daemon=True)
        troubles.start()
        self._submit()
        self._wait()
        self.ended.set()
        troubles.join()

    def _submit(self) -> None:
        lines = pair_lines(self.options.pairs)
        size = max(1, self.options.pairs // self.options.batches)
        for number, batch in enumerate(iter(lambda: list(islice(lines, size)), [])):
            is_killing = number == self.options.batches // 2
            self.batches.append(self._send(b"\n".join(batch), f"soak-{number}", kill=is_killing))

    def _send(self, body: bytes, key: str, *, kill: bool) -> str:
        """The batch's id; sent again under the same key until it is taken."""
        headers = {"Content-Type": "application/x-ndjson", "Idempotency-Key": key}
        until = time.monotonic() + LONG_PATIENCE
        while time.monotonic() < until:
            content = self._until_killed(body) if kill else body
            kill = False
            try:
                answer = httpx2.post(f"{self.programs.base}/batches", content=content, headers=headers, timeout=LONG_PATIENCE)
            except httpx2.HTTPError:
                self.programs.start_api()
                continue
            if answer.status_code == 202:
                return str(answer.json()["id"])
            time.sleep(1)  # 409: the killed request still holds its key; 503: the database is away
        raise AssertionError(f"a batch was not taken: {answer.status_code} {answer.text[:200]}")

    def _until_killed(self, body: bytes) -> Iterator[bytes]:
        """The body, and in its middle the API is killed."""
        yield body[: len(body) // 2]
        time.sleep(1)
        self.programs.kill_api()
        self.api_memory.clear()
        print("the API was killed in the middle of a request", flush=True)
        yield body[len(body) // 2 :]

    def _make_trouble(self) -> None:
        """Kills a worker after some answers each, but the last one never; restarts the database once.

        By answers and not by a clock: on a busy machine workers would be killed before they have done anything. Each has answered
        something before the next one is killed.
        """
        chance = random.Random(4)
        following = 0.0
        while not self.ended.wait(_BETWEEN_LOOKS):
            self._count_answers()
            if self.n_answered < following or self.n_workers < self.programs.n_kills + len(self.programs.workers):
                continue
            following = self.n_answered + chance.uniform(0.7, 1.3) * self.options.kill_every
            self.api_memory.append(memory_of(self.programs.api))
            self.worker_memory.append(memory_of(self.programs.workers[-1]))
            if len(self.programs.workers) > 1:
                self.programs.kill_worker(chance.randrange(len(self.programs.workers) - 1))
            if self.restart_database and self.n_answered > self.options.pairs * _RESTART_AT:
                self.restart_database()
                self.restart_database = None
                print("the database was restarted", flush=True)

    def _count_answers(self) -> None:
        with suppress(sa.exc.SQLAlchemyError), self.database.transaction() as tx:  # it may be restarting
            query = f"select {_COUNTS['results']}", f"select {_COUNTS['workers that answered']}"
            self.n_answered, self.n_workers = (tx.execute(sa.text(each)).scalar_one() for each in query)

    def _wait(self) -> None:
        """Until every batch is done and announced; ends in vain when nothing at all has gone on for a long time."""
        seen, until = (-1, -1), 0.0
        while not (all(self._is_done(each) for each in self.batches) and set(self.batches) <= set(self.received.batches)):
            standing = self.n_answered, len(self.received.batches)
            if standing != seen:
                seen, until = standing, time.monotonic() + self.options.patience
            if time.monotonic() > until:
                print("waited in vain", flush=True)
                return
            time.sleep(_BETWEEN_LOOKS)

    def _is_done(self, batch: str) -> bool:
        try:
            return bool(httpx2.get(f"{self.programs.base}/batches/{batch}").json().get("state") == "done")
        except httpx2.HTTPError:
            return False


def main() -> int:
    options = _options()
    with ExitStack() as running:
        folder = Path(running.enter_context(tempfile.TemporaryDirectory(prefix="unspun-soak-")))
        server = running.enter_context(postgres_server()) if options.database == "postgresql" else None
        url = server.url if server else sqlite_url(folder / "soak.db")
        received, hook_url = running.enter_context(receiving())
        started = running.enter_context(programs(url, folder))
        database = Database.open(url)
        soak = Soak(options, started, received, server.restart if server else None, database)
        began = time.monotonic()
        soak.run(hook_url)
        is_whole = _report(soak, time.monotonic() - began)
        database.close()
        print("exit codes after SIGTERM:", started.stop())
        return 0 if is_whole else 1


def _report(soak: Soak, seconds: float) -> bool:
    with soak.database.transaction() as tx:
        counts = {name: tx.execute(sa.text(f"select {query}")).scalar_one() for name, query in _COUNTS.items()}
    lines = _lines_over_http(soak)
    counts |= {
        "result lines over HTTP": lines,
        "workers killed": soak.programs.n_kills,
        "webhook deliveries": len(soak.received.ids),
    }
    counts |= {"webhooks received": sum(soak.received.batches.values()), "wrong signatures": soak.received.n_wrong}
    for name, value in counts.items():
        print(f"{name:30} {value:>9,}")
    print(f"{soak.options.database}: {seconds:,.0f} s, {soak.options.pairs / seconds:,.0f} pairs a second")
    print("memory of the API        ", _growth(soak.api_memory))
    print("memory of an unkilled worker", _growth(soak.worker_memory))
    n, n_batches = soak.options.pairs, len(soak.batches)
    expected = {"items": n, "results": n, "items without a result": 0, "errors": 0, "custom ids": n, "result lines over HTTP": n}
    expected |= {"batches": n_batches, "batches done": n_batches, "webhook deliveries": n_batches, "wrong signatures": 0}
    wrong = [name for name, value in expected.items() if counts[name] != value]
    print("as it should be" if not wrong else f"WRONG: {', '.join(wrong)}")
    return not wrong


def _lines_over_http(soak: Soak) -> int:
    names = set()
    for batch in soak.batches:
        with httpx2.stream("GET", f"{soak.programs.base}/batches/{batch}/results", timeout=LONG_PATIENCE) as answer:
            names |= {orjson.loads(line)["custom_id"] for line in answer.iter_lines()}
    return len(names)


def _growth(samples: list[int]) -> str:
    """From the mean of the second quarter to that of the last: the first is warming up."""
    quarter = max(1, len(samples) // 4)
    parts = [samples[k : k + quarter] for k in range(0, len(samples), quarter)] if len(samples) >= 4 else []
    if len(parts) < 4:
        return "too short to say"
    early, late = (sum(part) / len(part) / 1e6 for part in (parts[1], parts[3]))
    return f"{early:,.0f} MB → {late:,.0f} MB ({late / early - 1:+.1%})"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--pairs", type=int, default=20_000)
    parser.add_argument("--batches", type=int, default=20)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--kill-every", type=float, default=400.0, help="answers between two kills, on average")
    parser.add_argument("--patience", type=float, default=LONG_PATIENCE, help="seconds in which nothing at all goes on")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
