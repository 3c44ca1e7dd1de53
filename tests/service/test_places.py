"""Comparison places: never more at once than allowed, first come first served, and none is ever lost."""

import asyncio
import random
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from app.errors import Overloaded
from app.service import Limits, Places, TookTooLong, WaitedTooLong
from tests.waiting import PATIENCE


def places(**changed: Any) -> Places:
    some: dict[str, Any] = {
        "max_characters": 1, "max_body_bytes": 1, "comparisons_at_once": 2, "queue_size": 100,
        "queue_timeout_seconds": PATIENCE, "time_limit_seconds": PATIENCE,
    }  # fmt: skip
    return Places(Limits(**{**some, **changed}))


class Counted:
    """Work that counts how many of it run at once, and fails when told to."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._now = 0
        self.most = 0

    def work(self, seconds: float, error: Exception | None = None) -> Callable[[], float]:
        def run() -> float:
            with self._lock:
                self._now += 1
                self.most = max(self.most, self._now)
            try:
                time.sleep(seconds)
                if error:
                    raise error
                return seconds
            finally:
                with self._lock:
                    self._now -= 1

        return run


async def all_places_are_free(some: Places, n: int) -> bool:
    """Whether n run at the same time; their time limit may be too short to meet, so it is worth asking again."""
    barrier = threading.Barrier(n)
    met = await asyncio.gather(*(some.run(barrier.wait) for _ in range(n)), return_exceptions=True)
    barrier.abort()
    return not any(isinstance(each, BaseException) for each in met)


async def wait_until_all_are_free(some: Places, n: int) -> None:
    until = time.monotonic() + PATIENCE
    while not await all_places_are_free(some, n):
        assert time.monotonic() < until, "a place is lost"


def test_never_more_at_once_than_allowed_whatever_fails_leaves_or_is_late() -> None:
    chance = random.Random(7)

    async def crowd() -> None:
        some, counted = places(time_limit_seconds=0.02, queue_timeout_seconds=0.2), Counted()

        async def visit() -> None:
            work = counted.work(chance.uniform(0, 0.03), ValueError() if chance.random() < 0.3 else None)
            task = asyncio.create_task(some.run(work))
            if chance.random() < 0.4:
                await asyncio.sleep(chance.uniform(0, 0.05))
                task.cancel()
            await asyncio.wait({task})
            if not task.cancelled() and (error := task.exception()):
                assert isinstance(error, ValueError | TookTooLong | WaitedTooLong | Overloaded)

        await asyncio.gather(*(visit() for _ in range(200)))
        assert counted.most == 2
        await wait_until_all_are_free(some, 2)

    asyncio.run(crowd())


def test_those_who_wait_are_served_in_order() -> None:
    async def queue() -> list[int]:
        some = places(comparisons_at_once=1)
        served: list[int] = []
        await asyncio.gather(*(some.run(lambda i=i: served.append(i)) for i in range(20)))  # type: ignore[misc]
        return served

    assert asyncio.run(queue()) == list(range(20))


def test_a_full_queue_is_refused_at_once_and_a_place_that_came_free_is_not() -> None:
    async def knock() -> None:
        some, entered, let_go = places(comparisons_at_once=1, queue_size=0), threading.Event(), threading.Event()
        assert await some.run(lambda: 1) == 1

        def hold() -> None:
            entered.set()
            assert let_go.wait(PATIENCE)

        first = asyncio.create_task(some.run(hold))
        assert await asyncio.to_thread(entered.wait, PATIENCE)
        with pytest.raises(Overloaded):
            await some.run(lambda: 2)
        let_go.set()
        await first
        assert await some.run(lambda: 3) == 3

    asyncio.run(knock())
