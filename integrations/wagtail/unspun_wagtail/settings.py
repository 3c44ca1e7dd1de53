"""The settings of the site: the dictionary `UNSPUN`. README.md names them all."""

from collections.abc import Mapping
from typing import Any, Final

from django.conf import settings

DEFAULTS: Final[Mapping[str, Any]] = {
    "URL": "http://127.0.0.1:8000",
    "PUBLIC_URL": "",  # where editors reach the pages; empty: at URL
    "KEY": None,
    "WEBHOOK_SECRET": "",
    "REFERENCE_FIELD": "reference",
    "WAIT_SECONDS": 10.0,
}


def setting(name: str) -> Any:
    """The value that the site gives, or ours."""
    return getattr(settings, "UNSPUN", {}).get(name, DEFAULTS[name])
