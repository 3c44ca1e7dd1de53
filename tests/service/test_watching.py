"""Streams of events: one query for all of them, and no more than there may be."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.api import watching as watching_module
from app.api.watching import Watchers
from app.detector import Detector
from app.jobs import JobQueue
from app.service import Backlog, Limits, NotReady, Service, TooManyStreams
from app.store import BatchKind, Database, NewBatch, NewItem, sqlite_url
from tests.waiting import PATIENCE

LIMITS = Limits(
    max_characters=1_000,
    max_body_bytes=10_000,
    comparisons_at_once=1,
    queue_size=1,
    queue_timeout_seconds=1,
    time_limit_seconds=1,
)


async def opened(backlog: Backlog, detector: Detector) -> Service:
    service = Service(LIMITS, lambda: detector)
    service.open()
    backlog.open(service)
    await until(lambda: is_open(backlog))
    return service


def is_open(backlog: Backlog) -> bool:
    try:
        return bool(backlog.queue)
    except NotReady:
        return False


async def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        await asyncio.sleep(0.01)


async def count_queries(database: Database, detector: Detector, n_streams: int) -> tuple[float, int]:
    """Queries a look while so many streams wait, and how many of them heard of the end."""
    backlog = Backlog(database, JobQueue.open)
    service = await opened(backlog, detector)
    queue, watchers = backlog.queue, Watchers(backlog)
    batches = [
        queue.submit(NewBatch(id=f"b_{k:032x}", client="c", kind=BatchKind.BATCH), [NewItem(None, b"{}")]) for k in range(4)
    ]
    heard: list[str] = []

    async def listen(k: int) -> None:
        async for news in watchers.follow(batches[k % len(batches)], None):
            if news and news.is_last:
                heard.append(news.name)

    listening = [asyncio.create_task(listen(k)) for k in range(n_streams)]
    await until(lambda: sum(each.n_streams for each in watchers._watched.values()) == n_streams)
    asked: list[str] = []
    sa.event.listen(database.engine, "before_cursor_execute", lambda *event: asked.append(event[2]))
    looks = [sql for sql in asked if " IN (" in sql]
    await until(lambda: len([sql for sql in asked if " IN (" in sql]) >= 4)
    looks = [sql for sql in asked if " IN (" in sql]
    queries = len([sql for sql in asked if sql.lower().startswith("select")]) / len(looks)
    for batch in batches:
        await asyncio.to_thread(queue.cancel, batch)
    await asyncio.gather(*listening)
    await backlog.close()
    await service.close()
    return queries, len(heard)


@pytest.mark.parametrize("n_streams", [4, 120])
def test_the_database_is_asked_once_however_many_streams_wait(tmp_path: Path, detector: Detector, n_streams: int) -> None:
    database = Database.open(sqlite_url(tmp_path / "unspun.db"))
    queries, heard = asyncio.run(count_queries(database, detector, n_streams))
    assert queries < 3
    assert heard == n_streams
    database.close()


def test_there_are_no_more_streams_than_there_may_be(tmp_path: Path, detector: Detector, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching_module, "MAX_STREAMS", 2)
    database = Database.open(sqlite_url(tmp_path / "unspun.db"))

    async def fill() -> None:
        backlog = Backlog(database, JobQueue.open)
        service = await opened(backlog, detector)
        watchers = Watchers(backlog)
        batch = backlog.queue.submit(NewBatch(id="b_1", client="c", kind=BatchKind.BATCH), [NewItem(None, b"{}")])
        streams = [watchers.follow(batch, None) for _ in range(2)]
        for stream in streams:
            watchers.make_room()
            await anext(stream)
        with pytest.raises(TooManyStreams):
            watchers.make_room()
        await streams[0].aclose()
        watchers.make_room()
        await streams[1].aclose()
        await backlog.close()
        await service.close()

    asyncio.run(fill())
    database.close()
