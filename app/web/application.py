"""Sets the pages beside the API: the same application and router, their own way in and their own form of errors."""

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from app.service import Backlog, Guard, Service, add_routes, problem_for
from app.web import (
    administering,
    embedding,
    files,
    handing_on,
    inbox,
    probing,
    reports,
    reviewing,
    screened,
    screening,
    series,
    signing_in,
    submitting,
    triage,
    trying,
)
from app.web.desk import Desk, PageOptions
from app.web.failures import failure_for


def add_reports(app: FastAPI, service: Service, guard: Guard, backlog: Backlog | None, options: PageOptions) -> None:
    """Adds the routes of stored reports to the API's application, around the same service, guard and queue."""
    app.state.desk = Desk(service, guard, backlog, options)
    add_routes(app, reports.data_router, reports.json_router, reports.router)


def add_pages(app: FastAPI) -> None:
    """Adds the pages to the API's application, behind its routes of stored reports, whose desk they share."""
    rooms = (
        administering, embedding, submitting, screening, screened, probing, reviewing, handing_on, inbox, triage, series,
        signing_in, files, trying,
    )  # fmt: skip
    add_routes(app, submitting.uploads, screening.uploads, probing.uploads, *(room.router for room in rooms))
    app.router.default = _not_found


async def _not_found(scope: Scope, receive: Receive, send: Send) -> None:
    """A path that no route owns: a page for browsers, a problem for programs."""
    request, error = Request(scope, receive), HTTPException(404)
    is_browser = "text/html" in request.headers.get("accept", "")
    answer = await failure_for(request, error) if is_browser else problem_for(scope, error)
    await answer(scope, receive, send)
