"""The head of a request is looked at before anything of it is parsed: bounded, with a length that is a number, lists as one."""

from collections import Counter
from typing import Final

from starlette.types import Scope

from app.service import BadLength, HeadTooLong, PathTooLong, UnreadableRequest, WrongMediaType

MAX_HEADER_BYTES: Final = 8_192  # all headers together, as nginx and Apache have it
MAX_PATH_BYTES: Final = 8_192  # with the query
MAX_CONTENT_TYPE: Final = 200  # characters: reading one takes quadratic time
_AROUND_A_HEADER: Final = 4  # `: ` and the line's end
_LISTS: Final = frozenset({b"accept", b"if-none-match", b"prefer"})  # of what is read here


def check_head(scope: Scope) -> None:
    """Refuses a head that is too long or not well-formed; linear, and nothing is copied.

    Raises: UnreadableRequest, HeadTooLong, PathTooLong, WrongMediaType, BadLength.
    """
    if not scope.get("query_string", b"").isascii():
        raise UnreadableRequest()  # no query has such bytes but in escapes
    if len(scope.get("raw_path") or b"") + len(scope.get("query_string", b"")) > MAX_PATH_BYTES:
        raise PathTooLong()
    if sum(len(name) + len(value) + _AROUND_A_HEADER for name, value in scope["headers"]) > MAX_HEADER_BYTES:
        raise HeadTooLong()
    for name, value in scope["headers"]:
        if name == b"content-type" and len(value) > MAX_CONTENT_TYPE:
            raise WrongMediaType(f"The Content-Type has more than {MAX_CONTENT_TYPE} characters.")
        if name == b"content-length" and not value.isdigit():
            raise BadLength()


def join_lists(scope: Scope) -> None:
    """Makes one line of a header that is a list and was sent on several lines, which mean the same (RFC 9110, 5.3)."""
    sent = Counter(name for name, _ in scope["headers"] if name in _LISTS)
    for name in [name for name, n in sent.items() if n > 1]:
        values = [value for each, value in scope["headers"] if each == name]
        others = [each for each in scope["headers"] if each[0] != name]
        scope["headers"] = [*others, (name, b", ".join(values))]
