"""The sender on real databases: nothing is lost when one dies, nothing is sent by two at once, and times are the table's."""

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path

import pytest
import sqlalchemy as sa
from standardwebhooks import Webhook

from app import store
from app.api.webhooks import read_cursor
from app.jobs import JobQueue, SendingLimits, Worker
from app.jobs.webhooks.attempts import Wire
from app.jobs.webhooks.events import Event, event_body
from app.jobs.webhooks.options import AddressPolicy, WebhookOptions
from app.jobs.webhooks.schedule import RETRY_DELAYS
from app.jobs.webhooks.sender import Sender, Surroundings
from app.service import BadCursor
from app.store import Cursor, Database, Delivery, DeliveryState, Endpoint, Transaction, sqlite_url
from tests.service.queue.pairs import compare
from tests.service.webhooks.receiver import Handler, answering, receiving
from tests.waiting import PATIENCE, wait_until

LOOPBACK = AddressPolicy(allow_http=True, ports=frozenset(), allowed_networks=(ip_network("127.0.0.0/8"),))
OPTIONS = WebhookOptions(addresses=LOOPBACK, timeout_seconds=PATIENCE, poll_seconds=0.02)
BODY = event_body(Event.JOB_FINISHED, 1_700_000_000.25, {"id": "j_1"})
DAY = 86_400.0
ROOT = Path(__file__).resolve().parents[3]


@dataclass(slots=True)
class Clock:
    """A clock that moves when it is told to."""

    now: float

    def __call__(self, _: object) -> float:
        return self.now


def clock_of(database: Database) -> Clock:
    """One that begins at the database's time."""
    with database.transaction() as tx:
        return Clock(tx.now())


def endpoint_at(database: Database, url: str, client: str = "local") -> Endpoint:
    with database.transaction() as tx:
        return store.endpoints.create(tx, client, url, ["job.finished"], now=tx.now())


def put(database: Database, n: int = 1, client: str = "local") -> None:
    with database.transaction() as tx:
        for _ in range(n):
            store.deliveries.queue_event(tx, client, "job.finished", BODY, None)


def log(database: Database, endpoint: Endpoint) -> tuple[Delivery, ...]:
    with database.transaction() as tx:
        return store.deliveries.page(tx, endpoint.id, limit=1000)


def stored(database: Database, endpoint: Endpoint) -> Endpoint:
    with database.transaction() as tx:
        found = store.endpoints.find(tx, endpoint.client, endpoint.id)
    assert found
    return found


def sender_of(queue: JobQueue, surroundings: Surroundings | None = None) -> Sender:
    return Sender(queue.database, queue.client, OPTIONS, surroundings)


def limited(queue: JobQueue, at_once: int) -> JobQueue:
    """The same queue, of which a worker sends so many at once."""
    JobQueue.open(queue.database, sending=SendingLimits(at_once)).close()
    return queue


@contextmanager
def sending(queue: JobQueue, options: WebhookOptions = OPTIONS) -> Iterator[None]:
    worker = Worker(queue, compare, sender=Sender(queue.database, queue.client, options))
    worker.start()
    try:
        yield
    finally:
        worker.stop()


def all_settled(database: Database) -> bool:
    with database.transaction() as tx:
        return store.deliveries.count(tx)[DeliveryState.DUE] == 0


def attempt_now(sender: Sender) -> int:
    turns = sender.queue_due()
    for turn in turns:
        sender.deliver(turn)
    return len(turns)


def test_what_is_queued_arrives_signed_and_is_logged(queue: JobQueue, database: Database) -> None:
    with receiving() as receiver:
        endpoint = endpoint_at(database, receiver.url)
        with database.transaction() as tx:
            n = store.deliveries.queue_event(tx, "local", "job.finished", BODY, "00-" + "a" * 32 + "-" + "b" * 16 + "-01")
        with sending(queue):
            wait_until(lambda: all_settled(database))
    assert n == 1
    (request,), (delivery,) = receiver.requests, log(database, endpoint)
    assert Webhook(endpoint.secrets[0].value).verify(request.body, request.headers)["timestamp"] == "2023-11-14T22:13:20.250Z"
    assert request.headers["webhook-id"] == delivery.id
    assert request.headers["traceparent"].startswith("00-aaaa")
    assert (delivery.state, [each.status for each in delivery.attempts]) == (DeliveryState.SENT, [204])
    assert delivery.sent_at is not None


