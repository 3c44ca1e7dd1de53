"""The routes of jobs and batches: work is taken at once and answered later. Each route takes, calls and wraps."""

import hashlib
import time
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from typing import Annotated, Any, Final

from fastapi import APIRouter, Body, Depends, Header, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import StreamingResponse
from fastapi.sse import EventSourceResponse, format_sse_event

from app import store
from app.api.job_schemas import BatchStanding, Job, batch_standing, job_json, result_line
from app.api.lines import STREAMED_LINES, TEXT, BatchBounds, file_of_lines, read_lines, takes_lines
from app.api.watching import Watchers, name_of
from app.errors import UnspunError
from app.jobs import Submission, progress_of
from app.pairs import CompareRequest, PairLine, SenderNames, SideTooLong, check_lengths
from app.service import (
    JOBS,
    JSON_BODY,
    QUEUE,
    READ,
    ApiRoute,
    Backlog,
    BatchTooLong,
    BrokenEncoding,
    EmptyBatch,
    JsonRoute,
    NoSuchJob,
    NotReady,
    RequestError,
    Running,
    TooManyLines,
    TooManyStreams,
    WrongEncoding,
    WrongMediaType,
    ask,
    client_of,
    problems,
    transact,
)
from app.store import Batch, BatchKind, NewBatch, NewItem, Result, Transaction, new_id
from app.telemetry import SpanKind, current_trace, span

MAX_LINES: Final = 1_000_000  # that any service takes
_PAGE: Final = 100  # results that are held in memory at a time


async def _backlog(request: Request) -> Backlog:
    backlog: Backlog | None = request.app.state.backlog
    if backlog is None:
        raise NotReady("This service has no queue.")
    return backlog


Queue = Annotated[Backlog, Depends(_backlog)]
router = APIRouter(route_class=ApiRoute, responses=problems(*QUEUE, UnspunError))
json_router = APIRouter(route_class=JsonRoute, responses=problems(*JSON_BODY, SideTooLong, *QUEUE, UnspunError))

OF_LINES: Final = (BrokenEncoding, TooManyLines, BatchTooLong, WrongMediaType, WrongEncoding, EmptyBatch)
LOCATION: Final = {"Location": {"description": "where to ask for the answer", "schema": {"type": "string"}}}
ETAG: Final = {"ETag": {"description": "send it back as `If-None-Match`", "schema": {"type": "string"}}}
UNCHANGED: Final = {"description": "Nothing has changed since this ETag."}
ACCEPTED: Final[dict[int | str, dict[str, Any]]] = {
    202: {"model": Job, "description": "Taken into the queue; `Location` says where the answer will be.", "headers": LOCATION}
}


