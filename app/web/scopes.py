"""Every page and the scope that its visitors need, in one table; a test says that every page is in it."""

from collections.abc import Mapping
from typing import Final

from app.store import KeyScope

# None: open to anybody.
PAGES: Final[Mapping[tuple[str, str], KeyScope | None]] = {
    ("GET", "/"): KeyScope.COMPARE,
    ("GET", "/submit"): KeyScope.COMPARE,
    ("POST", "/submit"): KeyScope.COMPARE,
    ("GET", "/reports/{report_id}"): KeyScope.READ,
    ("POST", "/reports/{report_id}/decisions"): KeyScope.COMPARE,
    ("POST", "/reports/{report_id}/exclusions"): KeyScope.COMPARE,
    ("POST", "/reports/{report_id}/exclusions/{exclusion_id}/withdraw"): KeyScope.COMPARE,
    ("POST", "/reports/{report_id}/links"): KeyScope.COMPARE,
    ("POST", "/reports/{report_id}/links/{link_id}/withdraw"): KeyScope.COMPARE,
    ("GET", "/reports/{report_id}/export/{form}"): KeyScope.READ,
    ("GET", "/inbox"): KeyScope.READ,
    ("GET", "/inbox/next"): KeyScope.READ,
    ("GET", "/inbox/decisions.jsonl"): KeyScope.READ,
    ("GET", "/shared/{token}"): None,
    ("GET", "/shared/{token}/export/{form}"): None,
    ("GET", "/sign-in"): None,
    ("POST", "/sign-in"): None,
    ("POST", "/sign-out"): None,
    ("GET", "/static/{name}"): None,
}
_FIRST_STEPS: Final = frozenset(path.split("/")[1] for _, path in PAGES)


def is_page(path: str) -> bool:
    """Whether a path belongs to the pages, be it right or wrong; everything else is the API's."""
    return path.startswith("/") and path.split("/", 2)[1] in _FIRST_STEPS
