"""Every error as a page: what happened, in a sentence, and where to go from here. Programs that read get the API's."""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final
from urllib.parse import quote

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from app.service import AccessError, NoDatabase, ReportGone, kind_of, problem_for
from app.views import PdfTooCostly, PdfUnavailable
from app.web import errors
from app.web.frames import lead, page, path_of
from app.web.links import LinkAltered, LinkExpired

_STATUSES: Final[Mapping[type[Exception], int]] = {
    errors.SignInNeeded: 401,
    errors.SignInRefused: 401,
    errors.FormRefused: 403,
    LinkAltered: 404,
    errors.ViewOutdated: 409,
    errors.LinkGone: 410,
    LinkExpired: 410,
    errors.FormTooLong: 413,
    errors.FormUnusable: 422,
    RequestValidationError: 422,
    PdfTooCostly: 413,
    PdfUnavailable: 503,
}
_TITLES: Final = {
    401: "Sign in first", 403: "Not allowed", 404: "Not found", 405: "Not possible here", 409: "Changed meanwhile", 410: "Gone",
    413: "Too long", 422: "This cannot be used", 429: "Too many requests", 500: "Something went wrong", 503: "Not available now",
}  # fmt: skip

_READING: Final = frozenset({"GET", "HEAD"})

_log = logging.getLogger("app.web")


def status_of(error: Exception) -> int:
    """The HTTP status that answers an error: by our table, or by the API's."""
    return next((_STATUSES[base] for base in type(error).__mro__ if base in _STATUSES), 0) or kind_of(error).status


async def failure_for(request: Request, error: Exception) -> Response:
    """The page for whatever was raised; of what the API knows a problem for whoever reads and is no browser."""
    if _is_for_programs(request) and _is_known_to_the_api(error):
        return problem_for(request.scope, error)
    if isinstance(error, HTTPException):
        detail = "There is no such page." if error.status_code == HTTPStatus.NOT_FOUND else "This page cannot do that."
        return _failure(request, error.status_code, detail, error.headers)
    if isinstance(error, RequestValidationError):
        return _failure(request, 422, "The address as sent cannot be used.")
    if isinstance(error, errors.SignInNeeded) and request.method in _READING:
        there = quote(path_of(request) + (f"?{request.url.query}" if request.url.query else ""), safe="/")
        return lead(request, f"/sign-in?next={there}")
    return _failure_of_ours(request, error)


def _is_for_programs(request: Request) -> bool:
    """Browsers name HTML whenever they show what comes back, curl and scripts do not; forms come from pages of ours."""
    return request.method in _READING and "text/html" not in request.headers.get("accept", "")


def _is_known_to_the_api(error: Exception) -> bool:
    return isinstance(error, HTTPException | RequestValidationError) or kind_of(error).status != HTTPStatus.INTERNAL_SERVER_ERROR


def _failure_of_ours(request: Request, error: Exception) -> Response:
    status = status_of(error)
    if isinstance(error, NoDatabase) or status == HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.error("a page failed", exc_info=error, extra={"request_id": request.state.request_id})
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        return _failure(request, 500, "The request id finds it in the log.")
    headers = {**(kind_of(error).headers or {}), **(error.headers if isinstance(error, AccessError) else {})}
    headers.pop("WWW-Authenticate", None)  # browsers sign in with a form
    decisions = error.decisions if isinstance(error, ReportGone) else ()
    return _failure(request, status, str(error), headers, decisions=decisions)


def _failure(
    request: Request, status: int, detail: str, headers: Mapping[str, str] | None = None, decisions: object = ()
) -> Response:
    title = _TITLES.get(status, HTTPStatus(status).phrase)
    return page(
        request, "failure.html", status=status, headers=headers, title_of_page=title, detail=detail, decisions=decisions,
        request_id=request.state.request_id,
    )  # fmt: skip
