"""The page of series: what a client's newest reports have in common."""

from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.service import READ, ask, read_series
from app.web.desk import desk_of
from app.web.frames import page
from app.web.routing import PageRoute, client_of

_REPORTS: Final = 200  # as many as `GET /series` looks at when nothing is said

router = APIRouter(route_class=PageRoute)


@router.get("/inbox/series", openapi_extra=READ)
async def show_series(request: Request) -> Response:
    """Groups of suspects that swap alike, sources of several suspects, swaps that come again and again."""
    desk, client = desk_of(request), client_of(request)
    names, series = await ask(lambda: read_series(desk.database, client, _REPORTS))
    return page(request, "series.html", names=names, series=series)
