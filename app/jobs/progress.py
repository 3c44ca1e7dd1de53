"""How far a batch is: how much comes before it, and when it will be done at the workers' present rate."""

from dataclasses import dataclass
from functools import partial

from app import store
from app.jobs.mending import SILENT_SECONDS
from app.store import Batch, Transaction


@dataclass(frozen=True, slots=True)
class Progress:
    """`position` counts items of anybody that come first; `expected_finish` is in seconds since 1970, if it can be known."""

    position: int
    expected_finish: float | None


def progress_of(tx: Transaction, batch: Batch, now: float) -> Progress:
    """Where a live batch stands in the queue; for one that has ended, nothing is before it."""
    if not batch.is_live:
        return Progress(0, batch.finished_at)
    tags = store.shares.tags_not_begun(tx, batch.id)
    up_to = partial(store.shares.items_up_to, tx)
    before, through = (0, 0) if tags is None else (up_to(tags[0] - 1), up_to(tags[1]))
    waiting = max(through, batch.n_items - batch.n_answered)
    rate = store.heartbeats.rate_of_all(tx, SILENT_SECONDS)
    return Progress(before, now + waiting / rate if rate else None)
