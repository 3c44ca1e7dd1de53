"""The outermost wall: a request id, safe headers, one log line a request, and an answer even to our own faults.

A log line holds sizes, times, the label and ids: never a text, a query string or a path as sent (the route's own
template is logged), because all of these may hold words of an article.
"""

import logging
import re
import time
import uuid
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.problems import unexpected

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "QUERY"})
_SANE_REQUEST_ID = re.compile(r"[A-Za-z0-9._:-]{1,128}")
_SAFE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}
_CLIENT_LEFT = 499  # nginx's status for a client that closed before its answer

_log = logging.getLogger("app.access")


class Access:
    """ASGI middleware around everything else."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope.setdefault("state", {})["request_id"] = _request_id(Headers(scope=scope))
        exchange = _Exchange(scope, receive, send)
        try:
            await self.app(scope, exchange.receive, exchange.send)
        except ClientDisconnect:
            exchange.status = _CLIENT_LEFT
        except Exception as error:  # noqa: BLE001 (a server would log the message of what passes here)
            await self._answer_fault(exchange, error)
        finally:
            _log.info("request", extra=exchange.summary())

    async def _answer_fault(self, exchange: "_Exchange", error: Exception) -> None:
        answer = unexpected(exchange.scope, error)
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
            headers = MutableHeaders(scope=message)
            headers["X-Request-ID"] = self.scope["state"]["request_id"]
            headers.update(_SAFE_HEADERS)
        self._bytes_out += len(message.get("body", b""))
        await self._send(message)

    def summary(self) -> dict[str, Any]:
        method = self.scope["method"]
        route = self.scope.get("route")
        return {
            "method": method if method in _METHODS else "other",
            "path": getattr(route, "path", None) or "unknown",
            "status": self.status,
            "ms": round((time.perf_counter() - self._started) * 1000, 1),
            "bytes_in": self._bytes_in,
            "bytes_out": self._bytes_out,
            "request_id": self.scope["state"]["request_id"],
            "label": self.scope["state"].get("label"),
        }


def _request_id(headers: Headers) -> str:
    sent = headers.get("x-request-id", "")
    return sent if _SANE_REQUEST_ID.fullmatch(sent) else uuid.uuid4().hex
