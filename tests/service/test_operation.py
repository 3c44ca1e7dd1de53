"""Everything around the comparison: health, versions, limits, request ids, overload, faults, logs."""

import asyncio
import logging
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from starlette.testclient import TestClient

import app
from app.api import build_app
from app.detector import Detector
from app.main import create_app
from app.service import Limits, Service
from app.settings import Settings
from app.store import sqlite_url
from app.telemetry import JsonLines
from tests.waiting import PATIENCE, wait_until, wait_until_open, wait_until_ready

SECRET = "Quibblewick"
PAIR = {"reference": {"text": f"{SECRET} " * 30}, "suspect": {"text": f"{SECRET} " * 30}}


def limits(**changed: Any) -> Limits:
    some: dict[str, Any] = {
        "max_characters": 10_000, "max_body_bytes": 100_000, "comparisons_at_once": 1, "queue_size": 1,
        "queue_timeout_seconds": PATIENCE, "time_limit_seconds": PATIENCE,
    }  # fmt: skip
    return Limits(**{**some, **changed})


class Gate:
    """A detector that compares only when it is let; a real one could not be held in the middle."""

    model_name = "gate"

    def __init__(self, error: Exception | None = None) -> None:
        self.entered = threading.Semaphore(0)
        self.open = threading.Event()
        self.kept: dict[str, object] = {}
        self.error = error or ValueError(f"a message with {SECRET}")

    def prepare(self, *_: object) -> object:
        self.entered.release()
        assert self.open.wait(PATIENCE)
        raise self.error


def served(detector: Any, **changed: Any) -> TestClient:
    return TestClient(build_app(Service(limits(**changed), lambda: detector)))


def test_health_answers_before_the_model_is_loaded_and_readiness_does_not() -> None:
    loaded = threading.Event()

    def load() -> Detector:
        assert loaded.wait(PATIENCE)
        gate: Any = Gate()
        return gate  # type: ignore[no-any-return]

    with TestClient(build_app(Service(limits(), load))) as client:
        try:
            assert client.get("/healthz").json() == {"status": "ok"}
            assert client.get("/version").json()["model"] is None
            for answer in (client.get("/readyz"), client.post("/compare", json=PAIR)):
                assert answer.status_code == 503
                assert answer.json()["type"] == "urn:unspun:problem:not-ready"
                assert answer.headers["retry-after"] == "1"
        finally:
            loaded.set()
        wait_until_ready(client)


def test_a_service_that_cannot_load_says_so_and_stays_alive(tmp_path: Path) -> None:
    settings = Settings(models_dir=tmp_path, lexicon_dir=tmp_path, database_url=sqlite_url(tmp_path / "unspun.db"))
    with TestClient(create_app(settings)) as client:
        wait_until(lambda: "could not be loaded" in client.get("/readyz").json()["detail"])
        assert client.get("/readyz").status_code == 503
        assert client.get("/healthz").status_code == 200


def test_an_application_that_has_ended_has_closed_its_database(tmp_path: Path, detector: Detector) -> None:
    settings = Settings(database_url=sqlite_url(tmp_path / "unspun.db"), embedded_worker=False)
    with TestClient(create_app(settings, lambda: detector)) as client:
        wait_until_open(client)
    assert not list(tmp_path.glob("unspun.db-*"))  # the last connection writes SQLite's log back


def test_version_names_all_versions(client: TestClient) -> None:
    version = client.get("/version").json()
    assert version["service"] == app.__version__
    assert version["report"] == 2
    assert version["model"]
    assert version["lexicon"]


def test_limits_are_the_settings(client: TestClient, settings: Settings) -> None:
    published = client.get("/limits").json()
    for name in Limits.__slots__:
        assert published[name] == (settings.body_limit if name == "max_body_bytes" else getattr(settings, name))
    assert published["minimum_passage_words"] == {"least": 1, "default": 15, "most": 1000}


@pytest.mark.parametrize("sent", ["a", "0af7651916cd43dd", "A-b_c.d:9", "x" * 128])
def test_a_sane_request_id_comes_back(client: TestClient, sent: str) -> None:
    assert client.get("/healthz", headers={"X-Request-ID": sent}).headers["x-request-id"] == sent


@pytest.mark.parametrize("sent", ["", "a b", "x" * 129, 'a"b', "a\tb", "ä"])
def test_another_request_id_is_replaced(client: TestClient, sent: str) -> None:
    answer = client.get("/healthz", headers=[(b"X-Request-ID", sent.encode())])
    assert answer.headers["x-request-id"] != sent
    assert len(answer.headers["x-request-id"]) == 32


@pytest.mark.parametrize("path", ["/healthz", "/nope"])
def test_every_answer_has_safe_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert "access-control-allow-origin" not in headers


def in_background(client: TestClient, answers: list[Any]) -> threading.Thread:
    thread = threading.Thread(target=lambda: answers.append(client.post("/compare", json=PAIR)))
    thread.start()
    return thread


@pytest.fixture
def gate() -> Iterator[Gate]:
    gate = Gate()
    yield gate
    gate.open.set()


def test_beyond_the_queue_the_answer_is_503_with_retry_after_and_health_answers(gate: Gate) -> None:
    answers: list[Any] = []
    with served(gate) as client:
        wait_until_ready(client)
        threads = [in_background(client, answers)]
        assert gate.entered.acquire(timeout=PATIENCE)
        threads += [in_background(client, answers) for _ in range(3)]  # one waits, two find the queue full
        wait_until(lambda: client.get("/healthz").status_code == 200 and len(answers) == 2)
        for answer in answers:
            assert answer.status_code == 503
            assert answer.json()["type"] == "urn:unspun:problem:overloaded"
            assert int(answer.headers["retry-after"]) >= 1
        gate.open.set()
        for thread in threads:
            thread.join()
    assert sorted(answer.status_code for answer in answers) == [500, 500, 503, 503]


