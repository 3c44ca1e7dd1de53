"""The submit page: a draft comes in, a stored report comes out, and the visitor is led to it."""

from functools import partial
from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from app import store
from app.errors import InputError, UnreadableInput, UnspunError
from app.pairs import CompareRequest, SideError
from app.report import Report
from app.service import COMPARE, TookTooLong, ask, transact
from app.sources import ENDINGS, Article, read_upload_outside
from app.store import BatchKind, NewBatch, NewItem, ReportPlace, ReportSearch, StoredReport, Transaction, new_id
from app.telemetry import current_trace
from app.web.desk import Desk, desk_of
from app.web.dossiers import find_dossier
from app.web.drafts import Draft, item_of, read_draft, read_sides, side_of
from app.web.failures import status_of
from app.web.forms import Upload
from app.web.frames import lead, page
from app.web.routing import MAX_FILE_BYTES, PageRoute, UploadRoute, client_of, form_of
from app.web.samples import sample_pair

_PICKABLE: Final = 30  # earlier references to choose from

router = APIRouter(route_class=PageRoute)
uploads = APIRouter(route_class=UploadRoute)


@router.get("/", openapi_extra=COMPARE)
async def show_submit(request: Request) -> Response:
    """An empty form, or with `?sample` our own pair in it."""
    draft = Draft(texts=sample_pair()) if "sample" in request.query_params else Draft()
    return await _form(request, draft)


@router.get("/submit", openapi_extra=COMPARE)
async def show_start(request: Request) -> Response:
    """Leads to the form: where a form that came back stands in the address bar, its address is asked for again."""
    return lead(request, "/")


@uploads.post("/submit", openapi_extra=COMPARE)
async def submit(request: Request) -> Response:
    """Compares and leads to the report; what cannot be compared comes back with what was typed."""
    desk, client = desk_of(request), client_of(request)
    draft = read_draft(form_of(request))
    try:
        stored = await _picked(desk, client, draft.picked)
        files = {side: await _read_file(desk, upload, draft.items.get(side, "")) for side, upload in draft.uploads.items()}
        draft, pair = await ask(partial(read_sides, draft, files, stored, desk.service.limits.max_characters))
        if pair is None:
            return await _form(request, draft, status=422)
        place = await _compare(request, draft, pair)
    except SideError as error:
        return await _form(request, draft.blaming(side_of(error), str(error)), status=422)
    except UnspunError as error:
        return await _form(request, draft, status=status_of(error), failure=str(error))
    return lead(request, f"/reports/{place.batch_id}")


async def _read_file(desk: Desk, upload: Upload, item: str) -> Article | InputError:
    """The article of a file, or why there is none; a hostile one costs only the process that reads it.

    Raises: NotReady, Overloaded.
    """
    try:
        most, wanted = desk.service.limits.max_characters, item_of(item)
        return await desk.service.run_outside(read_upload_outside, upload.name, upload.content, max_characters=most, item=wanted)
    except InputError as error:
        return error
    except TookTooLong:
        return UnreadableInput("The file takes too long, or too much memory, to read.")


async def _compare(request: Request, draft: Draft, pair: CompareRequest) -> ReportPlace:
    """Where the report is, or will be: a long pair goes into the queue.

    Raises: SideError, NotReady, Overloaded, TookTooLong, NoDatabase.
    """
    desk = desk_of(request)
    new = _new_batch(request)
    if desk.backlog is not None and pair.n_characters > desk.service.limits.async_above_characters:
        queue, line = desk.backlog.queue, pair.model_dump_json(exclude_unset=True).encode()
        await ask(lambda: queue.submit(new, [NewItem(None, line)]))
    else:
        answer = await desk.service.compare(pair)
        request.state.label = answer[0]
        await transact(desk.database, lambda tx: store.reports.add(tx, new, answer, desk.now()))
    place = ReportPlace(new.id)
    if draft.title:
        await transact(desk.database, lambda tx: store.reviews.name(tx, place, draft.title, desk.now()))
    return place


def _new_batch(request: Request) -> NewBatch:
    request.state.batch = new_id("p")
    return NewBatch(
        id=request.state.batch,
        client=client_of(request),
        kind=BatchKind.PAGE,
        trace=current_trace() or request.state.trace,
        request_id=request.state.request_id[:60],
    )


async def _picked(desk: Desk, client: str, report_id: str) -> Report | None:
    """The report whose reference was picked, if one was.

    Raises: NoSuchReport, ReportGone.
    """
    return (await find_dossier(desk, client, report_id)).original if report_id else None


async def _form(request: Request, draft: Draft, *, status: int = 200, failure: str = "") -> Response:
    desk = desk_of(request)
    limits = desk.service.limits
    try:
        pickable = await transact(desk.database, partial(_pickable, client_of(request)))
    except UnspunError:
        pickable = ()  # the page can do without
    return page(
        request, "submit.html", status=status, draft=draft, failure=failure, pickable=pickable, endings=ENDINGS,
        max_characters=limits.max_characters, max_file_bytes=MAX_FILE_BYTES,
    )  # fmt: skip


def _pickable(client: str, tx: Transaction) -> tuple[StoredReport, ...]:
    found = store.reports.page(tx, client, ReportSearch(), None, _PICKABLE)
    return tuple(each for each in found if each.is_here)