def test_only_endpoints_of_the_client_that_want_the_event_hear_of_it(database: Database) -> None:
    with database.transaction() as tx:
        now = tx.now()
        wants = store.endpoints.create(tx, "a", "https://example.com/1", ["job.finished"], now=now)
        store.endpoints.create(tx, "a", "https://example.com/2", ["batch.finished"], now=now)
        store.endpoints.create(tx, "b", "https://example.com/3", ["job.finished"], now=now)
        assert store.deliveries.queue_event(tx, "a", "job.finished", BODY, None) == 1
        assert store.deliveries.queue_event(tx, "nobody", "job.finished", BODY, None) == 0
    assert len(log(database, wants)) == 1


def test_what_is_rolled_back_was_never_queued(database: Database) -> None:
    endpoint = endpoint_at(database, "https://example.com/")
    with database.engine.connect() as connection:
        assert store.deliveries.queue_event(Transaction(connection), "local", "job.finished", BODY, None) == 1
        connection.rollback()
    assert not log(database, endpoint)


def test_while_a_secret_is_rotated_both_verify_and_afterwards_only_the_new_one(queue: JobQueue, database: Database) -> None:
    with receiving() as receiver:
        endpoint = endpoint_at(database, receiver.url)
        with database.transaction() as tx:
            now = tx.now()
            rotated = store.endpoints.rotate_secret(tx, endpoint, now=now, overlap_seconds=100)
        clock = Clock(now)
        sender = sender_of(queue, Surroundings(clock=clock))
        for clock.now in (now + 1, now + 101):
            put(database)
            attempt_now(sender)
    during, after = receiver.requests
    for secret in (endpoint.secrets[0].value, rotated.secrets[0].value):
        assert Webhook(secret).verify(during.body, during.headers)
    assert len(during.headers["webhook-signature"].split()) == 2
    assert len(after.headers["webhook-signature"].split()) == 1
    assert Webhook(rotated.secrets[0].value).verify(after.body, after.headers)


def test_a_worker_that_is_killed_while_it_sends_loses_nothing(queue: JobQueue, database: Database) -> None:
    arrived, gone = threading.Event(), threading.Event()

    def answer(tx: socket.socket, number: int) -> None:
        if number < 3:  # the first process gets no answer before it is killed
            arrived.set()
            gone.wait(PATIENCE)
        answering(204, body=b"")(tx, number)

    with receiving(answer) as receiver:
        endpoint = endpoint_at(database, receiver.url)
        put(database, 3)
        with subprocess.Popen([sys.executable, "-m", "tests.service.webhooks.sender_process", database.url], cwd=ROOT) as process:
            assert arrived.wait(PATIENCE)
            process.kill()
        gone.set()
        assert not any(each.attempts for each in log(database, endpoint))
        with sending(queue):
            wait_until(lambda: all_settled(database))
    assert {each.state for each in log(database, endpoint)} == {DeliveryState.SENT}
    assert set(receiver.ids) == {each.id for each in log(database, endpoint)}
    assert 3 < len(receiver.ids) <= 6


