"""The W3C header `traceparent`: `00-<trace id>-<span id>-<flags>`."""

import re
from typing import Final

_FORM: Final = re.compile(r"(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")


def read_traceparent(header: str | None) -> str | None:
    """The header as it is, or nothing when it is missing or malformed."""
    return header if header and _FORM.fullmatch(header) else None


def trace_id_of(trace: str | None) -> str | None:
    """The 32 hex digits of a read header's trace."""
    return trace.split("-")[1] if trace else None
