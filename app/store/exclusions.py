"""What reviewers left out of a report, by whom and when, and what was put back. Works inside the caller's transaction."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from app.store.database import Transaction
from app.store.ids import new_id
from app.store.report_places import ReportPlace
from app.store.tables import exclusions

Stretch = tuple[int, int]
"""[start, end) in code points of one text."""


class ExclusionKind(StrEnum):
    """Why a stretch does not count."""

    QUOTATIONS = "quotations"
    PASSAGE = "passage"
    SUBSTITUTION = "substitution"
    BOILERPLATE = "boilerplate"
    TEMPLATE = "template"


@dataclass(frozen=True, slots=True)
class ExcludedPlaces:
    """What is left out; quotations are found in both texts and need no places."""

    kind: ExclusionKind
    reference: Stretch | None = None
    suspect: Stretch | None = None


@dataclass(frozen=True, slots=True)
class Exclusion:
    """What was left out, by whom and when; withdrawn when it was put back."""

    id: str
    what: ExcludedPlaces
    who: str
    at: float
    withdrawn_by: str | None
    withdrawn_at: float | None

    @property
    def is_active(self) -> bool:
        """Whether it still holds."""
        return self.withdrawn_at is None


def add(tx: Transaction, place: ReportPlace, what: ExcludedPlaces, who: str, now: float) -> None:
    """Leaves something out."""
    reference, suspect = what.reference or (None, None), what.suspect or (None, None)
    row = {
        "id": new_id("x"), "batch_id": place.batch_id, "seq": place.seq, "kind": what.kind.value, "who": who, "at": now,
        "reference_start": reference[0], "reference_end": reference[1],
        "suspect_start": suspect[0], "suspect_end": suspect[1],
    }  # fmt: skip
    tx.execute(sa.insert(exclusions).values(row))


def withdraw(tx: Transaction, place: ReportPlace, exclusion_id: str, who: str, now: float) -> bool:
    """Puts it back; says whether there was something to put back."""
    active = sa.and_(place.rows_of(exclusions), exclusions.c.id == exclusion_id, exclusions.c.withdrawn_at.is_(None))
    return bool(tx.execute(sa.update(exclusions).where(active).values(withdrawn_by=who, withdrawn_at=now)).rowcount)


def of_report(tx: Transaction, place: ReportPlace) -> tuple[Exclusion, ...]:
    """Everything that was ever left out of a report, the oldest first."""
    query = sa.select(exclusions).where(place.rows_of(exclusions)).order_by(exclusions.c.at, exclusions.c.id)
    return tuple(_exclusion(row) for row in tx.execute(query))


def _exclusion(row: Any) -> Exclusion:
    reference = None if row.reference_start is None else (row.reference_start, row.reference_end)
    suspect = None if row.suspect_start is None else (row.suspect_start, row.suspect_end)
    what = ExcludedPlaces(ExclusionKind(row.kind), reference, suspect)
    return Exclusion(row.id, what, row.who, row.at, row.withdrawn_by, row.withdrawn_at)
