"""Errors that only HTTP knows; each becomes a problem by the table in `problems.py`.

UnspunError
├── Overloaded (app.errors)
│   └── WaitedTooLong     a place did not come free in time
├── TookTooLong           the comparison is over its time limit
├── NotReady              the model and the lexicon are still loading, or could not be loaded
└── RequestError          the request as sent cannot be used; knows where in the body
    ├── WrongMediaType
    ├── WrongEncoding
    ├── BrokenEncoding
    ├── BodyTooLong
    ├── MalformedJson
    ├── SideTooLong
    └── UnusableSide
"""

from app.errors import Overloaded, UnspunError


class WaitedTooLong(Overloaded):
    """No comparison place came free in time."""


class TookTooLong(UnspunError):
    """The comparison was not finished within the time limit."""


class NotReady(UnspunError):
    """The model and the lexicon are still being loaded."""


class RequestError(UnspunError):
    """The request cannot be used."""

    def __init__(self, detail: str = "", *, pointer: str | None = None) -> None:
        super().__init__(detail)
        self.pointer = pointer


class WrongMediaType(RequestError):
    """The request body must be sent as application/json."""


class WrongEncoding(RequestError):
    """The request body may be encoded with gzip, or not at all."""


class BrokenEncoding(RequestError):
    """The request body is not valid gzip."""


class BodyTooLong(RequestError):
    """The request body is longer than the limit."""


class MalformedJson(RequestError):
    """The request body is not valid JSON in UTF-8."""


class SideTooLong(RequestError):
    """The text is longer than the limit."""


class UnusableSide(RequestError):
    """The text cannot be compared."""
