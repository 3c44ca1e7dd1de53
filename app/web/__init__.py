"""Edge `web`: the editors' pages. `build_pages(service, guard, backlog, options)` makes them; `main` sets them beside the API."""

from app.web.application import build_pages
from app.web.desk import PageOptions
from app.web.links import LinkAltered, LinkExpired, LinkSigner, SharedLink
from app.web.scopes import PAGES, is_page

__all__ = [
    "PAGES",
    "LinkAltered",
    "LinkExpired",
    "LinkSigner",
    "PageOptions",
    "SharedLink",
    "build_pages",
    "is_page",
]
