"""A stored report over the API, as its page shows it: what was decided, what is left out, links and files."""

from typing import Annotated, Any, Final

import orjson
from fastapi import APIRouter, Body, Path, Request
from starlette.responses import Response

from app import store
from app.errors import Overloaded, UnspunError
from app.plurals import plural
from app.report import report_json
from app.service import (
    COMPARE,
    JSON_BODY,
    QUEUE,
    READ,
    ApiRoute,
    DataRoute,
    JsonDataRoute,
    NoSuchReport,
    ReportGone,
    TookTooLong,
    UnusableReview,
    client_of,
    problems,
    transact,
)
from app.store import ExcludedPlaces, Exclusion, Link, Opinion, ReportPlace, ReviewState, Transaction
from app.views import FORMS, PdfTooCostly, PdfUnavailable
from app.web.annexes import annex_of, reviewed
from app.web.desk import desk_of
from app.web.dossiers import Dossier, find_dossier
from app.web.errors import FormUnusable
from app.web.forms import SentForm
from app.web.frames import machine_time, root_of
from app.web.handing_on import file_of, make_link
from app.web.leaving_out import leave_out, left_out
from app.web.report_schemas import (
    DecisionBody,
    DecisionShown,
    DecisionsShown,
    ExclusionBody,
    ExclusionShown,
    ExclusionsShown,
    LinkBody,
    LinkShown,
    LinksShown,
    ReviewedReport,
)
from app.web.reviewing import LONGEST_NAME, LONGEST_NOTE, decide
from app.web.said import NO_LINK, NOTHING_LEFT_OUT

_NAMES: Final = [f"`{form}`" for form in FORMS]
_ONE: Final = (NoSuchReport, ReportGone, Overloaded, TookTooLong, *QUEUE, UnspunError)

data_router = APIRouter(route_class=DataRoute, responses=problems(*_ONE))
json_router = APIRouter(route_class=JsonDataRoute, responses=problems(*_ONE, *JSON_BODY, UnusableReview))
router = APIRouter(route_class=ApiRoute, responses=problems(NoSuchReport, *QUEUE, UnspunError))


@data_router.get(
    "/reports/{report_id}", response_model=ReviewedReport, openapi_extra=READ, summary="The report as reviewers see it"
)
async def get_report(report_id: str, request: Request) -> Response:
    """The report without what is left out, with its decisions, exclusions and links; `report` is as in `POST /compare`."""
    dossier = await _dossier(request, report_id)
    stored = dossier.stored
    told: dict[str, Any] = {
        "id": stored.id, "page": f"/reports/{stored.id}", "title": stored.title, "state": stored.state,
        "assignee": stored.assignee, "created_at": machine_time(stored.created_at),
        "decisions": [DecisionShown.of(each).model_dump() for each in dossier.decisions],
        "exclusions": [ExclusionShown.of(each).model_dump() for each in dossier.exclusions],
        "links": [LinkShown.of(each).model_dump() for each in dossier.links],
        "report": orjson.Fragment(report_json(dossier.current)),
    }  # fmt: skip
    return Response(orjson.dumps(told), media_type="application/json")


@data_router.get(
    "/reports/{report_id}/export/{form}",
    response_class=Response,
    responses={
        200: {"content": {each.media_type.partition(";")[0]: {} for each in FORMS.values()}, "description": "The file."},
        **problems(UnusableReview),
    },
    openapi_extra=READ,
    summary="The report as a file",
    description=f"A file of this form, with what reviewers added: {', '.join(_NAMES[:-1])} or {_NAMES[-1]}.",
)
async def get_file(
    report_id: str, form: Annotated[str, Path(json_schema_extra={"enum": list(FORMS)})], request: Request
) -> Response:
    """A file of this form, with what reviewers added."""
    dossier = await _dossier(request, report_id)
    link = str(request.url.replace(path=f"{root_of(request)}/reports/{report_id}", query=""))
    try:
        return await file_of(desk_of(request), form, reviewed(dossier), annex_of(dossier, link), f"unspun-{report_id}")
    except (PdfTooCostly, PdfUnavailable) as error:
        raise UnusableReview(str(error)) from None


@router.get("/reports/{report_id}/decisions", openapi_extra=READ, summary="What was decided about the report?")
async def get_decisions(report_id: str, request: Request) -> DecisionsShown:
    """Every decision, the newest first. They outlive the report's texts."""
    place, desk, client = _place(report_id), desk_of(request), client_of(request)
    found = await transact(desk.database, lambda tx: store.reviews.about(tx, client, place))
    if not found:
        await transact(desk.database, lambda tx: _owned(tx, client, report_id))
    return DecisionsShown(decisions=[DecisionShown.of(each) for each in found])


@json_router.post("/reports/{report_id}/decisions", status_code=201, openapi_extra=COMPARE, summary="Decide about the report")
async def post_decision(report_id: str, body: Annotated[DecisionBody, Body()], request: Request) -> DecisionShown:
    """Writes a decision down; whoever wants to know is told by the webhook `report.decided`."""
    desk, dossier = desk_of(request), await _dossier(request, report_id)
    said = SentForm({"name": body.name, "note": body.note}, {})
    try:
        opinion = Opinion(ReviewState(body.verdict), said.lines("note", LONGEST_NOTE), said.line("name", LONGEST_NAME))
    except FormUnusable as error:
        raise UnusableReview(str(error), pointer="#") from None
    await decide(desk, client_of(request), dossier, opinion)
    return (await get_decisions(report_id, request)).decisions[0]


