"""A shared report inside the pages of others: a badge for anybody, and the evidence in a frame for whom the setting names."""

from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.service import OPEN
from app.views import draw_badge
from app.web.desk import desk_of
from app.web.frames import HEADERS
from app.web.handing_on import PRIVATE, open_shared, shared_page
from app.web.routing import PageRoute

_NOBODY: Final = "frame-ancestors 'none'"
_POLICY: Final = HEADERS["Content-Security-Policy"]
_PICTURE: Final = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "cross-origin",  # it is made for the pages of others
    "Cache-Control": "private, max-age=60",
}

router = APIRouter(route_class=PageRoute)


@router.get("/shared/{token}/badge.svg", openapi_extra=OPEN)
async def show_badge(token: str, request: Request) -> Response:
    """The verdict as a small picture."""
    _, _, report = await open_shared(desk_of(request), token)
    return Response(draw_badge(report), headers={**PRIVATE, **_PICTURE}, media_type="image/svg+xml")


@router.get("/shared/{token}/embedded", openapi_extra=OPEN)
async def show_embedded(token: str, request: Request) -> Response:
    """The evidence without our own frame, which pages of the named origins may show inside theirs."""
    response = await shared_page(request, token, is_embedded=True)
    origins = desk_of(request).options.embed_origins
    allowed = f"frame-ancestors {' '.join(origins)}" if origins else _NOBODY
    response.headers["Content-Security-Policy"] = _POLICY.replace(_NOBODY, allowed)
    return response
