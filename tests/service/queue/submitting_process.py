"""Submits a batch and kills itself in the middle: `python -m tests.service.queue.submitting_process URL N`."""

import os
import signal
import sys
from collections.abc import Iterator

from app.jobs import JobQueue
from app.store import Database, NewItem
from tests.service.queue.pairs import items, submit


def deadly(n: int) -> Iterator[NewItem]:
    yield from items(n)[: n * 2 // 3 + 7]
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    submit(JobQueue.open(Database.open(sys.argv[1]), chunk_size=5), deadly(int(sys.argv[2])))