def test_one_that_was_believed_dead_does_not_write_over_the_other(queue: JobQueue, database: Database) -> None:
    with receiving(answering(500)) as refusing, receiving() as receiver:
        endpoint = endpoint_at(database, refusing.url)
        put(database)
        other = sender_of(queue)
        (turn,) = other.queue_due()

        def overtaken(host: str, port: int) -> list[str]:
            move(database, endpoint, receiver.url)
            other.deliver(turn)
            return ["127.0.0.1"]

        move(database, endpoint, refusing.url.replace("127.0.0.1", "hooks.example"))
        slow = sender_of(queue, Surroundings(wire=Wire(overtaken)))
        slow.deliver(turn)
        assert len(refusing.requests) == 1
    (delivery,) = log(database, endpoint)
    assert (delivery.state, len(delivery.attempts)) == (DeliveryState.SENT, 1)


def move(database: Database, endpoint: Endpoint, url: str) -> None:
    with database.transaction() as tx:
        store.endpoints.change(tx, endpoint, {"url": url})


def test_what_several_queue_at_once_is_sent_once(queue: JobQueue, database: Database) -> None:
    with receiving() as receiver:
        endpoint_at(database, receiver.url)
        endpoint_at(database, receiver.url)
        put(database, 20)
        senders = [sender_of(queue) for _ in range(4)]
        with ThreadPoolExecutor() as threads:
            found = list(threads.map(lambda sender: sender.queue_due(), senders))
        assert len(set(found)) == 1
        assert len(found[0]) == 40
        with sending(queue):
            wait_until(lambda: all_settled(database))
    assert len(receiver.ids) == len(set(receiver.ids)) == 40


def test_an_endpoint_whose_last_attempt_failed_gets_one_at_a_time(queue: JobQueue, database: Database) -> None:
    failing, well = endpoint_at(database, "https://a.example/"), endpoint_at(database, "https://b.example/")
    put(database, 5)
    with database.transaction() as tx:
        store.endpoints.note_failure(tx, failing.id, now=1.0)
    due = [turn.endpoint_id for turn in sender_of(queue).queue_due()]
    assert (due.count(failing.id), due.count(well.id)) == (1, 5)


def test_retries_come_at_the_times_of_the_table_with_one_id_and_then_it_has_failed(queue: JobQueue, database: Database) -> None:
    with receiving(answering(500)) as receiver:
        endpoint = endpoint_at(database, receiver.url)
        put(database)
        clock = clock_of(database)
        sender = sender_of(queue, Surroundings(clock=clock, chance=lambda: 0.5))
        start = clock.now
        assert attempt_now(sender) == 1
        for delay in RETRY_DELAYS:
            clock.now += delay - 0.01
            assert attempt_now(sender) == 0
            clock.now += 0.01
            assert attempt_now(sender) == 1
        clock.now += 30 * DAY
        assert attempt_now(sender) == 0
    (delivery,) = log(database, endpoint)
    assert delivery.state is DeliveryState.FAILED
    assert set(receiver.ids) == {delivery.id}
    assert [round(each.at - start, 3) for each in delivery.attempts] == [
        sum(RETRY_DELAYS[:n]) for n in range(len(RETRY_DELAYS) + 1)
    ]
    timestamps = [int(request.headers["webhook-timestamp"]) for request in receiver.requests]
    assert timestamps == [int(each.at) for each in delivery.attempts]


def test_retry_after_is_respected(queue: JobQueue, database: Database) -> None:
    with receiving(answering(429, "Retry-After: 600")) as receiver:
        endpoint = endpoint_at(database, receiver.url)
        put(database)
        clock = clock_of(database)
        sender = sender_of(queue, Surroundings(clock=clock, chance=lambda: 0.0))
        start = clock.now
        attempt_now(sender)
        (delivery,) = log(database, endpoint)
        assert delivery.next_at == pytest.approx(start + 600)
        assert delivery.last_error == "answered with 429"
        clock.now += 599
        assert attempt_now(sender) == 0
        clock.now += 2
        assert attempt_now(sender) == 1


