"""What a process of its own does that submits a batch and is killed in the middle."""

import os
import signal
from collections.abc import Iterator

from app.jobs import JobQueue
from app.store import Database, NewItem
from tests.service.queue.pairs import items, submit


def submit_and_die(url: str, n: int) -> None:
    """Kills itself behind two thirds of `n` items and seven."""
    submit(JobQueue.open(Database.open(url), chunk_size=5), _deadly(n))


def _deadly(n: int) -> Iterator[NewItem]:
    yield from items(n)[: n * 2 // 3 + 7]
    os.kill(os.getpid(), signal.SIGKILL)
