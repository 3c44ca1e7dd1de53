"""The route of styles and scripts: kept by browsers for ever, since another content has another address."""

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.service import OPEN
from app.web.assets import assets
from app.web.routing import PageRoute

_FOR_EVER = "public, max-age=31536000, immutable"

router = APIRouter(route_class=PageRoute)


@router.get("/static/{name}", openapi_extra=OPEN)
async def get_file(name: str, request: Request) -> Response:
    """One file; an old address gets the new content, but may not keep it."""
    asset = assets().get(name)
    if asset is None:
        raise HTTPException(404)
    kept = _FOR_EVER if request.query_params.get("v") == asset.version else "no-cache"
    return Response(asset.content, media_type=asset.media_type, headers={"Cache-Control": kept})
