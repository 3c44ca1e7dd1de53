"""The files that pages load: styles and scripts, each under an address that changes with its content."""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from app.views import evidence_script, evidence_style

_CSS: Final = "text/css; charset=utf-8"
_JS: Final = "text/javascript; charset=utf-8"
_OWN: Final = {
    "site.css": _CSS, "theme.js": _JS, "site.js": _JS, "report.js": _JS, "inbox.js": _JS, "waiting.js": _JS, "submit.js": _JS,
    "try.js": _JS,
}  # fmt: skip
_HASH_DIGITS: Final = 12


@dataclass(frozen=True, slots=True)
class Asset:
    """One file."""

    content: bytes
    media_type: str

    @property
    def version(self) -> str:
        """Another one for other content."""
        return hashlib.sha256(self.content).hexdigest()[:_HASH_DIGITS]


@cache
def assets() -> dict[str, Asset]:
    """Every file by name."""
    folder = files("app.web") / "templates"
    own = {name: Asset((folder / name).read_bytes(), media_type) for name, media_type in _OWN.items()}
    return own | {
        "evidence.css": Asset(evidence_style().encode(), _CSS),
        "evidence.js": Asset(evidence_script().encode(), _JS),
    }


@cache
def address_of(name: str) -> str:
    """Where a file is; may be kept for ever, for another content has another address."""
    return f"/static/{name}?v={assets()[name].version}"
