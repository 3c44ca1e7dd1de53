"""What the routes share: a body read by our rules, the running service, and how errors are described."""

from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from fastapi.routing import APIRoute
from starlette.requests import Request as StarletteRequest

from app.api.bodies import read_json
from app.api.problems import Problem
from app.api.service import Service


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
    404: "There is no such job or batch, or it is somebody else's.",
    413: "The body or one text is over the limit; the pointer says which, `GET /limits` says how much is allowed.",
    415: "The body has another media type than the route takes, or is encoded with something else than gzip.",
    422: "Malformed JSON, missing, unknown or invalid fields, or a text that cannot be read; a pointer for each place.",
    500: "A fault of ours; the request id finds it in the log.",
    503: "Not ready yet, or all places and the queue are taken (then `Retry-After` says when to come back), "
    "or the comparison took longer than the time limit.",
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What a route's description says of its errors."""
    return {status: {"model": Problem, "description": _WHEN[status]} for status in statuses}
