"""One report's page: the evidence, what reviewers leave out, and what they decide."""

import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

import orjson
from fastapi import APIRouter, Request
from starlette.responses import Response

from app import store
from app.jobs import announce_decision
from app.report import AROUND, Report, most_readable, numbered
from app.service import COMPARE, READ, NoSuchReport, ReportGone, ask, transact
from app.store import Batch, Link, NewDecision, Opinion, ReportPlace, ReviewState, StoredReport, Transaction
from app.views import FORMS, EvidencePart, draw_evidence, draw_part
from app.web.annexes import describe
from app.web.desk import Desk, desk_of
from app.web.dossiers import Dossier, find_dossier
from app.web.errors import FormUnusable
from app.web.forms import SentForm
from app.web.frames import lead, page, root_of
from app.web.leaving_out import leave_out, left_out, name_of, quoted
from app.web.routing import PageRoute, client_of, form_of, visitor_of
from app.web.said import ADDRESS_ALTERED, NOTHING_LEFT_OUT
from app.web.searches import Search, read_search

LONGEST_NAME: Final = 100
LONGEST_NOTE: Final = 2_000
_ANCHOR: Final = re.compile(r"[A-Za-z]{1,20}[0-9]{0,7}")
_ROW: Final = re.compile(r"[0-9]{1,6}")
_PARTS: Final = {
    EvidencePart.TEXTS: "Both texts",
    EvidencePart.INLINE: "Both texts inline",
    EvidencePart.LEDGER: "The whole ledger",
}
_DECIDED: Final = (ReviewState.CONFIRMED, ReviewState.DENIED, ReviewState.UNSURE)

router = APIRouter(route_class=PageRoute)


@router.get("/reports/{report_id}", openapi_extra=READ)
async def show_report(report_id: str, request: Request) -> Response:
    """The report with its evidence; the waiting page (202) as long as the queue has it."""
    desk = desk_of(request)
    try:
        dossier = await find_dossier(desk, client_of(request), report_id)
    except NoSuchReport:
        return await _show_waiting(report_id, request)
    request.state.label = dossier.current.label
    evidence = await ask(partial(draw_evidence, dossier.current, more=f"{root_of(request)}/reports/{report_id}"))
    shown: dict[str, Any] = {"dossier": dossier, "evidence": evidence, **_links(desk, dossier), **_redaction(dossier)}
    shown |= {"search": read_search(request.query_params), "decided": await _decided(request)}
    return page(
        request,
        "report.html",
        describe=describe,
        quoted=quoted,
        name_of=name_of,
        first_number=_first_number,
        forms=FORMS,
        **shown,
    )


@router.get("/reports/{report_id}/{part}", openapi_extra=READ)
async def show_part(report_id: str, part: str, request: Request) -> Response:
    """A long part of the evidence alone, as the report's page asks for it."""
    desk = desk_of(request)
    dossier = await find_dossier(desk, client_of(request), report_id)
    return await part_page(request, dossier.current, part, f"/reports/{report_id}")


async def part_page(request: Request, report: Report, name: str, path: str) -> Response:
    """The page of one part of the report at `path`; `?from` is the first row of the texts.

    Raises: NoSuchReport, FormUnusable.
    """
    if name not in set(EvidencePart):
        raise NoSuchReport("There is no such page.")
    part = EvidencePart(name)
    first = request.query_params.get("from", "0")
    if not _ROW.fullmatch(first):
        raise FormUnusable(ADDRESS_ALTERED)
    drawn = await ask(
        partial(draw_part, report, part, more=f"{root_of(request)}{path}", first=int(first) if part is EvidencePart.TEXTS else 0)
    )
    return page(request, "part.html", part=drawn, name=_PARTS[part], report=report, there=path)


@router.post("/reports/{report_id}/decisions", openapi_extra=COMPARE)
async def post_decision(report_id: str, request: Request) -> Response:
    """Adds a decision and leads to the next undecided report of the search, or back if there is none or none was wanted."""
    desk, form, client = desk_of(request), form_of(request), client_of(request)
    search = read_search(request.query_params)
    opinion = Opinion(verdict_in(form), form.lines("note", LONGEST_NOTE), signed(request))
    dossier = await find_dossier(desk, client, report_id)
    await decide(desk, client, dossier, opinion)
    following = (
        await transact(desk.database, partial(_following, client, search, dossier)) if form.fields.get("next") == "yes" else None
    )
    if following is None:
        return lead(request, f"/reports/{report_id}?{search.address(decided=report_id)}")
    return lead(request, f"/reports/{following}?{search.address(decided=report_id)}")


@router.post("/reports/{report_id}/exclusions", openapi_extra=COMPARE)
async def post_exclusion(report_id: str, request: Request) -> Response:
    """Leaves something out and leads back to where the reviewer was; what is left out already stays so."""
    desk, form = desk_of(request), form_of(request)
    dossier = await find_dossier(desk, client_of(request), report_id)
    await leave_out(desk, dossier, left_out(form, dossier), reviewer(request))
    return back(request, report_id, _anchor(form))


