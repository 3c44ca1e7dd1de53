"""A page becomes a response: Jinja with autoescape, and headers that let a page load nothing but our own files."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.plurals import plural
from app.store import ReviewState
from app.views import SAYS_NOTHING, bound_percent, in_marks, sentence, shown, title
from app.web.assets import address_of
from app.web.said import KEPT_WITHOUT_TEXTS, UNDECIDED_SOURCE
from app.web.visitors import STRANGER

if TYPE_CHECKING:
    from jinja2 import Environment

# same-origin and not no-referrer: with that browsers would send the forms' origin as "null"
HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
VERDICTS: Final[Mapping[ReviewState, str]] = {
    ReviewState.OPEN: "Open",
    ReviewState.CONFIRMED: "Confirmed",
    ReviewState.DENIED: "Denied",
    ReviewState.UNSURE: "Unsure",
}


def page(
    request: Request, template: str, *, status: int = 200, headers: Mapping[str, str] | None = None, **values: Any
) -> Response:
    """The response with this page; `values` are what its template shows."""
    visitor = getattr(request.state, "visitor", STRANGER)
    content = (
        _environment().get_template(template).render(visitor=visitor, path=path_of(request), root=root_of(request), **values)
    )
    return HTMLResponse(content, status, headers={**HEADERS, **(headers or {})})


def lead(request: Request, path: str) -> Response:
    """Leads to a page of ours; behind a proxy that serves us under a prefix, the prefix stands before it."""
    return RedirectResponse(root_of(request) + path, 303, headers=HEADERS)


def path_of(request: Request) -> str:
    """The path as the routes know it, without the proxy's prefix."""
    return str(request.scope["path"]).removeprefix(root_of(request))


def moment(seconds: float) -> str:
    """Seconds since 1970 as a reader writes them: `2026-11-21 20:04 UTC`."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M UTC")


def machine_time(seconds: float) -> str:
    """Seconds since 1970 as programs write them (ISO 8601)."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def root_of(request: Request) -> str:
    """The prefix under which a proxy serves us, or nothing."""
    return str(request.scope.get("root_path", "")).rstrip("/")


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # noqa: PLC0415 - .04 s, which the first page may take

    environment = Environment(
        loader=FunctionLoader(_template), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(
        moment=moment, machine_time=machine_time, percent=bound_percent, plural=plural, title=title, shown=shown,
        in_marks=in_marks, sentence=sentence,
    )  # fmt: skip
    environment.globals.update(
        static=address_of, verdicts=VERDICTS, KEPT_WITHOUT_TEXTS=KEPT_WITHOUT_TEXTS, SAYS_NOTHING=SAYS_NOTHING,
        UNDECIDED_SOURCE=UNDECIDED_SOURCE,
    )  # fmt: skip
    return environment


def _template(name: str) -> str:
    return (files("app.web") / "templates" / name).read_text(encoding="utf-8")
