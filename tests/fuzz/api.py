"""Requests to the whole service, several at once: each is a request line, headers behind tabs, and after a blank line the body.

Whatever is sent, the answer is no fault: below 500, or 503 that says when to come back; and a problem is well-formed.
"""

import asyncio
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote, unquote

import orjson
from fastapi.routing import iter_route_contexts
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from app.store import sqlite_url
from tests.fuzz.targets import Check, Target
from tests.waiting import wait_until, wait_until_open

_PATHS = (
    b"/compare", b"/jobs", b"/jobs/", b"/batches", b"/batches/", b"/results", b"/events", b"?after=", b"?limit=",
    b"&cursor=", b"?cursor=", b"/webhooks/endpoints", b"/webhooks/deliveries/", b"/rotate", b"/test", b"/deliveries",
    b"/replay", b"/metrics", b"/healthz", b"/limits", b"/openapi.json", b"/version", b"/", b"/submit", b"/inbox",
    b"?state=", b"?q=", b"?since=", b"/inbox/next?after=", b"/inbox/decisions.jsonl", b"/reports/", b"/decisions",
    b"/exclusions", b"/withdraw", b"/links", b"/export/json", b"/shared/", b"/sign-in", b"?next=", b"/sign-out",
    b"/libraries", b"/libraries/b_1", b"/articles/", b"/articles?limit=2&cursor=", b"/imports/", b"/failures", b"/export",
    b"/screenings", b"/screenings/", b"/screen", b"/probe", b"?library=",
    b"/static/site.css", b"%00", b"%0A", b"%ED%A0%80", b"b_1", b"j_1", b"p_1.1", b"ep_1", b"W10=",
)  # fmt: skip
_HEADERS = (
    b"\tContent-Type: application/json", b"\tContent-Type: application/x-ndjson",
    b"\tContent-Type: application/x-www-form-urlencoded", b"\tContent-Type: multipart/form-data; boundary=cut",
    b"\tContent-Type: ", b"; charset=", b"; boundary=", b"utf-7", b'"', b"\tContent-Encoding: gzip",
    b"\tContent-Encoding: ", b"\tContent-Length: ", b"\tIdempotency-Key: k", b"\tIdempotency-Key: ",
    b"\tPrefer: respond-async", b"\tAccept: text/html", b"\tAccept: application/openmetrics-text", b"\tAccept: ",
    b"\tOrigin: http://[", b"\tOrigin: http://localhost", b"\tSec-Fetch-Site: ", b"\tLast-Event-ID: 1-done",
    b"\tIf-None-Match: \"", b"\tCookie: unspun=", b"\tAuthorization: Bearer unspun_", b"\ttraceparent: 00-",
    b"\tX-Request-ID: ", b"\tRange: bytes=0-", b"\tExpect: 100-continue", b"\tX-Forwarded-For: ", b"\tHost: ",
    b"\tTransfer-Encoding: chunked",
)  # fmt: skip
_BODIES = (
    b"\n\n", b'{"reference":{"text":"The old wall stands here."},"suspect":{"text":"The aged wall stands here."}}',
    b'"options":{', b'"custom_id":"a",', b'"html":"<p>', b'"excluded":{"suspect":[{"start":0,"end":',
    b'"parts":["texts"]', b"\\ud800", b"\\u0000", b"[[[[", b"]]]]", b"{{", b"}}",
    b'{"suspect":{"text":"The aged wall stands here.","author":"A"},"libraries":["b_1"]}', b'{"external_id":"a","text":"words"}',
    b'"libraries":["', b'"external_id":"', b'"index_only":true', b'"published":"2026-13-41"',
    b'"compare":10', b'"exclude":["version"]',
    b'{"name":"b_2"}', b'{"text":"The old wall stands here."}', b'"references":[{"text":"The old wall."}]',
    b"&suspect=a&library=b_1",
    b'{"url":"http://127.0.0.1:9/","events":["job.finished"]}', b'{"enabled":false}', b"1e999", b"-0", b"NaN",
    b"--cut\r\nContent-Disposition: form-data; name=\"reference\"\r\n\r\n", b"; filename=\"a.docx\"", b"--cut--\r\n",
    b"verdict=denied&name=a", b"days=1", b"action=passage&basis=", b"key=unspun_",
    b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", b"\x00", b"\xff\xfe", b"\xe2\x80\xa8",
)  # fmt: skip
_METHODS = (b"GET ", b"POST ", b"HEAD ", b"DELETE ", b"PATCH ", b"PUT ", b"OPTIONS ", b"get ")
_TIMEOUT_SECONDS = 60
_PARTING = b"\x1e\x1e"  # between requests that are sent at once: one waits for a process while others are answered
_MOST_AT_ONCE = 20


