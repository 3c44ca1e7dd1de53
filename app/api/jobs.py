"""The routes of jobs and batches: work is taken at once and answered later. Each route takes, calls and wraps."""

import base64
import binascii
import hashlib
import re
import time
from collections.abc import AsyncIterator
from typing import Annotated, Any, Final

import orjson
from fastapi import APIRouter, Body, Depends, Header, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import StreamingResponse

from app.api.backlog import Backlog
from app.api.errors import (
    BadCursor,
    BrokenEncoding,
    EmptyBatch,
    NoSuchJob,
    NotReady,
    RequestError,
    TooManyLines,
    WrongEncoding,
    WrongMediaType,
)
from app.api.job_schemas import BatchPage, BatchStanding, Job, batch_standing, job_json, result_line
from app.api.lines import JSON_LINES, UPLOAD, check_media_type, read_lines
from app.api.needs import JOBS, READ
from app.api.problems import JSON_BODY, QUEUE, problems
from app.api.routing import ApiRoute, JsonRoute, Running
from app.comparing import CUSTOM_ID, CompareRequest, PairLine, SideTooLong, check_lengths
from app.errors import UnspunError
from app.jobs import Submission, progress_of
from app.store import Batch, BatchKind, Cursor, NewBatch, NewItem, find_item, list_batches, new_id, results_page
from app.telemetry import SpanKind, current_trace, span

MAX_LINES: Final = 1_000_000  # that any service takes
_PAGE: Final = 100  # results that are held in memory at a time
_EVENT_SECONDS: Final = 0.5
_COMMENT_EVERY: Final = 30  # events' intervals: a line now and then keeps proxies from closing the connection
_NAME: Final = re.compile(CUSTOM_ID)


async def _backlog(request: Request) -> Backlog:
    backlog: Backlog | None = request.app.state.backlog
    if backlog is None:
        raise NotReady("This service has no queue.")
    return backlog


Queue = Annotated[Backlog, Depends(_backlog)]
router = APIRouter(route_class=ApiRoute, responses=problems(*QUEUE, UnspunError))
json_router = APIRouter(route_class=JsonRoute, responses=problems(*JSON_BODY, SideTooLong, *QUEUE, UnspunError))

_OF_LINES: Final = (BrokenEncoding, TooManyLines, WrongMediaType, WrongEncoding, EmptyBatch)
_LOCATION: Final = {"Location": {"description": "where to ask for the answer", "schema": {"type": "string"}}}
_ETAG: Final = {"ETag": {"description": "send it back as `If-None-Match`", "schema": {"type": "string"}}}
_UNCHANGED: Final = {"description": "Nothing has changed since this ETag."}
_TEXT: Final[dict[str, Any]] = {"schema": {"type": "string"}}
ACCEPTED: Final[dict[int | str, dict[str, Any]]] = {
    202: {"model": Job, "description": "Taken into the queue; `Location` says where the answer will be.", "headers": _LOCATION}
}


@json_router.post(
    "/jobs",
    status_code=202,
    response_model=Job,
    responses={202: {"headers": _LOCATION}},
    openapi_extra=JOBS,
    summary="Put one pair into the queue",
)
async def post_job(body: Annotated[PairLine, Body()], request: Request, service: Running, backlog: Queue) -> Response:
    """Takes the pair and answers at once; the report is fetched later from `Location`, or announced by a webhook."""
    check_lengths(body, service.limits.max_characters)
    return await accept(body, request, backlog)


async def accept(body: CompareRequest, request: Request, backlog: Backlog) -> Response:
    """Puts one pair into the queue: 202 with the job."""
    queue = backlog.queue
    item = NewItem(getattr(body, "custom_id", None), body.model_dump_json(exclude_unset=True).encode())
    with span("submit", SpanKind.PRODUCER):
        new = _new_batch(request, BatchKind.JOB)
        batch = await backlog.ask(lambda: queue.submit(new, [item]))
    content = await _job(backlog, batch)
    return Response(content, 202, headers={"Location": f"/jobs/{batch.id}"}, media_type="application/json")


@router.post(
    "/batches",
    status_code=202,
    response_model=BatchStanding,
    responses={202: {"headers": _LOCATION}, **problems(*_OF_LINES)},
    summary="Put many pairs into the queue",
    openapi_extra={
        **JOBS,
        "requestBody": {
            "required": True,
            "description": "JSON Lines, a `PairLine` each, or one uploaded file of them. May be gzipped.",
            "content": {
                JSON_LINES[0]: _TEXT,
                UPLOAD: {"schema": {"type": "object", "required": ["file"], "properties": {"file": {"type": "string"}}}},
            },
        },
    },
)
async def post_batch(request: Request, service: Running, backlog: Queue) -> Response:
    """Takes the lines as they come. A line that cannot be read is an error in the results and stops nothing."""
    check_media_type(request.headers)
    lines = read_lines(request, max_line_bytes=service.limits.max_body_bytes, max_lines=service.limits.max_batch_lines)
    with span("submit", SpanKind.PRODUCER):
        batch = await _take_batch(request, backlog, lines)
    content = (await _standing(backlog, batch)).model_dump_json()
    return Response(content, 202, headers={"Location": f"/batches/{batch.id}"}, media_type="application/json")


