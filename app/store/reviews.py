"""What reviewers think of reports: a title, a state, and every decision ever made, each with a copy of what it was about.

Every function works inside the caller's transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.store.batches import BatchKind
from app.store.database import Transaction
from app.store.ids import new_id
from app.store.report_places import ReportPlace
from app.store.reports import ReportFilter, ReviewState, StoredReport, contains
from app.store.tables import decisions, reviews


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a reviewer says of a report."""

    verdict: ReviewState
    note: str
    name: str


@dataclass(frozen=True, slots=True)
class Judged:
    """The report as it stood when somebody decided: never a word of its texts."""

    label: str
    probability: float
    model: str
    reference_sha256: str
    suspect_sha256: str


@dataclass(frozen=True, slots=True)
class NewDecision:
    """A decision to be written down."""

    client: str
    about: StoredReport
    opinion: Opinion
    judged: Judged


@dataclass(frozen=True, slots=True)
class Decision:
    """An opinion with its time and what it was about; outlives the report."""

    id: str
    place: ReportPlace
    kind: BatchKind
    title: str
    opinion: Opinion
    at: float
    judged: Judged

    @property
    def report_id(self) -> str:
        """How the report was named."""
        return self.place.id_in(self.kind)


def name(tx: Transaction, place: ReportPlace, title: str, now: float) -> None:
    """Gives a report its title."""
    row = {"state": ReviewState.OPEN.value, "title": title, "updated_at": now}
    _write_review(tx, place, row, keep="state")


def decide(tx: Transaction, new: NewDecision, now: float) -> None:
    """Adds a decision; the report's state is the newest one's."""
    about, opinion, judged = new.about, new.opinion, new.judged
    row = {
        "id": new_id("d"), "client": new.client, "batch_id": about.place.batch_id, "seq": about.place.seq,
        "kind": about.kind.value, "title": about.title, "verdict": opinion.verdict.value, "note": opinion.note,
        "name": opinion.name, "at": now, "label": judged.label, "probability": judged.probability, "model": judged.model,
        "reference_sha256": judged.reference_sha256, "suspect_sha256": judged.suspect_sha256,
    }  # fmt: skip
    tx.execute(sa.insert(decisions).values(row))
    review = {"state": opinion.verdict.value, "title": about.title, "updated_at": now}
    _write_review(tx, about.place, review, keep="title")


def assign(tx: Transaction, about: StoredReport, assignee: str, now: float) -> None:
    """Says who looks at a report; an empty name is nobody."""
    row = {"state": about.state.value, "title": about.title, "assignee": assignee, "updated_at": now}
    upsert = tx.upsert(reviews).values(batch_id=about.place.batch_id, seq=about.place.seq, **row)
    change = {"assignee": assignee, "updated_at": now}
    tx.execute(upsert.on_conflict_do_update(index_elements=[reviews.c.batch_id, reviews.c.seq], set_=change))


def about(tx: Transaction, client: str, place: ReportPlace) -> tuple[Decision, ...]:
    """The decisions about one report, the newest first."""
    query = sa.select(decisions).where(decisions.c.client == client, place.rows_of(decisions))
    query = query.order_by(decisions.c.at.desc(), decisions.c.id.desc())
    return tuple(_decision(row) for row in tx.execute(query))


def page(tx: Transaction, client: str, wanted: ReportFilter, after: Decision | None, limit: int) -> tuple[Decision, ...]:
    """At most `limit` decisions of a client behind one of them, the oldest first. Here the filter's times are the decisions'."""
    query = sa.select(decisions).where(decisions.c.client == client, *_conditions(wanted))
    if after is not None:
        query = query.where(sa.tuple_(decisions.c.at, decisions.c.id) > (after.at, after.id))
    query = query.order_by(decisions.c.at, decisions.c.id).limit(limit)
    return tuple(_decision(row) for row in tx.execute(query))


def _conditions(wanted: ReportFilter) -> list[sa.ColumnElement[bool]]:
    equal = ((decisions.c.verdict, wanted.state), (decisions.c.label, wanted.label), (decisions.c.kind, wanted.kind))
    conditions: list[sa.ColumnElement[bool]] = [column == str(value) for column, value in equal if value is not None]
    if wanted.words:
        conditions.append(contains(decisions.c.title, wanted.words))
    if wanted.since is not None:
        conditions.append(decisions.c.at >= wanted.since)
    if wanted.until is not None:
        conditions.append(decisions.c.at < wanted.until)
    return conditions


def _write_review(tx: Transaction, place: ReportPlace, row: Mapping[str, object], *, keep: str) -> None:
    """Makes the review, or changes all of it but the column `keep`."""
    upsert = tx.upsert(reviews).values(batch_id=place.batch_id, seq=place.seq, **row)
    change = {name: value for name, value in row.items() if name != keep}
    tx.execute(upsert.on_conflict_do_update(index_elements=[reviews.c.batch_id, reviews.c.seq], set_=change))


def _decision(row: Any) -> Decision:
    opinion = Opinion(ReviewState(row.verdict), row.note, row.name)
    judged = Judged(row.label, row.probability, row.model, row.reference_sha256, row.suspect_sha256)
    return Decision(row.id, ReportPlace(row.batch_id, row.seq), BatchKind(row.kind), row.title, opinion, row.at, judged)