def test_410_disables_the_endpoint_and_fails_what_waits_for_it(queue: JobQueue, database: Database) -> None:
    with receiving(answering(410)) as receiver:
        endpoint = endpoint_at(database, receiver.url)
        put(database, 10)
        with sending(limited(queue, 1)):
            wait_until(lambda: all_settled(database))
        assert len(receiver.requests) == 1
    assert stored(database, endpoint).disabled_because == "the receiver answered 410 Gone"
    errors = {delivery.last_error for delivery in log(database, endpoint)}
    assert errors == {"answered with 410", "endpoint disabled: the receiver answered 410 Gone"}
    with database.transaction() as tx:
        assert store.deliveries.queue_event(tx, "local", "job.finished", BODY, None) == 0


def test_an_endpoint_that_fails_for_five_days_is_disabled_and_a_success_begins_anew(queue: JobQueue, database: Database) -> None:
    answers = {"status": 500}

    def answer(tx: socket.socket, number: int) -> None:
        answering(answers["status"])(tx, number)

    with receiving(answer) as receiver:
        endpoint = endpoint_at(database, receiver.url)
        clock = clock_of(database)
        clock.now += 10
        sender = sender_of(queue, Surroundings(clock=clock))

        def attempt_after(seconds: float, status: int) -> Endpoint:
            clock.now += seconds
            answers["status"] = status
            put(database)
            attempt_now(sender)
            return stored(database, endpoint)

        assert attempt_after(0, 500).failing_since == clock.now
        assert attempt_after(4.9 * DAY, 200).failing_since is None
        assert attempt_after(1, 500).disabled_at is None
        assert attempt_after(4.9 * DAY, 500).disabled_at is None
        assert attempt_after(0.2 * DAY, 500).disabled_because == "no attempt has succeeded for 5 days"


def test_a_replay_is_sent_with_the_same_id_and_the_whole_table_before_it(queue: JobQueue, database: Database) -> None:
    with receiving(answering(500)) as receiver:
        endpoint = endpoint_at(database, receiver.url)
        put(database)
        clock = clock_of(database)
        sender = sender_of(queue, Surroundings(clock=clock))
        for delay in (0.0, *RETRY_DELAYS):
            clock.now += 1.2 * delay
            attempt_now(sender)
        assert log(database, endpoint)[0].state is DeliveryState.FAILED
        receiver.handler = answering(503)
        with database.transaction() as tx:
            store.deliveries.replay(tx, log(database, endpoint)[0].id, now=clock.now)
        attempt_now(sender)
        (delivery,) = log(database, endpoint)
        assert (delivery.state, len(delivery.attempts)) == (DeliveryState.DUE, len(RETRY_DELAYS) + 2)
        receiver.handler = answering(200)
        clock.now += 1.2 * RETRY_DELAYS[0]
        attempt_now(sender)
    (delivery,) = log(database, endpoint)
    assert delivery.state is DeliveryState.SENT
    assert set(receiver.ids) == {delivery.id}
    assert [each.number for each in delivery.attempts] == list(range(1, len(RETRY_DELAYS) + 4))


def test_a_receiver_that_never_answers_does_not_keep_the_senders_from_the_others(queue: JobQueue, database: Database) -> None:
    let_go = threading.Event()

    def silent(tx: socket.socket, _: int) -> None:
        let_go.wait(PATIENCE)

    with receiving(silent) as deaf, receiving() as receiver:
        endpoint_at(database, deaf.url)
        put(database, 50)
        quick = endpoint_at(database, receiver.url, client="other")
        put(database, 50, client="other")
        with sending(limited(queue, 6)):
            wait_until(lambda: len(receiver.requests) == 50)
            assert len(deaf.requests) <= 3
            let_go.set()
        assert deaf.most_at_once <= 3
    assert {each.state for each in log(database, quick)} == {DeliveryState.SENT}


def test_the_log_is_read_in_pages(database: Database) -> None:
    endpoint = endpoint_at(database, "https://example.com/")
    put(database, 25)
    seen: list[str] = []
    after: Cursor | None = None
    with database.transaction() as tx:
        while page := store.deliveries.page(tx, endpoint.id, limit=10, after=after):
            seen += [each.id for each in page]
            after = Cursor(page[-1].created_at, page[-1].id)
        assert len(seen) == len(set(seen)) == 25
        assert not store.deliveries.page(tx, endpoint.id, limit=10, state=DeliveryState.SENT)


