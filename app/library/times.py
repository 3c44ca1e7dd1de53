"""Dates as articles bear them, and seconds since 1970."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def read_time(written: str) -> float | None:
    """Seconds since 1970 of a date as articles bear it (ISO 8601, RFC 2822); None when it is neither. No zone means UTC.

    A day that UTC has not (the last hours of 9999 in Honolulu) is none: what is kept can be written again.
    """
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(written.strip())
            seconds = (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
            write_time(seconds)
            return seconds
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
    return None


def write_time(seconds: float | None) -> str | None:
    """The same as ISO 8601 in UTC."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
