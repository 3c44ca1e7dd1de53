"""Work that an event loop asks for outside is done, refused, or ended as a thread's is, and the loop goes on meanwhile."""

import asyncio
import os
import signal

import pytest

from app.errors import UnreadableInput
from app.pools import MEMORY_BYTES, Outside, TooCostly
from tests.unit.pools import work

LONG = 60.0
MORE_THAN_A_SOCKET_HOLDS = 3_000_000


def test_work_is_done_with_what_was_loaded(outside: Outside) -> None:
    assert asyncio.run(outside.ask(LONG, work.add, 1)) == 43


def test_what_work_raises_is_raised_and_costs_no_worker(outside: Outside) -> None:
    async def refused_between() -> tuple[tuple[int, int], tuple[int, int]]:
        first = await outside.ask(LONG, work.pids)
        for refused in (work.refuse, work.cannot_open):
            with pytest.raises((UnreadableInput, OSError), match="this is refused"):
                await outside.ask(LONG, refused)
        return first, await outside.ask(LONG, work.pids)

    first, second = asyncio.run(refused_between())
    assert first == second


@pytest.mark.parametrize("n", [0, 1, MORE_THAN_A_SOCKET_HOLDS])
def test_messages_of_any_length_come_whole(outside: Outside, n: int) -> None:
    content = os.urandom(n)
    assert asyncio.run(outside.ask(LONG, work.echo, content)) == content


def test_several_at_once_get_each_its_own_answer(outside: Outside) -> None:
    async def all_at_once() -> list[int]:
        return await asyncio.gather(*(outside.ask(LONG, work.add, n) for n in range(5)))

    assert asyncio.run(all_at_once()) == [42, 43, 44, 45, 46]


def test_threads_and_event_loops_use_the_same_workers(outside: Outside) -> None:
    before = outside.run(LONG, work.pids)
    assert asyncio.run(outside.ask(LONG, work.pids)) == before
    assert outside.run(LONG, work.pids) == before


@pytest.mark.parametrize("endless", [work.sleep, work.hold_the_lock])
def test_work_over_its_time_is_ended_while_others_go_on(outside: Outside, endless: object) -> None:
    async def late_beside_another() -> int:
        late: asyncio.Task[object] = asyncio.create_task(outside.ask(1.0, endless))  # type: ignore[arg-type]
        answer = await outside.ask(LONG, work.add, 2)
        with pytest.raises(TooCostly, match="longer"):
            await late
        return answer

    assert asyncio.run(late_beside_another()) == 44
    assert asyncio.run(outside.ask(LONG, work.add, 3)) == 45


def test_who_no_longer_waits_leaves_no_answer_to_the_next(outside: Outside) -> None:
    async def left_and_asked() -> int:
        left = asyncio.create_task(outside.ask(LONG, work.sleep))
        while not outside._busy:
            await asyncio.sleep(0.01)
        left.cancel()
        with pytest.raises(asyncio.CancelledError):
            await left
        return await outside.ask(LONG, work.add, 1)

    assert asyncio.run(left_and_asked()) == 43
    assert not outside._busy


def test_work_over_its_memory_is_refused(outside: Outside) -> None:
    with pytest.raises(TooCostly, match="memory"):
        asyncio.run(outside.ask(LONG, work.fill_memory, 2 * MEMORY_BYTES))


def test_a_worker_that_dies_is_replaced_once(outside: Outside) -> None:
    with pytest.raises(TooCostly, match="died twice"):
        asyncio.run(outside.ask(LONG, work.die))
    assert asyncio.run(outside.ask(LONG, work.add, 0)) == 42


def test_a_template_that_was_killed_is_replaced(unused: Outside) -> None:
    template, worker = asyncio.run(unused.ask(LONG, work.pids))
    for pid in (template, worker):
        os.kill(pid, signal.SIGKILL)
    assert asyncio.run(unused.ask(LONG, work.pids))[0] != template
