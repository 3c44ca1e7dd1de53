"""A chunk's run, without the engine."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from app import store
from app.jobs import Comparer, JobQueue
from app.jobs.chunks import ChunkRunner
from app.jobs.engine import HandedBack
from app.pairs import Glanced
from app.store import BatchState, ChunkKey, Database, ItemState, Transaction
from tests.service.queue.pairs import ask, compare, found, items, results, submit

CHUNK = ChunkKey("b_1", 0, 5)


def run(database: Database, key: ChunkKey = CHUNK, comparer: Comparer = compare) -> int:
    return ChunkRunner(database, comparer, "w").run(key)


def test_every_item_gets_its_answer_in_order(queue: JobQueue, database: Database) -> None:
    submit(queue, items(5))
    assert run(database) == 5
    assert [(r.seq, r.custom_id, r.label) for r in results(database)] == [(i, f"c{i}", "copied") for i in range(5)]
    done = found(database)
    assert (done.state, done.n_done, done.n_failed) == (BatchState.DONE, 5, 0)
    assert done.started_at
    assert done.finished_at


def test_a_second_run_changes_nothing(queue: JobQueue, database: Database) -> None:
    submit(queue, items(8))
    run(database)
    before = results(database)
    assert run(database) == 0
    assert results(database) == before
    assert found(database).n_done == 5


def test_a_bad_item_is_an_error_and_stops_nothing(queue: JobQueue, database: Database) -> None:
    submit(queue, items(5, **{"raise": {1}}))
    run(database)
    states = [r.state for r in results(database)]
    assert states == [ItemState.DONE, ItemState.FAILED, *[ItemState.DONE] * 3]
    assert b"Boom while comparing" in (results(database)[1].body or b"")
    assert (found(database).n_done, found(database).n_failed) == (4, 1)


def test_an_error_that_the_comparer_gives_is_kept(queue: JobQueue, database: Database) -> None:
    submit(queue, items(1, error="too long"))
    run(database, ChunkKey("b_1", 0, 1))
    assert results(database)[0].body == b'{"type":"too long"}'


def test_a_chunk_that_was_begun_before_runs_item_by_item(queue: JobQueue, database: Database) -> None:
    submit(queue, items(5))
    with database.transaction() as tx:
        store.chunks.take(tx, CHUNK, 0.0)
    run(database)
    assert ask(database, "select starts from items") == [(2,)] * 5


def test_an_item_that_killed_three_workers_is_set_aside_and_the_rest_goes_on(queue: JobQueue, database: Database) -> None:
    submit(queue, items(5))
    with database.transaction() as tx:
        store.chunks.take(tx, CHUNK, 0.0)
        for _ in range(3):
            store.chunks.begin_item(tx, CHUNK, 2, 0.0)
    run(database)
    assert [r.state for r in results(database)] == [ItemState.DONE] * 2 + [ItemState.FAILED] + [ItemState.DONE] * 2
    assert b"killed its worker 3 times" in (results(database)[2].body or b"")


def test_a_death_with_the_chunk_does_not_count_for_each_item(queue: JobQueue, database: Database) -> None:
    submit(queue, items(5))
    with database.transaction() as tx:
        store.chunks.take(tx, CHUNK, 0.0)
        for _ in range(2):
            store.chunks.begin_item(tx, CHUNK, 2, 0.0)
    run(database)
    assert found(database).n_failed == 0


def test_a_worker_that_stops_keeps_what_it_has_and_hands_the_rest_back(queue: JobQueue, database: Database) -> None:
    submit(queue, items(5))
    runner = ChunkRunner(database, lambda pair: stop_at(3, runner, pair), "w")
    with pytest.raises(HandedBack):
        runner.run(CHUNK)
    assert len(results(database)) == 4
    assert ask(database, "select starts from items where state = 'waiting'") == [(0,)]
    assert run(database) == 1


def stop_at(i: int, runner: ChunkRunner, pair: bytes) -> Glanced:
    if b'"i":%d' % i in pair:
        runner.stopping.set()
    return compare(pair)


def test_a_database_that_is_away_for_a_while_costs_nothing_but_time(queue: JobQueue, database: Database) -> None:
    submit(queue, items(5))
    runner = ChunkRunner(database, compare, "w")
    transact: Callable[..., object] = runner._transact
    failures = iter([sa.exc.OperationalError("select", {}, Exception("gone"))] * 2)

    def fails_twice(tx: Transaction) -> str:
        for failure in failures:
            raise failure
        return "back"

    assert transact(fails_twice) == "back"


def test_what_is_cancelled_while_it_runs_stays_cancelled(queue: JobQueue, database: Database) -> None:
    submit(queue, items(5))
    runner = ChunkRunner(database, lambda pair: cancel_and_compare(queue, database, pair), "w")
    assert runner.run(CHUNK) == 5
    assert results(database) == []
    assert found(database).state is BatchState.CANCELLED


def cancel_and_compare(queue: JobQueue, database: Database, pair: bytes) -> Glanced:
    if b'"i":2' in pair:
        queue.cancel(found(database))
    return compare(pair)


def test_the_texts_are_deleted_with_the_answer(queue: JobQueue, database: Database) -> None:
    submit(queue, items(5))
    run(database)
    assert ask(database, "select count(*) from items where pair is not null") == [(0,)]
