"""Reports that stay: one added from the editors' page, one found again, and pages of them for the inbox.

Every function works inside the caller's transaction. The inbox sees the answers of jobs, batches and pages alike.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any, Final

import sqlalchemy as sa

from app.store.batches import COMPARING, BatchKind, BatchState, ItemState, NewBatch
from app.store.batches import create as create_batch
from app.store.chunks import NO_GLANCE
from app.store.cursors import UNKNOWN, Cursor
from app.store.database import Transaction
from app.store.packing import packed, unpacked
from app.store.report_places import ReportPlace
from app.store.tables import batches, items, results, reviews
from app.views import Glance, glance_of

_GLANCE: Final = tuple(field.name for field in fields(Glance))
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
    glance: Glance = NO_GLANCE
    assignee: str = ""

    @property
    def name(self) -> str:
        """What a reader calls it: its title, or else the suspect's first words. Nothing kept may hold the latter."""
        return self.title or self.glance.heading

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
    batch_id: str | None = None
    least: float | None = None
    most: float | None = None
    assignee: str | None = None


class Order(StrEnum):
    """What stands first: the newest, or the largest of a figure."""

    NEWEST = "newest"
    PROBABILITY = "probability"
    SPUN = "spun"
    SHARE = "share"
    SWAPS = "swaps"


_FIGURES: Final[Mapping[Order, sa.ColumnElement[Any]]] = {
    Order.PROBABILITY: results.c.probability,
    Order.SPUN: results.c.spun,
    Order.SHARE: results.c.spun_share,
    Order.SWAPS: results.c.swaps,
}
BINS: Final = 10  # of the histogram


@dataclass(frozen=True, slots=True)
class ReportSearch:
    """Which reports, and in which order."""

    wanted: ReportFilter = ReportFilter()
    order: Order = Order.NEWEST


@dataclass(frozen=True, slots=True)
class Totals:
    """How many reports a search finds: by state, by label, and by the probability of spun in `BINS` equal steps."""

    states: Mapping[ReviewState, int]
    labels: Mapping[str, int]
    bins: tuple[int, ...]

    @property
    def all(self) -> int:
        """Every report of the search."""
        return sum(self.states.values())


def add(tx: Transaction, new: NewBatch, answer: tuple[str, bytes], now: float) -> ReportPlace:
    """Stores a finished comparison (its label and its report as JSON) as a batch of one answered item."""
    label, body = answer
    create_batch(tx, new, now)
    done = {"state": BatchState.DONE.value, "n_items": 1, "n_done": 1, "started_at": now, "finished_at": now}
    tx.execute(sa.update(batches).where(batches.c.id == new.id).values(done))
    tx.execute(sa.insert(items).values(batch_id=new.id, seq=0, state=ItemState.DONE.value, starts=1))
    row = {"batch_id": new.id, "seq": 0, "label": label, "report": packed(body), "worker": _PAGE_WORKER, "at": now}
    tx.execute(sa.insert(results).values(row | asdict(glance_of(body))))
    return ReportPlace(new.id)


def find(tx: Transaction, client: str, place: ReportPlace) -> tuple[StoredReport, bytes | None] | None:
    """The client's own report and its JSON, if it is still kept; another client's is as good as none, and so is an error."""
    query = _select(results.c.report).where(batches.c.client == client, place.rows_of(results))
    row = tx.execute(query).one_or_none()
    if row is None:
        return None
    return _stored(row), None if row.report is None else unpacked(row.report)


def owner_of(tx: Transaction, place: ReportPlace) -> str | None:
    """The client to whom a report belongs."""
    return tx.execute(sa.select(batches.c.client).where(batches.c.id == place.batch_id)).scalar_one_or_none()


def page(tx: Transaction, client: str, search: ReportSearch, after: Cursor | None, limit: int) -> tuple[StoredReport, ...]:
    """At most `limit` reports of a client in the search's order; equal ones, and all by default, the newest batch first."""
    query = _select().where(batches.c.client == client, *_conditions(search.wanted))
    if after is not None:
        query = query.where(_behind(after, search.order))
    return tuple(_stored(row) for row in tx.execute(_sorted(query, search.order).limit(limit)))


def newest(tx: Transaction, client: str, limit: int) -> Iterator[tuple[StoredReport, bytes]]:
    """The newest `limit` reports of a client whose content is still kept, with their JSON, one after the other."""
    query = _select(results.c.report).where(batches.c.client == client, results.c.report.is_not(None))
    in_order = query.order_by(batches.c.created_at.desc(), batches.c.id.desc(), results.c.seq).limit(limit)
    for row in tx.connection.execute(in_order, execution_options={"yield_per": 20}):
        yield _stored(row), unpacked(row.report)


def next_open(tx: Transaction, client: str, search: ReportSearch, after: Cursor | None) -> StoredReport | None:
    """The first undecided report behind a place, or from the beginning when none is left there; nothing if all are decided."""
    is_open = sa.and_(results.c.report.is_not(None), _state_of() == ReviewState.OPEN.value)
    query = _select().where(batches.c.client == client, is_open, *_conditions(search.wanted))
    in_order = _sorted(query, search.order).limit(1)
    rows = [in_order] if after is None else [in_order.where(_behind(after, search.order)), in_order]
    found = (tx.execute(each).one_or_none() for each in rows)
    return next((_stored(row) for row in found if row is not None), None)


