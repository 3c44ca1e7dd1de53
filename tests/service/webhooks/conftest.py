"""An open queue in each kind of database, for what sends webhooks."""

from collections.abc import Iterator

import pytest

from app.jobs import JobQueue
from app.store import Database


@pytest.fixture
def queue(database: Database) -> Iterator[JobQueue]:
    queue = JobQueue.open(database, chunk_size=5)
    yield queue
    queue.close()
