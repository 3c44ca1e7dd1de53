"""Batches: one row for every request of work, with the counts of its items. A job is a batch of one item.

Every function works inside the caller's transaction. Counts change only together with the items they count.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from app.store.cursors import Cursor
from app.store.database import Transaction
from app.store.tables import batches, chunks, items, results


class BatchKind(StrEnum):
    """What was sent, or from where: `page` is a pair from the editors' page, `articles` are for a library."""

    JOB = "job"
    BATCH = "batch"
    PAGE = "page"
    ARTICLES = "articles"
    SCREENING = "screening"


class BatchState(StrEnum):
    """Where a batch stands; `open` means that its lines are still coming in."""

    OPEN = "open"
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"


class ItemState(StrEnum):
    """Where one pair stands; `failed` means answered with an error."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


COMPARING = (BatchKind.JOB, BatchKind.BATCH, BatchKind.PAGE)  # kinds whose answers are reports
LIVE = (BatchState.OPEN, BatchState.QUEUED, BatchState.RUNNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBatch:
    """A batch to be made."""

    id: str
    client: str
    kind: BatchKind
    trace: str | None = None
    request_id: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch as it stands; times in seconds since 1970."""

    id: str
    client: str
    kind: BatchKind
    state: BatchState
    options: Mapping[str, Any]
    trace: str | None
    request_id: str | None
    n_items: int
    n_done: int
    n_failed: int
    created_at: float
    started_at: float | None
    finished_at: float | None
    purged_at: float | None

    @property
    def n_answered(self) -> int:
        """Items with a result, errors included."""
        return self.n_done + self.n_failed

    @property
    def is_live(self) -> bool:
        """Whether it may still change by itself."""
        return self.state in LIVE


def create(tx: Transaction, new: NewBatch, now: float) -> None:
    """Makes an open batch; one with the same id stays as it is."""
    row = {
        "id": new.id,
        "client": new.client,
        "kind": new.kind.value,
        "state": BatchState.OPEN.value,
        "options": dict(new.options),
        "trace": new.trace,
        "request_id": new.request_id,
        "created_at": now,
    }
    tx.execute(tx.insert_or_ignore(batches).values(row))


def find(tx: Transaction, batch_id: str) -> Batch | None:
    """The batch, or nothing."""
    row = tx.execute(sa.select(batches).where(batches.c.id == batch_id)).one_or_none()
    return None if row is None else _batch(row)


def find_all(tx: Transaction, ids: Sequence[str]) -> tuple[Batch, ...]:
    """Those of the batches that there are, in any order."""
    return tuple(_batch(row) for row in tx.execute(sa.select(batches).where(batches.c.id.in_(ids))))


def page(tx: Transaction, client: str, after: Cursor | None, limit: int) -> tuple[Batch, ...]:
    """At most `limit` batches of a client, the newest first; jobs are not listed."""
    query = sa.select(batches).where(batches.c.client == client, batches.c.kind == BatchKind.BATCH.value)
    if after is not None:
        query = query.where(after.is_before(batches.c.created_at, batches.c.id))
    query = query.order_by(batches.c.created_at.desc(), batches.c.id.desc()).limit(limit)
    return tuple(_batch(row) for row in tx.execute(query))


@dataclass(frozen=True, slots=True)
class ListedJob:
    """A job with its sender's name for it, and the label of its report once there is one."""

    batch: Batch
    custom_id: str | None
    label: str | None


def page_of_jobs(tx: Transaction, client: str, custom_id: str | None, after: Cursor | None, limit: int) -> tuple[ListedJob, ...]:
    """At most `limit` jobs of a client, the newest first; with a `custom_id` only those of that name: O(the client's jobs)."""
    of_result = sa.and_(results.c.batch_id == items.c.batch_id, results.c.seq == items.c.seq)
    joined = batches.join(items, sa.and_(items.c.batch_id == batches.c.id, items.c.seq == 0)).outerjoin(results, of_result)
    query = sa.select(*batches.c, items.c.custom_id, results.c.label).select_from(joined)
    query = query.where(batches.c.client == client, batches.c.kind == BatchKind.JOB.value)
    if custom_id is not None:
        query = query.where(items.c.custom_id == custom_id)
    if after is not None:
        query = query.where(after.is_before(batches.c.created_at, batches.c.id))
    query = query.order_by(batches.c.created_at.desc(), batches.c.id.desc()).limit(limit)
    return tuple(_listed(dict(row._mapping)) for row in tx.execute(query))


def _listed(values: dict[str, Any]) -> ListedJob:
    custom_id, label = values.pop("custom_id"), values.pop("label")
    return ListedJob(_batch_of(values), custom_id, label)