def count(tx: Transaction, client: str, wanted: ReportFilter) -> Totals:
    """The totals of a search, in one pass over the client's reports."""
    steps = [(results.c.spun < (k + 1) / BINS, k) for k in range(BINS - 1)]
    column = sa.case((results.c.spun.is_(None), -1), *steps, else_=BINS - 1)
    found = _select(column.label("bin")).where(batches.c.client == client, *_conditions(wanted)).subquery()
    groups = (found.c.state, found.c.label, found.c.bin)
    states, labels, bins = Counter[ReviewState](), Counter[str](), [0] * BINS
    for state, label, step, n in tx.execute(sa.select(*groups, sa.func.count()).group_by(*groups)):
        states[ReviewState(state)] += n
        labels[label] += n
        if step >= 0:
            bins[step] += n
    return Totals(states, labels, tuple(bins))


def delete_page_report(tx: Transaction, client: str, place: ReportPlace) -> bool:
    """Deletes a report that was made on the page, with its texts; says whether there was one. Decisions stay."""
    mine = sa.and_(batches.c.id == place.batch_id, batches.c.client == client, batches.c.kind == BatchKind.PAGE.value)
    return bool(tx.execute(sa.delete(batches).where(mine)).rowcount)


def cursor_of(report: StoredReport, order: Order = Order.NEWEST) -> Cursor:
    """Where the page behind this report begins."""
    glance = report.glance
    figures = {
        Order.PROBABILITY: glance.probability, Order.SPUN: glance.spun, Order.SHARE: glance.spun_share, Order.SWAPS: glance.swaps,
    }  # fmt: skip
    figure = figures.get(order)
    return Cursor(report.created_at, report.place.batch_id, report.place.seq, UNKNOWN if figure is None else float(figure))


def _figure(order: Order) -> sa.ColumnElement[float]:
    return sa.func.coalesce(_FIGURES[order], UNKNOWN)


def _sorted(query: sa.Select[Any], order: Order) -> sa.Select[Any]:
    first = [_figure(order).desc()] if order in _FIGURES else []
    return query.order_by(*first, batches.c.created_at.desc(), batches.c.id.desc(), results.c.seq)


def _behind(after: Cursor, order: Order) -> sa.ColumnElement[bool]:
    earlier = after.is_before(batches.c.created_at, batches.c.id)
    behind = sa.or_(earlier, sa.and_(batches.c.id == after.id, results.c.seq > after.seq))
    if order not in _FIGURES:
        return behind
    return sa.or_(_figure(order) < after.figure, sa.and_(_figure(order) == after.figure, behind))


def contains(column: sa.ColumnElement[str], words: str) -> sa.ColumnElement[bool]:
    """Whether a column holds these words, whatever the case of ASCII letters."""
    return sa.func.lower(column).contains(words.lower(), autoescape=True)


def _conditions(wanted: ReportFilter) -> list[sa.ColumnElement[bool]]:
    """A condition for each thing that matters."""
    found = {name: read(value) for name, read in _READERS.items() if (value := getattr(wanted, name)) not in (None, "")}
    if wanted.assignee == "":
        found["assignee"] = _assignee_of() == ""
    return list(found.values())


_READERS: Final[Mapping[str, Callable[[Any], sa.ColumnElement[bool]]]] = {
    "state": lambda state: _state_of() == state.value,
    "label": lambda label: results.c.label == label,
    "kind": lambda kind: batches.c.kind == kind.value,
    "words": lambda words: sa.or_(contains(_title_of(), words), contains(results.c.heading, words)),
    "since": lambda since: batches.c.created_at >= since,
    "until": lambda until: batches.c.created_at < until,
    "batch_id": lambda batch_id: batches.c.id == batch_id,
    "least": lambda least: results.c.spun >= least,
    "most": lambda most: results.c.spun < most if most < 1 else results.c.spun <= most,
    "assignee": lambda assignee: _assignee_of() == assignee,
}


def _assignee_of() -> sa.ColumnElement[str]:
    return sa.func.coalesce(reviews.c.assignee, "")


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
        _assignee_of().label("assignee"),
        *(getattr(results.c, name) for name in _GLANCE),
    )  # fmt: skip
    is_report = batches.c.kind.in_([kind.value for kind in COMPARING])
    return sa.select(*columns, *more).select_from(joined).where(results.c.label.is_not(None), is_report)


def _stored(row: Any) -> StoredReport:
    place = ReportPlace(row.batch_id, row.seq)
    kind, state = BatchKind(row.kind), ReviewState(row.state)
    glance = Glance(**{name: value for name in _GLANCE if (value := getattr(row, name)) is not None})
    return StoredReport(place, kind, row.title, row.label, state, row.created_at, bool(row.is_here), glance, row.assignee)
