"""Pairs that say what their comparison shall do, a comparer that does it, and what tests ask of a queue."""

import os
import signal
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import sqlalchemy as sa

from app import store
from app.jobs import JobQueue
from app.pairs import Glanced
from app.store import Batch, BatchKind, Database, NewBatch, NewItem, Result
from app.views import Glance
from tests.waiting import PATIENCE, wait_until


@dataclass(frozen=True)
class Boom(Exception):
    """What a comparison raises when it is told to."""


def compare(pair: bytes) -> Glanced:
    """Does what the pair says: hang, sleep (until it is told to hurry), meet others, raise, kill this process, or answer."""
    wish = orjson.loads(pair)
    if wish.get("hang"):
        time.sleep(2 * PATIENCE)
    if not Path(wish.get("unless", "")).is_file():
        time.sleep(wish.get("sleep", 0))
    if "meet" in wish:
        meet(Path(wish["meet"]))
    if wish.get("kill"):
        os.kill(os.getpid(), signal.SIGKILL)
    if wish.get("raise"):
        raise Boom
    answer = ("copied", pair) if "error" not in wish else (None, orjson.dumps({"type": wish["error"]}))
    return *answer, Glance()


def meet(folder: Path) -> None:
    """Returns when two processes have been here."""
    (folder / str(os.getpid())).touch()
    wait_until(lambda: len(list(folder.iterdir())) >= 2)


def items(n: int, **wishes: Any) -> list[NewItem]:
    """`n` harmless pairs; a wish such as `kill={3}` makes the pairs with these places do something."""
    flags = [{name: True for name, places in wishes.items() if isinstance(places, set) and i in places} for i in range(n)]
    always = {name: value for name, value in wishes.items() if not isinstance(value, set)}
    return [NewItem(f"c{i}", orjson.dumps({"i": i, **always, **flag})) for i, flag in enumerate(flags)]


def batch(batch_id: str = "b_1", client: str = "A", kind: BatchKind = BatchKind.BATCH) -> NewBatch:
    return NewBatch(id=batch_id, client=client, kind=kind)


def submit(queue: JobQueue, new: Iterable[NewItem], batch_id: str = "b_1", client: str = "A") -> Batch:
    return queue.submit(batch(batch_id, client), new)


def found(database: Database, batch_id: str = "b_1") -> Batch:
    with database.transaction() as tx:
        batch = store.batches.find(tx, batch_id)
    assert batch is not None
    return batch


def results(database: Database, batch_id: str = "b_1") -> list[Result]:
    with database.transaction() as tx:
        return list(store.chunks.results_page(tx, batch_id, 0, 100_000))


def wait_until_done(database: Database, batch_id: str = "b_1") -> Batch:
    wait_until(lambda: not found(database, batch_id).is_live)
    return found(database, batch_id)


def ask(database: Database, query: str) -> list[Any]:
    with database.transaction() as tx:
        return list(tx.execute(sa.text(query)))
