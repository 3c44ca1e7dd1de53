"""The routes of libraries and their articles. Each takes, calls and wraps."""

import base64
import binascii
import time
from collections.abc import AsyncIterator, Callable
from typing import Annotated, Final, TypeVar

import orjson
from fastapi import APIRouter, Body, Depends, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import StreamingResponse

from app import store
from app.api.jobs import LOCATION, OF_LINES, Queue, new_batch, result_lines, take_lines, taken
from app.api.library_schemas import (
    ArticlePage,
    FailureList,
    FailureShown,
    LibraryList,
    LibraryShown,
    LinesStanding,
    NewLibraryBody,
    PutAnswer,
    library_shown,
    line_of,
    lines_standing,
)
from app.api.lines import STREAMED_LINES, BatchBounds, file_of_lines, read_lines, takes_lines
from app.errors import Overloaded, UnspunError
from app.library import (
    ArticleBody,
    ArticleShown,
    Errand,
    ExternalId,
    ImportOptions,
    LibraryPlace,
    Shelf,
    article_shown,
    put_article,
    write_time,
)
from app.pairs import SideTooLong, UnusableSide
from app.service import (
    JSON_BODY,
    LIBRARY_READ,
    LIBRARY_WRITE,
    QUEUE,
    ApiRoute,
    Backlog,
    BadCursor,
    JsonRoute,
    NoSuchArticle,
    NoSuchJob,
    PathTooLong,
    Running,
    TookTooLong,
    ask,
    client_of,
    problems,
    transact,
)
from app.store import Batch, BatchKind, Library, LibraryNameTaken, NewItem, NewLibrary, NoSuchLibrary, Result, Transaction
from app.telemetry import SpanKind, span

_FAILURES: Final = 1_000

T = TypeVar("T")
Question = Callable[[Transaction, Library], T]


async def _place(request: Request, backlog: Queue) -> LibraryPlace:
    return LibraryPlace.of(backlog.queue.database, client_of(request))


Placed = Annotated[LibraryPlace, Depends(_place)]

router = APIRouter(
    prefix="/libraries", route_class=ApiRoute, responses=problems(RequestValidationError, NoSuchLibrary, *QUEUE, UnspunError)
)
json_router = APIRouter(prefix="/libraries", route_class=JsonRoute, responses=problems(*JSON_BODY, *QUEUE, UnspunError))
list_router = APIRouter(route_class=ApiRoute, responses=problems(*QUEUE, UnspunError))


@json_router.post(
    "",
    status_code=201,
    responses={201: {"headers": LOCATION}, **problems(LibraryNameTaken)},
    openapi_extra=LIBRARY_WRITE,
    summary="Make a library",
)
async def post_library(
    body: Annotated[NewLibraryBody, Body()], request: Request, backlog: Queue, response: Response
) -> LibraryShown:
    """An empty library of the client."""
    new = NewLibrary(client_of(request), body.name, body.shares_scores)

    def make(tx: Transaction) -> Library:
        return store.libraries.create(tx, new, time.time())

    response.headers["Location"] = f"/libraries/{body.name}"
    return library_shown(await transact(backlog.queue.database, make))


@list_router.get("/libraries", openapi_extra=LIBRARY_READ, summary="Which libraries are there?")
async def get_libraries(request: Request, backlog: Queue) -> LibraryList:
    """The client's libraries by name, with their counts."""
    client = client_of(request)

    def read(tx: Transaction) -> LibraryList:
        return LibraryList(libraries=[library_shown(each) for each in store.libraries.of_client(tx, client)])

    return await transact(backlog.queue.database, read)


@router.get("/{library}", openapi_extra=LIBRARY_READ, summary="How large is the library?")
async def get_library(library: str, request: Request, backlog: Queue) -> LibraryShown:
    """One library with its counts."""
    return await _asked(request, backlog, library, lambda _, found: library_shown(found))


@router.delete("/{library}", status_code=204, openapi_extra=LIBRARY_WRITE, summary="Delete a library with all its articles")
async def delete_library(library: str, request: Request, backlog: Queue) -> None:
    """Deletes texts and features portion by portion; sent again after a break it goes on."""
    shelf = await _shelf(request, backlog, library)
    await ask(lambda: sum(shelf.empty(time.time())))


