"""A comparison that takes too long is set aside with the reason; a worker of its own ends with it, one inside the API stays."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from app import store
from app.jobs import JobQueue, TimeLimit, Worker
from app.pairs import Glanced
from app.store import BatchState, Database, ItemState, Tally
from app.views import Glance
from tests.service.queue.pairs import compare, found, items, results, submit, wait_until_done
from tests.service.queue.processes import WorkerProcess, start_worker
from tests.waiting import PATIENCE

Start = Callable[..., WorkerProcess]


@pytest.fixture
def start(queue: JobQueue, url: str) -> Iterator[Start]:
    with ExitStack() as ending:
        yield lambda *arguments: ending.enter_context(start_worker(url, *arguments))


def set_aside(database: Database) -> dict[str, int]:
    with database.transaction() as tx:
        return store.tallies.read(tx, Tally.SET_ASIDE)


@pytest.mark.slow
def test_a_worker_ends_with_a_comparison_that_takes_too_long_and_another_goes_on(
    queue: JobQueue, database: Database, start: Start
) -> None:
    submit(queue, items(5, hang={2}))
    first = start("quick", 2.0)
    assert first.wait(PATIENCE) == 70
    start("quick", 60.0)
    assert wait_until_done(database).state is BatchState.DONE
    states = [result.state for result in results(database)]
    assert states == [ItemState.DONE, ItemState.DONE, ItemState.FAILED, ItemState.DONE, ItemState.DONE]
    assert b"The comparison took longer than 2 s." in (results(database)[2].body or b"")
    assert set_aside(database) == {"time-limit": 1}


@pytest.mark.slow
@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_the_worker_inside_the_api_sets_it_aside_and_stays(queue: JobQueue, database: Database) -> None:
    let_go = threading.Event()

    def hang(pair: bytes) -> Glanced:
        if b'"kill"' in pair:
            assert let_go.wait(PATIENCE)
            return "copied", pair, Glance()
        return compare(pair)

    worker = Worker(queue, hang, time_limit=TimeLimit(1.0, ends_process=False))
    worker.start()
    try:
        submit(queue, items(1, kill={0}))
        done = wait_until_done(database)
        assert (done.n_failed, done.n_done) == (1, 0)
        assert set_aside(database) == {"time-limit": 1}
        let_go.set()
        submit(queue, items(3), "b_2")
        assert wait_until_done(database, "b_2").n_done == 3
    finally:
        let_go.set()
        worker.stop()
    assert found(database).n_done == 0
    assert results(database)[0].label is None


@pytest.mark.slow
@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_many_quick_comparisons_are_no_slow_one(queue: JobQueue, database: Database) -> None:
    worker = Worker(queue, compare, time_limit=TimeLimit(2.0, ends_process=False))
    worker.start()
    try:
        submit(queue, items(60, sleep=0.05))
        assert wait_until_done(database).n_done == 60
    finally:
        worker.stop()
    assert set_aside(database) == {}
