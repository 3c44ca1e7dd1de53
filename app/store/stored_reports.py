"""Reports that stay: one added from the editors' page, one found again, and pages of them for the inbox.

Every function works inside the caller's transaction. The inbox sees the answers of jobs, batches and pages alike.
"""

import zlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import sqlalchemy as sa

from app.store.batches import COMPARING, BatchKind, BatchState, ItemState, NewBatch, create_batch
from app.store.database import Database
from app.store.report_places import ReportPlace
from app.store.tables import batches, items, results, reviews

_FASTEST: Final = 1  # zlib's level, as for the queue's answers
_PAGE_WORKER: Final = "page"  # who answered, where no worker of the queue did


class ReviewState(StrEnum):
    """Where a report stands with its reviewers."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DENIED = "denied"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class StoredReport:
    """One report without its content; `is_here` says whether that is still kept. Times in seconds since 1970."""

    place: ReportPlace
    kind: BatchKind
    title: str
    label: str
    state: ReviewState
    created_at: float
    is_here: bool

    @property
    def id(self) -> str:
        """How the report is named in addresses."""
        return self.place.id_in(self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFilter:
    """Which reports; what is None or empty does not matter. Times are seconds since 1970, `until` is outside."""

    state: ReviewState | None = None
    label: str | None = None
    kind: BatchKind | None = None
    words: str = ""
    since: float | None = None
    until: float | None = None


@dataclass(frozen=True, slots=True)
class InboxCursor:
    """The last report of a page: the next page begins behind it."""

    created_at: float
    batch_id: str
    seq: int


def add_report(
    database: Database, connection: sa.Connection, new: NewBatch, answer: tuple[str, bytes], now: float
) -> ReportPlace:
    """Stores a finished comparison (its label and its report as JSON) as a batch of one answered item."""
    label, body = answer
    create_batch(database, connection, new, now)
    done = {"state": BatchState.DONE.value, "n_items": 1, "n_done": 1, "started_at": now, "finished_at": now}
    connection.execute(sa.update(batches).where(batches.c.id == new.id).values(done))
    connection.execute(sa.insert(items).values(batch_id=new.id, seq=0, state=ItemState.DONE.value, starts=1))
    packed = zlib.compress(body, _FASTEST)
    row = {"batch_id": new.id, "seq": 0, "label": label, "report": packed, "worker": _PAGE_WORKER, "at": now}
    connection.execute(sa.insert(results).values(row))
    return ReportPlace(new.id)


def find_report(connection: sa.Connection, client: str, place: ReportPlace) -> tuple[StoredReport, bytes | None] | None:
    """The client's own report and its JSON, if it is still kept; another client's is as good as none, and so is an error."""
    query = _select(results.c.report).where(batches.c.client == client, place.rows_of(results))
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    return _stored(row), None if row.report is None else zlib.decompress(row.report)


def owner_of(connection: sa.Connection, place: ReportPlace) -> str | None:
    """The client to whom a report belongs."""
    return connection.execute(sa.select(batches.c.client).where(batches.c.id == place.batch_id)).scalar_one_or_none()


def list_reports(
    connection: sa.Connection, client: str, wanted: ReportFilter, after: InboxCursor | None, limit: int
) -> tuple[StoredReport, ...]:
    """At most `limit` reports of a client: the newest batch first, and in a batch in the order of its lines."""
    query = _select().where(batches.c.client == client, *_conditions(wanted))
    if after is not None:
        earlier = sa.tuple_(batches.c.created_at, batches.c.id) < (after.created_at, after.batch_id)
        query = query.where(sa.or_(earlier, sa.and_(batches.c.id == after.batch_id, results.c.seq > after.seq)))
    query = query.order_by(batches.c.created_at.desc(), batches.c.id.desc(), results.c.seq).limit(limit)
    return tuple(_stored(row) for row in connection.execute(query))


def next_open(connection: sa.Connection, client: str, wanted: ReportFilter, after: InboxCursor | None) -> StoredReport | None:
    """The first undecided report behind a place, or from the beginning when none is left there; nothing if all are decided."""
    here = results.c.report.is_not(None)
    query = _select().where(batches.c.client == client, here, _state_of() == ReviewState.OPEN.value, *_conditions(wanted))
    in_order = query.order_by(batches.c.created_at.desc(), batches.c.id.desc(), results.c.seq).limit(1)
    rows = [in_order]
    if after is not None:
        earlier = sa.tuple_(batches.c.created_at, batches.c.id) < (after.created_at, after.batch_id)
        behind = sa.or_(earlier, sa.and_(batches.c.id == after.batch_id, results.c.seq > after.seq))
        rows.insert(0, in_order.where(behind))
    found = (connection.execute(each).one_or_none() for each in rows)
    return next((_stored(row) for row in found if row is not None), None)


def cursor_of(report: StoredReport) -> InboxCursor:
    """Where the page behind this report begins."""
    return InboxCursor(report.created_at, report.place.batch_id, report.place.seq)


def contains(column: sa.ColumnElement[str], words: str) -> sa.ColumnElement[bool]:
    """Whether a column holds these words, whatever the case of ASCII letters."""
    return sa.func.lower(column).contains(words.lower(), autoescape=True)


def _conditions(wanted: ReportFilter) -> list[sa.ColumnElement[bool]]:
    conditions: list[sa.ColumnElement[bool]] = []
    if wanted.state is not None:
        conditions.append(_state_of() == wanted.state.value)
    if wanted.label is not None:
        conditions.append(results.c.label == wanted.label)
    if wanted.kind is not None:
        conditions.append(batches.c.kind == wanted.kind.value)
    if wanted.words:
        conditions.append(contains(_title_of(), wanted.words))
    if wanted.since is not None:
        conditions.append(batches.c.created_at >= wanted.since)
    if wanted.until is not None:
        conditions.append(batches.c.created_at < wanted.until)
    return conditions


def _state_of() -> sa.ColumnElement[str]:
    return sa.func.coalesce(reviews.c.state, ReviewState.OPEN.value)


def _title_of() -> sa.ColumnElement[str]:
    return sa.func.coalesce(reviews.c.title, items.c.custom_id, "")


def _select(*more: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """Every answer that is a report, beside its batch, its item and its review."""
    same_item = sa.and_(items.c.batch_id == results.c.batch_id, items.c.seq == results.c.seq)
    same_review = sa.and_(reviews.c.batch_id == results.c.batch_id, reviews.c.seq == results.c.seq)
    joined = results.join(batches, batches.c.id == results.c.batch_id).join(items, same_item).outerjoin(reviews, same_review)
    columns = (
        results.c.batch_id, results.c.seq, results.c.label, batches.c.kind, batches.c.created_at, _title_of().label("title"),
        _state_of().label("state"), results.c.report.is_not(None).label("is_here"),
    )  # fmt: skip
    is_report = batches.c.kind.in_([kind.value for kind in COMPARING])
    return sa.select(*columns, *more).select_from(joined).where(results.c.label.is_not(None), is_report)


def _stored(row: Any) -> StoredReport:
    place = ReportPlace(row.batch_id, row.seq)
    kind, state = BatchKind(row.kind), ReviewState(row.state)
    return StoredReport(place, kind, row.title, row.label, state, row.created_at, bool(row.is_here))