@router.get("/reports/{report_id}/exclusions", openapi_extra=READ, summary="What is left out of the report?")
async def get_exclusions(report_id: str, request: Request) -> ExclusionsShown:
    """Everything that was ever left out, the oldest first, also what was put back."""
    return ExclusionsShown(exclusions=[ExclusionShown.of(each) for each in await _exclusions(request, report_id)])


@json_router.post("/reports/{report_id}/exclusions", status_code=201, openapi_extra=COMPARE, summary="Leave something out")
async def post_exclusion(report_id: str, body: Annotated[ExclusionBody, Body()], request: Request) -> ExclusionShown:
    """Leaves something out: the report is compared again without it each time that it is asked for."""
    desk, dossier = desk_of(request), await _dossier(request, report_id)
    what = _read(body, dossier)
    try:
        await leave_out(desk, dossier, what, body.name)
    except FormUnusable as error:
        raise UnusableReview(str(error)) from None
    found = await _exclusions(request, report_id)
    return ExclusionShown.of(next(each for each in reversed(found) if each.is_active and each.what == what))


@router.delete(
    "/reports/{report_id}/exclusions/{exclusion_id}", status_code=204, openapi_extra=COMPARE, summary="Put something back"
)
async def delete_exclusion(report_id: str, exclusion_id: str, request: Request) -> Response:
    """What was left out counts again; it stays in the list with the time."""
    desk, place = desk_of(request), _place(report_id)
    if exclusion_id not in {each.id for each in await _exclusions(request, report_id)}:
        raise NoSuchReport(NOTHING_LEFT_OUT)
    await transact(desk.database, lambda tx: store.exclusions.withdraw(tx, place, exclusion_id, "", desk.now()))
    return Response(status_code=204)


@router.get("/reports/{report_id}/links", openapi_extra=READ, summary="Which links open the report?")
async def get_links(report_id: str, request: Request) -> LinksShown:
    """The links, the newest first, also those that are withdrawn or over."""
    return LinksShown(links=[LinkShown.of(each) for each in await _links(request, report_id)])


@json_router.post("/reports/{report_id}/links", status_code=201, openapi_extra=COMPARE, summary="Make a link to the report")
async def post_link(report_id: str, body: Annotated[LinkBody, Body()], request: Request) -> LinkShown:
    """Makes a signed link that opens this report without a key until it expires or is withdrawn."""
    desk, dossier = desk_of(request), await _dossier(request, report_id)
    if body.days > desk.options.link_days:
        raise UnusableReview(f"A link lives for at most {plural(desk.options.link_days, 'day')}.", pointer="#/days")
    return LinkShown.of(await make_link(desk, dossier, body.days, is_redacted=body.redacted, who=body.name))


@router.delete("/reports/{report_id}/links/{link_id}", status_code=204, openapi_extra=COMPARE, summary="Withdraw a link")
async def delete_link(report_id: str, link_id: str, request: Request) -> Response:
    """Closes a link for good."""
    desk, place = desk_of(request), _place(report_id)
    if link_id not in {each.id for each in await _links(request, report_id)}:
        raise NoSuchReport(NO_LINK)
    await transact(desk.database, lambda tx: store.links.withdraw(tx, place, link_id, desk.now()))
    return Response(status_code=204)


async def _dossier(request: Request, report_id: str) -> Dossier:
    """Raises: NoSuchReport, ReportGone, NoDatabase, NotReady, Overloaded, TookTooLong."""
    return await find_dossier(desk_of(request), client_of(request), report_id)


def _read(body: ExclusionBody, dossier: Dossier) -> ExcludedPlaces:
    """What is to be left out, read as the page's form is read.

    Raises: UnusableReview.
    """
    numbers = {name: getattr(body, name) for name in ("start", "end")} | {body.kind.value: body.number}
    fields = {name: str(value) for name, value in numbers.items() if value is not None}
    fields |= {"action": body.kind.value, "side": body.side or "", "basis": dossier.basis}
    try:
        return left_out(SentForm(fields, {}), dossier)
    except FormUnusable as error:
        raise UnusableReview(str(error), pointer="#") from None


async def _exclusions(request: Request, report_id: str) -> tuple[Exclusion, ...]:
    """Raises: NoSuchReport, NoDatabase."""
    client = client_of(request)
    return await transact(desk_of(request).database, lambda tx: store.exclusions.of_report(tx, _owned(tx, client, report_id)))


async def _links(request: Request, report_id: str) -> tuple[Link, ...]:
    """Raises: NoSuchReport, NoDatabase."""
    client = client_of(request)
    return await transact(desk_of(request).database, lambda tx: store.links.to_report(tx, _owned(tx, client, report_id)))


def _owned(tx: Transaction, client: str, report_id: str) -> ReportPlace:
    """Where the client's report is, whether its texts are kept or not.

    Raises: NoSuchReport.
    """
    place = _place(report_id)
    found = store.reports.find(tx, client, place)
    if found is None or found[0].id != report_id:
        raise NoSuchReport()
    return place


def _place(report_id: str) -> ReportPlace:
    """Raises: NoSuchReport."""
    place = ReportPlace.read(report_id)
    if place is None:
        raise NoSuchReport()
    return place
