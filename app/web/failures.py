"""Every error as a page: what happened, in a sentence, and where to go from here."""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final
from urllib.parse import quote

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from app.api import AccessError, NoDatabase, kind_of
from app.errors import UnspunError
from app.report import PdfTooCostly, PdfUnavailable
from app.web import errors
from app.web.frames import lead, page, path_of
from app.web.links import LinkAltered, LinkExpired

_STATUSES: Final[Mapping[type[Exception], int]] = {
    errors.SignInNeeded: 401,
    errors.SignInRefused: 401,
    errors.FormRefused: 403,
    errors.NoSuchReport: 404,
    LinkAltered: 404,
    errors.ViewOutdated: 409,
    errors.ReportGone: 410,
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

_log = logging.getLogger("app.web")


def status_of(error: Exception) -> int:
    """The HTTP status that answers an error: by our table, or by the API's."""
    return next((_STATUSES[base] for base in type(error).__mro__ if base in _STATUSES), 0) or kind_of(error).status


def add_failure_pages(pages: FastAPI) -> None:
    """Answers every error of the pages as a page."""
    pages.add_exception_handler(UnspunError, _answer_unspun)
    pages.add_exception_handler(RequestValidationError, _answer_address)
    pages.add_exception_handler(HTTPException, _answer_http)
    pages.add_exception_handler(Exception, _answer_fault)


async def _answer_unspun(request: Request, error: Exception) -> Response:
    if isinstance(error, errors.SignInNeeded) and request.method in {"GET", "HEAD"}:
        there = quote(path_of(request) + (f"?{request.url.query}" if request.url.query else ""), safe="/")
        return lead(request, f"/sign-in?next={there}")
    kind = kind_of(error)
    headers = {**(kind.headers or {}), **(error.headers if isinstance(error, AccessError) else {})}
    headers.pop("WWW-Authenticate", None)  # browsers sign in with a form
    if isinstance(error, NoDatabase) or status_of(error) == HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.error("a page failed", exc_info=error, extra={"request_id": request.state.request_id})
    if status_of(error) == HTTPStatus.INTERNAL_SERVER_ERROR:
        return _failure(request, 500, "The request id finds it in the log.")
    decisions = error.decisions if isinstance(error, errors.ReportGone) else ()
    return _failure(request, status_of(error), str(error), headers, decisions=decisions)


async def _answer_address(request: Request, _: Exception) -> Response:
    return _failure(request, 422, "The address as sent cannot be used.")


async def _answer_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # starlette types its handlers for any exception
    detail = "There is no such page." if error.status_code == HTTPStatus.NOT_FOUND else "This page cannot do that."
    return _failure(request, error.status_code, detail, error.headers)


async def _answer_fault(request: Request, _: Exception) -> Response:
    """For the reader; the wall around us logs what happened."""
    return _failure(request, 500, "The request id finds it in the log.")


def _failure(
    request: Request, status: int, detail: str, headers: Mapping[str, str] | None = None, decisions: object = ()
) -> Response:
    title = _TITLES.get(status, HTTPStatus(status).phrase)
    return page(
        request, "failure.html", status=status, headers=headers, title_of_page=title, detail=detail, decisions=decisions,
        request_id=request.state.request_id,
    )  # fmt: skip
