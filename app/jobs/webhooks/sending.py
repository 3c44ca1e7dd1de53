"""One attempt: a POST to a checked address, no redirect followed, hardly anything of the answer read."""

import email.utils
import re
import ssl
import time
from collections.abc import Mapping
from functools import cache
from typing import Final

import httpcore

import app
from app.errors import AddressRefused
from app.jobs.webhooks.addresses import Target, read_target, resolve_target
from app.jobs.webhooks.attempts import AttemptOutcome, Wire
from app.jobs.webhooks.connecting import Deadline, PinnedBackend
from app.jobs.webhooks.options import WebhookOptions

_BODY_BYTES: Final = 4_096  # read so that an ordinary receiver sees its answer taken; nothing of it is kept
_BODY_SECONDS: Final = 1.0
_SECONDS: Final = re.compile(r"[0-9]{1,9}")
_HEADERS: Final = {"content-type": "application/json", "user-agent": f"Unspun-Webhooks/{app.__version__}", "connection": "close"}


_known_authorities: Final = cache(httpcore.default_ssl_context)  # 10 ms and a megabyte


def post(url: str, headers: Mapping[str, str], body: bytes, options: WebhookOptions, wire: Wire) -> AttemptOutcome:
    """Posts `body` to `url` within `options.timeout_seconds`; whatever goes wrong is an outcome, not an exception."""
    try:
        target = read_target(url, options.addresses)
        addresses = resolve_target(target, options.addresses, wire.resolver)
        backend = PinnedBackend(addresses, Deadline(options.timeout_seconds))
        return _post(target, headers, body, backend, wire.tls or _known_authorities())
    except AddressRefused as error:
        return AttemptOutcome(error=str(error))
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        return AttemptOutcome(error=_reason(error))


def _post(target: Target, headers: Mapping[str, str], body: bytes, backend: PinnedBackend, tls: ssl.SSLContext) -> AttemptOutcome:
    url = httpcore.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path)
    named = {"host": _host(target), **_HEADERS, **headers, "content-length": str(len(body))}
    sent: list[tuple[bytes | str, bytes | str]] = [*named.items()]
    with (
        httpcore.ConnectionPool(ssl_context=tls, network_backend=backend, max_connections=1) as pool,
        pool.stream("POST", url, headers=sent, content=body) as answer,
    ):
        outcome = _outcome(answer.status, {name.lower(): value for name, value in answer.headers})
        _read_some(answer)
    return outcome


def _host(target: Target) -> str:
    host = f"[{target.host}]" if ":" in target.host else target.host
    return host if target.port == {"http": 80, "https": 443}[target.scheme] else f"{host}:{target.port}"


def _outcome(status: int, headers: Mapping[bytes, bytes]) -> AttemptOutcome:
    if 200 <= status < 300:
        return AttemptOutcome(status)
    error = "answered with a redirect, which is not followed" if 300 <= status < 400 else f"answered with {status}"
    return AttemptOutcome(status, error, read_retry_after(headers.get(b"retry-after", b"").decode("latin-1"), time.time()))


def read_retry_after(header: str, now: float) -> float | None:
    """The seconds that `Retry-After` asks for, written as seconds or as a date; None when it cannot be read."""
    if _SECONDS.fullmatch(header.strip()):
        return float(header)
    try:
        return max(email.utils.parsedate_to_datetime(header).timestamp() - now, 0.0)
    except (ValueError, OverflowError, OSError):
        return None


def _read_some(answer: httpcore.Response) -> None:
    """The status is known, so nothing that happens here changes the outcome."""
    until, n_bytes = time.monotonic() + _BODY_SECONDS, 0
    try:
        for chunk in answer.iter_stream():
            n_bytes += len(chunk)
            if n_bytes >= _BODY_BYTES or time.monotonic() > until:
                return
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError):
        return


def _reason(error: Exception) -> str:
    cause = error.__cause__ or error.__context__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"the certificate was refused: {cause.verify_message}"
    if isinstance(cause, ssl.SSLError):
        return "the TLS handshake failed"
    table: tuple[tuple[type[Exception], str], ...] = (
        (httpcore.ConnectTimeout, "could not connect in time"),
        (httpcore.TimeoutException, "no answer in time"),
        (httpcore.ConnectError, "could not connect"),
        (httpcore.ProtocolError, "the answer is not HTTP"),
    )
    return next((words for kind, words in table if isinstance(error, kind)), "the connection broke")
