"""What the pages share: the running service, who is let in, the queue, and the secret that signs links."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeVar

from starlette.requests import Request

from app import store
from app.service import Backlog, Guard, Service
from app.store import Database
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


def desk_of(request: Request) -> Desk:
    """The desk of the application that serves this request."""
    desk: Desk = request.app.state.desk
    return desk
