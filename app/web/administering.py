"""The operator's page, which changes nothing: clients with their keys, what waits, workers, webhooks that did not arrive."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from starlette.responses import Response

from app import store
from app.jobs import SILENT_SECONDS
from app.service import ADMIN, ask, transact
from app.store import FailedDelivery, Key, Standing, Transaction, Waiting
from app.web.desk import Desk, desk_of
from app.web.frames import page
from app.web.routing import PageRoute

_FAILED: Final = 50  # messages that are shown

router = APIRouter(route_class=PageRoute)


@dataclass(frozen=True, slots=True)
class _Overview:
    """What the page shows."""

    keys: tuple[Key, ...]
    standing: Standing
    waiting: tuple[Waiting, ...]
    failed: tuple[FailedDelivery, ...]

    @property
    def n_waiting(self) -> int:
        """Pairs without an answer."""
        return sum(live.n_waiting for live in self.standing.live.values())


@router.get("/admin", openapi_extra=ADMIN)
async def show_overview(request: Request) -> Response:
    """Everybody's keys and work, for whoever runs the service; of keys the findable part, of webhooks the host."""
    desk = desk_of(request)
    keys = await ask(lambda: store.keys.every(desk.database))
    overview = await transact(desk.database, lambda tx: _overview(desk, tx, keys))
    return page(request, "admin.html", overview=overview, now=desk.now(), host_of=_host_of)


def _overview(desk: Desk, tx: Transaction, keys: tuple[Key, ...]) -> _Overview:
    standing = store.standing.read(tx, now=desk.now(), silence=SILENT_SECONDS)
    ordered = tuple(sorted(keys, key=lambda key: (key.client, key.created_at)))
    return _Overview(ordered, standing, store.standing.waiting_by_client(tx), store.deliveries.failed(tx, _FAILED))


def _host_of(url: str) -> str:
    """An address without its path and query, which may hold a secret."""
    return urlsplit(url).hostname or ""
