"""Whether a page or data is asked for: some routes of the API have the address of a page.

Whoever shows a key or names JSON, as what is wanted or as what is sent, asks the API; browsers do neither.
"""

from starlette.datastructures import Headers
from starlette.routing import Match
from starlette.types import Scope

from app.service.routing import ApiRoute, JsonRoute


def asks_for_data(headers: Headers) -> bool:
    """Whether the API is asked, and no page."""
    return "authorization" in headers or any("json" in headers.get(name, "").lower() for name in ("accept", "content-type"))


class DataRoute(ApiRoute):
    """A route of the API at the address of a page."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """The router's question; a browser's is left to the page."""
        return super().matches(scope) if _is_data(scope) else (Match.NONE, {})


class JsonDataRoute(JsonRoute):
    """A route of the API that takes JSON at the address of a form."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """The router's question; a form's is left to the page."""
        return super().matches(scope) if _is_data(scope) else (Match.NONE, {})


def _is_data(scope: Scope) -> bool:
    return scope["type"] == "http" and asks_for_data(Headers(scope=scope))
