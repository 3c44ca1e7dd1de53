"""Signed links to one report: made, listed, looked up, withdrawn. Every function works inside the caller's transaction."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.store.database import Transaction
from app.store.report_places import ReportPlace
from app.store.tables import links


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it was made; times in seconds since 1970."""

    id: str
    place: ReportPlace
    token: str
    is_redacted: bool
    created_by: str
    created_at: float
    expires_at: float
    withdrawn_at: float | None = None

    def is_open(self, now: float) -> bool:
        """Whether it still shows the report."""
        return self.withdrawn_at is None and now < self.expires_at


def add(tx: Transaction, link: Link) -> None:
    """Writes a link down."""
    row = {name: getattr(link, name) for name in Link.__slots__ if name != "place"}
    tx.execute(sa.insert(links).values(**row, batch_id=link.place.batch_id, seq=link.place.seq))


def find(tx: Transaction, token: str) -> Link | None:
    """The link with this token; nothing when its report is deleted."""
    row = tx.execute(sa.select(links).where(links.c.token == token)).one_or_none()
    return None if row is None else _link(row)


def to_report(tx: Transaction, place: ReportPlace) -> tuple[Link, ...]:
    """The links to a report, the newest first."""
    query = sa.select(links).where(place.rows_of(links)).order_by(links.c.created_at.desc(), links.c.id)
    return tuple(_link(row) for row in tx.execute(query))


def withdraw(tx: Transaction, place: ReportPlace, link_id: str, now: float) -> bool:
    """Closes a link for good; says whether there was one to close."""
    mine = sa.and_(place.rows_of(links), links.c.id == link_id, links.c.withdrawn_at.is_(None))
    return bool(tx.execute(sa.update(links).where(mine).values(withdrawn_at=now)).rowcount)


def _link(row: Any) -> Link:
    place = ReportPlace(row.batch_id, row.seq)
    times = (row.created_at, row.expires_at, row.withdrawn_at)
    return Link(row.id, place, row.token, row.is_redacted, row.created_by, *times)
