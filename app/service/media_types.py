"""A `Content-Type` becomes a media type, its character set and its boundary."""

import email.message
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Self

from starlette.datastructures import Headers

_REMEMBERED: Final = 64  # ways to write one: clients write theirs the same way each time
_UTF_8: Final = frozenset({"utf-8", "utf8"})
_BOUNDARY: Final = re.compile(r"[!-~]([ -~]{0,68}[!-~])?")  # RFC 2046: at most 70 characters, no blank at the end


@dataclass(frozen=True, slots=True)
class MediaType:
    """What a body is said to be; without a boundary that can be used it is None."""

    name: str
    is_utf_8: bool
    boundary: str | None

    @classmethod
    def of(cls, headers: Headers) -> Self:
        """The media type of a request, whose `Content-Type` is short: the standard library's parser takes quadratic time."""
        return cls._read(headers.get("content-type", ""))

    @classmethod
    @lru_cache(maxsize=_REMEMBERED)
    def _read(cls, written: str) -> Self:
        message = email.message.Message()
        message["content-type"] = written
        charset, boundary = message.get_param("charset", "utf-8"), message.get_param("boundary")
        is_usable = isinstance(boundary, str) and _BOUNDARY.fullmatch(boundary)
        return cls(message.get_content_type(), str(charset).lower() in _UTF_8, str(boundary) if is_usable else None)

    @property
    def is_json(self) -> bool:
        """`application/json`, or a kind of it."""
        main, _, sub = self.name.partition("/")
        return main == "application" and (sub == "json" or sub.endswith("+json"))
