"""What the pages share: the running service, who is let in, the queue, and the secret that signs links."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeVar

import sqlalchemy as sa
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from app import store
from app.api import Backlog, Guard, NoDatabase, Service
from app.store import Database, Transaction
from app.web.links import LinkSigner
from app.web.proxies import TrustedProxy

_HOUR_SECONDS: Final = 3_600.0

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOptions:
    """How the pages are set up; without a secret the database keeps one."""

    secret: str | None = None
    session_hours: float = 12.0
    link_days: int = 90
    proxy: TrustedProxy | None = None
    embed_origins: tuple[str, ...] = ()

    @property
    def session_seconds(self) -> float:
        """How long a sign-in lasts."""
        return self.session_hours * _HOUR_SECONDS


class Desk:
    """Made once by `build_pages`; every page finds it in `request.app.state`."""

    def __init__(self, service: Service, guard: Guard, backlog: Backlog | None, options: PageOptions) -> None:
        self.service = service
        self.guard = guard
        self.backlog = backlog
        self.options = options

    @property
    def database(self) -> Database:
        """Where everything is kept."""
        return self.guard.database

    @cached_property
    def signer(self) -> LinkSigner:
        """Signs links; asks the database for the secret once."""
        return LinkSigner(self.options.secret or store.service_secrets.shared(self.database, "links"))

    def now(self) -> float:
        """Seconds since 1970."""
        return self.guard.clock()

    async def ask(self, work: Callable[[], T]) -> T:
        """What `work` returns, done on a thread.

        Raises: NoDatabase.
        """
        try:
            return await run_in_threadpool(work)
        except sa.exc.SQLAlchemyError as error:
            raise NoDatabase() from error

    async def transact(self, work: Callable[[Transaction], T]) -> T:
        """What `work` returns, done in one transaction on a thread.

        Raises: NoDatabase.
        """

        def transaction() -> T:
            with self.database.transaction() as tx:
                return work(tx)

        return await self.ask(transaction)


def desk_of(request: Request) -> Desk:
    """The desk of the application that serves this request."""
    desk: Desk = request.app.state.desk
    return desk
