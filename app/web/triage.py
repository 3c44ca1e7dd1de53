"""What is done to many reports at once from the inbox, and to the inbox itself: decide, assign, delete, keep a view."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from app import store
from app.service import COMPARE, NoSuchReport, transact
from app.store import BatchKind, NewDecision, Opinion, ReportPlace, StoredReport, Transaction
from app.web.desk import desk_of
from app.web.dossiers import find_dossier
from app.web.errors import FormUnusable
from app.web.frames import lead
from app.web.reviewing import LONGEST_NAME, LONGEST_NOTE, signed, verdict_in, write_decision
from app.web.routing import PageRoute, client_of, form_of
from app.web.searches import Search, read_search

_CHOSEN: Final = "report-"  # a box is named after its report

router = APIRouter(route_class=PageRoute)


@router.post("/inbox/decisions", openapi_extra=COMPARE)
async def post_decisions(request: Request) -> Response:
    """Decides all chosen reports alike: each decision is about its own report, as reviewers see it now."""
    desk, client, form = desk_of(request), client_of(request), form_of(request)
    opinion = Opinion(verdict_in(form), form.lines("note", LONGEST_NOTE), signed(request))
    chosen = _chosen(request)
    dossiers = [await find_dossier(desk, client, report_id) for report_id in chosen]
    new = [NewDecision(client, each.stored, opinion, each.judged) for each in dossiers]

    def write(tx: Transaction) -> None:
        for each in new:
            write_decision(desk, each, tx)

    await transact(desk.database, write)
    return _back(request, "decided", len(new))


@router.post("/inbox/assign", openapi_extra=COMPARE)
async def post_assignment(request: Request) -> Response:
    """Says who looks at the chosen reports; an empty name is nobody."""
    desk, client, form = desk_of(request), client_of(request), form_of(request)
    assignee, chosen = form.line("assignee", LONGEST_NAME), _chosen(request)

    def write(tx: Transaction) -> None:
        for report in _found(tx, client, chosen):
            store.reviews.assign(tx, report, assignee, desk.now())

    await transact(desk.database, write)
    return _back(request, "assigned", len(chosen))


@router.post("/inbox/delete", openapi_extra=COMPARE)
async def post_deletion(request: Request) -> Response:
    """Deletes the chosen reports with their texts: only those that were made on the page; what was decided stays."""
    desk, client, chosen = desk_of(request), client_of(request), _chosen(request)

    def delete(tx: Transaction) -> None:
        reports = _found(tx, client, chosen)
        if any(report.kind is not BatchKind.PAGE for report in reports):
            raise FormUnusable("Only reports that were made on this page can be deleted here; jobs and batches by the API.")
        for report in reports:
            store.reports.delete_page_report(tx, client, report.place)

    await transact(desk.database, delete)
    return _back(request, "deleted", len(chosen))


@router.post("/inbox/views", openapi_extra=COMPARE)
async def post_view(request: Request) -> Response:
    """Keeps the search of the address under a name."""
    desk, client = desk_of(request), client_of(request)
    name, search = form_of(request).line("view", LONGEST_NAME), read_search(request.query_params)
    if not name or not search.address():
        raise FormUnusable("Filter or sort first, then give the view a name.")
    is_kept = await transact(
        desk.database, partial(store.views.save, client=client, name=name, query=search.address(), now=desk.now())
    )
    if not is_kept:
        raise FormUnusable(f"At most {store.views.MOST} views are kept: forget one first.")
    return _back(request, "kept", 1)


@router.post("/inbox/views/{view_id}/forget", openapi_extra=COMPARE)
async def forget_view(view_id: str, request: Request) -> Response:
    """Forgets a view."""
    desk, client = desk_of(request), client_of(request)
    await transact(desk.database, lambda tx: store.views.delete(tx, client, view_id))
    return lead(request, "/inbox?did=forgotten&n=1")


def _chosen(request: Request) -> Sequence[str]:
    """The reports whose boxes are ticked.

    Raises: FormUnusable.
    """
    chosen = [name.removeprefix(_CHOSEN) for name in form_of(request).fields if name.startswith(_CHOSEN)]
    if not chosen:
        raise FormUnusable("Choose at least one report.")
    return chosen


def _found(tx: Transaction, client: str, chosen: Sequence[str]) -> list[StoredReport]:
    """Raises: NoSuchReport."""
    places = [ReportPlace.read(report_id) for report_id in chosen]
    found = [store.reports.find(tx, client, place) if place else None for place in places]
    reports = [each[0] for each in found if each is not None]
    if [report.id for report in reports] != list(chosen):
        raise NoSuchReport()
    return reports


def _back(request: Request, did: str, n: int) -> Response:
    search: Search = read_search(request.query_params)
    return lead(request, f"/inbox{search.query(did=did, n=str(n))}")