@router.get("/{library}/failures", openapi_extra=LIBRARY_READ, summary="What could not be added, and why?")
async def get_failures(library: str, request: Request, backlog: Queue) -> FailureList:
    """The newest thousand failures; one is forgotten when its article is added or removed."""

    def read(tx: Transaction, found: Library) -> FailureList:
        rows = store.libraries.failures(tx, found.id, _FAILURES)
        shown = [FailureShown(external_id=name, detail=detail, at=write_time(at) or "") for name, detail, at in rows]
        return FailureList(failures=shown)

    return await _asked(request, backlog, library, read)


@router.get(
    "/{library}/articles",
    responses=problems(BadCursor, PathTooLong),
    openapi_extra=LIBRARY_READ,
    summary="Which articles are there?",
)
async def get_articles(
    library: str,
    request: Request,
    backlog: Queue,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    cursor: Annotated[str | None, Query(description="`next` of the page before", max_length=2_000)] = None,
) -> ArticlePage:
    """The articles in the order of their external ids, without their texts."""
    after = _read_cursor(cursor) if cursor else None

    def page(tx: Transaction, found: Library) -> ArticlePage:
        rows = store.articles.page(tx, found.id, after, limit + 1)
        following = _cursor(rows[limit - 1].external_id) if len(rows) > limit else None
        return ArticlePage(articles=[article_shown(each) for each in rows[:limit]], next=following)

    return await _asked(request, backlog, library, page)


@router.get(
    "/{library}/export",
    response_class=StreamingResponse,
    responses={200: STREAMED_LINES},
    openapi_extra=LIBRARY_READ,
    summary="Give me all articles",
)
async def get_export(library: str, request: Request, backlog: Queue) -> Response:
    """One line for each article, with its text where that is kept: what an import reads."""
    shelf = await _shelf(request, backlog, library)
    return file_of_lines(library, _exported(backlog, shelf))


@router.post(
    "/{library}/articles",
    status_code=202,
    response_model=LinesStanding,
    responses={202: {"headers": LOCATION}, **problems(*OF_LINES)},
    summary="Add many articles through the queue",
    openapi_extra=LIBRARY_WRITE
    | takes_lines("JSON Lines, an article with its `external_id` each, or one uploaded file of them. May be gzipped."),
)
async def post_articles(library: str, request: Request, service: Running, backlog: Queue) -> Response:
    """Takes the lines as they come. One that cannot be read is a failure of the library and stops nothing."""
    limits = service.limits
    lines = read_lines(request, BatchBounds.of(limits))
    await _shelf(request, backlog, library)
    errands = (Errand("add", client_of(request), library, place) for place in range(1, limits.max_batch_lines + 1))
    new = new_batch(request, BatchKind.ARTICLES, library=library)
    with span("submit", SpanKind.PRODUCER):
        batch = await take_lines(request, backlog, new, lines, lambda line: NewItem(None, next(errands).with_line(line)))
    return taken((await _standing_of(backlog, batch)).model_dump_json(), _import_at(library, batch))


@router.get("/{library}/imports/{import_id}", responses=problems(NoSuchJob), openapi_extra=LIBRARY_READ, summary="How far is it?")
async def get_import(library: str, import_id: str, request: Request, backlog: Queue) -> LinesStanding:
    """State, counts and place in the queue of articles that are being added."""
    return await _standing_of(backlog, await _import(request, backlog, library, import_id))


@router.get(
    "/{library}/imports/{import_id}/results",
    response_class=StreamingResponse,
    responses={200: STREAMED_LINES, **problems(NoSuchJob)},
    openapi_extra=LIBRARY_READ,
    summary="What became of each article?",
)
async def get_import_results(library: str, import_id: str, request: Request, backlog: Queue) -> Response:
    """One line for each article that was reached: `line`, and `article` (its id and state) or `error`."""
    batch = await _import(request, backlog, library, import_id)
    return file_of_lines(batch.id, result_lines(backlog, batch.id, 0, _told))


