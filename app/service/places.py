"""Room for a few comparisons at once and a bounded queue before them, so that overload is answered and not suffered."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from app.errors import Overloaded
from app.service.errors import TookTooLong, WaitedTooLong
from app.service.limits import Limits

T = TypeVar("T")


class Places:
    """`comparisons_at_once` places and `queue_size` waiting ones; first come, first served.

    A place belongs to what runs, not to a request: a thread cannot be stopped, so when its request is gone or over the time
    limit the place stays taken until the thread ends, and never longer. What is held waits for a process, which can be ended.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._free = asyncio.Semaphore(limits.comparisons_at_once)
        self._n_waiting = 0
        self._threads = ThreadPoolExecutor(limits.comparisons_at_once, thread_name_prefix="comparison")

    async def run(self, work: Callable[[], T]) -> T:
        """What `work` returns, run on a thread.

        Raises: Overloaded, WaitedTooLong, TookTooLong, and whatever `work` raises.
        """
        await self._take()
        try:
            running = asyncio.get_running_loop().run_in_executor(self._threads, work)
        except BaseException:
            self._free.release()
            raise
        running.add_done_callback(self._give_back)
        done, _ = await asyncio.wait({running}, timeout=self._limits.time_limit_seconds)
        if not done:
            raise TookTooLong()
        return running.result()

    async def hold(self, work: Callable[[], Awaitable[T]]) -> T:
        """What `work`, which ends in time by itself and lets the event loop go on, returns.

        Raises: Overloaded, WaitedTooLong, and whatever `work` raises.
        """
        await self._take()
        try:
            return await work()
        finally:
            self._free.release()

    def close(self) -> None:
        """Lets running comparisons end and starts no other."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _take(self) -> None:
        if not self._free.locked():
            await self._free.acquire()
            return
        if self._n_waiting >= self._limits.queue_size:
            raise Overloaded()
        self._n_waiting += 1
        try:
            async with asyncio.timeout(self._limits.queue_timeout_seconds):
                await self._free.acquire()
        except TimeoutError:
            raise WaitedTooLong() from None
        finally:
            self._n_waiting -= 1

    def _give_back(self, running: "asyncio.Future[T]") -> None:
        self._free.release()
        if not running.cancelled():
            running.exception()  # asyncio would log an unread exception, and its message may hold a text
