"""Every error in one form: RFC 9457 problem+json, a request id, a JSON pointer per field, never a word of a text."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote

import orjson
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Scope

from app.errors import Overloaded, UnspunError
from app.pairs import SideError, SideTooLong, UnusableSide, count_of, findings
from app.service import errors
from app.store import BatchClosed, LibraryNameTaken, NoSuchLibrary, StillRunning

MEDIA_TYPE = "application/problem+json"

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


PROBLEM_SCHEMA: Final = {"$ref": "#/components/schemas/Problem"}


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """How one class of error is answered."""

    status: int
    code: str
    title: str
    headers: Mapping[str, str] | None = None


KINDS: Mapping[type[Exception], ProblemKind] = {
    errors.BrokenEncoding: ProblemKind(400, "broken-encoding", "The body cannot be unpacked"),
    errors.BadIdempotencyKey: ProblemKind(400, "idempotency-key", "Unusable Idempotency-Key"),
    errors.UnreadableRequest: ProblemKind(400, "unreadable-request", "No HTTP request"),
    errors.BadLength: ProblemKind(400, "content-length", "Unusable Content-Length"),
    errors.NoKey: ProblemKind(401, "no-key", "An API key is needed", {"WWW-Authenticate": 'Bearer realm="unspun"'}),
    errors.KeyRefused: ProblemKind(
        401, "key-refused", "The API key is refused", {"WWW-Authenticate": 'Bearer realm="unspun", error="invalid_token"'}
    ),
    errors.ScopeMissing: ProblemKind(403, "scope-missing", "The API key may not be used for this"),
    errors.CrossSite: ProblemKind(403, "cross-site", "Sent for a page of another site"),
    errors.RefusedUrl: ProblemKind(403, "refused-url", "Webhooks are not sent to this URL"),
    errors.NoSuchJob: ProblemKind(404, "no-such-job", "No such job or batch"),
    errors.NoSuchReport: ProblemKind(404, "no-such-report", "No such report"),
    NoSuchLibrary: ProblemKind(404, "no-such-library", "No such library"),
    errors.NoSuchArticle: ProblemKind(404, "no-such-article", "No such article"),
    errors.NoSuchWebhook: ProblemKind(404, "no-such-webhook", "No such webhook endpoint or delivery"),
    BatchClosed: ProblemKind(409, "batch-closed", "The batch takes no more lines"),
    StillRunning: ProblemKind(409, "still-running", "The first request is still running", {"Retry-After": "1"}),
    LibraryNameTaken: ProblemKind(409, "library-name-taken", "There is a library of this name"),
    errors.EndpointDisabled: ProblemKind(409, "endpoint-disabled", "The webhook endpoint is disabled"),
    errors.TooManyEndpoints: ProblemKind(409, "too-many-endpoints", "Too many webhook endpoints"),
    errors.ReportGone: ProblemKind(410, "report-gone", "The report's texts are deleted"),
    errors.BodyTooLong: ProblemKind(413, "body-too-long", "The body is too long"),
    errors.TooManyLines: ProblemKind(413, "too-many-lines", "The batch has too many lines"),
    errors.BatchTooLong: ProblemKind(413, "batch-too-long", "The batch is too long"),
    SideTooLong: ProblemKind(413, "text-too-long", "A text is too long"),
    errors.PathTooLong: ProblemKind(414, "path-too-long", "The path is too long"),
    errors.WrongMediaType: ProblemKind(415, "media-type", "Wrong media type"),
    errors.WrongEncoding: ProblemKind(415, "encoding", "Wrong content encoding", {"Accept-Encoding": "gzip"}),
    errors.MalformedJson: ProblemKind(422, "malformed-json", "Malformed JSON"),
    RequestValidationError: ProblemKind(422, "invalid-fields", "Invalid or missing fields"),
    errors.EmptyBatch: ProblemKind(422, "empty-batch", "The batch has no line"),
    errors.BadCursor: ProblemKind(422, "bad-cursor", "The cursor cannot be used"),
    errors.UnknownParameter: ProblemKind(422, "unknown-parameter", "Unknown query parameter"),
    errors.UnusableReview: ProblemKind(422, "unusable-review", "This cannot be done to the report"),
    UnusableSide: ProblemKind(422, "unusable-text", "A text cannot be compared"),
    errors.OtherRequest: ProblemKind(422, "other-request", "The Idempotency-Key belongs to another request"),
    errors.TooManyRequests: ProblemKind(429, "too-many-requests", "Too many requests"),
    errors.HeadTooLong: ProblemKind(431, "head-too-long", "The headers are too long"),
    UnspunError: ProblemKind(500, "internal", "Internal error"),
    Exception: ProblemKind(500, "internal", "Internal error"),
    errors.NotReady: ProblemKind(503, "not-ready", "Not ready", {"Retry-After": "1"}),
    errors.NoDatabase: ProblemKind(503, "no-database", "The database does not answer", {"Retry-After": "5"}),
    Overloaded: ProblemKind(503, "overloaded", "Overloaded", {"Retry-After": "2"}),
    errors.WaitedTooLong: ProblemKind(503, "overloaded", "Overloaded", {"Retry-After": "5"}),
    errors.TooManyStreams: ProblemKind(503, "overloaded", "Overloaded", {"Retry-After": "30"}),
    errors.TookTooLong: ProblemKind(503, "time-limit", "The comparison took too long", {"Retry-After": "60"}),
}


# what every route with a JSON body may raise, and what every route that uses the queue
JSON_BODY: Final = (
    errors.BrokenEncoding, errors.BodyTooLong, errors.WrongMediaType, errors.WrongEncoding, errors.MalformedJson,
    RequestValidationError,
)  # fmt: skip
QUEUE: Final = (errors.NotReady, errors.NoDatabase)


def problem_codes() -> frozenset[tuple[int, str]]:
    """Every status and code that a problem of ours can have (404 and 405 come from the router)."""
    return frozenset((kind.status, kind.code) for kind in KINDS.values())


def kind_of(error: Exception) -> ProblemKind:
    """The narrowest row of the table that knows this error."""
    return next(KINDS[base] for base in type(error).__mro__ if base in KINDS)


def problems(*raised: type[Exception]) -> dict[int | str, dict[str, Any]]:
    """What a route's description says of the errors that it may raise, by status.

    By a reference and no model: FastAPI would make a checker of each, 220 of them, at every start.
    """
    of_status: dict[int | str, dict[str, Any]] = {}
    for error in raised:
        kind = KINDS[error]
        said = of_status.setdefault(kind.status, {"description": "", "content": {"application/json": {"schema": PROBLEM_SCHEMA}}})
        said["description"] = f"{said['description']} `{kind.code}`: {kind.title}.".strip()
    return of_status


def problem(scope: Scope, kind: ProblemKind, detail: str, fields: Sequence[FieldError] = ()) -> Response:
    """The answer for one problem."""
    body = Problem(
        type=f"urn:unspun:problem:{kind.code}",
        title=kind.title,
        status=kind.status,
        detail=detail,
        instance=quote(scope["path"], errors="replace"),
        request_id=scope["state"]["request_id"],
        errors=list(fields),
    )
    return Response(orjson.dumps(body.model_dump()), kind.status, headers=dict(kind.headers or {}), media_type=MEDIA_TYPE)


def unexpected(scope: Scope, error: Exception) -> Response:
    """The answer for a fault of ours; type and places of the error go to the log, its message goes nowhere."""
    _log.error("unexpected error", exc_info=error, extra={"request_id": scope["state"]["request_id"]})
    return problem(scope, KINDS[Exception], "Something went wrong on our side; the request id finds it in the log.")


def problem_for(scope: Scope, error: Exception) -> Response:
    """The answer for whatever was raised."""
    if isinstance(error, RequestValidationError):
        found = error.errors()
        fields = [FieldError(pointer=each.pointer, detail=each.detail) for each in findings(found)]
        is_of_body = all(each["loc"][:1] == ("body",) for each in found)
        return problem(scope, kind_of(error), count_of(found, "request body" if is_of_body else "request"), fields)
    if isinstance(error, HTTPException):
        phrase = HTTPStatus(error.status_code).phrase
        return problem(scope, ProblemKind(error.status_code, _code_of(phrase), phrase, error.headers), f"{phrase}.")
    return answer(scope, error)


def answer(scope: Scope, error: Exception) -> Response:
    """The answer for one of our errors, with the headers that it brings along."""
    kind = kind_of(error)
    if kind.status == HTTPStatus.INTERNAL_SERVER_ERROR:
        return unexpected(scope, error)
    if isinstance(error, errors.NoDatabase):
        _log.error("the database does not answer", exc_info=error, extra={"request_id": scope["state"]["request_id"]})
    if isinstance(error, errors.AccessError):
        kind = replace(kind, headers={**(kind.headers or {}), **error.headers})
    at = error.pointer if isinstance(error, errors.RequestError | SideError) else None
    return problem(scope, kind, str(error), [FieldError(pointer=at, detail=str(error))] if at else [])


def _code_of(phrase: str) -> str:
    return phrase.lower().replace(" ", "-")
