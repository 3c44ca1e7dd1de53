"""Another application beside the API, behind the same wall: it answers the paths that are its own."""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.types import ASGIApp, Receive, Scope, Send

from app.api.scopes import path_of


@dataclass(frozen=True, slots=True)
class Aside:
    """An application and the paths that it answers; it lets its visitors in by itself."""

    app: ASGIApp
    owns: Callable[[str], bool]


class Switch:
    """ASGI middleware: sends each request to the application whose path it is."""

    def __init__(self, app: ASGIApp, aside: Aside) -> None:
        self.app = app
        self._aside = aside

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_aside = scope["type"] == "http" and self._aside.owns(path_of(scope))
        await (self._aside.app if is_aside else self.app)(scope, receive, send)
