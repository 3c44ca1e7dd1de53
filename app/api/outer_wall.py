"""The outermost wall: a request id, safe headers, one log line a request, and an answer even to our own faults.

A log line holds sizes, times, the label and ids: never a text, a query string or a path as sent (the route's own
template is logged), because all of these may hold words of an article.
"""

import logging
import re
import time
import uuid
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any, Final

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.heads import check_head, join_lists
from app.service import answer_error
from app.telemetry import HTTP_SECONDS, SpanKind, current_trace, name_span, read_traceparent, span, trace_id_of

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "QUERY"})
_BATCH_ID: Final = re.compile(r"[abjs]_[0-9a-f]{32}")  # as we make them, so that no word of a caller's passes
_SANE_REQUEST_ID = re.compile(r"[A-Za-z0-9._:-]{1,128}")
_REQUEST_ID: Final = b"x-request-id"
_SAFE_HEADERS: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cache-control", b"no-store"),
)
_CLIENT_LEFT = 499  # nginx's status for a client that closed before its answer

_log = logging.getLogger("app.access")


class OuterWall:
    """ASGI middleware around everything else."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        sent = read_traceparent(headers.get("traceparent"))
        scope.setdefault("state", {})["request_id"] = _request_id(headers)
        exchange = _Exchange(scope, receive, send)
        with span("request", SpanKind.SERVER, parent=sent):
            scope["state"]["trace"] = current_trace() or sent
            try:
                check_head(scope)
                join_lists(scope)
                await self.app(scope, exchange.receive, exchange.send)
            except ClientDisconnect:
                exchange.status = _CLIENT_LEFT
            except Exception as error:  # noqa: BLE001 (a server would log the message of what passes here)
                await self._answer_fault(exchange, error)
            finally:
                _tell(exchange)

    async def _answer_fault(self, exchange: "_Exchange", error: Exception) -> None:
        answer = await answer_error(Request(exchange.scope), error)
        if not exchange.status:
            await answer(exchange.scope, exchange.receive, exchange.send)


class _Exchange:
    """One request and its answer: counts what passes and adds the headers."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.scope = scope
        self.status = 0
        self._receive = receive
        self._send = send
        self._started = time.perf_counter()
        self._bytes_in = 0
        self._bytes_out = 0

    async def receive(self) -> Message:
        message = await self._receive()
        self._bytes_in += len(message.get("body", b""))
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message["headers"] = self._completed(message.get("headers", ()))
        self._bytes_out += len(message.get("body", b""))
        await self._send(message)

    def _completed(self, headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        """The headers of an answer, their names in small letters, with those that every answer has."""
        own = [header for header in headers if header[0] != _REQUEST_ID]
        named = {name for name, _ in own}
        added = (header for header in _SAFE_HEADERS if header[0] not in named)  # a page has a policy of its own
        return [*own, (_REQUEST_ID, self.scope["state"]["request_id"].encode()), *added]

    def summary(self) -> dict[str, Any]:
        method = self.scope["method"]
        route = self.scope.get("route")
        state = self.scope["state"]
        return {
            "method": method if method in _METHODS else "other",
            "path": getattr(route, "path", None) or "unknown",
            "status": self.status,
            "ms": round((time.perf_counter() - self._started) * 1000, 1),
            "bytes_in": self._bytes_in,
            "bytes_out": self._bytes_out,
            "request_id": state["request_id"],
            "trace_id": trace_id_of(state["trace"]),
            "client": state.get("client"),
            "batch": state.get("batch") or self._asked_batch(),
            "label": state.get("label"),
        }

    def _asked_batch(self) -> str | None:
        asked = self.scope.get("path_params", {})
        found = asked.get("batch_id") or asked.get("job_id") or ""
        return found if _BATCH_ID.fullmatch(found) else None


def _tell(exchange: _Exchange) -> None:
    """To the log, the metrics and the trace."""
    summary = exchange.summary()
    _log.info("request", extra=summary)
    method, path, status = summary["method"], summary["path"], exchange.status
    HTTP_SECONDS.labels(method, path, f"{status // 100}xx").observe(summary["ms"] / 1000)
    about = {"http.request.method": method, "http.route": path, "http.response.status_code": status}
    ids = {"unspun.request_id": summary["request_id"], "unspun.client": summary["client"], "unspun.batch": summary["batch"]}
    name_span(f"{method} {path}", {**about, **ids}, is_error=status >= HTTPStatus.INTERNAL_SERVER_ERROR)


def _request_id(headers: Headers) -> str:
    sent = headers.get("x-request-id", "")
    return sent if _SANE_REQUEST_ID.fullmatch(sent) else uuid.uuid4().hex
