"""The inbox: a client's reports from jobs, batches and the page, page by page; the next undecided; decisions as JSON Lines."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse
from starlette.responses import Response

from app import store
from app.pairs import json_line
from app.plurals import plural
from app.service import READ, ask, transact
from app.store import Batch, Cursor, Decision, ReportFilter, ReportPlace, StoredReport, Totals, Transaction, View
from app.verdict import Label
from app.web.desk import Desk, desk_of
from app.web.errors import FormUnusable
from app.web.frames import HEADERS, lead, machine_time, page
from app.web.routing import PageRoute, client_of
from app.web.said import ADDRESS_ALTERED
from app.web.searches import SOURCES, Search, read_search

_ON_A_PAGE: Final = 50
_LINES_AT_ONCE: Final = 500
_BATCHES: Final = 50
_CURSOR: Final = re.compile(r"([0-9]{1,12}(?:\.[0-9]{1,9})?)~([a-z]_[0-9a-zA-Z]{1,36})~([0-9]{1,7})(?:~(-1\.0|[0-9.e-]{1,24}))?")
_COUNT: Final = re.compile(r"[0-9]{1,3}")
_DONE: Final = {
    "decided": "{} decided.", "assigned": "{} assigned.", "deleted": "{} deleted, with the texts.", "kept": "The view is kept.",
    "forgotten": "The view is forgotten.",
}  # fmt: skip

router = APIRouter(route_class=PageRoute)


@dataclass(frozen=True, slots=True)
class _Listing:
    """What the inbox shows of a search."""

    reports: tuple[StoredReport, ...]
    totals: Totals
    views: tuple[View, ...]
    batch: Batch | None


@router.get("/inbox", openapi_extra=READ)
async def show_inbox(request: Request) -> Response:
    """A page of reports, the newest first or those first whose figure is the largest."""
    desk, client = desk_of(request), client_of(request)
    search, after = read_search(request.query_params), _cursor(request.query_params.get("cursor", ""))
    listing = await transact(desk.database, partial(_list, client=client, search=search, after=after))
    last = listing.reports[_ON_A_PAGE - 1] if len(listing.reports) > _ON_A_PAGE else None
    more = search.address(cursor=_written(store.reports.cursor_of(last, search.order))) if last else None
    return page(
        request, "inbox.html", reports=listing.reports[:_ON_A_PAGE], listing=listing, search=search, more=more,
        is_first=after is None, labels=list(Label), sources=SOURCES, bins=_bins(listing.totals), notice=_notice(request),
    )  # fmt: skip


def _list(tx: Transaction, *, client: str, search: Search, after: Cursor | None) -> _Listing:
    batch = store.batches.find(tx, search.wanted.batch_id) if search.wanted.batch_id else None
    return _Listing(
        reports=store.reports.page(tx, client, search.stored, after, _ON_A_PAGE + 1),
        totals=store.reports.count(tx, client, search.wanted),
        views=store.views.of_client(tx, client),
        batch=batch if batch and batch.client == client else None,
    )


def _bins(totals: Totals) -> list[tuple[int, str, str, float]]:
    """Of each step of the histogram: how many reports, from, to, and the height of its bar, 0..1."""
    most = max(totals.bins) or 1
    return [(n, f"{k / store.reports.BINS:g}", f"{(k + 1) / store.reports.BINS:g}", n / most) for k, n in enumerate(totals.bins)]


def _notice(request: Request) -> str:
    """What a form of this page did just now, in words."""
    done, n = request.query_params.get("did", ""), request.query_params.get("n", "")
    return _DONE[done].format(plural(int(n), "report")) if done in _DONE and _COUNT.fullmatch(n) else ""


@router.get("/inbox/batches", openapi_extra=READ)
async def show_batches(request: Request) -> Response:
    """The client's newest batches with how far each is."""
    desk, client = desk_of(request), client_of(request)

    def read(tx: Transaction) -> list[tuple[Batch, Totals]]:
        found = store.batches.page(tx, client, None, _BATCHES)
        return [(each, store.reports.count(tx, client, ReportFilter(batch_id=each.id))) for each in found]

    return page(request, "batches.html", batches=await transact(desk.database, read))


@router.get("/inbox/next", openapi_extra=READ)
async def show_next(request: Request) -> Response:
    """Leads to the next undecided report behind the one in `after`, or to the empty inbox."""
    desk, client, search = desk_of(request), client_of(request), read_search(request.query_params)
    place = ReportPlace.read(request.query_params.get("after", ""))

    def find() -> str | None:
        with desk.database.transaction() as tx:
            current = store.reports.find(tx, client, place) if place else None
            after = store.reports.cursor_of(current[0], search.order) if current else None
            found = store.reports.next_open(tx, client, search.undecided, after)
        return found.id if found else None

    found = await ask(find)
    return lead(request, f"/reports/{found}{search.query()}" if found else f"/inbox{search.query(state='open')}")


@router.get("/inbox/decisions.jsonl", openapi_extra=READ)
async def get_decisions(request: Request) -> Response:
    """Every decision that fits the search, the oldest first, one JSON object a line."""
    search = read_search(request.query_params)
    attachment = {"Content-Disposition": 'attachment; filename="decisions.jsonl"'}
    lines = _lines(desk_of(request), client_of(request), search.wanted)
    return StreamingResponse(lines, headers={**HEADERS, **attachment}, media_type="application/x-ndjson")


async def _lines(desk: Desk, client: str, wanted: ReportFilter) -> AsyncIterator[bytes]:
    last: Decision | None = None
    while True:
        found = await transact(
            desk.database, partial(store.reviews.page, client=client, wanted=wanted, after=last, limit=_LINES_AT_ONCE)
        )
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


def _cursor(written: str) -> Cursor | None:
    """Raises: FormUnusable."""
    form = _CURSOR.fullmatch(written)
    if written and not form:
        raise FormUnusable(ADDRESS_ALTERED)
    try:
        return Cursor(float(form[1]), form[2], int(form[3]), float(form[4] or -1)) if form else None
    except ValueError:
        raise FormUnusable(ADDRESS_ALTERED) from None


def _written(cursor: Cursor) -> str:
    return f"{cursor.created_at!r}~{cursor.id}~{cursor.seq}~{cursor.figure!r}"
