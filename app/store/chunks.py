"""The work itself: items in chunks, how often each was begun, and the answers. Every function works in the caller's transaction.

Running a chunk twice has the effect of once: an answer counts only if its item still waited.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

import sqlalchemy as sa

from app.errors import UnspunError
from app.store.batches import Batch, BatchState, ItemState, count_answers
from app.store.database import Transaction
from app.store.packing import packed, unpacked
from app.store.shares import advance_clock
from app.store.tables import batches, chunks, items, results
from app.store.tallies import Tally
from app.store.tallies import add as add_to_tally
from app.views import Glance

_mine = batches.c.id == sa.bindparam("batch")
_waits = sa.and_(
    items.c.batch_id == sa.bindparam("batch"),
    items.c.seq.between(sa.bindparam("first"), sa.bindparam("end") - 1),
    items.c.state == ItemState.WAITING.value,
)
# made once: to put a statement together costs as much as to run it
_WAITING: Final = sa.select(items.c.seq, items.c.starts, items.c.pair).where(_waits).order_by(items.c.seq)
_BEGIN: Final = sa.update(items).where(_waits).values(starts=items.c.starts + 1)
_UNBEGIN: Final = sa.update(items).where(_waits, items.c.starts > 0).values(starts=items.c.starts - 1)
_SETTLE: Final = sa.update(items).where(_waits).values(state=ItemState.DONE.value, pair=None).returning(items.c.seq)
_FAIL: Final = (
    sa.update(items)
    .where(items.c.batch_id == sa.bindparam("batch"), items.c.seq.in_(sa.bindparam("seqs", expanding=True)))
    .values(state=ItemState.FAILED.value)
)
_START_CLOCK: Final = sa.update(batches).where(_mine, batches.c.started_at.is_(None)).values(started_at=sa.bindparam("now"))
_START_BATCH: Final = (
    sa.update(batches).where(_mine, batches.c.state == BatchState.QUEUED.value).values(state=BatchState.RUNNING.value)
)

NO_LABEL = "error"  # in the totals: an item that was answered with an error
NO_GLANCE = Glance()
_GLANCE: Final = tuple(field.name for field in fields(Glance))


class BatchClosed(UnspunError):
    """The batch takes no more lines: it was closed or cancelled."""


@dataclass(frozen=True, slots=True)
class ChunkKey:
    """Names a chunk: the items [first, end) of a batch."""

    batch_id: str
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class NewItem:
    """One pair as it was sent: the JSON of a comparison's request."""

    custom_id: str | None
    pair: bytes


@dataclass(frozen=True, slots=True)
class WaitingItem:
    """An item without an answer; `starts` counts how often a worker began it."""

    seq: int
    starts: int
    packed_pair: bytes

    @property
    def pair(self) -> bytes:
        """The JSON of the request."""
        return unpacked(self.packed_pair)


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to an item: a label and the report's JSON, or no label and the error's JSON, packed before it is stored.

    `set_aside` says why no worker could compare it; `glance` is what lists say of the report.
    """

    seq: int
    label: str | None
    packed_body: bytes
    set_aside: str | None = None
    glance: Glance = NO_GLANCE


@dataclass(frozen=True, slots=True)
class Result:
    """An answer with its item's own name; without a body its texts are purged."""

    seq: int
    custom_id: str | None
    state: ItemState
    label: str | None
    body: bytes | None
    at: float | None


def append(tx: Transaction, key: ChunkKey, start_tag: int, new: Sequence[NewItem]) -> bool:
    """Adds a chunk's items to an open batch; False when the chunk is there already, and then nothing changes.

    Raises: BatchClosed.
    """
    row = {"batch_id": key.batch_id, "first": key.first, "end": key.end, "start_tag": start_tag}
    client = sa.select(batches.c.client).where(batches.c.id == key.batch_id).scalar_subquery()
    added = tx.execute(tx.insert_or_ignore(chunks).values(**row, client=client).returning(chunks.c.first))
    if added.one_or_none() is None:
        return False
    tx.execute(sa.insert(items), [_row(key.batch_id, key.first + i, item) for i, item in enumerate(new)])
    is_open = sa.and_(batches.c.id == key.batch_id, batches.c.state == BatchState.OPEN.value)
    counted = tx.execute(sa.update(batches).where(is_open).values(n_items=batches.c.n_items + len(new)))
    if not counted.rowcount:
        raise BatchClosed()
    return True


def _row(batch_id: str, seq: int, item: NewItem) -> dict[str, object]:
    return {
        "batch_id": batch_id,
        "seq": seq,
        "custom_id": item.custom_id,
        "state": ItemState.WAITING.value,
        "starts": 0,
        "pair": packed(item.pair),
    }


def n_appended(tx: Transaction, batch_id: str) -> int:
    """How many items a batch holds: where a sender that was stopped goes on."""
    query = sa.select(sa.func.max(chunks.c.end)).where(chunks.c.batch_id == batch_id)
    return tx.execute(query).scalar_one() or 0


