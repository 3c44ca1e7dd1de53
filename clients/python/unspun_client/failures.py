"""What may go wrong, one class for each way of going on.

UnspunError
├── ProblemError     the service refuses what was sent, and says why
├── Unreachable      the service does not answer, however often it is asked
├── JobFailed        the job has an error instead of a report
└── WaitedTooLong    the job or batch is not done yet; it goes on
"""

from collections.abc import Iterator, Mapping
from typing import Any


class UnspunError(Exception):
    """Everything that this package raises on purpose."""


class ProblemError(UnspunError):
    """A refusal (RFC 9457). `code` is stable, for programs; `places` are the JSON pointers that are to blame."""

    def __init__(self, status: int, body: Mapping[str, Any]) -> None:
        self.status = status
        self.code = str(body.get("type", "")).removeprefix("urn:unspun:problem:")
        self.detail = str(body.get("detail", ""))
        self.request_id = str(body.get("request_id", ""))
        self.places = tuple(_pointers(body.get("errors")))
        super().__init__(f"{status} {self.code or 'error'}: {self.detail}".rstrip(": "))


class Unreachable(UnspunError):
    """The service did not answer."""


class JobFailed(UnspunError):
    """The pair could not be compared."""

    def __init__(self, error: Mapping[str, Any]) -> None:
        self.code = str(error.get("type", "")).removeprefix("urn:unspun:problem:")
        self.detail = str(error.get("detail", ""))
        super().__init__(f"{self.code}: {self.detail}")


class WaitedTooLong(UnspunError):
    """Not done yet."""


def _pointers(errors: object) -> Iterator[str]:
    """The places of a problem's `errors`; what is in between may call something else so."""
    for each in errors if isinstance(errors, list) else ():
        if isinstance(each, dict) and "pointer" in each:
            yield str(each["pointer"])
