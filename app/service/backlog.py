"""The queue inside the API process: opened with the application, with a worker of its own where that is wanted."""

import asyncio
import logging
from collections.abc import Callable
from typing import TypeVar

from app.detector import Detector
from app.jobs import JobQueue, Worker
from app.service.asking import ask
from app.service.comparing import Service
from app.service.errors import NoSuchJob, NotReady
from app.store import Batch, BatchKind, Database

_RETRY_SECONDS = 1.0

_NAMES = {BatchKind.ARTICLES: "import"}  # what the API calls a kind

_log = logging.getLogger("app.api")

T = TypeVar("T")


class Backlog:
    """The queue as the routes use it; made by `main`, opened and closed by the application's lifespan.

    `employ` makes the embedded worker of a queue; without it the work is done by `unspun worker`. `on_open` is called once
    the tables are there.
    """

    def __init__(
        self,
        database: Database,
        open_queue: Callable[[Database], JobQueue],
        employ: Callable[[JobQueue, Detector], Worker] | None = None,
        on_open: Callable[[], None] = lambda: None,
    ) -> None:
        self._database = database
        self._on_open = on_open
        self._open_queue = open_queue
        self._employ = employ
        self._queue: JobQueue | None = None
        self._workers_queue: JobQueue | None = None
        self._worker: Worker | None = None
        self._opening: asyncio.Task[None] | None = None
        self._ending = asyncio.Event()

    def open(self, service: Service) -> None:
        """Starts to open the queue, again and again until its database answers."""
        self._ending = asyncio.Event()
        self._opening = asyncio.create_task(self._open(service))

    def end_streams(self) -> None:
        """Says that the service stops: answers that wait for news come to their end."""
        self._ending.set()

    async def ends_within(self, seconds: float) -> bool:
        """Waits that long; True, and sooner, when the service stops."""
        try:
            async with asyncio.timeout(seconds):
                return await self._ending.wait()
        except TimeoutError:
            return False

    async def close(self) -> None:
        """Hands back what is not finished. May be followed by another `open`."""
        if self._opening:
            self._opening.cancel()
            await asyncio.wait({self._opening})
        if self._worker:
            await asyncio.to_thread(self._worker.stop)
        if self._workers_queue:
            await asyncio.to_thread(self._workers_queue.close)
            self._workers_queue.database.close()
        if self._queue:
            await asyncio.to_thread(self._queue.close)
        self._queue = self._workers_queue = self._worker = None

    @property
    def queue(self) -> JobQueue:
        """The open queue.

        Raises: NotReady.
        """
        if self._queue is None:
            raise NotReady("The queue is not open yet.")
        return self._queue

    async def find(self, batch_id: str, client: str, kind: BatchKind) -> Batch:
        """The client's own job or batch; another's is as good as none.

        Raises: NoSuchJob, NotReady, NoDatabase.
        """
        queue = self.queue
        batch = await ask(lambda: queue.find(batch_id))
        if batch is None or batch.client != client or batch.kind is not kind:
            raise NoSuchJob(f"There is no {_NAMES.get(kind, kind)} with this id.")
        return batch

    async def _open(self, service: Service) -> None:
        detector = await service.when_loaded()  # first: the engine's import would take half of the processor from it
        self._queue = await _again_and_again(lambda: self._open_queue(self._database))
        await asyncio.to_thread(self._on_open)
        if self._employ and detector:
            # a worker waits for the write lock, where a request is answered: it has connections of its own
            patient = Database.open(self._database.url)
            self._workers_queue = await _again_and_again(lambda: self._open_queue(patient))
            worker = self._employ(self._workers_queue, detector)
            await _again_and_again(worker.start)
            self._worker = worker


async def _again_and_again(work: Callable[[], T]) -> T:
    """What `work` returns, as soon as the database lets it."""
    while True:
        try:
            return await asyncio.to_thread(work)
        except Exception as error:  # noqa: BLE001 (the engine wraps what its driver says; whatever it is, it may pass)
            _log.error("the queue cannot be opened, trying again", exc_info=error)
            await asyncio.sleep(_RETRY_SECONDS)
