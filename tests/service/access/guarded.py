"""A service that asks for keys, in process: the real routes, or a small application that counts its effects."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from app import store
from app.api import OuterWall
from app.service import Door, Guard, KeyPolicy, KeysNeeded
from app.store import Database, KeyScope, KeyWish

ALWAYS = KeyPolicy(KeysNeeded.TRUE)
PUBLIC = "http://203.0.113.5"
HERE = "http://127.0.0.1"


@dataclass
class Clock:
    """A clock that a test sets."""

    now: float = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Counting:
    """Answers a POST with a number that grows with each effect, in the form that its query asks for."""

    n_effects: int = 0
    clients: list[str] = field(default_factory=list)
    effects: list[str | None] = field(default_factory=list)
    before: Callable[[], None] = lambda: None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        self.clients.append(request.state.client)
        self.effects.append(getattr(request.state, "effect", None))
        if "read" in request.query_params:
            async for _ in request.stream():
                pass
        self.before()
        self.n_effects += 1
        await self._answer(request.query_params)(scope, receive, send)

    def _answer(self, asked: Any) -> Response:
        if "raise" in asked:
            raise RuntimeError("on purpose")
        status = int(asked.get("status", 200))
        if "stream" in asked:
            return StreamingResponse(iter([b"part one, ", f"part two of {self.n_effects}".encode()]), status)
        return JSONResponse({"effect": self.n_effects}, status, headers={"Location": f"/jobs/{self.n_effects}"})


def small_app(inner: ASGIApp, guard: Guard) -> ASGIApp:
    """`inner` behind the walls of the real application, for callers who may read; at `/compare` for those who may compare."""
    door = Door(guard)

    async def let_in(scope: Scope, receive: Receive, send: Send) -> None:
        needed = KeyScope.COMPARE if scope["path"] == "/compare" else KeyScope.READ
        await door.let_in(inner, needed, scope, receive, send)

    return OuterWall(let_in)


def bearer(database: Database, client: str = "cms", *scopes: KeyScope) -> dict[str, str]:
    """The header of a new key; without scopes one that may do everything."""
    wish = KeyWish(client, frozenset(scopes or {KeyScope.ADMIN}))
    return {"Authorization": f"Bearer {store.keys.create(database, wish, now=0.0)[1].text}"}


def client_of(app: ASGIApp, base_url: str = PUBLIC, **more: Any) -> TestClient:
    """A client that arrives at an address."""
    return TestClient(app, base_url, raise_server_exceptions=False, **more)
