"""Connections: a head that does not come to its end is closed, and what is no HTTP is a problem."""

import time
from contextlib import suppress
from typing import Any

import orjson
import pytest

from app.api import connections
from tests.service.operation.listening import connected, listening, send_raw, until_closed
from tests.waiting import PATIENCE

OK = b"HTTP/1.1 200 OK"
SOON = 0.3  # seconds
WHOLE = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"


async def hello(scope: Any, receive: Any, send: Any) -> None:
    message = await receive()
    while message.get("more_body"):
        message = await receive()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"5")]})
    await send({"type": "http.response.body", "body": b"hello"})


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "HEAD_SECONDS", PATIENCE)


@pytest.mark.parametrize("sent", [b"", b"G", b"GET / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: b"])
def test_an_unfinished_head_is_closed(sent: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "HEAD_SECONDS", SOON)
    with listening(hello) as port:
        assert send_raw(port, sent) == b""


@pytest.mark.parametrize("second", [b"G", b"GET / HTTP/1.1\r\nHost:"])
def test_a_second_head_that_is_unfinished_is_closed_too(second: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    with listening(hello) as port:
        at_once = send_raw(port, WHOLE + second)
        with connected(port) as connection:
            connection.sendall(WHOLE)
            first = until_closed(connection, b"hello")
            monkeypatch.setattr(connections, "HEAD_SECONDS", SOON)
            connection.sendall(second)
            assert until_closed(connection) == b""
    for answer in (at_once, first):
        assert answer.startswith(OK)
        assert answer.count(b"hello") == 1


def test_a_long_body_has_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def takes_longer_than_a_head(limit: float) -> bool:
        monkeypatch.setattr(connections, "HEAD_SECONDS", limit)
        with listening(hello) as port, connected(port) as connection:
            connection.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nab")
            time.sleep(3 * limit)
            with suppress(OSError):
                connection.sendall(b"cd")
                return until_closed(connection, b"hello").startswith(OK)
        return False

    # a busy machine may be late with the head already
    assert any(takes_longer_than_a_head(limit) for limit in (SOON, 10 * SOON, 100 * SOON))


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        (b"nonsense\r\n\r\n", 400, "unreadable-request"),
        (b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", 400, "unreadable-request"),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX-A: " + b"a" * 20_000, 431, "head-too-long"),
    ],
)
def test_what_cannot_be_read_is_a_problem(sent: bytes, status: int, code: str) -> None:
    with listening(hello) as port:
        head, _, body = send_raw(port, sent).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 %d " % status)
    assert b"application/problem+json" in head
    assert orjson.loads(body)["type"] == f"urn:unspun:problem:{code}"
