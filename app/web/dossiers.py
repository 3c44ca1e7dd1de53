"""Everything about one report that its page shows: the report as it was made, what reviewers did, and the report as they see it.

The stored report never changes. With something left out, its texts are compared again each time they are looked at.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypedDict

from app import store
from app.detector import Excluded
from app.pairs import compare_again
from app.report import Place, Report, keep_numbers
from app.service import NoSuchReport, ReportGone, transact
from app.store import (
    Decision,
    ExcludedPlaces,
    Exclusion,
    ExclusionKind,
    Judged,
    Link,
    ReportPlace,
    StoredReport,
    Stretch,
    Transaction,
)
from app.text import Span
from app.web.desk import Desk


@dataclass(frozen=True, slots=True)
class Dossier:
    """One report with all that belongs to it; `current` is the report without what is left out."""

    stored: StoredReport
    original: Report
    current: Report
    exclusions: tuple[Exclusion, ...]
    decisions: tuple[Decision, ...]
    links: tuple[Link, ...]

    @property
    def active(self) -> tuple[Exclusion, ...]:
        """What is left out now."""
        return tuple(each for each in self.exclusions if each.is_active)

    @property
    def basis(self) -> str:
        """Names what is left out now: a form that speaks of passage 3 means the third one of this view."""
        return hashlib.sha256(" ".join(each.id for each in self.active).encode()).hexdigest()[:16]

    @property
    def has_texts(self) -> bool:
        """Whether the report can be compared again."""
        return self.original.reference.text is not None and self.original.suspect.text is not None

    @property
    def judged(self) -> Judged:
        """What a decision is about."""
        report = self.current
        model = f"{report.model.name} {report.model.version}"[:100]
        return Judged(report.label, report.probability, model, report.reference.sha256, report.suspect.sha256)


async def find_dossier(desk: Desk, client: str, report_id: str) -> Dossier:
    """The client's report of this name, with all that belongs to it.

    Raises: NoSuchReport, ReportGone, NoDatabase, NotReady, Overloaded, TookTooLong.
    """
    place = ReportPlace.read(report_id)
    if place is None:
        raise NoSuchReport()
    dossier = await dossier_at(desk, client, place)
    if dossier.stored.id != report_id:  # a job's report has one name, and no number
        raise NoSuchReport()
    return dossier


async def dossier_at(desk: Desk, client: str, place: ReportPlace) -> Dossier:
    """The client's report at a place, with all that belongs to it.

    Raises: NoSuchReport, ReportGone, NoDatabase, NotReady, Overloaded, TookTooLong.
    """
    dossier = await transact(desk.database, partial(_read, client=client, place=place))
    if not dossier.active or not dossier.has_texts:
        return dossier
    left_out = _left_out(dossier.original, [each.what for each in dossier.active])
    # of another room, for what runs outside has loaded none of the pages
    current = await desk.service.run_outside(compare_again, dossier.original, **left_out)
    return replace(dossier, current=keep_numbers(current, dossier.original))


def _read(tx: Transaction, *, client: str, place: ReportPlace) -> Dossier:
    """Raises: NoSuchReport, ReportGone."""
    found = store.reports.find(tx, client, place)
    decisions = store.reviews.about(tx, client, place)
    if found is None:
        raise ReportGone(decisions) if decisions else NoSuchReport()
    stored, body = found
    if body is None:
        raise ReportGone(decisions)
    report = Report.model_validate_json(body)
    return Dossier(stored, report, report, store.exclusions.of_report(tx, place), decisions, store.links.to_report(tx, place))


class _LeftOut(TypedDict):
    exclude_quotations: bool
    excluded: Excluded


def _left_out(report: Report, what: Sequence[ExcludedPlaces]) -> _LeftOut:
    before = report.settings
    quotations = before.exclude_quotations or any(each.kind is ExclusionKind.QUOTATIONS for each in what)
    excluded = Excluded(
        reference=(*_spans(before.excluded.reference), *_chosen(each.reference for each in what)),
        suspect=(*_spans(before.excluded.suspect), *_chosen(each.suspect for each in what)),
    )
    return {"exclude_quotations": quotations, "excluded": excluded}


def _spans(places: Iterable[Place]) -> Iterator[Span]:
    return (Span(place["start"], place["end"]) for place in places)


def _chosen(stretches: Iterable[Stretch | None]) -> Iterator[Span]:
    return (Span(*stretch) for stretch in stretches if stretch is not None)
