"""The routes of screenings: a suspect, or many, against libraries. Each takes, calls and wraps."""

import re
from typing import Annotated, Any, Final

import orjson
from fastapi import APIRouter, Header, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import StreamingResponse
from pydantic import ValidationError

from app import store
from app.api.jobs import LOCATION, OF_LINES, Queue, cancel_or_purge, new_batch, result_lines, take_lines, taken
from app.api.library_schemas import LinesStanding, line_of, lines_standing
from app.api.lines import JSON_LINES, STREAMED_LINES, UPLOAD, BatchBounds, file_of_lines, read_lines, takes_lines
from app.errors import Overloaded, UnspunError
from app.library import Errand, LibraryPlace, ScreeningAnswer, ScreenLine, screen_suspect, without_withdrawn
from app.pairs import SenderNames, SideTooLong, UnusableSide
from app.service import (
    JSON_BODY,
    QUEUE,
    SCREEN,
    ApiRoute,
    Backlog,
    MediaType,
    NoSuchJob,
    Running,
    TookTooLong,
    ask,
    client_of,
    problems,
    read_json,
)
from app.store import Batch, BatchKind, NewItem, NoSuchLibrary, Result, Transaction
from app.telemetry import SpanKind, span

_ONE_SUSPECT: Final = {"application/json": {"schema": {"$ref": "#/components/schemas/ScreenLine"}}}
_RESPOND_ASYNC: Final = re.compile(r"(^|[,;\s])respond-async($|[,;\s])", re.IGNORECASE)

router = APIRouter(prefix="/screenings", route_class=ApiRoute, responses=problems(*QUEUE, UnspunError))


@router.post(
    "",
    response_model=ScreeningAnswer,
    responses={
        202: {"model": LinesStanding, "description": "Taken into the queue.", "headers": LOCATION},
        **problems(*JSON_BODY, NoSuchLibrary, SideTooLong, UnusableSide, Overloaded, TookTooLong, *OF_LINES),
    },
    summary="Find the sources of a suspect in libraries",
    openapi_extra=SCREEN | takes_lines("One suspect, or JSON Lines of many. May be gzipped.", _ONE_SUSPECT),
)
async def post_screening(
    request: Request,
    service: Running,
    backlog: Queue,
    prefer: Annotated[str, Header(description="`respond-async` asks for a place in the queue instead of the answer")] = "",
) -> Response:
    """Candidates with scores, a report for each that was compared, and which passage comes from where.

    JSON Lines of many suspects, or one sent with `Prefer: respond-async`, go through the queue: 202 with a `Location`.
    """
    if MediaType.of(request.headers).name in (*JSON_LINES, UPLOAD):
        return await _take(request, service, backlog)
    wanted = _validated(await read_json(request, service.limits.max_body_bytes))
    if _RESPOND_ASYNC.search(prefer):
        return await _take_one(request, backlog, wanted)
    place = LibraryPlace.of(backlog.queue.database, client_of(request))
    most = service.limits.max_characters
    request.state.label, answer = await service.run_outside(screen_suspect, place, most, wanted)
    return Response(answer, media_type="application/json")


@router.get("/{screening_id}", responses=problems(NoSuchJob), openapi_extra=SCREEN, summary="How far is the screening?")
async def get_screening(screening_id: str, request: Request, backlog: Queue) -> LinesStanding:
    """State, counts and place in the queue."""
    return await _standing_of(backlog, await backlog.find(screening_id, client_of(request), BatchKind.SCREENING))


@router.get(
    "/{screening_id}/results",
    response_class=StreamingResponse,
    responses={200: STREAMED_LINES, **problems(NoSuchJob)},
    openapi_extra=SCREEN,
    summary="What was found so far?",
)
async def get_screening_results(screening_id: str, request: Request, backlog: Queue) -> Response:
    """One line for each suspect that was screened: `custom_id`, `line`, and `screening` or `error`.

    Of an article that was removed since then the screening says that it was withdrawn.
    """
    batch = await backlog.find(screening_id, client_of(request), BatchKind.SCREENING)
    return file_of_lines(batch.id, result_lines(backlog, batch.id, 0, _told))


@router.delete("/{screening_id}", responses=problems(NoSuchJob), openapi_extra=SCREEN, summary="Cancel it, or purge its texts")
async def delete_screening(screening_id: str, request: Request, backlog: Queue) -> LinesStanding:
    """What waits is cancelled; of a screening that has ended all answers are deleted."""
    batch = await backlog.find(screening_id, client_of(request), BatchKind.SCREENING)
    return await _standing_of(backlog, await cancel_or_purge(backlog, batch))


def _validated(value: Any) -> ScreenLine:
    """Raises: RequestValidationError."""
    try:
        return ScreenLine.model_validate(value)
    except ValidationError as error:
        raise RequestValidationError(error.errors(include_url=False, include_context=False, include_input=False)) from None


async def _take(request: Request, service: Running, backlog: Backlog) -> Response:
    lines = read_lines(request, BatchBounds.of(service.limits))
    errand, names = Errand("screen", client_of(request)), SenderNames()

    def make(line: bytes) -> NewItem:
        name, kept = names.take(line)
        return NewItem(name, errand.with_line(kept))

    with span("submit", SpanKind.PRODUCER):
        batch = await take_lines(request, backlog, new_batch(request, BatchKind.SCREENING), lines, make)
    return await _accepted(backlog, batch)


async def _take_one(request: Request, backlog: Backlog, wanted: ScreenLine) -> Response:
    queue, new = backlog.queue, new_batch(request, BatchKind.SCREENING)
    line = Errand("screen", new.client).with_line(wanted.model_dump_json(exclude_unset=True).encode())
    with span("submit", SpanKind.PRODUCER):
        batch = await ask(lambda: queue.submit(new, [NewItem(wanted.custom_id, line)]))
    return await _accepted(backlog, batch)


async def _accepted(backlog: Backlog, batch: Batch) -> Response:
    return taken((await _standing_of(backlog, batch)).model_dump_json(), f"/screenings/{batch.id}")


async def _standing_of(backlog: Backlog, batch: Batch) -> LinesStanding:
    progress = await ask(lambda: backlog.queue.progress(batch))
    return lines_standing(batch, progress, f"/screenings/{batch.id}")


def _told(tx: Transaction, result: Result) -> bytes:
    body = result.body
    if body is not None and result.label is not None:
        body = without_withdrawn(body, lambda numbers: store.articles.numbers_there(tx, numbers))
    return line_of(result, "screening", None if body is None else orjson.Fragment(body))
