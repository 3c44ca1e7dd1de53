"""How the queue stands as a whole, for metrics: a handful of queries over what is not finished, however much is."""

from dataclasses import dataclass

import sqlalchemy as sa

from app.store.batches import LIVE, BatchState
from app.store.database import Transaction
from app.store.deliveries import DeliveryState
from app.store.heartbeats import living
from app.store.tables import article_failures, batches, deliveries, endpoints, libraries
from app.store.tallies import Tally
from app.store.tallies import read as read_tally


@dataclass(frozen=True, slots=True)
class LiveBatches:
    """Live batches (jobs too) in one state, and the items in them that have no answer."""

    n_batches: int = 0
    n_waiting: int = 0


@dataclass(frozen=True, slots=True)
class LibrariesHeld:
    """How many libraries there are, the articles in them, and those that could not be added."""

    n: int
    n_articles: int
    n_failures: int


@dataclass(frozen=True, slots=True)
class Standing:
    """The queue at one moment; ages in seconds, 0 when nothing waits. Totals count since the database was made."""

    live: dict[BatchState, LiveBatches]
    oldest_waiting: float
    n_workers: int
    n_due: int
    oldest_due: float
    n_disabled_endpoints: int
    results: dict[str, int]
    set_aside: dict[str, int]
    attempts: dict[str, int]
    libraries: LibrariesHeld


def read(tx: Transaction, *, now: float, silence: float) -> Standing:
    """The standing at `now` (the service's clock); a worker counts that was heard of in the last `silence` seconds.

    O(live batches + due deliveries) by their indexes.
    """
    live, oldest = _live(tx)
    n_due, due_since = _due(tx)
    disabled = sa.select(sa.func.count()).select_from(endpoints).where(endpoints.c.disabled_at.is_not(None))
    return Standing(
        live=live,
        oldest_waiting=_age(oldest, now),
        n_workers=len(living(tx, silence)),
        n_due=n_due,
        oldest_due=_age(due_since, tx.now()),
        n_disabled_endpoints=tx.execute(disabled).scalar_one(),
        results=read_tally(tx, Tally.RESULTS),
        set_aside=read_tally(tx, Tally.SET_ASIDE),
        attempts=read_tally(tx, Tally.ATTEMPTS),
        libraries=_libraries(tx),
    )


def _libraries(tx: Transaction) -> LibrariesHeld:
    failed = sa.select(sa.func.count()).select_from(article_failures).scalar_subquery()
    query = sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(libraries.c.n_articles), 0), failed)
    n, n_articles, n_failures = tx.execute(query.select_from(libraries)).one()
    return LibrariesHeld(int(n), int(n_articles), int(n_failures))


@dataclass(frozen=True, slots=True)
class Waiting:
    """What one client has in the queue."""

    client: str
    n_batches: int
    n_waiting: int
    since: float


def waiting_by_client(tx: Transaction) -> tuple[Waiting, ...]:
    """Who has unanswered items in live batches, and since when; whoever has most comes first."""
    unanswered = batches.c.n_items - batches.c.n_done - batches.c.n_failed
    n_waiting = sa.func.sum(unanswered)
    query = (
        sa.select(batches.c.client, sa.func.count(), n_waiting, sa.func.min(batches.c.created_at))
        .where(batches.c.state.in_([state.value for state in LIVE]), unanswered > 0)
        .group_by(batches.c.client)
        .order_by(n_waiting.desc(), batches.c.client)
    )
    return tuple(Waiting(client, n, int(items), since) for client, n, items, since in tx.execute(query))


def _live(tx: Transaction) -> tuple[dict[BatchState, LiveBatches], float | None]:
    unanswered = batches.c.n_items - batches.c.n_done - batches.c.n_failed
    oldest = sa.func.min(sa.case((unanswered > 0, batches.c.created_at)))
    query = sa.select(batches.c.state, sa.func.count(), sa.func.sum(unanswered), oldest)
    rows = tx.execute(query.where(batches.c.state.in_([state.value for state in LIVE])).group_by(batches.c.state)).all()
    found = {BatchState(state): LiveBatches(n_batches, int(n_waiting)) for state, n_batches, n_waiting, _ in rows}
    ages = [row[3] for row in rows if row[3] is not None]
    return {state: found.get(state, LiveBatches()) for state in LIVE}, min(ages, default=None)


def _due(tx: Transaction) -> tuple[int, float | None]:
    query = sa.select(sa.func.count(), sa.func.min(deliveries.c.created_at))
    n, since = tx.execute(query.where(deliveries.c.state == DeliveryState.DUE.value)).one()
    return n, since


def _age(since: float | None, now: float) -> float:
    return 0.0 if since is None else max(now - since, 0.0)