def close(tx: Transaction, batch_id: str, now: float) -> Batch | None:
    """Says that no more lines come; returns the batch if everything is answered already.

    A batch that is not open is left as it is.
    """
    state = sa.case((batches.c.started_at.is_not(None), BatchState.RUNNING.value), else_=BatchState.QUEUED.value)
    closed = tx.execute(
        sa.update(batches).where(batches.c.id == batch_id, batches.c.state == BatchState.OPEN.value).values(state=state)
    )
    return finish_if_answered(tx, batch_id, now) if closed.rowcount else None


def count_answers(tx: Transaction, batch_id: str, n_done: int, n_failed: int, now: float) -> Batch | None:
    """Adds to the counts; returns the batch if these were its last answers."""
    tx.execute(
        sa.update(batches)
        .where(batches.c.id == batch_id)
        .values(n_done=batches.c.n_done + n_done, n_failed=batches.c.n_failed + n_failed)
    )
    return finish_if_answered(tx, batch_id, now)


def finish_if_answered(tx: Transaction, batch_id: str, now: float) -> Batch | None:
    """The batch, done by this call; nothing if items wait, lines still come, or it was finished before."""
    done = tx.execute(
        sa.update(batches)
        .where(
            batches.c.id == batch_id,
            batches.c.state.in_([BatchState.QUEUED.value, BatchState.RUNNING.value]),
            batches.c.n_done + batches.c.n_failed >= batches.c.n_items,
        )
        .values(state=BatchState.DONE.value, finished_at=now)
        .returning(*batches.c)
    ).one_or_none()
    return None if done is None else _batch(done)


def cancel(tx: Transaction, batch_id: str, now: float) -> tuple[int, ...]:
    """Cancels what waits and ends the batch; returns the first items of its chunks, which need no run any more.

    A batch that is not live is left as it is.
    """
    # the items first, as everywhere: the same order of locks cannot deadlock
    tx.execute(
        sa.update(items)
        .where(items.c.batch_id == batch_id, items.c.state == ItemState.WAITING.value)
        .values(state=ItemState.CANCELLED.value, pair=None)
    )
    ended = tx.execute(
        sa.update(batches)
        .where(batches.c.id == batch_id, batches.c.state.in_([state.value for state in LIVE]))
        .values(state=BatchState.CANCELLED.value, finished_at=now)
    )
    if not ended.rowcount:
        return ()
    return tuple(tx.execute(sa.select(chunks.c.first).where(chunks.c.batch_id == batch_id)).scalars())


def purge_texts(tx: Transaction, batch_id: str, now: float) -> None:
    """Deletes every text and report of a batch; ids, labels, counts and times stay."""
    tx.execute(sa.update(items).where(items.c.batch_id == batch_id).values(pair=None))
    tx.execute(sa.update(results).where(results.c.batch_id == batch_id).values(report=None, heading=""))
    tx.execute(sa.update(batches).where(batches.c.id == batch_id, batches.c.purged_at.is_(None)).values(purged_at=now))


def finished_before(tx: Transaction, before: float, *, purged: bool, limit: int) -> tuple[str, ...]:
    """Ids of batches that ended before a time, and whose texts are there or already purged."""
    ended = batches.c.state.in_([BatchState.DONE.value, BatchState.CANCELLED.value])
    gone = batches.c.purged_at.is_not(None) if purged else batches.c.purged_at.is_(None)
    query = sa.select(batches.c.id).where(ended, gone, batches.c.finished_at < before).limit(limit)
    return tuple(tx.execute(query).scalars())


def count_finished_before(tx: Transaction, before: float) -> int:
    """How many batches (jobs too) ended before a time and still hold texts."""
    ended = batches.c.state.in_([BatchState.DONE.value, BatchState.CANCELLED.value])
    query = sa.select(sa.func.count()).where(ended, batches.c.purged_at.is_(None), batches.c.finished_at < before)
    return int(tx.execute(query.select_from(batches)).scalar_one())


def abandoned_before(tx: Transaction, before: float, limit: int) -> tuple[str, ...]:
    """Ids of batches whose lines stopped coming: nobody closed them."""
    query = sa.select(batches.c.id).where(batches.c.state == BatchState.OPEN.value, batches.c.created_at < before)
    return tuple(tx.execute(query.limit(limit)).scalars())


def delete(tx: Transaction, batch_id: str) -> None:
    """Deletes a batch with everything that belongs to it."""
    tx.execute(sa.delete(batches).where(batches.c.id == batch_id))


def _batch(row: Any) -> Batch:
    return _batch_of(dict(row._mapping))


def _batch_of(values: dict[str, Any]) -> Batch:
    return Batch(**values | {"kind": BatchKind(values["kind"]), "state": BatchState(values["state"])})
