"""What the processes write, at the level `debug`: ids to follow a job by, and no word of a client's texts."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from app.store import sqlite_url
from tests.service.operation.programs import Program, running, serving
from tests.waiting import PATIENCE

CANARY = "Quibblewick"
TRACE_ID = "0af7651916cd43dd8448eb211c80319c"
SENT = {"X-Request-ID": "from-the-cms-7", "traceparent": f"00-{TRACE_ID}-b7ad6b7169203331-01"}
TEXT = f"{CANARY} and the old wall of the town stood where it had always been. " * 8
PAIR: dict[str, Any] = {"reference": {"text": TEXT}, "suspect": {"text": TEXT}, "custom_id": CANARY}

UPLOAD = "multipart/form-data"
LINES = b"\n".join(
    [
        orjson.dumps(PAIR),
        orjson.dumps({**PAIR, CANARY: CANARY}),
        orjson.dumps({"reference": {"html": f"<p>{CANARY}" * 400}, "suspect": {"html": f"<{CANARY}>" * 4_000}}),
        orjson.dumps({"reference": {"text": CANARY * 40_000}, "suspect": {"text": CANARY}}),
        f'{{"reference": {{"text": "{CANARY}'.encode(),
        f'{{"reference": {{"text": "{CANARY} \\ud800"}}}}'.encode(),
        CANARY.encode(),
        b"\xff\xfe" + CANARY.encode(),
    ]
)
REQUESTS: tuple[dict[str, Any], ...] = (
    {"method": "POST", "url": "/compare", "json": PAIR | {"options": {"parts": [CANARY]}}},
    {"method": "POST", "url": "/compare", "json": {side: PAIR[side] for side in ("reference", "suspect")}},
    {"method": "POST", "url": f"/compare?{CANARY}={CANARY}", "content": f'{{"{CANARY}'.encode()},
    {"method": "POST", "url": "/jobs", "json": PAIR, "headers": {"Idempotency-Key": f"{CANARY} {CANARY}"}},
    {"method": "POST", "url": "/jobs", "json": PAIR, "headers": {"Authorization": f"Bearer {CANARY}"}},
    {"method": "POST", "url": "/batches", "content": LINES, "headers": {"Content-Type": "application/x-ndjson"}},
    {"method": "POST", "url": "/batches", "files": {"file": (CANARY, LINES, f"text/{CANARY}")}},
    {"method": "POST", "url": "/batches", "content": CANARY, "headers": {"Content-Type": f"{UPLOAD}; boundary={CANARY}"}},
    {"method": "GET", "url": f"/batches?cursor={CANARY}"},
    {"method": "GET", "url": f"/jobs/{CANARY}"},
    {"method": "GET", "url": f"/batches/b_{CANARY}/results"},
    {"method": "GET", "url": f"/{CANARY}", "headers": {"Accept": CANARY, "User-Agent": CANARY, "X-Request-ID": f"<{CANARY}>"}},
    {"method": CANARY.upper(), "url": "/compare", "headers": {"traceparent": CANARY, "Forwarded": CANARY, "Cookie": CANARY}},
    {"method": "POST", "url": "/webhooks/endpoints", "json": {"url": f"https://{CANARY}.invalid/{CANARY}?{CANARY}"}},
    {"method": "POST", "url": "/webhooks/endpoints", "json": {"url": f"http://{CANARY}@127.0.0.1/", "events": [CANARY]}},
)  # fmt: skip


def settle(program: Program, path: str) -> Any:
    program.wait_for(lambda: program.get(path).json()["state"] == "done")
    return program.get(path).json()


@pytest.mark.slow
def test_no_process_writes_a_word_of_a_client_even_at_debug(tmp_path: Path) -> None:
    settings = {"database_url": sqlite_url(tmp_path / "unspun.db"), "log_level": "debug"}
    with (
        serving(tmp_path, **settings, embedded_worker="false") as service,
        running(tmp_path, "worker", **settings, webhook_timeout_seconds="1") as worker,
        service.client() as client,
    ):
        for request in REQUESTS:
            assert client.request(**request).status_code < 500
        batches = [each for each in client.get("/batches").json()["batches"] if each["state"] != "cancelled"]
        assert len(batches) == 2
        for batch in batches:
            settle(service, f"/batches/{batch['id']}")
            assert CANARY in client.get(f"/batches/{batch['id']}/results").text
        worker.wait_for(lambda: '"chunk"' in worker.output)
        assert service.terminate() == worker.terminate() == 0
    for program in (service, worker):
        assert CANARY.lower() not in program.output.lower()
        assert {line["level"] for line in program.lines} <= {"debug", "info", "warning"}


@pytest.mark.slow
def test_a_job_is_followed_through_the_log_by_its_ids(tmp_path: Path) -> None:
    with serving(tmp_path, database_url=sqlite_url(tmp_path / "unspun.db")) as service:
        job = service.post("/jobs", json=PAIR, headers=SENT).json()["id"]
        settle(service, f"/jobs/{job}")
        service.wait_for(lambda: any(line["message"] == "chunk" for line in service.lines))
        about = [line for line in service.lines if line.get("batch") == job]
    request, chunk = (next(line for line in about if line["message"] == message) for message in ("request", "chunk"))
    for line in (request, chunk):
        assert (line["request_id"], line["trace_id"], line["client"]) == (SENT["X-Request-ID"], TRACE_ID, "local")
    assert (request["path"], request["status"]) == ("/jobs", 202)
    assert (chunk["item"], chunk["items"]) == (0, 1)
    assert chunk["worker"]
    assert chunk["ms"] > 0
    assert all(line["path"] == "/jobs/{job_id}" for line in about if line["message"] == "request" and line["method"] == "GET")


@pytest.mark.slow
def test_a_service_that_wants_keys_and_has_none_says_how_one_is_made(tmp_path: Path) -> None:
    settings = {"database_url": sqlite_url(tmp_path / "unspun.db"), "embedded_worker": "false", "require_keys": "true"}
    with serving(tmp_path, **settings) as service:
        service.wait_for(lambda: "unspun keys create" in service.output)
    with running(tmp_path, "keys", "create", "ops", "--scopes", "admin", **settings) as create:
        assert create.process.wait(PATIENCE) == 0
    with serving(tmp_path, **settings) as service:
        assert "unspun keys create" not in service.output
