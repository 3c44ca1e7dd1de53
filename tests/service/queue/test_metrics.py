"""`GET /metrics`: what it says of the queue is true, on both databases, and any Prometheus can read it."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from prometheus_client.metrics_core import Metric
from prometheus_client.openmetrics import parser as openmetrics
from prometheus_client.parser import text_string_to_metric_families as read_text
from starlette.testclient import TestClient

from app import store
from app.api import build_app
from app.jobs import JobQueue
from app.jobs.chunks import ChunkRunner
from app.library import Shelf
from app.service import Guard, KeyPolicy, KeysNeeded, Limits, Service
from app.store import Attempt, BatchKind, ChunkKey, Database, DeliveryState, KeyScope, Message, NewLibrary
from app.telemetry import standing
from tests.service.access.guarded import PUBLIC, bearer
from tests.service.queue.pairs import ask, batch, compare, items, submit
from tests.unit.library.articles import entries, made_text
from tests.waiting import PATIENCE

LIMITS = Limits(
    max_characters=1_000, max_body_bytes=10_000, comparisons_at_once=1, queue_size=1, queue_timeout_seconds=PATIENCE,
    time_limit_seconds=PATIENCE,
)  # fmt: skip
OPENMETRICS = {"Accept": "application/openmetrics-text; version=1.0.0"}
ON_SQLITE = pytest.mark.parametrize("url", ["sqlite"], indirect=True)


def asked(database: Database, policy: KeyPolicy | None = None, base_url: str = "http://testserver") -> TestClient:
    def no_model() -> None:
        raise FileNotFoundError

    guard = Guard(database=database, policy=policy or KeyPolicy())
    return TestClient(build_app(Service(LIMITS, no_model), guard), base_url)  # type: ignore[arg-type]


@pytest.fixture
def client(queue: JobQueue, database: Database) -> Iterator[TestClient]:
    with asked(database) as client:
        yield client


def families(client: TestClient) -> dict[str, Metric]:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    return {family.name: family for family in read_text(answer.text)}


def values(client: TestClient, name: str) -> dict[tuple[str, ...], float]:
    """The values of a metric by its labels' values, in the order of the labels' names."""
    samples = [sample for family in families(client).values() for sample in family.samples]
    return {tuple(sample.labels.values()): sample.value for sample in samples if sample.name == name}


def value(client: TestClient, name: str) -> float:
    return values(client, name)[()]


def run(database: Database, batch_id: str, n: int) -> None:
    for first in range(0, n, 5):
        ChunkRunner(database, compare, "w").run(ChunkKey(batch_id, first, min(first + 5, n)))


def test_the_depth_counts_what_has_no_answer_by_state(queue: JobQueue, database: Database, client: TestClient) -> None:
    submit(queue, items(12), "b_1")
    queue.submit(replace(batch("j_1"), kind=BatchKind.JOB), items(1))
    submit(queue, items(7), "b_2")
    ChunkRunner(database, compare, "w").run(ChunkKey("b_2", 0, 5))
    submit(queue, items(3), "b_3")
    run(database, "b_3", 3)
    queue.cancel(submit(queue, items(3), "b_4"))
    assert values(client, "unspun_queue_items") == {("open",): 0, ("queued",): 13, ("running",): 2}
    assert values(client, "unspun_queue_batches") == {("open",): 0, ("queued",): 2, ("running",): 1}


def test_the_oldest_item_is_the_one_that_waits_the_longest(queue: JobQueue, database: Database, client: TestClient) -> None:
    submit(queue, items(3), "b_1")
    submit(queue, items(3), "b_2")
    with database.transaction() as tx:
        tx.connection.exec_driver_sql("update batches set created_at = created_at - 1000 where id = 'b_1'")
        tx.connection.exec_driver_sql("update batches set created_at = created_at - 60 where id = 'b_2'")
    run(database, "b_1", 3)
    assert 60 <= value(client, "unspun_queue_oldest_item_age_seconds") < 1000


def test_an_empty_queue_has_no_age(client: TestClient) -> None:
    assert value(client, "unspun_queue_oldest_item_age_seconds") == 0
    assert value(client, "unspun_webhooks_oldest_due_age_seconds") == 0
    assert value(client, "unspun_database_up") == 1


def test_results_are_counted_once_by_label_and_stay_counted_when_the_rows_are_gone(
    queue: JobQueue, database: Database, client: TestClient
) -> None:
    submit(queue, items(9, **{"raise": {2, 3}}))
    run(database, "b_1", 9)
    run(database, "b_1", 9)
    with database.transaction() as tx:
        tx.connection.exec_driver_sql("delete from batches")
    assert ask(database, "select count(*) from results") == [(0,)]
    assert values(client, "unspun_queue_results_total") == {("copied",): 7, ("error",): 2}


def test_workers_count_that_were_heard_of_in_the_last_seconds(database: Database, client: TestClient) -> None:
    with database.transaction() as tx:
        for name in ("one", "other", "dead"):
            store.heartbeats.beat(tx, name, None)
        # in time to be read
        tx.connection.exec_driver_sql(f"update workers set seen_at = seen_at + {PATIENCE} where id <> 'dead'")
        tx.connection.exec_driver_sql("update workers set seen_at = seen_at - 50 where id = 'dead'")
    assert value(client, "unspun_workers") == 2


def test_webhooks_are_counted_by_outcome_and_what_is_due_by_its_age(database: Database, client: TestClient) -> None:
    with database.transaction() as tx:
        now = tx.now()
        gone = store.endpoints.create(tx, "B", "https://b.example/", ["ping"], now=now)
        store.endpoints.disable(tx, gone.id, "gone", now=now)
        endpoint = store.endpoints.create(tx, "A", "https://a.example/", ["ping"], now=now)
        for age in (1000, 4000, 3000):
            store.deliveries.queue(tx, endpoint.id, Message("ping", b"{}"), now=now - age)
        for turn, state in zip(store.deliveries.due(tx, now=now, each=9), DeliveryState, strict=True):
            claim = store.deliveries.take(tx, turn)
            assert claim
            assert store.deliveries.record_attempt(tx, claim, Attempt(now, 0.1), state=state, next_at=now)
    assert values(client, "unspun_webhook_attempts_total") == {("retry",): 1, ("sent",): 1, ("failed",): 1}
    assert value(client, "unspun_webhooks_due") == 1
    assert 1000 <= value(client, "unspun_webhooks_oldest_due_age_seconds") < 6000
    assert value(client, "unspun_webhook_endpoints_disabled") == 1


def test_libraries_and_what_is_in_them_are_counted(database: Database, client: TestClient) -> None:
    names = ("unspun_libraries", "unspun_library_articles", "unspun_library_failures")
    assert [value(client, name) for name in names] == [0, 0, 0]
    with database.transaction() as tx:
        shelves = [Shelf(database, store.libraries.create(tx, NewLibrary(name, "archive"), 1.0)) for name in "AB"]
    for shelf in shelves:
        shelf.put(entries([made_text(1), made_text(2)]), 1.0)
    shelves[0].note_failures([("bad", "no text")], 1.0)
    with asked(database) as another:  # not read in the last moments
        assert [value(another, name) for name in names] == [2, 4, 1]


@ON_SQLITE
def test_two_scrapes_at_once_read_the_database_once(queue: JobQueue, client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "_FRESH_SECONDS", PATIENCE)  # at once, on a busy machine too
    before = values(client, "unspun_queue_items")
    submit(queue, items(3))
    assert values(client, "unspun_queue_items") == before


@ON_SQLITE
def test_what_this_process_compares_and_answers_is_timed(queue: JobQueue, database: Database, client: TestClient) -> None:
    before = values(client, "unspun_comparisons_total").get(("copied", "queue"), 0)
    waited = value(client, "unspun_queue_item_seconds_count")
    submit(queue, items(5))
    run(database, "b_1", 5)
    assert values(client, "unspun_comparisons_total")["copied", "queue"] == before + 5
    assert values(client, "unspun_comparison_seconds_count")[("queue",)] >= 5
    assert value(client, "unspun_queue_item_seconds_count") == waited + 5
    assert values(client, "unspun_http_request_seconds_count")["GET", "/metrics", "2xx"] >= 1


@ON_SQLITE
def test_no_label_holds_a_word_of_a_caller(client: TestClient) -> None:
    client.request("QUIBBLE", "/quibble?quibble=1")
    client.get("/jobs/quibble", headers={"X-Request-ID": "quibble", "User-Agent": "quibble"})
    assert "quibble" not in client.get("/metrics").text.lower()
    assert values(client, "unspun_http_request_seconds_count")["other", "unknown", "4xx"] >= 1


@ON_SQLITE
def test_names_are_as_prometheus_wants_them(client: TestClient) -> None:
    for name, family in families(client).items():
        assert re.fullmatch(r"(unspun|process)(_[a-z]+)+", name), name
        assert family.documentation.endswith("."), name
        assert (
            not re.search(r"_(total|count|sum|bucket|gauge|counter|milliseconds|ms|minutes)$", name) or family.type == "counter"
        )
        if re.search(r"_(age|time|duration)(_|$)", name) and name.startswith("unspun_"):
            assert name.endswith("_seconds")
        assert {label for sample in family.samples for label in sample.labels} <= {
            "state", "label", "where", "outcome",
            "reason", "method", "route", "status", "le", "version", "model",
        }  # fmt: skip


@ON_SQLITE
def test_openmetrics_is_sent_to_who_asks_for_it(client: TestClient) -> None:
    answer = client.get("/metrics", headers=OPENMETRICS)
    assert answer.headers["content-type"].startswith("application/openmetrics-text; version=1.0.0")
    names = {family.name for family in openmetrics.text_string_to_metric_families(answer.text)}  # type: ignore[no-untyped-call]
    assert {"unspun_queue_items", "unspun_comparisons", "unspun_build_info"} <= names
    assert client.get("/metrics").headers["content-type"].startswith("text/plain; version=0.0.4")


@ON_SQLITE
@pytest.mark.parametrize("accept", ["", "nonsense", "application/openmetrics-text;version=x", ";;,,=", "text/plain;version=9"])
def test_any_accept_header_gets_an_answer(client: TestClient, accept: str) -> None:
    assert client.get("/metrics", headers={"Accept": accept}).status_code == 200


@ON_SQLITE
def test_without_its_database_the_process_still_tells_of_itself(database: Database, client: TestClient) -> None:
    with database.transaction() as tx:
        tx.connection.exec_driver_sql("alter table tallies rename to gone")
    assert value(client, "unspun_database_up") == 0
    shown = families(client)
    assert "unspun_queue_items" not in shown
    assert "unspun_http_request_seconds" in shown
    assert "process_resident_memory_bytes" in shown
    with database.transaction() as tx:
        tx.connection.exec_driver_sql("alter table gone rename to tallies")
    assert value(client, "unspun_database_up") == 1


@ON_SQLITE
def test_where_keys_are_needed_metrics_need_an_admin(queue: JobQueue, database: Database) -> None:
    with asked(database, KeyPolicy(KeysNeeded.TRUE), PUBLIC) as client:
        assert client.get("/metrics").status_code == 401
        assert client.get("/metrics", headers=bearer(database, "A", KeyScope.READ)).status_code == 403
        assert client.get("/metrics", headers=bearer(database, "ops", KeyScope.ADMIN)).status_code == 200