def find(tx: Transaction, batch_id: str, first: int) -> tuple[ChunkKey, int] | None:
    """The chunk that begins with an item, and its start tag; nothing when it is deleted."""
    query = sa.select(chunks.c.end, chunks.c.start_tag).where(chunks.c.batch_id == batch_id, chunks.c.first == first)
    row = tx.execute(query).one_or_none()
    return None if row is None else (ChunkKey(batch_id, first, row.end), row.start_tag)


def take(tx: Transaction, key: ChunkKey, now: float) -> tuple[WaitingItem, ...]:
    """The items of a chunk without an answer, in order. If nobody began any of them before, now they are begun, all together."""
    waiting = tuple(WaitingItem(*row) for row in tx.execute(_WAITING, _places(key)))
    if waiting and not any(item.starts for item in waiting):
        tx.execute(_BEGIN, _places(key))
        _note_beginning(tx, key, now)
    return waiting


def begin_item(tx: Transaction, key: ChunkKey, seq: int, now: float) -> None:
    """Counts a start of one item."""
    tx.execute(_BEGIN, _places(ChunkKey(key.batch_id, seq, seq + 1)))
    _note_beginning(tx, key, now)


def unbegin(tx: Transaction, key: ChunkKey) -> None:
    """Takes the count of starts back: the worker stops by will, nobody died here."""
    tx.execute(_UNBEGIN, _places(key))


def _note_beginning(tx: Transaction, key: ChunkKey, now: float) -> None:
    """Starts the batch's clock and moves the virtual one."""
    tx.execute(_START_CLOCK, {"batch": key.batch_id, "now": now})
    tx.execute(_START_BATCH, {"batch": key.batch_id})
    found = find(tx, key.batch_id, key.first)
    if found is not None:
        advance_clock(tx, found[1])


def write_answers(tx: Transaction, batch_id: str, answers: Collection[Answered], worker: str, now: float) -> Batch | None:
    """Stores answers and deletes the pairs they answer; returns the batch if these were its last.

    The answers are those of neighbours, as far as they wait. An item that was answered or cancelled meanwhile keeps what it has.
    """
    waited = _settle(tx, batch_id, [answer.seq for answer in answers])
    won = [answer for answer in answers if answer.seq in waited]
    if not won:
        return None
    failed = [answer.seq for answer in won if answer.label is None]
    if failed:
        tx.execute(_FAIL, {"batch": batch_id, "seqs": failed})
    tx.execute(sa.insert(results), [_result(batch_id, answer, worker, now) for answer in won])
    finished = count_answers(tx, batch_id, len(won) - len(failed), len(failed), now)
    # last, because everybody adds to the same few rows
    add_to_tally(tx, Tally.RESULTS, Counter(answer.label or NO_LABEL for answer in won))
    add_to_tally(tx, Tally.SET_ASIDE, Counter(answer.set_aside for answer in won if answer.set_aside))
    return finished


def _settle(tx: Transaction, batch_id: str, seqs: Sequence[int]) -> frozenset[int]:
    """Which of the items waited and are now done; one range, for it names fifty items in the time of one."""
    if not seqs:
        return frozenset()
    return frozenset(tx.execute(_SETTLE, _places(ChunkKey(batch_id, min(seqs), max(seqs) + 1))).scalars())


def _result(batch_id: str, answer: Answered, worker: str, now: float) -> dict[str, object]:
    row = {
        "batch_id": batch_id,
        "seq": answer.seq,
        "label": answer.label,
        "report": answer.packed_body,
        "worker": worker,
        "at": now,
    }
    return row | {name: getattr(answer.glance, name) for name in _GLANCE}


def results_page(tx: Transaction, batch_id: str, from_seq: int, limit: int) -> tuple[Result, ...]:
    """The next results from `from_seq` on, in the order of the items."""
    joined = items.join(results, sa.and_(items.c.batch_id == results.c.batch_id, items.c.seq == results.c.seq))
    query = (
        sa.select(items.c.seq, items.c.custom_id, items.c.state, results.c.label, results.c.report, results.c.at)
        .select_from(joined)
        .where(items.c.batch_id == batch_id, items.c.seq >= from_seq)
        .order_by(items.c.seq)
        .limit(limit)
    )
    return tuple(_read(row) for row in tx.execute(query))


def find_item(tx: Transaction, batch_id: str, seq: int) -> Result | None:
    """One item with its answer, if it has one."""
    joined = items.outerjoin(results, sa.and_(items.c.batch_id == results.c.batch_id, items.c.seq == results.c.seq))
    query = (
        sa.select(items.c.seq, items.c.custom_id, items.c.state, results.c.label, results.c.report, results.c.at)
        .select_from(joined)
        .where(items.c.batch_id == batch_id, items.c.seq == seq)
    )
    row = tx.execute(query).one_or_none()
    return None if row is None else _read(row)


def _read(row: Any) -> Result:
    body = None if row.report is None else unpacked(row.report)
    return Result(row.seq, row.custom_id, ItemState(row.state), row.label, body, row.at)


def _places(key: ChunkKey) -> dict[str, object]:
    """The values of the statements over a chunk's items that wait."""
    return {"batch": key.batch_id, "first": key.first, "end": key.end}
