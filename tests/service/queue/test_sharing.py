"""Fair shares, progress and what is deleted when; without workers' processes."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Event

from app import store
from app.jobs import JobQueue, Retention, mend
from app.jobs.chunks import ChunkRunner
from app.library import Shelf, pairs_of
from app.store import Attempt, BatchState, ChunkKey, Database, DeliveryState, Message, NewLibrary, ReplyKey
from app.text import read_text
from tests.service.queue.pairs import ask, batch, compare, found, items, results, submit
from tests.unit.library.articles import entry, made_text

DAY = 86_400.0


def tags(database: Database, client: str) -> list[int]:
    return [tag for (tag,) in ask(database, f"select start_tag from chunks where client = '{client}' order by start_tag")]


def run(database: Database, first: int, batch_id: str = "b_1") -> None:
    ChunkRunner(database, compare, "w").run(ChunkKey(batch_id, first, first + 5))


def test_a_clients_chunks_stand_one_behind_the_other(queue: JobQueue, database: Database) -> None:
    submit(queue, items(12))
    assert tags(database, "A") == [0, 5, 10]


def test_who_comes_late_starts_at_the_clock_and_not_behind_the_others(queue: JobQueue, database: Database) -> None:
    submit(queue, items(100))
    for first in (0, 5, 10):
        run(database, first)
    submit(queue, items(5), "b_2", "B")
    assert tags(database, "B") == [10]


def test_who_was_away_has_saved_nothing_up(queue: JobQueue, database: Database) -> None:
    submit(queue, items(5), "b_2", "B")
    submit(queue, items(100))
    for first in range(0, 50, 5):
        run(database, first)
    submit(queue, items(5), "b_3", "B")
    assert tags(database, "B") == [0, 45]


def test_what_is_cancelled_is_not_held_against_its_client(queue: JobQueue, database: Database) -> None:
    submit(queue, items(10))
    queue.cancel(submit(queue, items(100), "b_2"))
    submit(queue, items(5), "b_3")
    assert ask(database, "select start_tag from chunks where batch_id = 'b_3'") == [(10,)]


def test_the_position_counts_the_items_of_all_that_come_first_to_within_a_chunk(queue: JobQueue, database: Database) -> None:
    first = submit(queue, items(20))
    run(database, 0)
    second = submit(queue, items(10), "b_2", "B")
    assert queue.progress(first).position == 0
    assert queue.progress(second).position == 0
    assert 20 <= queue.progress(submit(queue, items(5), "b_3")).position <= 15 + 10


def test_the_finish_is_expected_at_the_rate_of_the_workers_that_live(queue: JobQueue, database: Database) -> None:
    made = submit(queue, items(20))
    assert queue.progress(made).expected_finish is None
    with database.transaction() as tx:
        store.heartbeats.beat(tx, "w", 10.0)
    before = time.time()
    expected = queue.progress(made).expected_finish
    assert expected is not None
    assert before + 2 - 0.1 < expected < time.time() + 2 + 0.1  # 20 at 10 a second


def test_a_cancelled_batch_keeps_its_answers_and_needs_no_run(queue: JobQueue, database: Database) -> None:
    made = submit(queue, items(12))
    run(database, 0)
    queue.cancel(made)
    assert found(database).state is BatchState.CANCELLED
    assert len(results(database)) == 5
    table = "workflow_status" if database.is_sqlite else "dbos.workflow_status"
    assert ask(database, f"select count(*) from {table} where status = 'ENQUEUED'") == [(0,)]


def test_purging_deletes_every_text_and_keeps_the_counts(queue: JobQueue, database: Database) -> None:
    submit(queue, items(5))
    run(database, 0)
    queue.purge(found(database))
    assert [(r.label, r.body) for r in results(database)] == [("copied", None)] * 5
    assert found(database).n_done == 5
    assert found(database).purged_at


def test_reports_go_after_the_retention_and_rows_after_twice_that(queue: JobQueue, database: Database) -> None:
    submit(queue, items(5))
    run(database, 0)
    retention = Retention(database, queue.client, days=3)
    retention.tidy(time.time() + 2 * DAY)
    assert results(database)[0].body
    retention.tidy(time.time() + 4 * DAY)
    assert results(database)[0].body is None
    retention.tidy(time.time() + 7 * DAY)
    assert ask(database, "select count(*) from batches") == [(0,)]
    assert ask(database, "select count(*) from results") == [(0,)]


def test_webhooks_logs_go_after_the_retention_and_kept_answers_after_a_day(queue: JobQueue, database: Database) -> None:
    with database.transaction() as tx:
        now = tx.now()
        endpoint = store.endpoints.create(tx, "A", "https://a.example/", ["ping"], now=now)
        for _ in range(2):
            assert store.deliveries.queue(tx, endpoint.id, Message("ping", b"{}"), now=now)
        (turn, _) = store.deliveries.due(tx, now=now, each=2)
        claim = store.deliveries.take(tx, turn)
        assert claim
        store.deliveries.record_attempt(tx, claim, Attempt(now, 0.1, 200), state=DeliveryState.SENT)
    store.replies.claim(database, ReplyKey("A", "k", "POST /jobs"), now=now)
    retention = Retention(database, queue.client, days=3)
    retention.tidy(now + 2 * DAY)
    assert ask(database, "select count(*) from replies") == [(0,)]
    assert ask(database, "select count(*) from attempts") == [(1,)]
    retention.tidy(now + 4 * DAY)
    assert ask(database, "select state from deliveries") == [("due",)]  # what is not settled stays
    assert ask(database, "select count(*) from attempts") == [(0,)]


def test_an_index_in_many_parts_is_merged_and_finds_the_same(queue: JobQueue, database: Database) -> None:
    with database.transaction() as tx:
        shelf = Shelf(database, store.libraries.create(tx, NewLibrary("local", "archive"), 1.0))
    for place in range(60):
        shelf.put([entry(f"a{place}", made_text(place, 60))], 1.0)
    pairs = pairs_of(read_text(made_text(7, 60)).norms)
    before = shelf.candidates(pairs, 10)
    assert [each.article.external_id for each in before] == ["a7"]
    stopped = Event()
    stopped.set()
    retention = Retention(database, queue.client, days=3)
    retention.merge(stopped)
    with database.transaction() as tx:
        assert (store.postings.of(tx).n_parts() > 4) == database.is_sqlite  # who is told to stop does not begin
    retention.merge(Event())
    with database.transaction() as tx:
        assert store.postings.of(tx).n_parts() == 1
        assert list(store.postings.of(tx).faults()) == []
    assert shelf.candidates(pairs, 10) == before
    assert sum(shelf.empty(1.0)) == 60


def test_no_delivery_is_made_for_an_endpoint_that_is_gone(queue: JobQueue, database: Database) -> None:
    with database.transaction() as tx:
        assert store.deliveries.queue(tx, "ep_gone", Message("ping", b"{}"), now=0.0) is None


def test_an_upload_nobody_goes_on_with_is_cancelled_after_a_day(queue: JobQueue, database: Database) -> None:
    queue.submission(batch()).open()
    retention = Retention(database, queue.client, days=30)
    retention.tidy(time.time() + DAY / 2)
    assert found(database).state is BatchState.OPEN
    retention.tidy(time.time() + 2 * DAY)
    assert found(database).state is BatchState.CANCELLED


def test_a_chunk_that_the_engine_gave_up_is_queued_again(queue: JobQueue, database: Database) -> None:
    submit(queue, items(5))
    table = "workflow_status" if database.is_sqlite else "dbos.workflow_status"
    with database.transaction() as tx:
        tx.connection.exec_driver_sql(f"update {table} set status = 'ERROR'")
    assert mend(database, queue.client) == 1
    assert ask(database, f"select workflow_uuid, status from {table}") == [("b_1:0~1", "ENQUEUED")]
    assert mend(database, queue.client) == 0


def test_a_chunk_that_two_take_over_from_a_dead_worker_is_queued_once(queue: JobQueue, database: Database) -> None:
    submit(queue, items(10))
    table = "workflow_status" if database.is_sqlite else "dbos.workflow_status"
    claimed = f"update {table} set status = 'PENDING', executor_id = '%s' where workflow_uuid like '%s'"
    with database.transaction() as tx:
        store.heartbeats.beat(tx, "alive", None)
        tx.connection.exec_driver_sql(claimed % ("dead", "b_1:0"))
        tx.connection.exec_driver_sql(claimed % ("alive", "b_1:5"))
    with ThreadPoolExecutor() as threads:
        n_mended = list(threads.map(lambda _: mend(database, queue.client), range(4)))
    assert max(n_mended) == 1
    left = ask(database, f"select workflow_uuid, status from {table} order by workflow_uuid")
    assert left == [("b_1:0~1", "ENQUEUED"), ("b_1:5", "PENDING")]
    with database.transaction() as tx:
        tx.connection.exec_driver_sql(claimed % ("dead as well", "b_1:0~1"))
    assert mend(database, queue.client) == 1
    assert ("b_1:0~2", "ENQUEUED") in ask(database, f"select workflow_uuid, status from {table}")


def test_the_engines_rows_of_finished_chunks_are_deleted(queue: JobQueue, database: Database) -> None:
    queue.cancel(submit(queue, items(12)))
    table = "workflow_status" if database.is_sqlite else "dbos.workflow_status"
    assert ask(database, f"select count(*) from {table}") == [(3,)]
    Retention(database, queue.client, days=3).tidy((datetime.now(UTC) + timedelta(hours=2)).timestamp())
    assert ask(database, f"select count(*) from {table}") == [(0,)]