@router.post("/reports/{report_id}/exclusions/{exclusion_id}/withdraw", openapi_extra=COMPARE)
async def withdraw(report_id: str, exclusion_id: str, request: Request) -> Response:
    """Puts back what was left out."""
    desk, who = desk_of(request), reviewer(request)
    dossier = await find_dossier(desk, client_of(request), report_id)
    if exclusion_id not in {each.id for each in dossier.exclusions}:
        raise NoSuchReport(NOTHING_LEFT_OUT)
    place = dossier.stored.place
    await transact(desk.database, lambda tx: store.exclusions.withdraw(tx, place, exclusion_id, who, desk.now()))
    return back(request, report_id, "recalculate")


async def decide(desk: Desk, client: str, dossier: Dossier, opinion: Opinion) -> None:
    """Writes a decision about one report down.

    Raises: NoDatabase.
    """
    new = NewDecision(client, dossier.stored, opinion, dossier.judged)
    await transact(desk.database, partial(write_decision, desk, new))


def write_decision(desk: Desk, new: NewDecision, tx: Transaction) -> None:
    """Writes a decision down and tells whoever wants to know, in one transaction."""
    now = desk.now()
    store.reviews.decide(tx, new, now)
    announce_decision(tx, new, now)


def _following(client: str, search: Search, dossier: Dossier, tx: Transaction) -> str | None:
    """The next undecided report behind this one."""
    found = store.reports.next_open(tx, client, search.undecided, store.reports.cursor_of(dossier.stored, search.order))
    return found.id if found else None


async def _decided(request: Request) -> StoredReport | None:
    """The report that was decided just now, if the address names one that can be seen."""
    desk, client, place = desk_of(request), client_of(request), ReportPlace.read(request.query_params.get("decided", ""))
    if place is None:
        return None
    found = await transact(desk.database, lambda tx: store.reports.find(tx, client, place))
    return found[0] if found else None


def reviewer(request: Request) -> str:
    """The name that a proxy has proven, or else the one that the reviewer gives, or else the key's.

    Raises: FormUnusable.
    """
    return visitor_of(request).proven or form_of(request).line("name", LONGEST_NAME) or visitor_of(request).name[:LONGEST_NAME]


def signed(request: Request) -> str:
    """The name under a decision: on this machine nobody is known by a key, and a decision is somebody's.

    Raises: FormUnusable.
    """
    if not (form_of(request).line("name", LONGEST_NAME) or visitor_of(request).is_known):
        raise FormUnusable("Give your name: a decision is somebody's.")
    return reviewer(request)


def back(request: Request, report_id: str, anchor: str) -> Response:
    """Leads back to a place on the report's page."""
    return lead(request, f"/reports/{report_id}{read_search(request.query_params).query()}#{anchor}")


def _anchor(form: SentForm) -> str:
    anchor = form.fields.get("at", "")
    return anchor if _ANCHOR.fullmatch(anchor) else "recalculate"


def verdict_in(form: SentForm) -> ReviewState:
    """The verdict that a form gives.

    Raises: FormUnusable.
    """
    chosen = form.fields.get("verdict", "")
    if chosen not in _DECIDED:
        raise FormUnusable("Choose one: confirm, deny or unsure.")
    return ReviewState(chosen)


def _links(desk: Desk, dossier: Dossier) -> Mapping[str, Any]:
    """The links with the state of each, and how long a new one may live."""
    now = desk.now()

    def standing(link: Link) -> str:
        return "withdrawn" if link.withdrawn_at is not None else "open" if link.is_open(now) else "expired"

    return {"links": [(each, standing(each)) for each in dossier.links], "most_days": desk.options.link_days}


def _first_number(entries: Sequence[Any]) -> int:
    return next((number for number, _ in numbered(entries)), 1)


def _redaction(dossier: Dossier) -> Mapping[str, Any]:
    """What a redacted link would leave readable, for whoever is about to make one."""
    return {"readable": most_readable(dossier.current), "around": AROUND}


async def _show_waiting(report_id: str, request: Request) -> Response:
    """What the queue says about a pair without a report.

    Raises: NoSuchReport, ReportGone.
    """
    desk, place = desk_of(request), ReportPlace.read(report_id)
    if place is None:
        raise NoSuchReport()
    batch, error = await transact(desk.database, partial(_standing, place=place))
    if batch is None or batch.client != client_of(request) or place.id_in(batch.kind) != report_id or place.seq >= batch.n_items:
        raise NoSuchReport()
    if error is not None:
        return page(request, "unanswered.html", error=error)
    if not batch.is_live or desk.backlog is None:
        raise ReportGone()
    queue = desk.backlog.queue
    progress = await ask(lambda: queue.progress(batch))
    return page(request, "waiting.html", status=202, progress=progress, headers={"Retry-After": "2"})


def _standing(tx: Transaction, place: ReportPlace) -> tuple[Batch | None, Mapping[str, Any] | None]:
    """The batch, and the error with which the queue answered the pair, if it did."""
    item = store.chunks.find_item(tx, place.batch_id, place.seq)
    is_error = item is not None and item.label is None and item.body is not None
    return store.batches.find(tx, place.batch_id), orjson.loads(item.body or b"") if item and is_error else None
