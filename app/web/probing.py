"""The page of the robustness check: an article is spun in many ways, and what is seen of each is drawn. Nothing is kept."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.errors import InputError, UnspunError
from app.probing import MEANINGS, MOST_CHARACTERS, RATES, probe_text
from app.service import COMPARE
from app.web.desk import desk_of
from app.web.failures import status_of
from app.web.frames import page
from app.web.routing import PageRoute, UploadRoute, form_of

router = APIRouter(route_class=PageRoute)
uploads = APIRouter(route_class=UploadRoute)


@router.get("/probe", openapi_extra=COMPARE)
async def show_probe(request: Request) -> Response:
    """An empty form."""
    return _shown(request)


@uploads.post("/probe", openapi_extra=COMPARE)
async def probe(request: Request) -> Response:
    """What the detector sees of every version; what cannot be spun comes back with what was typed."""
    text = form_of(request).text("article")
    if not text.strip():
        return _shown(request, status=422, failure="Paste an article of your own.")
    try:
        found = await desk_of(request).service.run_outside(probe_text, text)
    except InputError as error:
        return _shown(request, status=422, text=text, failure=str(error))
    except UnspunError as error:
        return _shown(request, status=status_of(error), text=text, failure=str(error))
    return _shown(request, text=text, found=found)


def _shown(request: Request, *, status: int = 200, **values: Any) -> Response:
    shown = {"text": "", "failure": "", "found": None, **values}
    return page(
        request, "probe.html", status=status, meanings=MEANINGS, rates=RATES, max_characters=MOST_CHARACTERS, **shown
    )  # fmt: skip
