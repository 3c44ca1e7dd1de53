"""Edge `web`: the editors' pages (`add_pages`), and stored reports over the API (`add_reports`), set beside the API's routes."""

from app.web.application import add_pages, add_reports
from app.web.desk import PageOptions
from app.web.links import LinkAltered, LinkExpired, LinkSigner, SharedLink
from app.web.proxies import TrustedProxy

__all__ = [
    "LinkAltered",
    "LinkExpired",
    "LinkSigner",
    "PageOptions",
    "SharedLink",
    "TrustedProxy",
    "add_pages",
    "add_reports",
]
