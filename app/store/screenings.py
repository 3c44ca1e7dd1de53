"""What screenings that went through the queue found, kept until retention purges it: pages of it for the inbox, and one again."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.store.batches import BatchKind
from app.store.database import Transaction
from app.store.packing import unpacked
from app.store.report_places import ReportPlace
from app.store.tables import batches, items, results


@dataclass(frozen=True, slots=True)
class StoredScreening:
    """One suspect's answer: the screening as JSON, or an error where there is no label; no body once it is purged."""

    place: ReportPlace
    custom_id: str
    label: str | None
    at: float
    body: bytes | None

    @property
    def id(self) -> str:
        """How it is named in addresses."""
        return f"{self.place.batch_id}.{self.place.seq}"


def page(tx: Transaction, client: str, after: ReportPlace | None, limit: int) -> tuple[StoredScreening, ...]:
    """At most `limit` answers behind a place, the newest request first; all from the beginning where the place is gone."""
    query = _select().where(batches.c.client == client)
    begun = None if after is None else tx.execute(_BEGUN, {"batch": after.batch_id}).scalar_one_or_none()
    if after is not None and begun is not None:
        earlier = sa.tuple_(batches.c.created_at, batches.c.id) < (begun, after.batch_id)
        query = query.where(sa.or_(earlier, sa.and_(batches.c.id == after.batch_id, results.c.seq > after.seq)))
    in_order = query.order_by(batches.c.created_at.desc(), batches.c.id.desc(), results.c.seq).limit(limit)
    return tuple(map(_stored, tx.execute(in_order)))


def find(tx: Transaction, client: str, place: ReportPlace) -> StoredScreening | None:
    """The client's own answer; another client's is as good as none."""
    row = tx.execute(_select().where(batches.c.client == client, place.rows_of(results))).one_or_none()
    return None if row is None else _stored(row)


_BEGUN = sa.select(batches.c.created_at).where(batches.c.id == sa.bindparam("batch"))


def _select() -> sa.Select[Any]:
    same_item = sa.and_(items.c.batch_id == results.c.batch_id, items.c.seq == results.c.seq)
    joined = results.join(batches, batches.c.id == results.c.batch_id).join(items, same_item)
    columns = (results.c.batch_id, results.c.seq, results.c.label, results.c.report, results.c.at, items.c.custom_id)
    return sa.select(*columns).select_from(joined).where(batches.c.kind == BatchKind.SCREENING.value)


def _stored(row: Any) -> StoredScreening:
    body = None if row.report is None else unpacked(row.report)
    return StoredScreening(ReportPlace(row.batch_id, row.seq), row.custom_id or "", row.label, row.at, body)
