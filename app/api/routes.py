"""The routes. Each takes, calls and wraps; everything that can go wrong is answered by `problems.py`."""

from collections.abc import Callable, Coroutine
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Request, Response
from fastapi.routing import APIRoute
from starlette.requests import Request as StarletteRequest

import app
from app.api import examples
from app.api.bodies import read_json
from app.api.problems import Problem
from app.api.schemas import CompareRequest, PassageWords, PublishedLimits, Status, Version
from app.api.service import Service
from app.report import REPORT_VERSION, Report


class _ReadRequest(StarletteRequest):
    """A request whose JSON body has been read, checked and unpacked; FastAPI asks for `body()`, then for `json()`."""

    def __init__(self, request: Request, value: Any) -> None:
        super().__init__(request.scope, request.receive)
        self._value = value

    async def body(self) -> bytes:
        return b"read"

    async def json(self) -> Any:
        return self._value


class JsonRoute(APIRoute):
    """A route that reads its body by our rules (gzip, limits, media type) before FastAPI validates it."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's handler behind our reader."""
        handle = super().get_route_handler()

        async def read_and_handle(request: Request) -> Response:
            service = await _service(request)
            value = await read_json(request, service.limits.max_body_bytes)
            return await handle(_ReadRequest(request, value))

        return read_and_handle


async def _service(request: Request) -> Service:
    # async, or FastAPI would ask for it on a thread: .3 ms a request
    service: Service = request.app.state.service
    return service


Running = Annotated[Service, Depends(_service)]

_WHEN = {
    400: "The gzip body cannot be unpacked.",
    413: "The body or one text is over the limit; the pointer says which, `GET /limits` says how much is allowed.",
    415: "The body is not `application/json`, or is encoded with something else than gzip.",
    422: "Malformed JSON, missing, unknown or invalid fields, or a text that cannot be read; a pointer for each place.",
    500: "A fault of ours; the request id finds it in the log.",
    503: "Not ready yet, or all places and the queue are taken (then `Retry-After` says when to come back), "
    "or the comparison took longer than the time limit.",
}


def _problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    return {status: {"model": Problem, "description": _WHEN[status]} for status in statuses}


router = APIRouter(responses=_problems(500))
json_router = APIRouter(route_class=JsonRoute, responses=_problems(400, 413, 415, 422, 500, 503))


@json_router.post(
    "/compare",
    response_model=Report,
    summary="Compare a suspect article with a reference article",
)
async def compare(
    body: Annotated[CompareRequest, Body(openapi_examples=examples.REQUESTS)], request: Request, service: Running
) -> Response:
    """Says whether the suspect was made from the reference by swapping words, with every swap as evidence.

    Empty or too short texts and texts in another language are no errors: the answer is 200 with `measured: false`
    and the reason. Bodies may be sent with `Content-Encoding: gzip`.
    """
    # async, because it only waits: the comparison runs on a thread of its own and never on the event loop
    request.state.label, report = await service.compare(body)
    return Response(report, media_type="application/json")


@router.get("/healthz", summary="Is the process alive?")
async def healthz() -> Status:
    """Answers as long as the process can answer."""
    return Status(status="ok")


@router.get("/readyz", summary="Can it compare?", responses=_problems(503))
async def readyz(service: Running) -> Status:
    """Answers 200 when the model and the lexicon are loaded, and 503 before."""
    service.detector  # noqa: B018 (raises NotReady)
    return Status(status="ready")


@router.get("/version", summary="What answers here?")
async def version(service: Running) -> Version:
    """Versions of the service, the model, the lexicon and the report's form."""
    loaded = service.loaded
    return Version(
        service=app.__version__,
        model=loaded.model_name if loaded else None,
        lexicon=service.lexicon_version,
        report=REPORT_VERSION,
    )


@router.get("/limits", summary="What is accepted?")
async def limits(service: Running) -> PublishedLimits:
    """Every limit of the service, as numbers."""
    return PublishedLimits(**asdict(service.limits), minimum_passage_words=PassageWords())
