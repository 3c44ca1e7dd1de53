"""The queue as its users see it: open it, submit to it, ask where a batch stands, cancel, purge."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from app import store
from app.jobs.announcing import announce
from app.jobs.engine import SendingLimits, dequeue, open_client, prepare
from app.jobs.progress import Progress, progress_of
from app.jobs.submitting import Submission, submit
from app.store import Batch, Database, NewBatch, NewItem

if TYPE_CHECKING:
    from dbos import DBOSClient

CHUNK_SIZE = 100  # items: the engine's 10 ms a chunk become .1 ms an item, and a chunk still ends in half a second


@dataclass(frozen=True, slots=True)
class JobQueue:
    """An open queue; safe to share between threads."""

    database: Database
    client: "DBOSClient"
    chunk_size: int

    @classmethod
    def open(cls, database: Database, *, chunk_size: int = CHUNK_SIZE, sending: SendingLimits | None = None) -> Self:
        """The queue in this database; its tables are made or changed first."""
        prepare(database)
        return cls(database, open_client(database, sending or SendingLimits()), chunk_size)

    def close(self) -> None:
        """Closes the connections to the engine; the database is its owner's."""
        self.client.destroy()

    def submission(self, batch: NewBatch) -> Submission:
        """A batch to be filled."""
        return Submission(self.database, self.client, batch, chunk_size=self.chunk_size)

    def submit(self, batch: NewBatch, items: Iterable[NewItem]) -> Batch:
        """Puts a whole batch into the queue, item by item as they come; the same one sent again doubles nothing."""
        return submit(self.submission(batch), items)

    def find(self, batch_id: str) -> Batch | None:
        """The batch as it stands, or nothing."""
        with self.database.transaction() as tx:
            return store.batches.find(tx, batch_id)

    def progress(self, batch: Batch) -> Progress:
        """Where a batch stands in the queue."""
        with self.database.transaction() as tx:
            return progress_of(tx, batch, time.time())

    def cancel(self, batch: Batch) -> None:
        """Ends a live batch: what waits is cancelled, what is answered stays."""
        with self.database.transaction() as tx:
            firsts = store.batches.cancel(tx, batch.id, time.time())
            ended = store.batches.find(tx, batch.id)
            store.shares.give_back(tx, batch.client)
            if batch.is_live and ended is not None and not ended.is_live:
                announce(tx, ended)
        dequeue(self.client, batch.id, firsts)

    def purge(self, batch: Batch) -> None:
        """Deletes the texts and reports of a batch that has ended."""
        with self.database.transaction() as tx:
            store.batches.purge_texts(tx, batch.id, time.time())
