"""`Idempotency-Key` over HTTP: one effect, the same answer, 409 while it runs, 422 for another request."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from app import store
from app.api import build_app
from app.detector import Detector
from app.main import limits_of
from app.service import Guard, KeyPolicy, KeysNeeded, Service
from app.settings import Settings
from app.store import Database, ReplyKey, sqlite_url
from tests.service.access.guarded import HERE, Clock, Counting, bearer, client_of, small_app
from tests.waiting import PATIENCE, wait_until_ready

DAY = 86_400.0


@dataclass
class Served:
    """The counting application on a loopback address, and how to post to it."""

    client: TestClient
    inner: Counting
    clock: Clock

    def post(self, path: str = "/jobs?read", key: str = "k1", content: Any = b'{"a": 1}', **headers: str) -> Response:
        return self.client.post(path, content=content, headers={"Idempotency-Key": key, **headers})


@pytest.fixture
def served(database: Database) -> Served:
    inner, clock = Counting(), Clock()
    return Served(client_of(small_app(inner, Guard(database=database, clock=clock)), HERE), inner, clock)


def assert_problem(answer: Response, status: int, code: str) -> None:
    assert answer.status_code == status, answer.text
    assert answer.json()["type"] == f"urn:unspun:problem:{code}"


@pytest.mark.parametrize("status", [200, 201, 202, 404, 413, 422])
@pytest.mark.parametrize("form", ["", "&stream"])
def test_a_request_sent_twice_has_one_effect_and_one_answer(served: Served, status: int, form: str) -> None:
    first, second = (served.post(f"/jobs?read&status={status}{form}") for _ in range(2))
    assert served.inner.n_effects == 1
    assert (first.status_code, first.content) == (second.status_code, second.content) == (status, first.content)
    assert second.headers["idempotency-replayed"] == "true"
    assert "idempotency-replayed" not in first.headers
    assert second.headers.get("location") == first.headers.get("location")
    assert second.headers.get("content-type") == first.headers.get("content-type")


def test_a_replay_has_a_request_id_of_its_own(served: Served) -> None:
    assert served.post(**{"X-Request-ID": "one"}).headers["x-request-id"] == "one"
    assert served.post(**{"X-Request-ID": "two"}).headers["x-request-id"] == "two"


def test_without_a_key_nothing_is_kept(served: Served) -> None:
    for _ in range(2):
        served.client.post("/jobs?read", content=b"{}")
    assert served.inner.n_effects == 2


def test_another_key_is_another_request(served: Served) -> None:
    served.post()
    served.post(key="k2")
    assert served.inner.n_effects == 2


OTHERS: dict[str, dict[str, Any]] = {
    "body": {"content": b'{"a": 2}'},
    "longer body": {"content": b'{"a": 1} '},
    "no body": {"content": b""},
    "route": {"path": "/batches?read"},
    "query": {"path": "/jobs?read&status=202"},
    "media type": {"Content-Type": "application/jsonl"},
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS.keys())
def test_the_same_key_for_another_request_is_422(served: Served, other: dict[str, Any]) -> None:
    served.post()
    assert_problem(served.post(**other), 422, "other-request")
    assert served.inner.n_effects == 1
    assert served.post().headers["idempotency-replayed"] == "true"


@pytest.mark.parametrize("key", ["", " ", "x" * 256, "a b", "ä"])
def test_an_unusable_key_is_400(served: Served, key: str) -> None:
    answer = served.client.post("/jobs", headers=[(b"Idempotency-Key", key.encode())])
    assert_problem(answer, 400, "idempotency-key")
    assert served.inner.n_effects == 0


def test_two_keys_are_400(served: Served) -> None:
    answer = served.client.post("/jobs", headers=[(b"Idempotency-Key", b"a"), (b"Idempotency-Key", b"b")])
    assert_problem(answer, 400, "idempotency-key")


def test_while_the_first_runs_the_second_is_409(served: Served) -> None:
    entered, leave = threading.Event(), threading.Event()

    def hold() -> None:
        entered.set()
        assert leave.wait(PATIENCE)

    served.inner.before = hold
    answers: list[Response] = []
    first = threading.Thread(target=lambda: answers.append(served.post()))
    first.start()
    assert entered.wait(PATIENCE)
    waiting = served.post()
    leave.set()
    first.join()
    assert_problem(waiting, 409, "still-running")
    assert waiting.headers["retry-after"] == "1"
    assert answers[0].status_code == 200
    assert served.post().headers["idempotency-replayed"] == "true"
    assert served.inner.n_effects == 1


@pytest.mark.parametrize("fault", ["status=500", "status=503", "raise"])
def test_a_fault_of_ours_is_not_kept_and_the_next_has_the_same_effect_id(served: Served, fault: str) -> None:
    for _ in range(2):
        assert served.post(f"/jobs?read&{fault}").status_code >= 500
    assert len(served.inner.effects) == 2
    assert served.inner.effects[0] == served.inner.effects[1]


def test_a_first_request_that_died_does_not_block_its_key(served: Served, database: Database) -> None:
    store.replies.claim(database, ReplyKey("local", "k1", "POST /jobs"), now=served.clock.now)  # and then its process was killed
    assert_problem(served.post(), 409, "still-running")
    served.clock.now += store.replies.LEASE_SECONDS
    assert served.post().status_code == 200


def test_after_a_day_a_key_is_new(served: Served) -> None:
    served.post()
    served.clock.now += DAY + 1
    assert "idempotency-replayed" not in served.post(content=b"other").headers
    assert served.inner.n_effects == 2
    assert len(set(served.inner.effects)) == 2


def test_a_body_that_the_route_leaves_unread_counts_all_the_same(served: Served) -> None:
    served.post("/jobs")
    assert served.post("/jobs").headers["idempotency-replayed"] == "true"
    assert_problem(served.post("/jobs", content=b"other"), 422, "other-request")


def test_an_answer_to_a_long_unread_body_is_not_kept(served: Served) -> None:
    for _ in range(2):
        assert served.post("/jobs?status=413", content=b"x" * 100_000).status_code == 413
    assert served.inner.n_effects == 2  # nothing is lost: a body refused unread is refused again


def test_a_large_body_in_pieces_is_hashed_as_it_passes(served: Served) -> None:
    def pieces(last: bytes) -> Iterator[bytes]:
        for _ in range(200):
            yield b"x" * 100_000
        yield last

    served.post(content=pieces(b"a"))
    assert served.post(content=pieces(b"a")).headers["idempotency-replayed"] == "true"
    assert_problem(served.post(content=pieces(b"b")), 422, "other-request")


def test_only_posts_are_kept(served: Served) -> None:
    for _ in range(2):
        served.client.get("/jobs?read", headers={"Idempotency-Key": "k1"})
        served.client.delete("/jobs/1?read", headers={"Idempotency-Key": "k1"})
    assert served.inner.n_effects == 4


def test_clients_keys_are_their_own(database: Database) -> None:
    inner = Counting()
    api = client_of(small_app(inner, Guard(database=database, policy=KeyPolicy(KeysNeeded.TRUE))))
    for client in ("a", "b", "a", "b"):
        api.post("/jobs?read", content=b"{}", headers={"Idempotency-Key": "k1", **bearer(database, client)})
    assert inner.clients == ["a", "b"]


def test_nothing_is_kept_for_who_is_not_let_in(database: Database) -> None:
    inner = Counting()
    api = client_of(small_app(inner, Guard(database=database, policy=KeyPolicy(KeysNeeded.TRUE))))
    assert api.post("/jobs", headers={"Idempotency-Key": "k1"}).status_code == 401
    answer = api.post("/jobs", headers={"Idempotency-Key": "k1", **bearer(database)})
    assert answer.status_code == 200
    assert "idempotency-replayed" not in answer.headers


def test_two_services_on_one_database_share_answers(database: Database) -> None:
    others = [Database.open(database.url) for _ in range(2)]
    clients = [client_of(small_app(Counting(), Guard(database=each)), HERE) for each in others]
    answers = [client.post("/jobs?read", content=b"{}", headers={"Idempotency-Key": "k1"}) for client in clients]
    assert answers[0].content == answers[1].content
    assert answers[1].headers["idempotency-replayed"] == "true"
    for each in others:
        each.close()


def test_a_database_that_does_not_answer_is_503(tmp_path: Path) -> None:
    database = Database.open(sqlite_url(tmp_path / "empty.db"))
    inner = Counting()
    answer = client_of(small_app(inner, Guard(database=database)), HERE).post("/jobs", headers={"Idempotency-Key": "k1"})
    assert_problem(answer, 503, "no-database")
    assert inner.n_effects == 0
    database.close()


def test_a_comparison_is_replayed_gzip_and_all(database: Database, detector: Detector, pair: dict[str, Any]) -> None:
    service = Service(limits_of(Settings()), lambda: detector)
    with client_of(build_app(service, Guard(database=database)), HERE) as api:
        wait_until_ready(api)
        first, second = (api.post("/compare", json=pair, headers={"Idempotency-Key": "k1"}) for _ in range(2))
        headers = {"Idempotency-Key": "k2", "Content-Type": "application/json"}
        refused, again = (api.post("/compare", content=b"{", headers=headers) for _ in range(2))
    assert first.json() == second.json()
    assert second.headers["content-encoding"] == "gzip"
    assert second.headers["idempotency-replayed"] == "true"
    assert refused.status_code == again.status_code == 422
    assert again.headers["idempotency-replayed"] == "true"
