"""SIGTERM: what runs is finished, what waits goes back to the queue, nothing hangs, and the exit code is 0."""

import socket
import threading
from pathlib import Path
from typing import Any

import httpx2
import orjson
import pytest

from app.store import sqlite_url
from tests.local import local_client
from tests.ports import free_port
from tests.service.operation.programs import running, serving
from tests.waiting import PATIENCE

LINES = {"Content-Type": "application/x-ndjson"}


def lines(pair: Any, n: int) -> bytes:
    return b"\n".join([orjson.dumps(pair)] * n)


@pytest.mark.slow
def test_the_service_finishes_a_running_request_and_exits_with_0(tmp_path: Path, pair: Any) -> None:
    answers: list[httpx2.Response] = []
    with serving(tmp_path, database_url=sqlite_url(tmp_path / "unspun.db")) as service:
        body = orjson.dumps({**pair, "options": {"minimum_passage_words": 3}})
        arrived = threading.Event()

        def slowly() -> Any:
            yield body[:1_000]
            arrived.set()
            stopped.wait(1.0)  # time enough to hear of the end first; when it is not, the request is just an ordinary one
            yield body[1_000:]

        stopped = threading.Event()
        headers = {"Content-Type": "application/json"}
        asking = threading.Thread(target=lambda: answers.append(service.post("/compare", content=slowly(), headers=headers)))
        asking.start()
        assert arrived.wait(PATIENCE)
        code = service.terminate()
        asking.join()
    assert [answer.status_code for answer in answers] == [200]
    assert code == 0


@pytest.mark.slow
def test_streams_of_events_end_with_the_service_and_do_not_hold_it(tmp_path: Path, pair: Any) -> None:
    settings = {"database_url": sqlite_url(tmp_path / "unspun.db"), "embedded_worker": "false"}
    with serving(tmp_path, **settings) as service, service.client() as client:
        batch = client.post("/batches", content=lines(pair, 3), headers=LINES).json()["id"]
        with client.stream("GET", f"/batches/{batch}/events") as events:
            following = events.iter_lines()
            assert "id: 0-queued" in {line[: len("id: 0-queued")] for line in (next(following), next(following), next(following))}
            code = service.terminate()
            assert list(following)  # to its end, and not broken off
        assert "timeout graceful shutdown exceeded" not in service.output
    assert code == 0


@pytest.mark.slow
@pytest.mark.parametrize("command", ["serve", "worker"])
def test_what_a_stopped_worker_had_begun_is_finished_by_the_next(tmp_path: Path, pair: Any, command: str) -> None:
    url = sqlite_url(tmp_path / "unspun.db")
    inside = "true" if command == "serve" else "false"
    with serving(tmp_path, database_url=url, embedded_worker=inside) as service:
        batch = service.post("/batches", content=lines(pair, 400), headers=LINES).json()["id"]
        begun = f"/batches/{batch}"
        if command == "serve":
            service.wait_for(lambda: service.get(begun).json()["counts"]["done"] > 0)
        else:
            with running(tmp_path, "worker", database_url=url) as worker:
                worker.wait_for(lambda: service.get(begun).json()["counts"]["done"] > 0)
                assert worker.terminate() == 0
            assert service.get(begun).json()["state"] == "running"
        assert service.terminate() == 0
    with serving(tmp_path, database_url=url) as service:
        service.wait_for(lambda: service.get(f"/batches/{batch}").json()["state"] == "done")
        after = service.get(f"/batches/{batch}").json()["counts"]
        assert (after["done"], after["failed"]) == (400, 0)


@pytest.mark.slow
def test_a_traced_service_ends_though_nobody_takes_its_spans(tmp_path: Path, pair: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = {"database_url": sqlite_url(tmp_path / "unspun.db"), "tracing": "true"}
    with socket.create_server(("127.0.0.1", 0)) as deaf:  # takes the connection and never answers
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://127.0.0.1:{deaf.getsockname()[1]}")
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_TIMEOUT", str(2 * PATIENCE))
        with serving(tmp_path, **settings) as service:
            assert service.post("/compare", json=pair).status_code == 200
            assert service.terminate() == 0


@pytest.mark.slow
def test_a_worker_serves_its_own_metrics_on_its_port(tmp_path: Path) -> None:
    url, port = sqlite_url(tmp_path / "unspun.db"), free_port()
    with running(tmp_path, "worker", database_url=url, worker_metrics_port=str(port)) as worker:
        with local_client(f"http://127.0.0.1:{port}") as client:
            worker.wait_for(lambda: "unspun_comparison" in client.get("/metrics").text)
            shown = client.get("/metrics").text
        assert 'unspun_build_info{model="unspun' in shown
        assert "unspun_database_up" not in shown
        assert worker.terminate() == 0
