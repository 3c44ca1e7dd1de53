"""The routes that list a client's jobs and batches, page by page, the newest first."""

import base64
import binascii
import re
import time
from typing import Annotated, Final

import orjson
from fastapi import APIRouter, Query, Request
from fastapi.exceptions import RequestValidationError

from app import store
from app.api.job_schemas import BatchPage, JobPage, batch_standing, job_standing
from app.api.jobs import Queue
from app.errors import UnspunError
from app.jobs import progress_of
from app.pairs import CUSTOM_ID
from app.service import QUEUE, READ, ApiRoute, BadCursor, client_of, problems, transact
from app.store import Batch, Cursor, Transaction

_BATCH_ID: Final = re.compile(r"[a-z]_[0-9a-zA-Z]{1,36}")
Limit = Annotated[int, Query(ge=1, le=100)]
After = Annotated[str | None, Query(description="`next` of the page before", max_length=200)]
Name = Annotated[str | None, Query(description="only those with this name of yours", max_length=200, pattern=CUSTOM_ID)]

router = APIRouter(
    route_class=ApiRoute, responses=problems(*QUEUE, UnspunError, RequestValidationError, BadCursor)
)  # fmt: skip


@router.get("/jobs", openapi_extra=READ, summary="Which jobs are there?")
async def get_jobs(request: Request, backlog: Queue, custom_id: Name = None, limit: Limit = 20, cursor: After = None) -> JobPage:
    """The client's jobs without their reports, the newest first; several may have been sent with the same `custom_id`."""
    after, client = read_cursor(cursor), client_of(request)

    def page(tx: Transaction) -> JobPage:
        found = store.batches.page_of_jobs(tx, client, custom_id, after, limit + 1)
        now = time.time()
        shown = [job_standing(each, progress_of(tx, each.batch, now)) for each in found[:limit]]
        return JobPage(jobs=shown, next=write_cursor(found[limit - 1].batch) if len(found) > limit else None)

    return await transact(backlog.queue.database, page)


@router.get("/batches", openapi_extra=READ, summary="Which batches are there?")
async def get_batches(request: Request, backlog: Queue, limit: Limit = 20, cursor: After = None) -> BatchPage:
    """The client's batches, the newest first."""
    after, client = read_cursor(cursor), client_of(request)

    def page(tx: Transaction) -> BatchPage:
        found = store.batches.page(tx, client, after, limit + 1)
        shown = [batch_standing(each, progress_of(tx, each, time.time())) for each in found[:limit]]
        return BatchPage(batches=shown, next=write_cursor(found[limit - 1]) if len(found) > limit else None)

    return await transact(backlog.queue.database, page)


def write_cursor(batch: Batch) -> str:
    """The cursor of the page behind a batch."""
    return base64.urlsafe_b64encode(orjson.dumps([batch.created_at, batch.id])).decode()


def read_cursor(cursor: str | None) -> Cursor | None:
    """The place that a cursor names; none names the beginning.

    Raises: BadCursor.
    """
    if not cursor:
        return None
    try:
        created_at, batch_id = orjson.loads(base64.urlsafe_b64decode(cursor))
    except (ValueError, TypeError, binascii.Error):
        raise BadCursor() from None
    if not (isinstance(created_at, float) and isinstance(batch_id, str) and _BATCH_ID.fullmatch(batch_id)):
        raise BadCursor()
    return Cursor(created_at, batch_id)
