"""Work outside is done, refused, or ended: this process goes on in any case."""

import os
import signal
import threading
import time

import pytest

from app.errors import UnreadableInput
from app.pools import MEMORY_BYTES, Outside, TooCostly
from tests.unit.pools import work

LONG = 60.0


def test_work_is_done_with_what_was_loaded(outside: Outside) -> None:
    assert outside.run(LONG, work.add, 1) == 43


def test_workers_are_forks_of_one_process_and_are_used_again(outside: Outside) -> None:
    first, second = outside.run(LONG, work.pids), outside.run(LONG, work.pids)
    assert first == second
    assert os.getpid() not in first
    assert first[0] != first[1]


def test_what_work_raises_is_raised(outside: Outside) -> None:
    with pytest.raises(UnreadableInput, match="this is refused"):
        outside.run(LONG, work.refuse)


@pytest.mark.parametrize("endless", [work.sleep, work.hold_the_lock])
def test_work_over_its_time_is_ended_while_others_go_on(outside: Outside, endless: object) -> None:
    answers: list[object] = []

    def late() -> None:
        with pytest.raises(TooCostly, match="longer"):
            outside.run(1.0, endless)  # type: ignore[arg-type]
        answers.append("ended")

    thread = threading.Thread(target=late)
    thread.start()
    assert outside.run(LONG, work.add, 2) == 44
    thread.join(LONG)
    assert answers == ["ended"]
    assert outside.run(LONG, work.add, 3) == 45


def test_work_over_its_memory_is_refused(outside: Outside) -> None:
    with pytest.raises(TooCostly, match="memory"):
        outside.run(LONG, work.fill_memory, 2 * MEMORY_BYTES)
    assert outside.run(LONG, work.fill_memory, 1_000) == 1_000


def test_a_worker_that_dies_is_replaced_once(outside: Outside) -> None:
    with pytest.raises(TooCostly, match="died twice"):
        outside.run(LONG, work.die)
    assert outside.run(LONG, work.add, 0) == 42


def test_a_template_that_was_killed_is_replaced(unused: Outside) -> None:
    template, worker = unused.run(LONG, work.pids)
    for pid in (template, worker):
        os.kill(pid, signal.SIGKILL)
    assert unused.run(LONG, work.pids)[0] != template


def test_a_template_that_cannot_load_is_told_and_not_waited_for() -> None:
    broken = Outside(work.load_nothing)
    with pytest.raises(TooCostly, match="no process"):
        broken.run(LONG, work.add, 1)
    broken.close()


def test_it_is_ready_when_the_template_has_loaded() -> None:
    outside = Outside(work.load)
    before = outside.is_ready
    outside.open()
    while not outside.is_ready:
        time.sleep(0.01)
    assert not before
    assert outside.run(LONG, work.add, 1) == 43
    outside.close()


def test_closing_ends_what_is_under_way() -> None:
    outside, ended = Outside(work.load), threading.Event()
    outside.run(LONG, work.add, 1)

    def late() -> None:
        with pytest.raises(TooCostly):
            outside.run(LONG, work.sleep)
        ended.set()

    thread = threading.Thread(target=late)
    thread.start()
    while not outside._busy:
        time.sleep(0.01)
    outside.close()
    assert ended.wait(LONG)
    thread.join()