@json_router.post(
    "/jobs",
    status_code=202,
    response_model=Job,
    responses={202: {"headers": LOCATION}},
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
        new = new_batch(request, BatchKind.JOB)
        batch = await ask(lambda: queue.submit(new, [item]))
    return taken(await _job(backlog, batch), f"/jobs/{batch.id}")


def taken(content: bytes | str, at: str) -> Response:
    """202 with JSON: the work is in the queue, and `at` is where to ask for it."""
    return Response(content, 202, headers={"Location": at}, media_type="application/json")


@router.post(
    "/batches",
    status_code=202,
    response_model=BatchStanding,
    responses={202: {"headers": LOCATION}, **problems(*OF_LINES)},
    summary="Put many pairs into the queue",
    openapi_extra=JOBS | takes_lines("JSON Lines, a `PairLine` each, or one uploaded file of them. May be gzipped."),
)
async def post_batch(request: Request, service: Running, backlog: Queue) -> Response:
    """Takes the lines as they come. A line that cannot be read is an error in the results and stops nothing."""
    lines = read_lines(request, BatchBounds.of(service.limits))
    with span("submit", SpanKind.PRODUCER):
        names = SenderNames()
        new = new_batch(request, BatchKind.BATCH)
        batch = await take_lines(request, backlog, new, lines, lambda line: NewItem(*names.take(line)))
    return taken((await standing_of(backlog, batch)).model_dump_json(), f"/batches/{batch.id}")


@router.get(
    "/jobs/{job_id}",
    response_model=Job,
    responses={200: {"headers": ETAG}, 304: UNCHANGED, **problems(NoSuchJob)},
    openapi_extra=READ,
    summary="Where is the job, and what came out?",
)
async def get_job(
    job_id: str, request: Request, backlog: Queue, if_none_match: Annotated[str | None, Header()] = None
) -> Response:
    """The state of a job, and its report or error once there is one."""
    batch = await backlog.find(job_id, client_of(request), BatchKind.JOB)
    return tagged(await _job(backlog, batch), if_none_match)


@router.delete(
    "/jobs/{job_id}",
    response_model=Job,
    responses=problems(NoSuchJob),
    openapi_extra=JOBS,
    summary="Cancel a job, or purge its texts",
)
async def delete_job(job_id: str, request: Request, backlog: Queue) -> Response:
    """A job that waits is cancelled; of one that has ended the report is deleted."""
    batch = await cancel_or_purge(backlog, await backlog.find(job_id, client_of(request), BatchKind.JOB))
    return Response(await _job(backlog, batch), media_type="application/json")


@router.get(
    "/batches/{batch_id}",
    response_model=BatchStanding,
    responses={200: {"headers": ETAG}, 304: UNCHANGED, **problems(NoSuchJob)},
    openapi_extra=READ,
    summary="How far is the batch?",
)
async def get_batch(
    batch_id: str, request: Request, backlog: Queue, if_none_match: Annotated[str | None, Header()] = None
) -> Response:
    """State, counts, place in the queue and expected finish."""
    batch = await backlog.find(batch_id, client_of(request), BatchKind.BATCH)
    return tagged((await standing_of(backlog, batch)).model_dump_json().encode(), if_none_match)


@router.delete(
    "/batches/{batch_id}",
    response_model=BatchStanding,
    responses=problems(NoSuchJob),
    openapi_extra=JOBS,
    summary="Cancel a batch, or purge its texts",
)
async def delete_batch(batch_id: str, request: Request, backlog: Queue) -> BatchStanding:
    """What waits is cancelled and what is answered stays; of a batch that has ended all reports are deleted."""
    batch = await cancel_or_purge(backlog, await backlog.find(batch_id, client_of(request), BatchKind.BATCH))
    return await standing_of(backlog, batch)


@router.get(
    "/batches/{batch_id}/results",
    response_class=StreamingResponse,
    responses={
        200: STREAMED_LINES,
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
    batch = await backlog.find(batch_id, client_of(request), BatchKind.BATCH)
    return file_of_lines(batch.id, result_lines(backlog, batch.id, after))


@router.get(
    "/batches/{batch_id}/events",
    response_class=StreamingResponse,
    responses={
        200: {"content": {"text/event-stream": TEXT}, "description": "Server-Sent Events"},
        204: {"description": "You have seen the last event."},
        **problems(NoSuchJob, *QUEUE, TooManyStreams),
    },
    openapi_extra=READ,
    summary="Tell me how it goes on",
)
async def get_events(
    batch_id: str, request: Request, backlog: Queue, last_event_id: Annotated[str | None, Header()] = None
) -> Response:
    """An event `progress` with the batch's standing at every change and `finished` at the end; `Last-Event-ID` resumes."""
    batch = await backlog.find(batch_id, client_of(request), BatchKind.BATCH)
    if not batch.is_live and last_event_id == name_of(batch):
        return Response(status_code=204)
    watchers: Watchers = request.app.state.watchers
    watchers.make_room()
    return EventSourceResponse(_events(watchers, batch, last_event_id), headers={"X-Accel-Buffering": "no"})


async def take_lines(
    request: Request, backlog: Backlog, new: NewBatch, lines: AsyncIterator[bytes], make: Callable[[bytes], NewItem]
) -> Batch:
    """Fills a batch with what `make` makes of each line.

    Raises: RequestError, when the lines cannot be read to their end.
    """
    submission = backlog.queue.submission(new)
    await ask(submission.open)
    try:
        await _fill(backlog, submission, lines, make)
    except Exception as error:
        # who named the request may send it again and go on; nobody else can ever find the batch
        if isinstance(error, RequestError) or not _is_named(request):
            await cancel_or_purge(backlog, await backlog.find(new.id, new.client, new.kind))
        raise
    return await ask(submission.close)


async def _fill(backlog: Backlog, submission: Submission, lines: AsyncIterator[bytes], make: Callable[[bytes], NewItem]) -> None:
    async for line in lines:
        if submission.take(make(line)):
            await ask(submission.write)
    if not submission.n_taken:
        raise EmptyBatch()


async def cancel_or_purge(backlog: Backlog, batch: Batch) -> Batch:
    """The batch after what waits was cancelled, or of one that has ended the texts were deleted."""
    queue = backlog.queue
    await ask(lambda: queue.cancel(batch) if batch.is_live else queue.purge(batch))
    return await backlog.find(batch.id, batch.client, batch.kind)


async def _job(backlog: Backlog, batch: Batch) -> bytes:
    def read(tx: Transaction) -> bytes:
        progress = progress_of(tx, batch, time.time())
        return job_json(batch, progress, store.chunks.find_item(tx, batch.id, 0))

    return await transact(backlog.queue.database, read)


def tagged(content: bytes, if_none_match: str | None) -> Response:
    """The answer with its ETag, or 304 where that is known already."""
    etag = f'"{hashlib.sha256(content).hexdigest()[:24]}"'
    if if_none_match and (etag in if_none_match or if_none_match.strip() == "*"):
        return Response(status_code=304, headers={"ETag": etag})
    return Response(content, headers={"ETag": etag}, media_type="application/json")


async def standing_of(backlog: Backlog, batch: Batch) -> BatchStanding:
    """The batch as it is shown."""
    queue = backlog.queue
    return batch_standing(batch, await ask(lambda: queue.progress(batch)))


async def result_lines(
    backlog: Backlog,
    batch_id: str,
    after: int,
    told: Callable[[Transaction, Result], bytes] | None = None,
) -> AsyncIterator[bytes]:
    """The results behind line `after`, each as `told` has it, or as a report's line."""
    database, seq = backlog.queue.database, after
    tell = told or (lambda _, found: result_line(batch_id, found))

    def page(tx: Transaction) -> tuple[bytes, int]:
        found = store.chunks.results_page(tx, batch_id, seq, _PAGE)
        lines = b"".join(tell(tx, each) for each in found)
        return lines, found[-1].seq + 1 if len(found) == _PAGE else 0

    while True:
        lines, following = await transact(database, page)
        yield lines
        if not following:
            return
        seq = following


async def _events(watchers: Watchers, batch: Batch, seen: str | None) -> AsyncIterator[bytes]:
    async with aclosing(watchers.follow(batch, seen)) as following:
        async for news in following:
            if news is None:
                yield format_sse_event(comment="still here")
            else:
                kind = "finished" if news.is_last else "progress"
                yield format_sse_event(id=news.name, event=kind, data_str=news.standing)


def new_batch(request: Request, kind: BatchKind, **options: str) -> NewBatch:
    """Made by the same named request it has the same id, so what was begun goes on and nothing is doubled."""
    prefix = kind.value[0]
    request.state.batch = f"{prefix}_{request.state.effect}" if _is_named(request) else new_id(prefix)
    return NewBatch(
        id=request.state.batch,
        client=client_of(request),
        kind=kind,
        trace=current_trace() or request.state.trace,
        request_id=request.state.request_id[:60],
        options=options,
    )


def _is_named(request: Request) -> bool:
    return hasattr(request.state, "effect")
