"""Who waits for news of batches: the database is asked once for all of them, however many streams are open.

A stream costs a waiting task, a batch with news one look at its standing, and everything together one query in half a second.
"""

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field
from typing import Final

from app import store
from app.api.job_schemas import batch_standing
from app.jobs import progress_of
from app.service import Backlog, NoDatabase, TooManyStreams, ask
from app.store import Batch

MAX_STREAMS: Final = 1_000  # of one process
_LOOK_SECONDS: Final = 0.5
_QUIET_SECONDS: Final = 15.0  # after which a line keeps proxies from closing the connection

_log = logging.getLogger("app.api")


@dataclass(frozen=True, slots=True)
class News:
    """How a batch stands; `name` is another one after each change."""

    name: str
    is_last: bool
    standing: str = field(repr=False)


@dataclass(slots=True)
class _Watched:
    """A batch that somebody waits for."""

    batch: Batch
    news: News
    n_streams: int = 0
    is_gone: bool = False
    turn: asyncio.Event = field(default_factory=asyncio.Event)

    def tell(self) -> None:
        """Wakes everybody who waits; who waits afterwards waits for the next time."""
        self.turn.set()
        self.turn = asyncio.Event()


class Watchers:
    """All streams of one process."""

    def __init__(self, backlog: Backlog) -> None:
        self._backlog = backlog
        self._watched: dict[str, _Watched] = {}
        self._looking: asyncio.Task[None] | None = None

    def make_room(self) -> None:
        """Raises: TooManyStreams."""
        if sum(each.n_streams for each in self._watched.values()) >= MAX_STREAMS:
            raise TooManyStreams(f"At most {MAX_STREAMS} streams of events are open at once.")

    async def follow(self, batch: Batch, seen: str | None) -> AsyncGenerator[News | None, None]:
        """The news of a batch, from what it is now if that is not `seen`; None where there was none for a while.

        Raises: NoDatabase for the first news only.
        """
        watched = await self._join(batch)
        try:
            while True:
                turn, news = watched.turn, watched.news
                if news.name != seen:
                    yield news
                    seen = news.name
                    if news is not watched.news:
                        continue
                if news.is_last or watched.is_gone:
                    return
                if not await _comes_within(turn, _QUIET_SECONDS):
                    yield None
        finally:
            self._leave(watched)

    async def _join(self, batch: Batch) -> _Watched:
        if batch.id not in self._watched:
            (news,) = await ask(lambda: self._news_of([batch]))
            self._watched.setdefault(batch.id, _Watched(batch, news))
        watched = self._watched[batch.id]
        watched.n_streams += 1
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look_again_and_again())
        return watched

    def _leave(self, watched: _Watched) -> None:
        watched.n_streams -= 1
        if not watched.n_streams:
            self._watched.pop(watched.batch.id, None)

    async def _look_again_and_again(self) -> None:
        while self._watched:
            if await self._backlog.ends_within(_LOOK_SECONDS):
                self._end()
                return
            try:
                await self._look()
            except NoDatabase as error:
                _log.warning("could not look for news of batches", exc_info=error)

    async def _look(self) -> None:
        known = {each.batch.id: each.news.name for each in self._watched.values()}
        found = await ask(lambda: self._found(list(known)))
        changed = [batch for batch in found if name_of(batch) != known[batch.id]]
        for batch, news in zip(changed, await ask(lambda: self._news_of(changed)), strict=True):
            if watched := self._watched.get(batch.id):
                watched.batch, watched.news = batch, news
                watched.tell()
        for batch_id in known.keys() - {batch.id for batch in found}:
            self._forget(batch_id)

    def _end(self) -> None:
        """Every stream ends: its client comes back with its Last-Event-ID, to another process or after the restart."""
        for batch_id in list(self._watched):
            self._forget(batch_id)

    def _forget(self, batch_id: str) -> None:
        if watched := self._watched.get(batch_id):
            watched.is_gone = True
            watched.tell()

    def _found(self, ids: Sequence[str]) -> tuple[Batch, ...]:
        with self._backlog.queue.database.transaction() as tx:
            return store.batches.find_all(tx, ids)

    def _news_of(self, batches: Sequence[Batch]) -> list[News]:
        if not batches:
            return []
        database = self._backlog.queue.database
        with database.transaction() as tx:
            shown = [batch_standing(each, progress_of(tx, each, time.time())) for each in batches]
        pairs = zip(batches, shown, strict=True)
        return [News(name_of(batch), not batch.is_live, standing.model_dump_json()) for batch, standing in pairs]


def name_of(batch: Batch) -> str:
    """What a client says that it has seen."""
    return f"{batch.n_answered}-{batch.state}"


async def _comes_within(event: asyncio.Event, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            return await event.wait()
    except TimeoutError:
        return False
