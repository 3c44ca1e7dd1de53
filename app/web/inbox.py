"""The inbox: a client's reports from jobs, batches and the page, page by page; the next undecided; decisions as JSON Lines."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse
from starlette.datastructures import QueryParams
from starlette.responses import Response

from app.api import READ
from app.json_lines import json_line
from app.store import (
    BatchKind,
    Decision,
    InboxCursor,
    ReportFilter,
    ReportPlace,
    ReviewState,
    cursor_of,
    find_report,
    list_decisions,
    list_reports,
    next_open,
)
from app.verdict import Label
from app.web.desk import Desk, desk_of
from app.web.errors import FormUnusable
from app.web.frames import HEADERS, lead, machine_time, page
from app.web.routing import PageRoute, client_of

SOURCES: Final = {BatchKind.PAGE: "This page", BatchKind.JOB: "Job", BatchKind.BATCH: "Batch"}
_ON_A_PAGE: Final = 50
_LINES_AT_ONCE: Final = 500
_LONGEST_WORDS: Final = 200
_CURSOR: Final = re.compile(r"([0-9]{1,12}(?:\.[0-9]{1,9})?)~([a-z]_[0-9a-zA-Z]{1,36})~([0-9]{1,7})")

router = APIRouter(route_class=PageRoute)


@dataclass(frozen=True, slots=True)
class Search:
    """What stands in the inbox's address, as it was written and as the store understands it."""

    fields: dict[str, str]
    wanted: ReportFilter

    def address(self, **more: str) -> str:
        """The same search, with more in its address."""
        return urlencode({**{name: value for name, value in self.fields.items() if value}, **more})


@router.get("/inbox", openapi_extra=READ)
async def show_inbox(request: Request) -> Response:
    """A page of reports, the newest first."""
    desk, client = desk_of(request), client_of(request)
    search, after = _search(request.query_params), _cursor(request.query_params.get("cursor", ""))
    found = await desk.transact(lambda connection: list_reports(connection, client, search.wanted, after, _ON_A_PAGE + 1))
    more = search.address(cursor=_written(cursor_of(found[_ON_A_PAGE - 1]))) if len(found) > _ON_A_PAGE else None
    return page(
        request, "inbox.html", reports=found[:_ON_A_PAGE], search=search, more=more, is_first=after is None, labels=list(Label),
        sources=SOURCES, states=list(ReviewState),
    )  # fmt: skip


@router.get("/inbox/next", openapi_extra=READ)
async def show_next(request: Request) -> Response:
    """Leads to the next undecided report behind the one in `after`, or to the empty inbox."""
    desk, client, search = desk_of(request), client_of(request), _search(request.query_params)
    place = ReportPlace.read(request.query_params.get("after", ""))

    def find() -> str | None:
        with desk.database.transaction() as connection:
            current = find_report(connection, client, place) if place else None
            found = next_open(connection, client, search.wanted, cursor_of(current[0]) if current else None)
        return found.id if found else None

    found = await desk.ask(find)
    return lead(request, f"/reports/{found}" if found else "/inbox?state=open")


@router.get("/inbox/decisions.jsonl", openapi_extra=READ)
async def get_decisions(request: Request) -> Response:
    """Every decision that fits the search, the oldest first, one JSON object a line."""
    search = _search(request.query_params)
    attachment = {"Content-Disposition": 'attachment; filename="decisions.jsonl"'}
    lines = _lines(desk_of(request), client_of(request), search.wanted)
    return StreamingResponse(lines, headers={**HEADERS, **attachment}, media_type="application/x-ndjson")


async def _lines(desk: Desk, client: str, wanted: ReportFilter) -> AsyncIterator[bytes]:
    last: Decision | None = None
    while True:
        found = await desk.transact(partial(list_decisions, client=client, wanted=wanted, after=last, limit=_LINES_AT_ONCE))
        yield b"".join(map(_line, found))
        if len(found) < _LINES_AT_ONCE:
            return
        last = found[-1]


def _line(decision: Decision) -> bytes:
    opinion, judged = decision.opinion, decision.judged
    facts = {
        "id": decision.id, "report": decision.report_id, "source": decision.kind.value, "title": decision.title,
        "verdict": opinion.verdict.value, "note": opinion.note, "name": opinion.name, "at": machine_time(decision.at),
        "label": judged.label, "probability": judged.probability, "model": judged.model,
        "reference_sha256": judged.reference_sha256, "suspect_sha256": judged.suspect_sha256,
    }  # fmt: skip
    return json_line(facts)


def _search(query: QueryParams) -> Search:
    """Raises: FormUnusable."""
    fields = {name: query.get(name, "").strip() for name in ("state", "label", "source", "q", "since", "until")}
    if len(fields["q"]) > _LONGEST_WORDS or not fields["q"].isprintable():
        raise FormUnusable(f"Search for at most {_LONGEST_WORDS} printable characters.")
    for name, allowed in (("state", set(ReviewState)), ("label", set(Label)), ("source", set(SOURCES))):
        if fields[name] and fields[name] not in allowed:
            raise FormUnusable(f"There is no such {name}.")
    until = _day(fields["until"])
    wanted = ReportFilter(
        state=ReviewState(fields["state"]) if fields["state"] else None,
        label=fields["label"] or None,
        kind=BatchKind(fields["source"]) if fields["source"] else None,
        words=fields["q"],
        since=_seconds(_day(fields["since"])),
        until=_seconds(until + timedelta(days=1) if until else None),
    )
    return Search(fields, wanted)


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


def _cursor(written: str) -> InboxCursor | None:
    """Raises: FormUnusable."""
    form = _CURSOR.fullmatch(written)
    if written and not form:
        raise FormUnusable("The address of this page was altered.")
    return InboxCursor(float(form[1]), form[2], int(form[3])) if form else None


def _written(cursor: InboxCursor) -> str:
    return f"{cursor.created_at!r}~{cursor.batch_id}~{cursor.seq}"
