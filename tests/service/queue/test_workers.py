"""Workers come and go, by will or by SIGKILL; the work is done."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from threading import current_thread

import pytest
import sqlalchemy as sa
from dbos._dbos import _get_dbos_instance

from app.jobs import JobQueue, Pulse, Worker
from app.store import BatchState, Database, ItemState
from tests.service.queue.pairs import ask, compare, found, items, results, submit, wait_until_done
from tests.service.queue.processes import WorkerProcess, start_worker
from tests.waiting import PATIENCE, wait_until

Start = Callable[..., WorkerProcess]


@pytest.fixture
def start(queue: JobQueue, url: str) -> Iterator[Start]:
    """Starts a worker's process."""
    with ExitStack() as ending:
        yield lambda pulse="quick": ending.enter_context(start_worker(url, pulse))


def test_a_worker_in_this_process_does_the_work_and_leaves(queue: JobQueue, database: Database) -> None:
    submit(queue, items(23, **{"raise": {3}}))
    worker = Worker(queue, compare)
    worker.start()
    done = wait_until_done(database)
    worker.stop()
    assert (done.n_done, done.n_failed) == (22, 1)
    assert ask(database, "select count(*) from workers") == [(0,)]


_TAKES = "queue-worker-"  # the engine's threads that take work


def test_an_idle_worker_looks_for_work_and_claims_none(queue: JobQueue, database: Database) -> None:
    worker = Worker(queue, compare)
    worker.start()
    asked: list[tuple[str, str]] = []
    sa.event.listen(_get_dbos_instance()._sys_db.engine, "before_cursor_execute", note_statement(asked))
    wait_until(lambda: len(asked) > 9 and {queue for queue, _ in asked} == {"chunks", "_dbos_internal_queue"})
    idle = [*asked]
    submit(queue, items(3))
    done = wait_until_done(database)
    worker.stop()
    assert done.n_done == 3
    assert not any("workflow_status.priority" in statement for _, statement in idle)
    assert any("workflow_status.priority" in statement for _, statement in asked)


def note_statement(asked: list[tuple[str, str]]) -> Callable[..., None]:
    """A listener that keeps what the threads ask that take work from queues, with the queue's name."""

    def note(connection: object, cursor: object, statement: str, *_: object) -> None:
        thread = current_thread().name
        if thread.startswith(_TAKES):
            asked.append((thread.removeprefix(_TAKES), statement))

    return note


def test_two_workers_share_the_work_and_double_nothing(queue: JobQueue, database: Database, start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "met"
    folder.mkdir()
    start(), start()
    submit(queue, items(100, meet=str(folder)))
    assert wait_until_done(database).n_done == 100
    assert ask(database, "select count(*), count(distinct worker) from results") == [(100, 2)]


@pytest.mark.slow
def test_the_chunk_of_a_killed_worker_is_finished_by_another(queue: JobQueue, database: Database, start: Start) -> None:
    first = start("real")
    submit(queue, items(10, sleep=0.3))
    wait_until_running(database)
    first.kill()
    start("real")
    assert wait_until_done(database).n_done == 10


def test_a_dead_worker_is_missed_soon_enough_for_another_to_finish_within_30_seconds() -> None:
    pulse = Pulse()
    assert pulse.silent + 2 * pulse.every < 15


@pytest.mark.slow
def test_an_item_that_kills_three_workers_is_set_aside(queue: JobQueue, database: Database, start: Start) -> None:
    submit(queue, items(6, kill={2, 5}))
    deaths = 0
    worker = start()
    while deaths < 10:
        wait_until(lambda: not found(database).is_live or worker.poll() is not None)  # noqa: B023 (called at once)
        if worker.poll() is None:
            break
        deaths += 1
        worker = start()
    assert deaths == (1 + 3) + 3  # with the chunk and alone; the last item is a chunk by itself
    assert [r.state for r in results(database)] == [ItemState.DONE] * 2 + [ItemState.FAILED] + [ItemState.DONE] * 2 + [
        ItemState.FAILED
    ]
    assert found(database).state is BatchState.DONE


@pytest.mark.slow
def test_a_worker_asked_to_stop_hands_back_and_counts_no_death(
    queue: JobQueue, database: Database, start: Start, tmp_path: Path
) -> None:
    hurry = tmp_path / "hurry"
    worker = start()
    submit(queue, items(100, sleep=0.3, unless=str(hurry)))
    wait_until_running(database)
    worker.terminate()
    assert worker.wait(PATIENCE) == 0
    left = ask(database, "select starts from items where state = 'waiting'")
    assert left
    assert set(left) == {(0,)}
    hurry.touch()
    start()
    assert wait_until_done(database).n_done == 100


@pytest.mark.slow
def test_a_worker_that_is_asked_to_stop_does_not_wait_for_a_comparison_without_an_end(
    queue: JobQueue, database: Database, start: Start
) -> None:
    worker = start()
    submit(queue, items(1, hang={0}))
    wait_until_running(database)
    worker.terminate()
    assert worker.wait(PATIENCE) == 0
    assert ask(database, "select state from items") == [("waiting",)]


def wait_until_running(database: Database) -> None:
    wait_until(lambda: bool(ask(database, "select 1 from items where starts > 0")))
