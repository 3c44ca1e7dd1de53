"""Totals that only grow, for metrics: they outlive the rows they count, which retention deletes.

A tally is added in the transaction of what it counts, so it is neither lost nor doubled.
"""

import os
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

import sqlalchemy as sa

from app.store.database import Transaction
from app.store.tables import tallies

_SHARDS: Final = 16  # processes that count at the same time seldom wait for each other's row


class Tally(StrEnum):
    """What is counted, and by what."""

    RESULTS = "results"  # by label; "error" for an item without one
    SET_ASIDE = "set aside"  # items of these results that no worker can compare, by reason
    ATTEMPTS = "attempts"  # of webhooks, by outcome


def add(tx: Transaction, tally: Tally, counts: Mapping[str, int]) -> None:
    """Adds to the totals of `tally`."""
    shard = os.getpid() % _SHARDS
    for kind, n in sorted(counts.items()):  # the same order of locks everywhere cannot deadlock
        row = {"tally": tally.value, "kind": kind, "shard": shard, "n": n}
        insert = tx.upsert(tallies).values(row)
        add = insert.on_conflict_do_update(index_elements=["tally", "kind", "shard"], set_={"n": tallies.c.n + n})
        tx.execute(add)


def read(tx: Transaction, tally: Tally) -> dict[str, int]:
    """The totals of `tally`, by kind."""
    query = sa.select(tallies.c.kind, sa.func.sum(tallies.c.n)).where(tallies.c.tally == tally.value).group_by(tallies.c.kind)
    return {kind: int(n) for kind, n in tx.execute(query)}
