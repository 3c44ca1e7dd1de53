"""Chunks that the engine has given up go back into the queue: accepted work is never left lying."""

import logging
from dataclasses import dataclass
from threading import Event
from typing import Final

import sqlalchemy as sa
from dbos import DBOSClient

from app import store
from app.jobs.engine import GivenUp, enqueue_again, forget, given_up
from app.store import Database

_EVERY_SECONDS: Final = 60.0

_log = logging.getLogger("app.jobs")


@dataclass(frozen=True, slots=True)
class Mending:
    """Looks for chunks without a run; harmless when several do it at once, for a chunk may run twice."""

    database: Database
    client: DBOSClient

    def keep_whole(self, stopped: Event) -> None:
        """Mends once a minute until `stopped`."""
        while not stopped.wait(_EVERY_SECONDS):
            try:
                self.mend()
            except sa.exc.DBAPIError as error:
                _log.warning("could not look for broken chunks", extra={"error_type": type(error).__name__})

    def mend(self) -> int:
        """One pass; returns how many chunks were put back."""
        lost = given_up(self.client)
        for chunk in lost:
            self._put_back(chunk)
            _log.error("a chunk was given up and is queued again", extra={"batch": chunk.batch_id, "item": chunk.first})
        forget(self.client, [chunk.workflow_id for chunk in lost])  # last: a crash before makes a chunk run twice, and not never
        return len(lost)

    def _put_back(self, chunk: GivenUp) -> None:
        with self.database.transaction() as tx:
            found = store.chunks.find(tx, chunk.batch_id, chunk.first)
            if found is not None:
                enqueue_again(self.client, tx, *found)
