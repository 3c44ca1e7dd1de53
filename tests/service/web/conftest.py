"""The real service with its pages, without a worker, on an empty database."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from app.detector import Detector
from app.main import create_app
from app.settings import Settings
from app.store import Database, sqlite_url
from tests.service.web.browser import Browser
from tests.waiting import PATIENCE, wait_until_open, wait_until_ready


@pytest.fixture(scope="module")
def page_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    url = sqlite_url(tmp_path_factory.mktemp("pages") / "unspun.db")
    return Settings(
        database_url=url, embedded_worker=False, comparisons_at_once=2, max_characters=50_000, link_days=30,
        queue_timeout_seconds=PATIENCE, time_limit_seconds=PATIENCE,
    )  # fmt: skip


@pytest.fixture(scope="module")
def site(page_settings: Settings, detector: Detector) -> Iterator[TestClient]:
    with TestClient(create_app(page_settings, lambda: detector), base_url="http://localhost") as client:
        wait_until_ready(client)
        wait_until_open(client)
        yield client


@pytest.fixture
def browser(site: TestClient) -> Browser:
    return Browser(site)


@pytest.fixture
def database(page_settings: Settings) -> Iterator[Database]:
    database = Database.open(page_settings.database_url)
    yield database
    database.close()
