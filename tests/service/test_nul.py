"""U+0000, which PostgreSQL cannot hold, wherever a request may carry it: refused as what it is, on both databases."""

import base64
from collections.abc import Iterator

import orjson
import pytest
from starlette.testclient import TestClient

from app.detector import Detector
from app.main import create_app
from app.settings import Settings
from app.store import sqlite_url
from tests.postgres import new_database
from tests.waiting import PATIENCE, wait_until_open, wait_until_ready

TEXT = {"text": "The old wall stands at the end of the road, and nobody looks at it. " * 5}
HIDDEN = base64.urlsafe_b64encode(b"a\0").decode()
STANDING = base64.urlsafe_b64encode(orjson.dumps([1.0, "b_\0"])).decode()
IN_PATHS = [
    "/jobs/j_%00", "/batches/%00", "/batches/b_%00/results", "/batches/%00/events", "/libraries/%00", "/libraries/%00/articles",
    "/libraries/shelf/articles/%00", "/libraries/shelf/imports/%00", "/screenings/%00", "/screenings/%00/results",
    "/webhooks/endpoints/%00", "/webhooks/deliveries/%00", "/reports/%00", "/shared/%00",
]  # fmt: skip
IN_QUERIES = [
    f"/libraries/shelf/articles?cursor={HIDDEN}", f"/batches?cursor={STANDING}", f"/batches?cursor={HIDDEN}", "/inbox?q=%00",
    "/inbox?label=%00", "/inbox?since=%00", "/inbox?after=%00", "/inbox/next?after=%00", "/screen?library=%00", "/?sample=%00",
    f"/webhooks/endpoints/ep_1/deliveries?cursor={HIDDEN}",
]  # fmt: skip
BODIES = {
    "a title": ("PUT", "/libraries/shelf/articles/a", {**TEXT, "title": "a\0"}),
    "a library's name": ("POST", "/libraries", {"name": "a\0"}),
    "an author": ("POST", "/screenings", {"suspect": {**TEXT, "author": "\0"}, "libraries": ["shelf"]}),
    "a library to look in": ("POST", "/screenings", {"suspect": TEXT, "libraries": ["\0"]}),
    "a line's name": ("POST", "/jobs", {"reference": TEXT, "suspect": TEXT, "custom_id": "\0"}),
    "a webhook's words": ("POST", "/webhooks/endpoints", {"url": "http://127.0.0.1:9/", "events": ["\0"]}),
}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def client(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest, detector: Detector) -> Iterator[TestClient]:
    if request.param == "postgresql":
        url = new_database(request.getfixturevalue("postgres_server"), "nul")
    else:
        url = sqlite_url(tmp_path_factory.mktemp("nul") / "unspun.db")
    settings = Settings(database_url=url, embedded_worker=False, time_limit_seconds=PATIENCE, queue_timeout_seconds=PATIENCE)
    with TestClient(create_app(settings, lambda: detector), base_url="http://localhost", follow_redirects=False) as client:
        wait_until_ready(client)
        wait_until_open(client)
        assert client.post("/libraries", json={"name": "shelf"}).status_code == 201
        yield client


@pytest.mark.parametrize("path", IN_PATHS)
def test_a_path_with_it_is_nobody_s(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", IN_QUERIES)
def test_a_query_with_it_is_refused_or_means_nothing(client: TestClient, path: str) -> None:
    assert client.get(path).status_code in {200, 303, 404, 422}


@pytest.mark.parametrize(("method", "path", "body"), BODIES.values(), ids=BODIES)
def test_a_field_that_is_kept_may_not_hold_it(client: TestClient, method: str, path: str, body: object) -> None:
    assert client.request(method, path, json=body).status_code == 422


def test_a_text_may_hold_it(client: TestClient) -> None:
    answer = client.put("/libraries/shelf/articles/a", json={"text": f"{TEXT['text']}\0 and some more."})
    assert (answer.status_code, answer.json()["state"]) == (200, "added")
    found = client.post("/screenings", json={"suspect": {"text": f"{TEXT['text']}\0"}, "libraries": ["shelf"]})
    assert found.status_code == 200
    assert [each["external_id"] for each in found.json()["sources"]] == ["a"]
    assert client.get("/libraries/shelf/export").json()["text"].endswith("\0 and some more.")
