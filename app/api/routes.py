"""The routes. Each takes, calls and wraps; everything that can go wrong is answered by `problems.py`."""

import re
from dataclasses import asdict
from typing import Annotated

import orjson
from fastapi import APIRouter, Body, Header, Request, Response
from pydantic import Discriminator, Tag

import app
from app.api import examples
from app.api.jobs import ACCEPTED, accept
from app.api.schemas import PassageWords, PublishedLimits, Status, Version
from app.errors import Overloaded, UnspunError
from app.pairs import FORMS, CompareMany, CompareRequest, Reports, SideTooLong, UnusableSide, check_lengths
from app.report import REPORT_VERSION, Report
from app.service import COMPARE, JSON_BODY, OPEN, QUEUE, ApiRoute, NotReady, PlainRoute, Running, Service, TookTooLong, problems

_RESPOND_ASYNC = re.compile(r"(^|[,;\s])respond-async($|[,;\s])", re.IGNORECASE)

OneOrMany = Annotated[
    Annotated[CompareRequest, Tag(FORMS[0])] | Annotated[CompareMany, Tag(FORMS[1])],
    Discriminator(lambda sent: FORMS[isinstance(sent, CompareMany) or (isinstance(sent, dict) and "references" in sent)]),
]

router = APIRouter(route_class=ApiRoute, responses=problems(UnspunError))
json_router = APIRouter(
    route_class=PlainRoute,
    responses=problems(*JSON_BODY, SideTooLong, UnusableSide, *QUEUE, Overloaded, TookTooLong, UnspunError),
)


@json_router.post(
    "/compare",
    response_model=Report | Reports,
    responses=ACCEPTED,
    openapi_extra=COMPARE,
    summary="Compare a suspect article with a reference article",
)
async def compare(
    body: Annotated[OneOrMany, Body(openapi_examples=examples.REQUESTS)],
    request: Request,
    prefer: Annotated[str, Header(description="`respond-async` asks for a job instead of the report")] = "",
) -> Response:
    """Says whether the suspect was made from the reference by swapping words, with every swap as evidence.

    Empty or too short texts and texts in another language are no errors: the answer is 200 with `measured: false`
    and the reason. Bodies may be sent with `Content-Encoding: gzip`. A pair of more than `async_above_characters`, or one
    sent with `Prefer: respond-async`, becomes a job: 202 with its `Location`.

    With `references` in place of `reference` one suspect is compared with up to 50 articles: the answer holds a report for each,
    in the order of the request, and says which is the best. It never becomes a job.
    """
    service: Service = request.app.state.service
    backlog = request.app.state.backlog
    if isinstance(body, CompareRequest) and backlog is not None and _is_for_the_queue(body, service, prefer):
        check_lengths(body, service.limits.max_characters)
        return await accept(body, request, backlog)
    # async, because it only waits: a process outside compares, or a thread as long as those are loading
    request.state.label, report = await service.compare(body)
    return Response(report, media_type="application/json")


def _is_for_the_queue(body: CompareRequest, service: Service, prefer: str) -> bool:
    is_long = body.n_characters > service.limits.async_above_characters
    return is_long or _RESPOND_ASYNC.search(prefer) is not None


@router.get("/healthz", summary="Is the process alive?", openapi_extra=OPEN)
async def healthz() -> Status:
    """Answers as long as the process can answer."""
    return Status(status="ok")


@router.get("/readyz", summary="Can it compare?", responses=problems(NotReady), openapi_extra=OPEN)
async def readyz(service: Running) -> Status:
    """Answers 200 when the model and the lexicon are loaded, and 503 before."""
    service.detector  # noqa: B018 (raises NotReady)
    return Status(status="ready")


@router.get("/version", summary="What answers here?", openapi_extra=OPEN)
async def version(service: Running) -> Version:
    """Versions of the service, the model, the lexicon and the report's form."""
    loaded = service.loaded
    return Version(
        service=app.__version__,
        model=loaded.model_name if loaded else None,
        lexicon=service.lexicon_version,
        report=REPORT_VERSION,
    )


@router.get("/limits", summary="What is accepted?", openapi_extra=OPEN)
async def limits(service: Running) -> PublishedLimits:
    """Every limit of the service, as numbers."""
    return PublishedLimits(**asdict(service.limits), minimum_passage_words=PassageWords())


@router.get("/openapi.json", include_in_schema=False, openapi_extra=OPEN)
async def description(request: Request) -> Response:
    """The OpenAPI description."""
    at = str(request.scope.get("root_path", "")).rstrip("/") or "/"  # behind a proxy's prefix, the prefix
    described = {**request.app.openapi(), "servers": [{"url": at, "description": "this service"}]}
    return Response(orjson.dumps(described), media_type="application/json")
