"""Suspects that the queue screened against libraries: each with its best source, and one with all of its sources."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import orjson
from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from app import store
from app.library import without_withdrawn
from app.service import SCREEN, transact
from app.store import ReportPlace, StoredScreening, Transaction
from app.web.desk import desk_of
from app.web.frames import page
from app.web.routing import PageRoute, client_of

_ON_A_PAGE: Final = 25  # each is read whole for its best source

router = APIRouter(route_class=PageRoute)


@dataclass(frozen=True, slots=True)
class Screened:
    """A suspect as it is listed; without `found` its screening failed, or was purged."""

    kept: StoredScreening
    found: Mapping[str, Any] | None

    @property
    def n_sources(self) -> int:
        """How many sources have a passage of the suspect."""
        return len({each["source"] for each in self.found["passages"]}) if self.found else 0

    @property
    def best(self) -> Mapping[str, Any] | None:
        """The first of these: sources that the suspect was made from stand before others, those of most words first."""
        return self.found["sources"][0] if self.found and self.n_sources else None

    @property
    def failure(self) -> str:
        """Why it could not be screened; empty where it was, or where that is purged too."""
        body, label = self.kept.body, self.kept.label
        return str(orjson.loads(body)["detail"]) if body is not None and label is None else ""


@router.get("/inbox/screenings", openapi_extra=SCREEN)
async def show_screenings(request: Request) -> Response:
    """A page of screened suspects, the newest request first."""
    desk, client = desk_of(request), client_of(request)
    after = ReportPlace.read(request.query_params.get("after", ""))

    def read(tx: Transaction) -> list[Screened]:
        return [_screened(tx, each) for each in store.screenings.page(tx, client, after, _ON_A_PAGE + 1)]

    found = await transact(desk.database, read)
    more = found[_ON_A_PAGE - 1].kept.id if len(found) > _ON_A_PAGE else None
    return page(request, "screenings.html", screenings=found[:_ON_A_PAGE], more=more, is_first=after is None)


@router.get("/inbox/screenings/{screening_id}", openapi_extra=SCREEN)
async def show_screening(request: Request, screening_id: str) -> Response:
    """Every source of one suspect, with its swaps."""
    desk, client, place = desk_of(request), client_of(request), ReportPlace.read(screening_id)

    def read(tx: Transaction) -> Screened | None:
        kept = store.screenings.find(tx, client, place) if place else None
        return _screened(tx, kept) if kept else None

    found = await transact(desk.database, read)
    if found is None:
        raise HTTPException(404)
    return page(request, "screened.html", screened=found, found=found.found)


def _screened(tx: Transaction, kept: StoredScreening) -> Screened:
    if kept.body is None or kept.label is None:
        return Screened(kept, None)
    there: Callable[..., frozenset[int]] = partial(store.articles.numbers_there, tx)
    return Screened(kept, orjson.loads(without_withdrawn(kept.body, there)))