@router.get(
    "/jobs/{job_id}",
    response_model=Job,
    responses={200: {"headers": _ETAG}, 304: _UNCHANGED, **problems(NoSuchJob)},
    openapi_extra=READ,
    summary="Where is the job, and what came out?",
)
async def get_job(
    job_id: str, request: Request, backlog: Queue, if_none_match: Annotated[str | None, Header()] = None
) -> Response:
    """The state of a job, and its report or error once there is one."""
    batch = await backlog.find(job_id, _client(request), BatchKind.JOB)
    return _tagged(await _job(backlog, batch), if_none_match)


@router.delete(
    "/jobs/{job_id}",
    response_model=Job,
    responses=problems(NoSuchJob),
    openapi_extra=JOBS,
    summary="Cancel a job, or purge its texts",
)
async def delete_job(job_id: str, request: Request, backlog: Queue) -> Response:
    """A job that waits is cancelled; of one that has ended the report is deleted."""
    batch = await _cancel_or_purge(backlog, await backlog.find(job_id, _client(request), BatchKind.JOB))
    return Response(await _job(backlog, batch), media_type="application/json")


@router.get(
    "/batches", responses=problems(RequestValidationError, BadCursor), openapi_extra=READ, summary="Which batches are there?"
)
async def get_batches(
    request: Request,
    backlog: Queue,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: Annotated[str | None, Query(description="`next` of the page before", max_length=200)] = None,
) -> BatchPage:
    """The client's batches, the newest first."""
    after = _read_cursor(cursor) if cursor else None
    client, database = _client(request), backlog.queue.database

    def page() -> BatchPage:
        with database.transaction() as connection:
            found = list_batches(connection, client, after, limit + 1)
            shown = [batch_standing(each, progress_of(database, connection, each, time.time())) for each in found[:limit]]
        return BatchPage(batches=shown, next=_cursor(found[limit - 1]) if len(found) > limit else None)

    return await backlog.ask(page)


@router.get(
    "/batches/{batch_id}",
    response_model=BatchStanding,
    responses={200: {"headers": _ETAG}, 304: _UNCHANGED, **problems(NoSuchJob)},
    openapi_extra=READ,
    summary="How far is the batch?",
)
async def get_batch(
    batch_id: str, request: Request, backlog: Queue, if_none_match: Annotated[str | None, Header()] = None
) -> Response:
    """State, counts, place in the queue and expected finish."""
    batch = await backlog.find(batch_id, _client(request), BatchKind.BATCH)
    return _tagged((await _standing(backlog, batch)).model_dump_json().encode(), if_none_match)


@router.delete(
    "/batches/{batch_id}",
    response_model=BatchStanding,
    responses=problems(NoSuchJob),
    openapi_extra=JOBS,
    summary="Cancel a batch, or purge its texts",
)
async def delete_batch(batch_id: str, request: Request, backlog: Queue) -> BatchStanding:
    """What waits is cancelled and what is answered stays; of a batch that has ended all reports are deleted."""
    batch = await _cancel_or_purge(backlog, await backlog.find(batch_id, _client(request), BatchKind.BATCH))
    return await _standing(backlog, batch)


@router.get(
    "/batches/{batch_id}/results",
    response_class=StreamingResponse,
    responses={
        200: {"content": {JSON_LINES[0]: _TEXT}, "description": "JSON Lines"},
        **problems(NoSuchJob, RequestValidationError),
    },
    openapi_extra=READ,
    summary="What came out so far?",
)
async def get_results(
    batch_id: str,
    request: Request,
    backlog: Queue,
    after: Annotated[int, Query(ge=0, le=MAX_LINES, description="skip the lines up to this one")] = 0,
) -> Response:
    """One line for each answered pair, in the order of the batch, in any state: `custom_id`, `line`, and `report` or `error`."""
    batch = await backlog.find(batch_id, _client(request), BatchKind.BATCH)
    return StreamingResponse(_results(backlog, batch.id, after), media_type=JSON_LINES[0])


@router.get(
    "/batches/{batch_id}/events",
    response_class=StreamingResponse,
    responses={
        200: {"content": {"text/event-stream": _TEXT}, "description": "Server-Sent Events"},
        204: {"description": "You have seen the last event."},
        **problems(NoSuchJob),
    },
    openapi_extra=READ,
    summary="Tell me how it goes on",
)
async def get_events(
    batch_id: str, request: Request, backlog: Queue, last_event_id: Annotated[str | None, Header()] = None
) -> Response:
    """An event `progress` with the batch's standing at every change and `finished` at the end; `Last-Event-ID` resumes."""
    batch = await backlog.find(batch_id, _client(request), BatchKind.BATCH)
    if not batch.is_live and last_event_id == _event_id(batch):
        return Response(status_code=204)
    return StreamingResponse(_events(backlog, batch, last_event_id), media_type="text/event-stream")


