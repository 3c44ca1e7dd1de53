"""Every error in one form: RFC 9457 problem+json, a request id, a JSON pointer per field, never a word of a text."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import orjson
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from app.api import errors
from app.errors import Overloaded, UnspunError

MEDIA_TYPE = "application/problem+json"
MAX_FIELD_ERRORS = 50  # a body of a million unknown fields needs no answer of a million lines

_PLAINER = {
    "missing": "Missing field",
    "extra_forbidden": "Unknown field",
    "model_type": "An object is expected",
    "model_attributes_type": "An object is expected",
}

_log = logging.getLogger("app.api")


class FieldError(BaseModel):
    """What is wrong with one place of the request body."""

    pointer: str = Field(description="JSON pointer (RFC 6901) as a URI fragment", examples=["#/reference/text"])
    detail: str = Field(examples=["Give exactly one of text and html."])


class Problem(BaseModel):
    """The body of every error (RFC 9457)."""

    model_config = ConfigDict(title="Problem")

    type: str = Field(description="the kind of problem; stable, to be compared by programs")
    title: str = Field(description="the kind of problem in words")
    status: int = Field(description="the HTTP status again")
    detail: str = Field(description="what happened this time; never a word of a text")
    instance: str = Field(description="the path that was asked")
    request_id: str = Field(description="the same as the header X-Request-ID")
    errors: list[FieldError] = Field(description="the places of the request body that are to blame")


@dataclass(frozen=True, slots=True)
class Kind:
    """How one class of error is answered."""

    status: int
    code: str
    title: str
    headers: Mapping[str, str] | None = None


KINDS: Mapping[type[Exception], Kind] = {
    errors.BrokenEncoding: Kind(400, "broken-encoding", "The body cannot be unpacked"),
    errors.BodyTooLong: Kind(413, "body-too-long", "The body is too long"),
    errors.SideTooLong: Kind(413, "text-too-long", "A text is too long"),
    errors.WrongMediaType: Kind(415, "media-type", "Wrong media type"),
    errors.WrongEncoding: Kind(415, "encoding", "Wrong content encoding", {"Accept-Encoding": "gzip"}),
    errors.MalformedJson: Kind(422, "malformed-json", "Malformed JSON"),
    RequestValidationError: Kind(422, "invalid-fields", "Invalid or missing fields"),
    errors.UnusableSide: Kind(422, "unusable-text", "A text cannot be compared"),
    UnspunError: Kind(500, "internal", "Internal error"),
    Exception: Kind(500, "internal", "Internal error"),
    errors.NotReady: Kind(503, "not-ready", "Not ready", {"Retry-After": "1"}),
    Overloaded: Kind(503, "overloaded", "Overloaded", {"Retry-After": "2"}),
    errors.WaitedTooLong: Kind(503, "overloaded", "Overloaded", {"Retry-After": "5"}),
    errors.TookTooLong: Kind(503, "time-limit", "The comparison took too long"),
}


def problem_codes() -> frozenset[tuple[int, str]]:
    """Every status and code that a problem of ours can have (404 and 405 come from the router)."""
    return frozenset((kind.status, kind.code) for kind in KINDS.values())


def kind_of(error: Exception) -> Kind:
    """The narrowest row of the table that knows this error."""
    return next(KINDS[base] for base in type(error).__mro__ if base in KINDS)


def pointer(path: Sequence[str | int]) -> str:
    """`["reference", "a/b"]` → `#/reference/a~1b` (RFC 6901, section 6)."""
    return "#" + "".join("/" + quote(str(step).replace("~", "~0").replace("/", "~1")) for step in path)


def problem(scope: Scope, kind: Kind, detail: str, fields: Sequence[FieldError] = ()) -> Response:
    """The answer for one problem."""
    body = Problem(
        type=f"urn:unspun:problem:{kind.code}",
        title=kind.title,
        status=kind.status,
        detail=detail,
        instance=quote(scope["path"]),
        request_id=scope["state"]["request_id"],
        errors=list(fields),
    )
    return Response(orjson.dumps(body.model_dump()), kind.status, headers=dict(kind.headers or {}), media_type=MEDIA_TYPE)


def unexpected(scope: Scope, error: Exception) -> Response:
    """The answer for a fault of ours; type and places of the error go to the log, its message goes nowhere."""
    _log.error("unexpected error", exc_info=error, extra={"request_id": scope["state"]["request_id"]})
    return problem(scope, KINDS[Exception], "Something went wrong on our side; the request id finds it in the log.")


def add_problem_handlers(app: FastAPI) -> None:
    """Answers every error of `app` as a problem; what is not answered here is `unexpected`."""
    app.add_exception_handler(UnspunError, _answer_unspun)
    app.add_exception_handler(RequestValidationError, _answer_fields)
    app.add_exception_handler(HTTPException, _answer_http)


async def _answer_unspun(request: Request, error: Exception) -> Response:
    kind = kind_of(error)
    if kind.status == HTTPStatus.INTERNAL_SERVER_ERROR:
        return unexpected(request.scope, error)
    at = error.pointer if isinstance(error, errors.RequestError) else None
    return problem(request.scope, kind, str(error), [FieldError(pointer=at, detail=str(error))] if at else [])


async def _answer_fields(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # starlette types its handlers for any exception
    found = error.errors()
    fields = [FieldError(pointer=pointer(_path(each)), detail=_sentence(each)) for each in found[:MAX_FIELD_ERRORS]]
    count = "One place" if len(found) == 1 else f"{len(found)} places"
    return problem(request.scope, kind_of(error), f"{count} of the request body cannot be used.", fields)


async def _answer_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    phrase = HTTPStatus(error.status_code).phrase
    kind = Kind(error.status_code, phrase.lower().replace(" ", "-"), phrase, error.headers)
    return problem(request.scope, kind, f"{phrase}.")


def _path(found: Mapping[str, Any]) -> Sequence[str | int]:
    where = tuple(found["loc"])
    return where[1:] if where[:1] == ("body",) else where


def _sentence(found: Mapping[str, Any]) -> str:
    """Pydantic's message, which names what was expected; `found["input"]`, which holds what was sent, stays out."""
    message = _PLAINER.get(found["type"]) or str(found["msg"]).removeprefix("Value error, ")
    return f"{message[:1].upper()}{message[1:]}."
