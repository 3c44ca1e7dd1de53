"""What the routes share: who may call them, a body read by our rules, the running service, and how errors are answered."""

import re
from collections.abc import Callable, Coroutine
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.exceptions import HTTPException
from starlette.requests import Request as StarletteRequest
from starlette.routing import Match
from starlette.types import Message, Receive, Scope, Send

from app.errors import UnspunError
from app.service.bodies import read_json
from app.service.comparing import Service
from app.service.doors import Door
from app.service.errors import UnknownParameter
from app.service.needs import need_in
from app.service.parameters import check_parameters, known_parameters
from app.service.problem_kinds import problem_for

HEALTH_CHECKS: Final = frozenset({"/healthz", "/readyz"})  # whoever balances load may add what it likes
_ANSWERED: Final = (UnspunError, RequestValidationError, HTTPException)
_NO_PATH: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")  # control characters and line ends: no path of ours


class GuardedRoute(APIRoute):
    """A route that knows the scope that its callers need and how its errors are answered; a GET route answers HEAD too.

    It owns no path with control characters: the router's pattern would let a line end pass behind its own end.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"generate_unique_id_function": operation_id})
        self.needed = need_in(self.openapi_extra)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """The router's question, asked for GET where it is asked for HEAD."""
        if scope["type"] != "http" or _NO_PATH.search(scope["path"]):
            return Match.NONE, {}
        return super().matches(_asked(scope))

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """What the router calls on the route that it chose.

        Raises: HTTPException (405) with every method of the path, of which the router knows only those of one route.
        """
        asked = _asked(scope)
        if asked["method"] not in (self.methods or ()):
            raise HTTPException(405, headers={"Allow": ", ".join(_methods_at(scope))})
        await self.let_in(asked, receive, _without_body(send) if scope["method"] == "HEAD" else send)

    async def let_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Runs the route for a caller who may."""
        raise NotImplementedError

    async def run(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Runs the route, whoever asks."""
        await self.answer(scope, receive, send)

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """What the endpoint answers, called as FastAPI does it."""
        await super().handle(scope, receive, send)

    async def answer_error(self, request: Request, error: Exception) -> Response:
        """The answer for whatever was raised."""
        raise NotImplementedError


class ApiRoute(GuardedRoute):
    """A route of the API: behind the door, every error of it is a problem, and so is a query parameter that it does not take."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parameters = known_parameters(self.dependant)

    async def let_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Runs the route for a caller who may, once for each `Idempotency-Key`."""
        door: Door = scope["app"].state.door
        await door.let_in(self.run, self.needed, scope, receive, send)

    async def run(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Runs the route, unless it is asked for something that it cannot answer."""
        try:
            if self.path not in HEALTH_CHECKS:
                check_parameters(self.parameters, scope["query_string"])
        except (UnknownParameter, RequestValidationError) as error:
            await problem_for(scope, error)(scope, receive, send)
            return
        await super().run(scope, receive, send)

    async def answer_error(self, request: Request, error: Exception) -> Response:
        """The answer for whatever was raised."""
        return problem_for(request.scope, error)


class _ReadRequest(StarletteRequest):
    """A request whose JSON body has been read, checked and unpacked; FastAPI asks for `body()`, then for `json()`."""

    def __init__(self, request: Request, value: Any) -> None:
        super().__init__(request.scope, request.receive)
        self._value = value

    async def body(self) -> bytes:
        return b"read"

    async def json(self) -> Any:
        return self._value


class JsonRoute(ApiRoute):
    """A route that reads its body by our rules (gzip, limits, media type) before FastAPI validates it."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's handler behind our reader."""
        handle = super().get_route_handler()

        async def read_and_handle(request: Request) -> Response:
            return await handle(_ReadRequest(request, await _read(request)))

        return read_and_handle


class PlainRoute(JsonRoute):
    """A JSON route whose endpoint takes its body, its request and headers, and nothing that would have to be worked out first.

    FastAPI describes it and checks its body; that FastAPI calls it too would be a tenth of the work on a request.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Raises: TypeError: the endpoint takes something else."""
        super().__init__(*args, **kwargs)
        takes = self.dependant
        if takes.path_params or takes.query_params or takes.cookie_params or takes.dependencies or len(takes.body_params) != 1:
            raise TypeError(f"{self.path}: a plain route takes a body, headers and the request")
        self._takes_headers = tuple((field.name, field.alias, field.default) for field in takes.header_params)

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """What the endpoint answers, or the answer for what it raised: before what keeps answers has to do with it."""
        request = Request(scope, receive, send)
        try:
            headers = {name: request.headers.get(alias, default) for name, alias, default in self._takes_headers}
            response: Response = await self.endpoint(await self._body(request), request, **headers)
        except _ANSWERED as error:
            response = await self.answer_error(request, error)
        await response(scope, receive, send)

    async def _body(self, request: Request) -> Any:
        """Raises: RequestValidationError, and what reading the body raises."""
        (field,) = self.dependant.body_params
        body, errors = field.validate(await _read(request), {}, loc=("body",))
        if errors:
            raise RequestValidationError(errors)
        return body


async def _read(request: Request) -> Any:
    """The JSON of a request's body by our rules.

    Raises: what `read_json` raises.
    """
    return await read_json(request, (await _service(request)).limits.max_body_bytes)


async def _service(request: Request) -> Service:
    # async, or FastAPI would ask for it on a thread: .3 ms a request
    service: Service = request.app.state.service
    return service


Running = Annotated[Service, Depends(_service)]


async def answer_error(request: Request, error: Exception) -> Response:
    """The answer for whatever was raised: as the chosen route has it, or as a problem where there is none."""
    route = request.scope.get("route")
    return await route.answer_error(request, error) if isinstance(route, GuardedRoute) else problem_for(request.scope, error)


def add_error_answers(app: FastAPI) -> None:
    """Answers every error of ours, of validation and of the router; anything else is answered by the outermost wall."""
    for kind in _ANSWERED:
        app.add_exception_handler(kind, answer_error)


def operation_id(route: APIRoute) -> str:
    """What clients that are generated from the description call the route: `get_job`, `create_job`, `compare`."""
    return re.sub("^post_", "create_", route.name)


def add_routes(app: FastAPI, *routers: APIRouter) -> None:
    """Adds the routes of routers as they are; `include_router` works each of them out once more, a twentieth of a start.

    Raises: TypeError, when the application has a route that asks nobody who he is.
    """
    for router in routers:
        app.router.routes.extend(router.routes)
    for each in app.routes:
        if not isinstance(each, GuardedRoute):
            path = getattr(each, "path", each)
            raise TypeError(f"{path} says not what its callers need: make it with a router of GuardedRoute")


def client_of(request: Request) -> str:
    """Who asks."""
    return getattr(request.state, "client", "local")


def _asked(scope: Scope) -> Scope:
    return {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope


def _methods_at(scope: Scope) -> list[str]:
    """What can be asked of the path, in alphabetical order."""
    routes = [each for each in iter_route_contexts(scope["app"].routes) if each.matches(scope)[0] is not Match.NONE]
    methods = {method for each in routes for method in each.methods or ()}
    return sorted(methods | {"HEAD"} if "GET" in methods else methods)


def _without_body(send: Send) -> Send:
    """Passes the head of an answer on and ends it there."""

    async def send_head(message: Message) -> None:
        if message["type"] == "http.response.start":
            await send(message)
            await send({"type": "http.response.body", "body": b""})

    return send_head
