"""Assembles the pages into one application; it stands behind the API's outer wall and lets its visitors in by itself."""

from fastapi import FastAPI

from app.api import Aside, Backlog, Guard, Service
from app.web import files, handing_on, inbox, reviewing, signing_in, submitting
from app.web.desk import Desk, PageOptions
from app.web.failures import add_failure_pages
from app.web.scopes import is_page


def build_pages(service: Service, guard: Guard, backlog: Backlog | None, options: PageOptions) -> Aside:
    """The pages around the same service, guard and queue as the API's."""
    pages = FastAPI(title="Unspun's pages", openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    pages.state.desk = Desk(service, guard, backlog, options)
    for room in (submitting, reviewing, handing_on, inbox, signing_in, files):
        pages.include_router(room.router)
    add_failure_pages(pages)
    return Aside(pages, is_page)
