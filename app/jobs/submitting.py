"""Work goes into the queue: pairs become chunks, and every chunk is stored and queued in one transaction.

Ids are the caller's and chunks are cut by place, so the same batch sent again goes on where it was stopped and doubles nothing.
"""

import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from app import store
from app.jobs.announcing import announce
from app.jobs.engine import enqueue
from app.store import Batch, ChunkKey, Database, NewBatch, NewItem

if TYPE_CHECKING:
    from dbos import DBOSClient

_CHUNK_BYTES: Final = 2_500_000  # of JSON: long articles make shorter chunks, for a chunk is compared and stored as one
_CHUNKS_A_WRITE: Final = 5  # the write lock of SQLite is held for some ten milliseconds only
_WRITE_BYTES: Final = 4_000_000


class Submission:
    """One batch being filled; holds a few chunks in memory and never the whole batch."""

    def __init__(self, database: Database, client: "DBOSClient", batch: NewBatch, *, chunk_size: int) -> None:
        self._database = database
        self._client = client
        self._batch = batch
        self._chunk_size = chunk_size
        self._held: list[NewItem] = []
        self._n_bytes = 0
        self._n_known = 0  # items that an earlier try has stored
        self._first = 0  # place of the first held item

    @property
    def n_taken(self) -> int:
        """Items taken so far."""
        return self._first + len(self._held)

    def open(self) -> Batch:
        """Makes the batch, or finds what an earlier try left."""
        with self._database.transaction() as tx:
            store.batches.create(tx, self._batch, time.time())
            self._n_known = store.chunks.n_appended(tx, self._batch.id)
            found = store.batches.find(tx, self._batch.id)
        assert found is not None  # made above
        return found

    def take(self, item: NewItem) -> bool:
        """Takes the next item; says whether it is time to `write`. No input or output."""
        if self.n_taken < self._n_known:
            self._first += 1
            return False
        self._held.append(item)
        self._n_bytes += len(item.pair)
        return len(self._held) >= _CHUNKS_A_WRITE * self._chunk_size or self._n_bytes >= _WRITE_BYTES

    def write(self) -> None:
        """Stores and queues what is held."""
        if not self._held:
            return
        with self._database.transaction() as tx:
            place = self._first
            for chunk in _chunks(self._held, self._chunk_size):
                key = ChunkKey(self._batch.id, place, place + len(chunk))
                tag = store.shares.reserve(tx, self._batch.client, len(chunk))
                if store.chunks.append(tx, key, tag, chunk):
                    enqueue(self._client, tx, key, tag)
                place = key.end
        self._first, self._held, self._n_bytes = place, [], 0

    def close(self) -> Batch:
        """Writes the rest and says that no more items come."""
        self.write()
        with self._database.transaction() as tx:
            finished = store.batches.close(tx, self._batch.id, time.time())
            if finished is not None:
                announce(tx, finished)
            found = store.batches.find(tx, self._batch.id)
        assert found is not None  # nobody deletes an open batch
        return found


def submit(submission: Submission, items: Iterable[NewItem]) -> Batch:
    """Fills and closes a batch, item by item as they come."""
    submission.open()
    for item in items:
        if submission.take(item):
            submission.write()
    return submission.close()


def _chunks(items: list[NewItem], size: int) -> Iterable[list[NewItem]]:
    """Runs of at most `size` items and some megabytes."""
    chunk: list[NewItem] = []
    n_bytes = 0
    for item in items:
        if chunk and (len(chunk) >= size or n_bytes + len(item.pair) > _CHUNK_BYTES):
            yield chunk
            chunk, n_bytes = [], 0
        chunk.append(item)
        n_bytes += len(item.pair)
    if chunk:
        yield chunk
