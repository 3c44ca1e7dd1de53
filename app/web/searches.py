"""What stands in the address of the inbox, and of the reports that are opened from it: which reports, in which order."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from app.store import BatchKind, Order, ReportFilter, ReportSearch, ReviewState
from app.verdict import Label
from app.web.errors import FormUnusable

SOURCES: Final = {BatchKind.PAGE: "This page", BatchKind.JOB: "Job", BatchKind.BATCH: "Batch"}
NOBODY: Final = "-"
FIELDS: Final = ("state", "label", "source", "q", "since", "until", "batch", "least", "most", "who", "sort")
_CHOSEN_ELSEWHERE: Final = ("batch", "least", "most", "sort")
_LONGEST_WORDS: Final = 200
_LONGEST_NAME: Final = 100
_SHARE: Final = re.compile(r"0(\.[0-9]{1,4})?|1(\.0{1,4})?")
_BATCH: Final = re.compile(r"[a-z]_[0-9a-zA-Z]{1,36}")
_ALLOWED: Final = (("state", set(ReviewState)), ("label", set(Label)), ("source", set(SOURCES)), ("sort", set(Order)))


@dataclass(frozen=True, slots=True)
class Search:
    """What stands in the inbox's address, as it was written and as the store understands it."""

    fields: dict[str, str]
    wanted: ReportFilter
    order: Order = Order.NEWEST

    def address(self, **more: str) -> str:
        """The same search, with more in its address; an empty value takes a field away."""
        return urlencode({name: value for name, value in {**self.fields, **more}.items() if value})

    def query(self, **more: str) -> str:
        """The same with its question mark; nothing when all reports are meant."""
        address = self.address(**more)
        return f"?{address}" if address else ""

    @property
    def is_filtered(self) -> bool:
        """Whether a field of the form is filled in: an order, a batch or a step of the histogram is chosen elsewhere."""
        return any(value for name, value in self.fields.items() if name not in _CHOSEN_ELSEWHERE)

    @property
    def stored(self) -> ReportSearch:
        """The same for the store."""
        return ReportSearch(self.wanted, self.order)

    @property
    def undecided(self) -> ReportSearch:
        """The same reports in any state: who asks for the next one wants it undecided."""
        return ReportSearch(replace(self.wanted, state=None), self.order)


def read_search(query: QueryParams) -> Search:
    """The search in an address; other parameters are none of ours.

    Raises: FormUnusable.
    """
    fields = {name: query.get(name, "").strip() for name in FIELDS}
    _check(fields)
    until = _day(fields["until"])
    wanted = ReportFilter(
        state=ReviewState(fields["state"]) if fields["state"] else None,
        label=fields["label"] or None,
        kind=BatchKind(fields["source"]) if fields["source"] else None,
        words=fields["q"],
        since=_seconds(_day(fields["since"])),
        until=_seconds(until + timedelta(days=1) if until else None),
        batch_id=fields["batch"] or None,
        least=float(fields["least"]) if fields["least"] else None,
        most=float(fields["most"]) if fields["most"] else None,
        assignee="" if fields["who"] == NOBODY else fields["who"] or None,
    )
    return Search(fields, wanted, Order(fields["sort"] or Order.NEWEST))


def _check(fields: dict[str, str]) -> None:
    """Raises: FormUnusable."""
    if len(fields["q"]) > _LONGEST_WORDS or not fields["q"].isprintable():
        raise FormUnusable(f"Search for at most {_LONGEST_WORDS} printable characters.")
    if len(fields["who"]) > _LONGEST_NAME or not fields["who"].isprintable():
        raise FormUnusable(f"A name has at most {_LONGEST_NAME} printable characters.")
    for name, allowed in _ALLOWED:
        if fields[name] and fields[name] not in allowed:
            raise FormUnusable(f"There is no such {name}.")
    if fields["batch"] and not _BATCH.fullmatch(fields["batch"]):
        raise FormUnusable("There is no such batch.")
    for name in ("least", "most"):
        if fields[name] and not _SHARE.fullmatch(fields[name]):
            raise FormUnusable("A probability is a number from 0 to 1, with at most four decimals.")


def _day(written: str) -> date | None:
    """Raises: FormUnusable."""
    try:
        day = date.fromisoformat(written) if written else None
    except ValueError:
        raise FormUnusable("Write a date as 2026-11-21.") from None
    if day and not 1970 <= day.year < 9999:
        raise FormUnusable("Dates are from 1970 on.")
    return day


def _seconds(day: date | None) -> float | None:
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() if day else None