async def _take_batch(request: Request, backlog: Backlog, lines: AsyncIterator[bytes]) -> Batch:
    new = _new_batch(request, BatchKind.BATCH)
    submission = backlog.queue.submission(new)
    await backlog.ask(submission.open)
    try:
        await _fill(backlog, submission, lines)
    except Exception as error:
        # who named the request may send it again and go on; nobody else can ever find the batch
        if isinstance(error, RequestError) or not _is_named(request):
            await _cancel_or_purge(backlog, await backlog.find(new.id, new.client, new.kind))
        raise
    return await backlog.ask(submission.close)


async def _fill(backlog: Backlog, submission: Submission, lines: AsyncIterator[bytes]) -> None:
    async for line in lines:
        if submission.take(NewItem(_custom_id(line), line)):
            await backlog.ask(submission.write)
    if not submission.n_taken:
        raise EmptyBatch()


async def _cancel_or_purge(backlog: Backlog, batch: Batch) -> Batch:
    queue = backlog.queue
    await backlog.ask(lambda: queue.cancel(batch) if batch.is_live else queue.purge(batch))
    return await backlog.find(batch.id, batch.client, batch.kind)


async def _job(backlog: Backlog, batch: Batch) -> bytes:
    database = backlog.queue.database

    def read() -> bytes:
        with database.transaction() as connection:
            progress = progress_of(database, connection, batch, time.time())
            return job_json(batch, progress, find_item(connection, batch.id, 0))

    return await backlog.ask(read)


def _tagged(content: bytes, if_none_match: str | None) -> Response:
    etag = f'"{hashlib.sha256(content).hexdigest()[:24]}"'
    if if_none_match and etag in if_none_match:
        return Response(status_code=304, headers={"ETag": etag})
    return Response(content, headers={"ETag": etag}, media_type="application/json")


async def _standing(backlog: Backlog, batch: Batch) -> BatchStanding:
    queue = backlog.queue
    return batch_standing(batch, await backlog.ask(lambda: queue.progress(batch)))


async def _results(backlog: Backlog, batch_id: str, after: int) -> AsyncIterator[bytes]:
    database, seq = backlog.queue.database, after

    def page() -> tuple[bytes, int]:
        with database.transaction() as connection:
            found = results_page(connection, batch_id, seq, _PAGE)
        return b"".join(map(result_line, found)), found[-1].seq + 1 if len(found) == _PAGE else 0

    while True:
        lines, following = await backlog.ask(page)
        yield lines
        if not following:
            return
        seq = following


async def _events(backlog: Backlog, batch: Batch, seen: str | None) -> AsyncIterator[bytes]:
    n_quiet = 0
    while True:
        name = _event_id(batch)
        if name != seen:
            data = (await _standing(backlog, batch)).model_dump_json()
            kind = "progress" if batch.is_live else "finished"
            yield f"id: {name}\nevent: {kind}\ndata: {data}\n\n".encode()
        elif n_quiet % _COMMENT_EVERY == 0:
            yield b": still here\n\n"
        if not batch.is_live:
            return
        n_quiet = n_quiet + 1 if name == seen else 0
        seen = name
        if await backlog.ends_within(_EVENT_SECONDS):
            return  # the client comes back with its Last-Event-ID, to another process or after the restart
        batch = await backlog.find(batch.id, batch.client, batch.kind)


def _event_id(batch: Batch) -> str:
    return f"{batch.n_answered}-{batch.state}"


def _new_batch(request: Request, kind: BatchKind) -> NewBatch:
    """Made by the same named request it has the same id, so what was begun goes on and nothing is doubled."""
    prefix = kind.value[0]
    request.state.batch = f"{prefix}_{request.state.effect}" if _is_named(request) else new_id(prefix)
    return NewBatch(
        id=request.state.batch,
        client=_client(request),
        kind=kind,
        trace=current_trace() or request.state.trace,
        request_id=request.state.request_id[:60],
    )


def _is_named(request: Request) -> bool:
    return hasattr(request.state, "effect")


def _client(request: Request) -> str:
    return getattr(request.state, "client", "local")


def _custom_id(line: bytes) -> str | None:
    """The sender's name of a line, as far as it can be read; whether the line is right is judged when it is compared."""
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    name = value.get("custom_id") if isinstance(value, dict) else None
    return name if isinstance(name, str) and len(name) <= 200 and _NAME.fullmatch(name) else None


def _cursor(batch: Batch) -> str:
    return base64.urlsafe_b64encode(orjson.dumps([batch.created_at, batch.id])).decode()


def _read_cursor(cursor: str) -> Cursor:
    try:
        created_at, batch_id = orjson.loads(base64.urlsafe_b64decode(cursor))
        return Cursor(float(created_at), str(batch_id))
    except (ValueError, TypeError, binascii.Error):
        raise BadCursor() from None