# no base64, no number, no id, a NUL
@pytest.mark.parametrize("cursor", ["x", "eA", "!!!", "MTIz", "ö", "eCBt", "MSAA"])
def test_a_false_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(BadCursor):
        read_cursor(cursor)


@pytest.mark.parametrize("cursor", ["bmFuIG0", "MWU5OTkgeA"], ids=["nan", "infinity"])
def test_a_strange_cursor_finds_nothing_and_breaks_nothing(database: Database, cursor: str) -> None:
    with database.transaction() as tx:
        assert store.deliveries.page(tx, "ep_1", limit=10, after=read_cursor(cursor)) == ()


def test_a_sender_outlives_a_database_that_does_not_answer(tmp_path: Path) -> None:
    queue = JobQueue.open(database := Database.open(sqlite_url(tmp_path / "late.db")))
    rename(database, "deliveries", "away")
    with sending(queue), receiving() as receiver:
        time.sleep(0.2)
        rename(database, "away", "deliveries")
        endpoint_at(database, receiver.url)
        put(database)
        wait_until(lambda: all_settled(database))
    queue.close()
    database.close()


def rename(database: Database, old: str, new: str) -> None:
    with database.transaction() as tx:
        tx.execute(sa.text(f"alter table {old} rename to {new}"))


def test_a_fault_of_ours_counts_as_an_attempt(queue: JobQueue, database: Database) -> None:
    def broken(host: str, port: int) -> list[str]:
        raise ZeroDivisionError

    endpoint = endpoint_at(database, "http://hooks.example/")
    put(database)
    attempt_now(sender_of(queue, Surroundings(wire=Wire(broken))))
    (delivery,) = log(database, endpoint)
    assert [each.error for each in delivery.attempts] == ["a fault on our side"]


def test_an_attempt_is_recorded_when_the_database_is_back(tmp_path: Path) -> None:
    queue = JobQueue.open(database := Database.open(sqlite_url(tmp_path / "away.db")))

    def answer(tx: socket.socket, number: int) -> None:
        rename(database, "deliveries", "away")
        answering(204, body=b"")(tx, number)
        threading.Timer(0.5, rename, (database, "away", "deliveries")).start()

    with receiving(answer) as receiver:
        endpoint = endpoint_at(database, receiver.url)
        put(database)
        attempt_now(sender_of(queue))
        assert [each.state for each in log(database, endpoint)] == [DeliveryState.SENT]
        assert len(receiver.requests) == 1
    queue.close()
    database.close()


def test_old_settled_deliveries_are_purged_with_their_attempts(queue: JobQueue, database: Database) -> None:
    with receiving() as receiver:
        endpoint = endpoint_at(database, receiver.url)
        put(database)
        attempt_now(sender_of(queue))
        put(database)
    with database.transaction() as tx:
        now = tx.now()
        assert store.deliveries.purge(tx, before=now - 60) == 0
        assert store.deliveries.purge(tx, before=now + 60) == 1
    assert [each.state for each in log(database, endpoint)] == [DeliveryState.DUE]


@pytest.mark.parametrize("handler", [answering(200), answering(500)], ids=["200", "500"])
def test_a_stop_ends_the_loop_at_once_and_finishes_what_is_under_way(
    queue: JobQueue, database: Database, handler: Handler
) -> None:
    def slowly(tx: socket.socket, number: int) -> None:
        time.sleep(0.3)
        handler(tx, number)

    with receiving(slowly) as receiver:
        endpoint = endpoint_at(database, receiver.url)
        put(database, 1)
        with sending(queue):
            wait_until(lambda: bool(receiver.requests))
        (delivery,) = log(database, endpoint)
    assert len(delivery.attempts) == 1
