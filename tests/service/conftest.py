"""The real application with the real model, in process.

Applications are given the detector that all tests share (`create_app(settings, lambda: detector)`): one that loads its own makes
the process ready to keep it (`app.pools.tune_process`), and then itself, its routes and its detector stay until the last test.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.detector import Detector
from app.jobs import JobQueue
from app.main import create_app
from app.settings import Settings
from app.store import Database, sqlite_url
from tests.waiting import PATIENCE, wait_until_ready

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    database = sqlite_url(tmp_path_factory.mktemp("service") / "unspun.db")
    return Settings(
        max_characters=200_000,
        comparisons_at_once=2,
        queue_size=4,
        database_url=database,
        embedded_worker=False,  # a process has one worker at most, and some tests start their own
        async_above_characters=400_000,
        queue_timeout_seconds=PATIENCE,
        time_limit_seconds=PATIENCE,
    )


@pytest.fixture(scope="session")
def client(settings: Settings, detector: Detector) -> Iterator[TestClient]:
    with TestClient(create_app(settings, lambda: detector)) as client:
        wait_until_ready(client)
        yield client


@pytest.fixture(scope="session")
def reference() -> str:
    return (SAMPLES / "reference.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def suspect() -> str:
    return (SAMPLES / "suspect.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def pair(reference: str, suspect: str) -> dict[str, dict[str, str]]:
    return {"reference": {"text": reference}, "suspect": {"text": suspect}}


@pytest.fixture
def queue(database: Database) -> Iterator[JobQueue]:
    """An open queue in each kind of database."""
    queue = JobQueue.open(database, chunk_size=5)
    yield queue
    queue.close()
