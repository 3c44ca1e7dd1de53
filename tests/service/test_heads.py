"""The head of a request: bounded before anything of it is parsed, in time that grows with its length."""

import time
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.api.heads import MAX_CONTENT_TYPE, MAX_HEADER_BYTES
from tests.service.test_problems import assert_problem

QUIRKS = ["a/b;" * 400, "multipart/form-data; boundary=" + "x" * 300, "application/json" + "; a=b" * 100, '"' * 300, "a" * 201]


@pytest.mark.parametrize("media_type", QUIRKS)
@pytest.mark.parametrize("path", ["/compare", "/batches", "/jobs", "/submit", "/sign-in", "/nowhere"])
def test_a_long_content_type_is_415_at_once(client: TestClient, path: str, media_type: str) -> None:
    assert_problem(client.post(path, content=b"{}", headers={"Content-Type": media_type}), 415, "media-type")


def test_a_content_type_at_the_limit_is_read(client: TestClient) -> None:
    media_type = "application/json; a=" + "b" * (MAX_CONTENT_TYPE - 20)
    answer = client.post("/compare", json={}, headers={"Content-Type": media_type})
    assert_problem(answer, 422, "invalid-fields")


@pytest.mark.parametrize("name", ["Authorization", "Cookie", "Accept", "Prefer", "If-None-Match", "X-Padding", "Content-Type"])
def test_headers_over_the_limit_are_431(client: TestClient, name: str) -> None:
    assert_problem(client.get("/healthz", headers={name: "a" * MAX_HEADER_BYTES}), 431, "head-too-long")


def test_many_short_headers_over_the_limit_are_431(client: TestClient) -> None:
    assert_problem(client.get("/healthz", headers=[(f"X-{k}", "") for k in range(1_500)]), 431, "head-too-long")


@pytest.mark.parametrize("length", ["", "-1", "+1", "1e3", "0x10", "1_000", "²", "1,2"])
def test_a_length_that_is_no_number_is_400(client: TestClient, length: str) -> None:
    for path in ("/compare", "/batches", "/submit"):
        headers = [(b"content-type", b"application/json"), (b"content-length", length.encode())]
        assert_problem(client.post(path, content=b"{}", headers=headers), 400, "content-length")


@pytest.mark.parametrize("form", ["a/b;{}", "application/json;{}", "multipart/form-data;{}"])
def test_reading_a_head_does_not_cost_the_square_of_it(client: TestClient, form: str) -> None:
    def cost(n: int) -> float:
        headers = {"Content-Type": form.format("a=b;" * n)}
        best = []
        for _ in range(3):
            started = time.process_time()
            client.post("/compare", content=b"", headers=headers)
            best.append(time.process_time() - started)
        return min(best)

    cost(1)
    assert cost(1_900) < 0.25 + 8 * cost(10)  # the standard library's parser took .3 s for this


@pytest.mark.parametrize("path", ["", "x", "*", "http://localhost/healthz"])
def test_a_path_without_a_slash_is_a_page_for_browsers_all_the_same(client: TestClient, path: str) -> None:
    answer, body = exchanged(client, path, b"", b"text/html")
    assert answer == 404
    assert b"<h1>Not found</h1>" in body


def test_a_query_with_raw_bytes_is_no_request(client: TestClient) -> None:
    for path in ("/submit", "/healthz", "/inbox"):
        answer, body = exchanged(client, path, b"after=\x80", b"*/*")
        assert (answer, b"unreadable-request" in body) == (400, True)


def exchanged(client: TestClient, path: str, query: bytes, accepted: bytes) -> tuple[int, bytes]:
    """Status and body of a GET as another server than ours might hand it on."""
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"host", b"localhost"), (b"accept", accepted)]
    scope = {
        "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": query, "headers": headers,
        "http_version": "1.1", "scheme": "http", "root_path": "", "server": ("localhost", 80), "client": ("127.0.0.1", 1),
        "asgi": {"version": "3.0"},
    }  # fmt: skip
    assert client.portal
    client.portal.call(client.app, scope, receive, send)
    return sent[0]["status"], b"".join(each.get("body", b"") for each in sent[1:])
