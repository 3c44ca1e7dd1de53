"""What goes into the queue is there once, however often it is sent."""

import signal

import pytest

from app.jobs import JobQueue
from app.store import BatchClosed, BatchState, Database, NewItem
from tests.service.queue.pairs import ask, batch, found, items, submit
from tests.service.queue.processes import forks
from tests.service.queue.submitting_process import submit_and_die


def test_a_batch_is_stored_and_queued_in_chunks(queue: JobQueue, database: Database) -> None:
    made = submit(queue, items(12))
    assert (made.state, made.n_items, made.n_answered) == (BatchState.QUEUED, 12, 0)
    assert ask(database, 'select first, "end" from chunks order by first') == [(0, 5), (5, 10), (10, 12)]
    assert queued(database) == ["b_1:0", "b_1:10", "b_1:5"]


def test_the_same_batch_sent_again_doubles_nothing(queue: JobQueue, database: Database) -> None:
    submit(queue, items(12))
    submit(queue, items(12))
    assert found(database).n_items == 12
    assert len(queued(database)) == 3


def test_a_batch_that_was_broken_off_goes_on_where_it_was(queue: JobQueue, database: Database) -> None:
    submission = queue.submission(batch())
    submission.open()
    for item in items(7):
        submission.take(item)
    submission.write()
    assert found(database).state is BatchState.OPEN
    submit(queue, items(12))
    assert ask(database, "select custom_id from items order by seq") == [(f"c{i}",) for i in range(12)]


def test_a_submitter_killed_in_the_middle_leaves_whole_chunks(queue: JobQueue, database: Database, url: str) -> None:
    process = forks.Process(target=submit_and_die, args=(url, 300))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    n_left = found(database).n_items
    assert n_left == 200
    assert len(queued(database)) == n_left / 5
    submit(queue, items(300))
    assert found(database).n_items == 300
    assert len(queued(database)) == 60


def test_long_pairs_make_short_chunks(queue: JobQueue, database: Database) -> None:
    submit(queue, [NewItem(None, b"x" * 1_000_000) for _ in range(5)])
    assert ask(database, 'select first, "end" from chunks order by first') == [(0, 2), (2, 4), (4, 5)]


def test_an_empty_batch_is_done_at_once(queue: JobQueue) -> None:
    assert submit(queue, []).state is BatchState.DONE


def queued(database: Database) -> list[str]:
    table = "workflow_status" if database.is_sqlite else "dbos.workflow_status"
    rows = ask(database, f"select workflow_uuid from {table} where status = 'ENQUEUED' order by workflow_uuid")
    return [row[0] for row in rows]


def test_a_batch_that_was_cancelled_takes_no_more_lines(queue: JobQueue, database: Database) -> None:
    submission = queue.submission(batch())
    submission.open()
    submission.take(items(1)[0])
    queue.cancel(found(database))
    with pytest.raises(BatchClosed):
        submission.write()
    assert found(database).n_items == 0
