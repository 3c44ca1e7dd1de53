"""Edge `web`: the editors' pages. `add_pages(app, service, guard, backlog, options)` sets them beside the API."""

from app.web.application import add_pages
from app.web.desk import PageOptions
from app.web.links import LinkAltered, LinkExpired, LinkSigner, SharedLink

__all__ = [
    "LinkAltered",
    "LinkExpired",
    "LinkSigner",
    "PageOptions",
    "SharedLink",
    "add_pages",
]