@contextmanager
def _open_check() -> Iterator[Check]:
    with TemporaryDirectory(prefix="unspun-fuzz-") as folder:
        settings = Settings(
            database_url=sqlite_url(Path(folder) / "unspun.db"), embedded_worker=False, max_batch_lines=100,
            rate_limit_requests=0, webhook_allow_http=True, webhook_ports="", comparisons_at_once=1, max_characters=5_000,
        )  # fmt: skip
        with TestClient(create_app(settings), base_url="http://localhost") as client:
            wait_until(lambda: client.get("/readyz").status_code == 200)
            wait_until_open(client)
            assert client.post("/libraries", json={"name": "b_1"}).status_code == 201
            assert client.portal
            portal = client.portal
            yield lambda example: portal.call(_check_all, client.app, example.split(_PARTING))


async def _check_all(app: Any, requests: list[bytes]) -> None:
    """Sends them at once; raises the first fault when all are answered."""
    faults = await asyncio.gather(*(_check(app, request) for request in requests), return_exceptions=True)
    for fault in filter(None, faults):
        raise fault


async def _check(app: Any, request: bytes) -> None:
    """Sends the request as a server would hand it on, without a client that would tidy it up."""
    head, _, body = request.partition(b"\n\n")
    line, *headers = head.replace(b"\n", b"").split(b"\t")
    method, _, target = line.partition(b" ")
    status, sent, answer = await _exchange(app, _scope(method, target, headers), body)
    assert status < 500 or (status == 503 and b"retry-after" in sent), (status, answer[:500])
    if sent.get(b"content-type") == b"application/problem+json" and method != b"HEAD":
        assert orjson.loads(answer)["status"] == status
    assert status != 200 or not _is_unknown(target), target


def _scope(method: bytes, target: bytes, headers: list[bytes]) -> dict[str, Any]:
    path, _, query = target.partition(b"?")
    pairs = [(name.strip().lower(), value.strip()) for name, _, value in (each.partition(b":") for each in headers)]
    if not any(name == b"host" for name, _ in pairs):
        pairs.append((b"host", b"localhost"))
    return {
        "type": "http", "method": method.decode("latin-1") or "GET", "path": unquote(quote(path, safe="/%")), "raw_path": path,
        "query_string": query, "headers": pairs, "http_version": "1.1", "scheme": "http", "root_path": "",
        "server": ("localhost", 80), "client": ("127.0.0.1", 1), "asgi": {"version": "3.0"}, "state": {},
    }  # fmt: skip


def _is_unknown(target: bytes) -> bool:
    return any(ord(each) < 32 for each in unquote(target.partition(b"?")[0].decode("latin-1")))


async def _exchange(app: Any, scope: dict[str, Any], body: bytes) -> tuple[int, dict[bytes, bytes], bytes]:
    messages: list[Any] = []
    pieces = [body[: len(body) // 2], body[len(body) // 2 :]]
    ended = asyncio.Event()

    async def receive() -> dict[str, Any]:
        if pieces:
            return {"type": "http.request", "body": pieces.pop(0), "more_body": bool(pieces)}
        if not _is_stream(messages):
            await ended.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        messages.append(message)

    async with asyncio.timeout(_TIMEOUT_SECONDS):
        await app(scope, receive, send)
    ended.set()
    assert messages, "no answer"
    return messages[0]["status"], dict(messages[0]["headers"]), b"".join(each.get("body", b"") for each in messages[1:])


def _is_stream(messages: list[Any]) -> bool:
    """A stream of events has no end of its own as long as nobody works on the queue."""
    return bool(messages) and dict(messages[0]["headers"]).get(b"content-type", b"").startswith(b"text/event-stream")


def _paths() -> list[bytes]:
    """Every path of the router, with something in each place: a new route is asked by itself."""
    app = create_app(Settings(database_url=sqlite_url(Path("unused.db"))))
    return [re.sub(r"\{\w+(:\w+)?\}", "b_1", str(each.path)).encode() for each in iter_route_contexts(app.routes)]


def _drawn() -> st.SearchStrategy[bytes]:
    """Requests: a method, a path of ours that is perhaps bent, some headers and some of a body."""
    noise = st.one_of(st.binary(max_size=4), st.text(max_size=3).map(lambda text: text.encode("utf-8", "replace")))

    def some(pieces: Sequence[bytes], most: int) -> st.SearchStrategy[bytes]:
        return st.lists(st.one_of(st.sampled_from(pieces), noise), max_size=most).map(b"".join)

    path = st.tuples(st.sampled_from(_paths()), some(_PATHS, 4)).map(b"".join)
    parts = (st.sampled_from(_METHODS), path, some(_HEADERS, 6), st.just(b"\n\n"), some(_BODIES, 12))
    request = st.tuples(*parts).map(b"".join)
    return st.lists(request, min_size=1, max_size=_MOST_AT_ONCE).map(_PARTING.join)


TARGET = Target("api", (*_PATHS, *_HEADERS, *_BODIES), _open_check, _drawn(), _PARTING)
