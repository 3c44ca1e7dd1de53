"""Rate limits over HTTP: the two fields, 429 with `Retry-After`, and one bucket for all keys and processes of a client."""

import re

import pytest
from starlette.testclient import TestClient

from app.service import Guard, KeyPolicy
from app.store import Database, KeyScope, Rate
from tests.service.access.guarded import ALWAYS, HERE, Clock, Counting, bearer, client_of, small_app

POLICY = '"client";q=5;w=60'


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def inner() -> Counting:
    return Counting()


@pytest.fixture
def api(database: Database, clock: Clock, inner: Counting) -> TestClient:
    return client_of(small_app(inner, Guard(database=database, policy=ALWAYS, rate=Rate(5, 60), clock=clock)))


def test_every_answer_says_what_is_left(api: TestClient, database: Database) -> None:
    sent = bearer(database)
    answers = [api.get("/jobs/1", headers=sent) for _ in range(5)]
    assert [answer.headers["ratelimit"] for answer in answers] == [
        '"client";r=4;t=12', '"client";r=3;t=24', '"client";r=2;t=36', '"client";r=1;t=48', '"client";r=0;t=60'
    ]  # fmt: skip
    assert {answer.headers["ratelimit-policy"] for answer in answers} == {POLICY}


def test_over_the_limit_the_answer_is_429_and_nothing_happens(api: TestClient, database: Database, inner: Counting) -> None:
    sent = bearer(database)
    for _ in range(5):
        api.get("/jobs/1", headers=sent)
    answer = api.get("/jobs/1", headers=sent)
    assert answer.status_code == 429
    assert answer.json()["type"] == "urn:unspun:problem:too-many-requests"
    assert answer.headers["retry-after"] == "12"
    assert answer.headers["ratelimit"] == '"client";r=0;t=60'
    assert inner.n_effects == 5


def test_who_waits_as_told_is_let_in(api: TestClient, database: Database, clock: Clock) -> None:
    sent = bearer(database)
    for _ in range(6):
        answer = api.get("/jobs/1", headers=sent)
    clock.now += int(answer.headers["retry-after"])
    assert api.get("/jobs/1", headers=sent).status_code == 200
    assert api.get("/jobs/1", headers=sent).status_code == 429


def test_two_keys_of_one_client_share_and_another_client_does_not(api: TestClient, database: Database) -> None:
    for _ in range(5):
        api.get("/jobs/1", headers=bearer(database, "cms"))
    assert api.get("/jobs/1", headers=bearer(database, "cms")).status_code == 429
    assert api.get("/jobs/1", headers=bearer(database, "other")).status_code == 200


def test_two_services_on_one_database_share(database: Database, clock: Clock) -> None:
    others = [Database.open(database.url) for _ in range(2)]
    clients = [
        client_of(small_app(Counting(), Guard(database=each, policy=ALWAYS, rate=Rate(5, 60), clock=clock))) for each in others
    ]
    sent = bearer(database)
    statuses = [clients[i % 2].get("/jobs/1", headers=sent).status_code for i in range(8)]
    assert statuses == [200] * 5 + [429] * 3
    for each in others:
        each.close()


def test_refused_scopes_count_too(api: TestClient, database: Database) -> None:
    sent = bearer(database, "cms", KeyScope.READ)
    answers = [api.post("/compare", headers=sent) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [403] * 5 + [429]
    assert answers[0].headers["ratelimit-policy"] == POLICY


def test_open_routes_and_wrong_keys_have_no_limit_and_say_none(api: TestClient) -> None:
    for _ in range(10):
        assert "ratelimit" not in api.get("/healthz").headers
        assert api.get("/jobs/1", headers={"Authorization": "Bearer x"}).status_code == 401


def test_without_keys_or_without_a_rate_there_is_no_limit(database: Database) -> None:
    keyless = client_of(small_app(Counting(), Guard(database=database, policy=KeyPolicy(), rate=Rate(1, 60))), HERE)
    assert [keyless.get("/jobs/1").status_code for _ in range(3)] == [200] * 3
    limitless = client_of(small_app(Counting(), Guard(database=database, policy=ALWAYS)))
    answer = limitless.get("/jobs/1", headers=bearer(database))
    assert not re.search("ratelimit", str(answer.headers), re.IGNORECASE)
