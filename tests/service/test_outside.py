"""A comparison that does not end costs its own process, and no place for longer than the time limit."""

from httpx2 import Response
from starlette.testclient import TestClient

from app.api import build_app
from app.main import limits_of
from app.pools import Outside
from app.service import Limits, Service
from app.settings import Settings
from tests.service import sleepers
from tests.waiting import PATIENCE, wait_until, wait_until_ready

PAIR = {"reference": {"text": "One text."}, "suspect": {"text": "Another text."}}


def limits(seconds: float) -> Limits:
    return limits_of(Settings(comparisons_at_once=1, queue_size=0, time_limit_seconds=seconds))


def answered(client: TestClient) -> Response:
    """The answer as soon as a place is free."""
    answers: list[Response] = []

    def is_let_in() -> bool:
        answers.append(client.post("/compare", json=PAIR))
        return not answers[-1].json()["type"].endswith("overloaded")

    wait_until(is_let_in)
    return answers[-1]


def test_a_comparison_over_the_limit_is_ended_and_its_place_is_free_again() -> None:
    outside = Outside(sleepers.load)
    with TestClient(build_app(Service(limits(1.0), sleepers.load, outside=outside))) as client:
        wait_until_ready(client)
        wait_until(lambda: outside.is_ready)
        for _ in range(3):
            answer = answered(client)
            assert (answer.status_code, answer.json()["type"]) == (503, "urn:unspun:problem:time-limit")
            assert client.get("/healthz").status_code == 200


def test_a_text_that_cannot_be_read_is_refused_from_outside_with_its_place() -> None:
    outside = Outside(sleepers.load)
    with TestClient(build_app(Service(limits(PATIENCE), sleepers.load, outside=outside))) as client:
        wait_until_ready(client)
        wait_until(lambda: outside.is_ready)
        answer = client.post("/compare", json={**PAIR, "suspect": {"html": "<div>" * 500 + "words"}})
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:unspun:problem:unusable-text")
    assert answer.json()["errors"][0]["pointer"] == "#/suspect/html"
