"""Workers come and go, by will or by SIGKILL; the work is done."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from dbos import DBOS

from app.jobs import JobQueue, Worker
from app.store import BatchState, Database, ItemState
from tests.service.queue.pairs import ask, compare, found, items, results, submit, wait_until_done
from tests.service.queue.processes import WorkerProcess, start_worker

Start = Callable[..., WorkerProcess]


@pytest.fixture
def start(queue: JobQueue, url: str) -> Iterator[Start]:
    """Starts a worker's process."""
    with ExitStack() as ending:
        yield lambda pulse="quick": ending.enter_context(start_worker(url, pulse))


def test_a_worker_in_this_process_does_the_work_and_leaves(queue: JobQueue, database: Database) -> None:
    submit(queue, items(23, **{"raise": {3}}))
    worker = Worker(database, compare)
    worker.start()
    done = wait_until_done(database)
    worker.stop()
    assert (done.n_done, done.n_failed) == (22, 1)
    assert ask(database, "select count(*) from workers") == [(0,)]


def test_two_workers_share_the_work_and_double_nothing(queue: JobQueue, database: Database, start: Start) -> None:
    start(), start()
    submit(queue, items(100, sleep=0.01))
    assert wait_until_done(database).n_done == 100
    assert ask(database, "select count(*), count(distinct worker) from results") == [(100, 2)]


@pytest.mark.slow
def test_the_chunk_of_a_killed_worker_is_finished_by_another_within_30_seconds(
    queue: JobQueue, database: Database, start: Start
) -> None:
    first = start("real")
    submit(queue, items(10, sleep=0.3))
    wait_until_running(database)
    first.kill()
    killed = time.monotonic()
    start("real")
    assert wait_until_done(database, seconds=30).n_done == 10
    assert time.monotonic() - killed < 30


@pytest.mark.slow
def test_an_item_that_kills_three_workers_is_set_aside(queue: JobQueue, database: Database, start: Start) -> None:
    submit(queue, items(6, kill={2, 5}))
    deaths = 0
    worker = start()
    while found(database).is_live and deaths < 10:
        if worker.poll() is not None:
            deaths += 1
            worker = start()
        time.sleep(0.05)
    assert deaths == (1 + 3) + 3  # with the chunk and alone; the last item is a chunk by itself
    assert [r.state for r in results(database)] == [ItemState.DONE] * 2 + [ItemState.FAILED] + [ItemState.DONE] * 2 + [
        ItemState.FAILED
    ]
    assert found(database).state is BatchState.DONE


@pytest.mark.slow
def test_a_worker_asked_to_stop_hands_back_and_counts_no_death(queue: JobQueue, database: Database, start: Start) -> None:
    worker = start()
    submit(queue, items(10, sleep=0.3))
    wait_until_running(database)
    worker.terminate()
    assert worker.wait(10) == 0
    left = ask(database, "select starts from items where state = 'waiting'")
    assert left
    assert set(left) == {(0,)}
    start()
    assert wait_until_done(database).n_done == 10


@pytest.mark.slow
def test_a_worker_that_is_asked_to_stop_does_not_wait_for_a_comparison_without_an_end(
    queue: JobQueue, database: Database, start: Start
) -> None:
    worker = start()
    submit(queue, items(1, sleep=600))
    wait_until_running(database)
    worker.terminate()
    assert worker.wait(15) == 0
    assert ask(database, "select state from items") == [("waiting",)]


def test_the_engine_still_has_the_call_that_takes_work_over() -> None:
    assert callable(DBOS._recover_pending_workflows)


def wait_until_running(database: Database) -> None:
    until = time.monotonic() + 10
    while not ask(database, "select 1 from items where starts > 0"):
        assert time.monotonic() < until
        time.sleep(0.01)
