"""How long tests wait, and what may cost how much: said here and nowhere else.

A test waits for a condition, and `PATIENCE` only ends the wait for one that never comes: it says nothing of how fast anything
is, so it is far longer than the slowest machine under the heaviest load needs. What has to be cheap is measured in processor
time, which other programs do not use up.
"""

import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import sqlalchemy as sa
from starlette.testclient import TestClient

from app.store import Database
from app.store.tables import metadata

PATIENCE: Final = 180.0  # seconds; the longest honest wait takes 10 on two free cores
PATIENCE_MILLISECONDS: Final = 1_000 * PATIENCE  # as browsers count
_FIRST_PAUSE: Final = 0.02  # seconds between two looks
_LONGEST_PAUSE: Final = 0.5  # looking costs time too, which is taken from what is waited for


def wait_until(condition: Callable[[], bool]) -> None:
    """Returns soon after the condition holds; looks less and less often."""
    until, pause = time.monotonic() + PATIENCE, _FIRST_PAUSE
    while not condition():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(pause)
        pause = min(1.2 * pause, _LONGEST_PAUSE)


def wait_until_ready(client: TestClient) -> None:
    """Returns when the service has loaded its model."""
    wait_until(lambda: client.get("/readyz").status_code == 200)


def wait_until_open(client: TestClient) -> None:
    """Returns when the service has its tables, too; for whoever may read without a key."""
    wait_until(lambda: client.get("/batches").status_code == 200)


def wait_until_migrated(database_url: str) -> None:
    """Returns when the service has made its tables: it is ready to compare before."""
    database = Database.open(database_url)
    wait_until(lambda: metadata.tables.keys() <= set(sa.inspect(database.engine).get_table_names()))
    database.close()


@contextmanager
def costs_at_most(seconds: float) -> Iterator[None]:
    """Fails when the block takes more processor time than `seconds`, in this thread and in child processes that end in it.

    A limit stands far above what is usual (ten times and more) and far below what the fault costs that it guards against.
    """
    started = _processor_seconds()
    yield
    spent = _processor_seconds() - started
    assert spent < seconds, f"took {spent:.1f} s of processor time"


def _processor_seconds() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.thread_time() + children.ru_utime + children.ru_stime
