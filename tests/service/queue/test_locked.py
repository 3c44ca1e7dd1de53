"""SQLite's write lock in other hands: a request is answered soon, and the client comes back."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from app import main
from app.detector import Detector
from app.main import create_app
from app.settings import Settings
from app.store import sqlite_url
from tests.waiting import PATIENCE, wait_until_open, wait_until_ready


@pytest.mark.parametrize("path", ["/jobs", "/batches"])
def test_while_somebody_else_writes_a_submission_is_503_in_time(tmp_path: Path, pair: Any, path: str, detector: Detector) -> None:
    settings = Settings(database_url=sqlite_url(tmp_path / "unspun.db"), embedded_worker=False)
    media = "application/json" if path == "/jobs" else "application/x-ndjson"
    with TestClient(create_app(settings, lambda: detector)) as client:
        wait_until_open(client)
        with held(tmp_path / "unspun.db"):
            started = time.monotonic()
            answer = client.post(path, json=pair, headers={"Content-Type": media})
            seconds = time.monotonic() - started
        assert (answer.status_code, answer.json()["type"]) == (503, "urn:unspun:problem:no-database")
        assert answer.headers["retry-after"]
        assert seconds >= main._REQUEST_PATIENCE_SECONDS  # it did wait; how long the machine took besides says nothing
        assert client.post(path, json=pair, headers={"Content-Type": media}).status_code == 202


def test_an_article_is_put_by_a_request_that_waits_as_little(tmp_path: Path, reference: str, detector: Detector) -> None:
    settings = Settings(database_url=sqlite_url(tmp_path / "unspun.db"), embedded_worker=False, time_limit_seconds=PATIENCE)
    with TestClient(create_app(settings, lambda: detector)) as client:
        wait_until_ready(client)
        wait_until_open(client)
        assert client.post("/libraries", json={"name": "shelf"}).status_code == 201
        with held(tmp_path / "unspun.db"):
            answer = client.put("/libraries/shelf/articles/a", json={"text": reference})
        assert (answer.status_code, answer.json()["type"]) == (503, "urn:unspun:problem:no-database")
        assert answer.headers["retry-after"]
        assert client.put("/libraries/shelf/articles/a", json={"text": reference}).json()["state"] == "added"


@contextmanager
def held(file: Path) -> Iterator[None]:
    """The write lock in other hands."""
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("begin immediate")
    yield
    other.execute("rollback")
    other.close()


def test_a_request_waits_less_than_a_worker() -> None:
    assert main._REQUEST_PATIENCE_SECONDS <= 5
