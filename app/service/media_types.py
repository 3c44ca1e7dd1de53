"""A `Content-Type` becomes a media type, its character set and its boundary."""

import email.message
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Self

from starlette.datastructures import Headers

_REMEMBERED: Final = 64  # ways to write one: clients write theirs the same way each time
_UTF_8: Final = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})  # ASCII is UTF-8 as it stands
_NAME: Final = re.compile(r"[A-Za-z0-9][\w.:+-]{0,39}", re.ASCII)
_BOUNDARY: Final = re.compile(r"[!-~]([ -~]{0,68}[!-~])?")  # RFC 2046: at most 70 characters, no blank at the end


@dataclass(frozen=True, slots=True)
class MediaType:
    """What a body is said to be; without a boundary that can be used it is None."""

    name: str
    charset: str
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
        return cls(message.get_content_type(), str(charset), str(boundary) if is_usable else None)

    @property
    def is_utf_8(self) -> bool:
        """Whether it is said to be in UTF-8, or nothing is said."""
        return self.charset.lower() in _UTF_8

    @property
    def why_not_utf_8(self) -> str:
        """A sentence that names the character set; one that cannot be a name is not said again."""
        named = f"charset={self.charset}" if _NAME.fullmatch(self.charset) else "another character set"
        return f"The Content-Type says {named}: the request body must be sent in UTF-8."

    @property
    def is_json(self) -> bool:
        """`application/json`, or a kind of it."""
        main, _, sub = self.name.partition("/")
        return main == "application" and (sub == "json" or sub.endswith("+json"))
