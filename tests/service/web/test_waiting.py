"""A long pair goes through the queue: the page waits, and then the report is there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.detector import Detector
from app.main import create_app
from app.settings import Settings
from app.store import sqlite_url
from tests.service.web.browser import SIDES, Browser
from tests.waiting import wait_until, wait_until_open, wait_until_ready


@pytest.fixture(scope="module")
def working(tmp_path_factory: pytest.TempPathFactory, detector: Detector) -> Iterator[TestClient]:
    url = sqlite_url(tmp_path_factory.mktemp("working") / "unspun.db")
    settings = Settings(database_url=url, async_above_characters=10)
    with TestClient(create_app(settings, lambda: detector), base_url="http://localhost") as client:
        wait_until_ready(client)
        wait_until_open(client)
        yield client


@pytest.fixture
def still(tmp_path: Path, detector: Detector) -> Iterator[TestClient]:
    settings = Settings(database_url=sqlite_url(tmp_path / "unspun.db"), async_above_characters=10, embedded_worker=False)
    with TestClient(create_app(settings, lambda: detector), base_url="http://localhost") as client:
        wait_until_ready(client)
        wait_until_open(client)
        yield client


def test_a_long_pair_waits_in_the_queue_and_becomes_a_report(working: TestClient) -> None:
    browser = Browser(working)
    browser.see("/")
    path = browser.upload({**SIDES, "suspect_title": "A long one"}).headers["location"]
    wait_until(lambda: browser.see(path).status_code == 200)
    assert "A long one" in browser.last
    assert 'id="decide-form"' in browser.last
    assert "A long one" in browser.see("/inbox").text


def test_the_waiting_page_says_where_it_stands_and_is_told_apart_by_its_status(still: TestClient) -> None:
    browser = Browser(still)
    browser.see("/")
    path = browser.upload(SIDES).headers["location"]
    answer = browser.see(path)
    assert answer.status_code == 202
    assert "They come next." in answer.text
    assert '<noscript><meta http-equiv="refresh"' in answer.text
    assert browser.client.head(path).status_code == 202
    assert path.rsplit("/", 1)[1] not in browser.see("/inbox").text


def test_a_job_names_the_page_of_its_evidence(working: TestClient) -> None:
    browser = Browser(working)
    job = browser.client.post(
        "/jobs", json={side: {"text": text} for side, text in SIDES.items()} | {"custom_id": "cms 7"}
    ).json()
    wait_until(lambda: browser.see(job["page"]).status_code == 200)
    assert job["page"] == f"/reports/{job['id']}"
    assert "cms 7" in browser.last


def test_a_batch_s_items_have_a_page_each_and_a_bad_one_says_why(working: TestClient) -> None:
    browser = Browser(working)
    good = b'{"reference": {"text": "a b c"}, "suspect": {"text": "a b d"}, "custom_id": "one"}'
    headers = {"Content-Type": "application/x-ndjson"}
    batch = browser.client.post("/batches", content=good + b"\n{}\n", headers=headers).json()["id"]
    wait_until(lambda: browser.client.get(f"/batches/{batch}").json()["state"] == "done")
    assert "Not measured" in browser.see(f"/reports/{batch}.0").text
    assert "Invalid or missing fields" in browser.see(f"/reports/{batch}.1").text
    for name in (batch, f"{batch}.2", f"{batch}.00"):
        assert browser.see(f"/reports/{name}").status_code == 404