def test_who_waits_too_long_is_answered_503(gate: Gate) -> None:
    answers: list[Any] = []
    with served(gate, queue_timeout_seconds=0.05) as client:
        wait_until_ready(client)
        first = in_background(client, answers)
        assert gate.entered.acquire(timeout=PATIENCE)
        answer = client.post("/compare", json=PAIR)
        gate.open.set()
        first.join()
    assert answer.status_code == 503
    assert "in time" in answer.json()["detail"]


def test_a_comparison_over_the_time_limit_is_answered_and_keeps_its_place_until_it_ends(gate: Gate) -> None:
    with served(gate, time_limit_seconds=0.05, queue_size=0) as client:
        wait_until_ready(client)
        late = client.post("/compare", json=PAIR)
        assert late.status_code == 503
        assert late.json()["type"] == "urn:unspun:problem:time-limit"
        assert late.headers["retry-after"].isdigit()
        assert client.post("/compare", json=PAIR).json()["type"] == "urn:unspun:problem:overloaded"
        gate.open.set()
        wait_until(lambda: client.post("/compare", json=PAIR).status_code == 500)


def test_errors_never_leak_a_place(gate: Gate) -> None:
    gate.open.set()
    with served(gate, queue_size=0) as client:
        wait_until_ready(client)
        for _ in range(5):
            assert client.post("/compare", json=PAIR).status_code == 500


def test_a_fault_is_a_problem_and_a_log_line_without_any_text(
    gate: Gate, capfd: pytest.CaptureFixture[str], json_logs: list[str]
) -> None:
    gate.open.set()
    with served(gate) as client:
        wait_until_ready(client)
        answer = client.post("/compare", json=PAIR, headers={"X-Request-ID": "the-one"})
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["request_id"] == "the-one"
    fault = next(line for line in map(orjson.loads, json_logs) if line["message"] == "unexpected error")
    assert fault["request_id"] == "the-one"
    assert fault["error"][0]["type"] == "ValueError"
    assert any("compare" in place for place in fault["error"][0]["at"])
    assert SECRET not in answer.text + "".join(json_logs) + "".join(capfd.readouterr())


@pytest.fixture
def json_logs(caplog: pytest.LogCaptureFixture) -> Iterator[list[str]]:
    """Every record of every logger as the service would print it."""
    lines: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(self.format(record))

    keep = Keep()
    keep.setFormatter(JsonLines())
    root = logging.getLogger()
    root.addHandler(keep)
    with caplog.at_level(logging.DEBUG):
        yield lines
    root.removeHandler(keep)


BODIES: dict[str, bytes] = {
    "good": orjson.dumps({"reference": {"text": f"{SECRET} " * 50}, "suspect": {"text": f"{SECRET} " * 50}}),
    "html": orjson.dumps({"reference": {"html": f"<p>{SECRET}" * 50}, "suspect": {"html": f"<i>{SECRET}" * 5000}}),
    "malformed": f'{{"reference": {{"text": "{SECRET}"'.encode(),
    "surrogate": f'{{"reference": {{"text": "{SECRET} \\ud800"}}}}'.encode(),
    "wrong fields": orjson.dumps({"reference": {SECRET: SECRET}, SECRET: [SECRET]}),
    "too long": orjson.dumps({"reference": {"text": SECRET * 100_000}, "suspect": {"text": SECRET}}),
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_no_log_holds_a_text(client: TestClient, body: bytes, json_logs: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    client.post(f"/compare?q={SECRET}", content=body, headers={"Content-Type": "application/json"})
    client.request(SECRET.upper(), f"/{SECRET}?q={SECRET}", headers={"X-Request-ID": f"<{SECRET}>", "Referer": SECRET})
    assert any(orjson.loads(line)["logger"] == "app.access" for line in json_logs)
    assert SECRET.lower() not in ("".join(line for line in json_logs if "httpx2" not in line)).lower()
    assert SECRET.lower() not in "".join(capfd.readouterr()).lower()


def test_an_access_line_holds_sizes_times_label_and_id(client: TestClient, json_logs: list[str]) -> None:
    client.post("/compare", json=PAIR, headers={"X-Request-ID": "r1"})
    line = next(line for line in map(orjson.loads, json_logs) if line.get("request_id") == "r1")
    assert (line["method"], line["path"], line["status"]) == ("POST", "/compare", 200)
    assert line["bytes_in"] > 0
    assert line["bytes_out"] > 0
    assert line["ms"] >= 0
    assert line["label"]


def test_a_client_that_leaves_is_no_fault(json_logs: list[str]) -> None:
    api = build_app(Service(limits(), Gate))  # type: ignore[arg-type]
    scope: dict[str, Any] = {
        "type": "http", "method": "POST", "path": "/compare", "raw_path": b"/compare", "query_string": b"",
        "headers": [(b"content-type", b"application/json")], "http_version": "1.1", "scheme": "http", "root_path": "",
        "server": ("testserver", 80), "client": ("testclient", 1), "asgi": {"version": "3.0"},
    }  # fmt: skip
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(api(scope, receive, send))
    assert sent == []
    assert [orjson.loads(line)["status"] for line in json_logs if "app.access" in line] == [499]
