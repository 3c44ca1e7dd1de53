"""What is kept and for how long, and in which shape.

Pairs until they are answered, reports and webhooks' logs for some days, the bare rows for as long again, and what is kept
under an `Idempotency-Key` for a day. The index of libraries is merged once a day: articles that come one by one scatter it.
"""

import logging
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Event
from typing import TYPE_CHECKING, Final

import sqlalchemy as sa

from app import store
from app.jobs.engine import dequeue, forget_finished
from app.store import Database

if TYPE_CHECKING:
    from dbos import DBOSClient

_DAY: Final = 86_400.0
_EVERY_SECONDS: Final = 600.0
_ABANDONED_SECONDS: Final = _DAY  # an upload nobody goes on with: an Idempotency-Key lives as long
_ENGINE_SECONDS: Final = 3_600.0  # the engine's own rows of chunks that ended
_FEW_PARTS: Final = 4  # of the index: with nine a question took three times as long as with one
_PAUSE_SECONDS: Final = 0.05  # between two steps of merging: others wait for SQLite's only write lock
_AT_ONCE: Final = 100  # batches a pass: the locks stay short

_log = logging.getLogger("app.jobs")


@dataclass(frozen=True, slots=True)
class Retention:
    """Deletes what is older than `days`; harmless when several do it at once."""

    database: Database
    client: "DBOSClient"
    days: float

    def keep_tidy(self, stopped: Event) -> None:
        """Tidies up every ten minutes until `stopped`, and merges the index in the first of them and once a day."""
        merged_at = -_DAY
        while not stopped.wait(_EVERY_SECONDS):
            try:
                self.tidy(time.time())
                if time.monotonic() - merged_at >= _DAY:
                    self.merge(stopped)
                    merged_at = time.monotonic()
            except sa.exc.DBAPIError as error:
                _log.warning("could not tidy up", extra={"error_type": type(error).__name__})

    def tidy_all(self, now: float) -> None:
        """As many passes as it takes until nothing of that age is left."""
        before = now - self.days * _DAY
        while True:
            self.tidy(now)
            with self.database.transaction() as tx:
                if not store.batches.finished_before(tx, before, purged=False, limit=1):
                    return

    def tidy(self, now: float) -> None:
        """One pass: abandoned uploads are cancelled; old reports, webhooks' logs and kept answers go, and rows twice as old."""
        with self.database.transaction() as tx:
            abandoned = store.batches.abandoned_before(tx, now - _ABANDONED_SECONDS, _AT_ONCE)
        for batch_id in abandoned:
            self._cancel(batch_id, now)
        with self.database.transaction() as tx:
            for batch_id in store.batches.finished_before(tx, now - self.days * _DAY, purged=False, limit=_AT_ONCE):
                store.batches.purge_texts(tx, batch_id, now)
        with self.database.transaction() as tx:
            for batch_id in store.batches.finished_before(tx, now - 2 * self.days * _DAY, purged=True, limit=_AT_ONCE):
                store.batches.delete(tx, batch_id)
        with self.database.transaction() as tx:
            store.deliveries.purge(tx, before=now - self.days * _DAY)
        store.replies.forget(self.database, now=now)
        forget_finished(self.client, datetime.fromtimestamp(now - _ENGINE_SECONDS, UTC).isoformat())

    def merge(self, stopped: Event) -> None:
        """Merges the index of libraries, step by step, if it lies in many parts."""
        with self.database.transaction() as tx:
            has_more = store.postings.of(tx).n_parts() > _FEW_PARTS
        is_first = True
        while has_more and not stopped.wait(0 if is_first else _PAUSE_SECONDS):
            with self.database.transaction() as tx:
                has_more = store.postings.of(tx).tidy(is_first=is_first)
            is_first = False

    def _cancel(self, batch_id: str, now: float) -> None:
        with self.database.transaction() as tx:
            firsts = store.batches.cancel(tx, batch_id, now)
        dequeue(self.client, batch_id, firsts)
