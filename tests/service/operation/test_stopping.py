"""SIGTERM: what runs is finished, what waits goes back to the queue, nothing hangs, and the exit code is 0."""

import threading
from pathlib import Path
from typing import Any

import httpx2
import orjson
import pytest

from app.store import sqlite_url
from tests.service.operation.programs import free_port, running, serving

LINES = {"Content-Type": "application/x-ndjson"}
IN_TIME = 15.0  # seconds; the service's own limit for running requests is 10


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
            stopped.wait(1.0)
            yield body[1_000:]

        stopped = threading.Event()
        headers = {"Content-Type": "application/json"}
        asking = threading.Thread(
            target=lambda: answers.append(httpx2.post(f"{service.url}/compare", content=slowly(), headers=headers, timeout=20))
        )
        asking.start()
        assert arrived.wait(10)
        code, seconds = service.terminate()
        asking.join()
    assert [answer.status_code for answer in answers] == [200]
    assert code == 0
    assert seconds < IN_TIME


@pytest.mark.slow
def test_streams_of_events_end_with_the_service_and_do_not_hold_it(tmp_path: Path, pair: Any) -> None:
    settings = {"database_url": sqlite_url(tmp_path / "unspun.db"), "embedded_worker": "false"}
    with serving(tmp_path, **settings) as service, httpx2.Client(base_url=service.url, timeout=20) as client:
        batch = client.post("/batches", content=lines(pair, 3), headers=LINES).json()["id"]
        with client.stream("GET", f"/batches/{batch}/events") as events:
            following = events.iter_lines()
            assert next(following).startswith("id: 0-queued")
            code, seconds = service.terminate()
            assert list(following)  # to its end, and not broken off
    assert code == 0
    assert seconds < 3


@pytest.mark.slow
@pytest.mark.parametrize("command", ["serve", "worker"])
def test_what_a_stopped_worker_had_begun_is_finished_by_the_next(tmp_path: Path, pair: Any, command: str) -> None:
    url = sqlite_url(tmp_path / "unspun.db")
    inside = "true" if command == "serve" else "false"
    with serving(tmp_path, database_url=url, embedded_worker=inside) as service:
        batch = httpx2.post(f"{service.url}/batches", content=lines(pair, 400), headers=LINES, timeout=30).json()["id"]
        begun = f"{service.url}/batches/{batch}"
        if command == "serve":
            service.wait_for(lambda: httpx2.get(begun).json()["counts"]["done"] > 0)
        else:
            with running(tmp_path, "worker", database_url=url) as worker:
                worker.wait_for(lambda: httpx2.get(begun).json()["counts"]["done"] > 0)
                code, seconds = worker.terminate()
            assert (code, seconds < IN_TIME) == (0, True)
            assert httpx2.get(begun).json()["state"] == "running"
        code, seconds = service.terminate()
        assert (code, seconds < IN_TIME) == (0, True)
    with serving(tmp_path, database_url=url) as service:
        service.wait_for(lambda: httpx2.get(f"{service.url}/batches/{batch}").json()["state"] == "done", 60)
        after = httpx2.get(f"{service.url}/batches/{batch}").json()["counts"]
        assert (after["done"], after["failed"]) == (400, 0)


@pytest.mark.slow
def test_a_traced_service_ends_in_time_though_nobody_takes_its_spans(tmp_path: Path, pair: Any) -> None:
    settings = {"database_url": sqlite_url(tmp_path / "unspun.db"), "tracing": "true"}
    with serving(tmp_path, **settings) as service:
        assert httpx2.post(f"{service.url}/compare", json=pair, timeout=30).status_code == 200
        code, seconds = service.terminate()
    assert code == 0
    assert seconds < IN_TIME


@pytest.mark.slow
def test_a_worker_serves_its_own_metrics_on_its_port(tmp_path: Path) -> None:
    url, port = sqlite_url(tmp_path / "unspun.db"), free_port()
    with running(tmp_path, "worker", database_url=url, worker_metrics_port=str(port)) as worker:
        worker.wait_for(lambda: "unspun_comparison" in httpx2.get(f"http://127.0.0.1:{port}/metrics").text)
        shown = httpx2.get(f"http://127.0.0.1:{port}/metrics").text
        assert 'unspun_build_info{model="unspun' in shown
        assert "unspun_database_up" not in shown
        assert worker.terminate()[0] == 0
