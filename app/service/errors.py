"""Errors that only HTTP knows; each becomes a problem by the table in `problems.py`.

UnspunError
├── Overloaded (app.errors)
│   ├── WaitedTooLong     a place did not come free in time
│   └── TooManyStreams    as many streams of events are open as may be
├── TookTooLong           the comparison is over its time limit
├── NotReady              the model and the lexicon are still loading, or could not be loaded
├── OpenToAnyone          the service would be open to everybody who can reach it
├── NoSuchJob             no job or batch of this client has this id
├── NoSuchReport          no report of this client has this id
├── ReportGone            the texts are deleted; knows what was decided
├── NoSuchArticle         the library holds no article of this external id
├── NoSuchLibrary, LibraryNameTaken (app.store)
├── NoSuchWebhook         no endpoint or delivery of this client has this id
├── EndpointDisabled      the webhook endpoint takes nothing at present
├── TooManyEndpoints      the client has as many webhook endpoints as it may
├── NoDatabase            the database does not answer
├── UnreadableRequest     what came is no HTTP
├── StillRunning (app.store)
├── AccessError           the request is not let in; knows headers that say why
│   ├── NoKey
│   ├── KeyRefused
│   ├── ScopeMissing
│   ├── CrossSite         a browser sends it for another site's page
│   └── TooManyRequests
└── RequestError          the request as sent cannot be used; knows where in the body
    ├── HeadTooLong
    ├── PathTooLong
    ├── BadLength
    ├── WrongMediaType
    ├── WrongEncoding
    ├── BrokenEncoding
    ├── BodyTooLong
    ├── MalformedJson
    ├── TooManyLines
    ├── BatchTooLong
    ├── EmptyBatch
    ├── BadCursor
    ├── UnknownParameter
    ├── UnusableReview
    ├── RefusedUrl
    ├── BadIdempotencyKey
    └── OtherRequest      the Idempotency-Key belongs to another request
"""

from collections.abc import Mapping, Sequence

from app.errors import Overloaded, UnspunError
from app.store import Decision


class WaitedTooLong(Overloaded):
    """No comparison place came free in time."""


class TooManyStreams(Overloaded):
    """As many streams of events are open as may be."""


class TookTooLong(UnspunError):
    """The comparison was not finished within the time limit."""


class NotReady(UnspunError):
    """The model and the lexicon are still being loaded."""


class OpenToAnyone(UnspunError):
    """The service would be open to everybody who can reach it."""


class NoSuchJob(UnspunError):
    """There is no job or batch with this id."""


class NoSuchReport(UnspunError):
    """There is no report with this id."""


class ReportGone(UnspunError):
    """The texts of this report are deleted."""

    def __init__(self, decisions: Sequence[Decision] = ()) -> None:
        super().__init__()
        self.decisions = tuple(decisions)


class NoSuchArticle(UnspunError):
    """There is no article with this external id in the library."""


class NoSuchWebhook(UnspunError):
    """There is no webhook endpoint or delivery with this id."""


class EndpointDisabled(UnspunError):
    """The webhook endpoint is disabled."""


class TooManyEndpoints(UnspunError):
    """The client has as many webhook endpoints as it may."""


class NoDatabase(UnspunError):
    """The database does not answer."""


class UnreadableRequest(UnspunError):
    """What was sent is no HTTP request."""


class AccessError(UnspunError):
    """The request is not let in."""

    def __init__(self, detail: str = "", *, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.headers = headers or {}


class NoKey(AccessError):
    """This service wants an API key: send it as `Authorization: Bearer unspun_…`."""


class KeyRefused(AccessError):
    """The API key is unknown, expired or revoked."""


class ScopeMissing(AccessError):
    """The API key may not be used for this."""


class CrossSite(AccessError):
    """A page of another site may change nothing here."""


class TooManyRequests(AccessError):
    """The client has used up its requests for now."""


class RequestError(UnspunError):
    """The request cannot be used."""

    def __init__(self, detail: str = "", *, pointer: str | None = None) -> None:
        super().__init__(detail)
        self.pointer = pointer


class HeadTooLong(RequestError):
    """The headers are longer than the limit."""


class PathTooLong(RequestError):
    """The path and the query are longer than the limit."""


class BadLength(RequestError):
    """The Content-Length is no number."""


class WrongMediaType(RequestError):
    """The request body must be sent as application/json."""


class WrongEncoding(RequestError):
    """The request body may be encoded with gzip, or not at all."""


class BrokenEncoding(RequestError):
    """The request body is not valid gzip."""


class BodyTooLong(RequestError):
    """The request body is longer than the limit."""


class TooManyLines(RequestError):
    """The batch has more lines than the limit."""


class BatchTooLong(RequestError):
    """The batch is longer than the limit, packed or unpacked."""


class EmptyBatch(RequestError):
    """The batch has no line."""


class BadCursor(RequestError):
    """The cursor is none of ours."""


class UnknownParameter(RequestError):
    """The route takes no query parameter of this name."""


class UnusableReview(RequestError):
    """This cannot be done to the report."""


class RefusedUrl(RequestError):
    """Webhooks are not sent to this URL."""


class MalformedJson(RequestError):
    """The request body is not valid JSON in UTF-8."""


class BadIdempotencyKey(RequestError):
    """An Idempotency-Key is given once and has 1 to 255 visible ASCII characters."""


class OtherRequest(RequestError):
    """This Idempotency-Key was used for another request: another route, query, media type or body."""