@json_router.put(
    "/{library}/articles/{external_id:path}",
    responses=problems(NoSuchLibrary, SideTooLong, UnusableSide, Overloaded, TookTooLong),
    openapi_extra=LIBRARY_WRITE,
    name="put_article",
    summary="Add an article, or put it in the place of the one with this id",
)
async def put_one(
    library: str, external_id: ExternalId, body: Annotated[ArticleBody, Body()], service: Running, place: Placed
) -> PutAnswer:
    """The article is found from now on; a suspect never enters a library by itself."""
    limits = service.limits
    if body.n_characters > limits.max_characters:
        raise SideTooLong(f"{body.n_characters} characters are over the limit.", pointer=f"#/{body.form}")
    line = orjson.dumps(body.model_dump(mode="json", exclude_unset=True) | {"external_id": external_id})
    reading = ImportOptions(limits.max_characters, limits.max_body_bytes)
    state = await service.run_outside(put_article, place, library, line, reading)
    return PutAnswer(external_id=external_id, state=state)


@router.get(
    "/{library}/articles/{external_id:path}", responses=problems(NoSuchArticle), openapi_extra=LIBRARY_READ, summary="One article"
)
async def get_article(library: str, external_id: str, request: Request, backlog: Queue) -> ArticleShown:
    """What is known of an article; its text comes with the export."""

    def read(tx: Transaction, found: Library) -> ArticleShown:
        article = store.articles.find(tx, found.id, external_id)
        if article is None:
            raise NoSuchArticle()
        return article_shown(article)

    return await _asked(request, backlog, library, read)


@router.delete(
    "/{library}/articles/{external_id:path}",
    status_code=204,
    responses=problems(NoSuchArticle),
    openapi_extra=LIBRARY_WRITE,
    summary="Remove an article with its text and features",
)
async def delete_article(library: str, external_id: str, request: Request, backlog: Queue) -> None:
    """No screening that begins afterwards answers with it, and kept ones say that it was withdrawn."""
    shelf = await _shelf(request, backlog, library)
    if not await ask(lambda: shelf.remove([external_id], time.time())):
        raise NoSuchArticle()


async def _asked(request: Request, backlog: Backlog, name: str, question: Question[T]) -> T:
    """What `question` finds out about the client's library, in one transaction.

    Raises: NoSuchLibrary, NoDatabase.
    """
    client = client_of(request)
    return await transact(backlog.queue.database, lambda tx: question(tx, store.libraries.find(tx, client, name)))


async def _shelf(request: Request, backlog: Backlog, name: str) -> Shelf:
    """Raises: NoSuchLibrary, NoDatabase."""
    database = backlog.queue.database
    return await _asked(request, backlog, name, lambda _, found: Shelf(database, found))


async def _import(request: Request, backlog: Backlog, library: str, import_id: str) -> Batch:
    """Raises: NoSuchJob, NoSuchLibrary, NoDatabase."""
    await _shelf(request, backlog, library)
    batch = await backlog.find(import_id, client_of(request), BatchKind.ARTICLES)
    if batch.options.get("library") != library:
        raise NoSuchJob("There is no import with this id.")
    return batch


async def _standing_of(backlog: Backlog, batch: Batch) -> LinesStanding:
    progress = await ask(lambda: backlog.queue.progress(batch))
    return lines_standing(batch, progress, _import_at(batch.options["library"], batch))


def _import_at(library: str, batch: Batch) -> str:
    return f"/libraries/{library}/imports/{batch.id}"


def _told(_: Transaction, result: Result) -> bytes:
    return line_of(result, "article", None if result.body is None else orjson.Fragment(result.body))


async def _exported(backlog: Backlog, shelf: Shelf) -> AsyncIterator[bytes]:
    lines = shelf.lines()
    while (line := await ask(lambda: next(lines, None))) is not None:
        yield line


def _cursor(external_id: str) -> str:
    return base64.urlsafe_b64encode(external_id.encode()).decode()


def _read_cursor(cursor: str) -> str:
    """Raises: BadCursor."""
    try:
        after = base64.urlsafe_b64decode(cursor).decode()
    except (ValueError, binascii.Error):
        raise BadCursor() from None
    if "\0" in after:  # PostgreSQL holds none
        raise BadCursor()
    return after
