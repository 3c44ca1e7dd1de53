"""A request's stream becomes a JSON value, or the narrowest RequestError: never more bytes than the limit are held."""

import zlib
from collections.abc import AsyncIterator
from typing import Any

from starlette.requests import Request

from app.pairs import UnreadableJson, read_json_value
from app.service.errors import BodyTooLong, BrokenEncoding, MalformedJson, WrongEncoding, WrongMediaType
from app.service.media_types import MediaType

_GZIP_WINDOW = 31  # zlib's code for "a gzip header, and the largest window"


async def read_json(request: Request, limit: int) -> Any:
    """The JSON value of a request body of at most `limit` bytes, both as sent and after gunzip.

    Raises: WrongMediaType, WrongEncoding, BrokenEncoding, BodyTooLong, MalformedJson.
    """
    media_type = MediaType.of(request.headers)
    if not media_type.is_json:
        raise WrongMediaType()
    if not media_type.is_utf_8:
        raise WrongMediaType(media_type.why_not_utf_8)
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in {"identity", "gzip"}:
        raise WrongEncoding()
    # refused by its announced length before a byte is read: the client has not been told to go on yet
    if int(request.headers.get("content-length", 0)) > limit:
        raise _too_long(limit)
    sent = _at_most(limit, request.stream())
    return _parse(await _gunzip(sent, limit) if encoding == "gzip" else b"".join([chunk async for chunk in sent]))


async def _at_most(limit: int, chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    n_bytes = 0
    async for chunk in chunks:
        n_bytes += len(chunk)
        if n_bytes > limit:
            raise _too_long(limit)
        yield chunk


async def _gunzip(chunks: AsyncIterator[bytes], limit: int) -> bytes:
    """The unpacked bytes of one gzip member; stops at the limit, however much a bomb would still give."""
    unpacker = zlib.decompressobj(_GZIP_WINDOW)
    body = bytearray()
    try:
        async for chunk in chunks:
            body += unpacker.decompress(chunk, limit + 1 - len(body))
            if len(body) > limit:
                raise _too_long(limit)
    except zlib.error:
        raise BrokenEncoding() from None
    if not unpacker.eof or unpacker.unused_data:
        raise BrokenEncoding()
    return bytes(body)


def _parse(body: bytes) -> Any:
    try:
        return read_json_value(body, "request body")
    except UnreadableJson as error:
        raise MalformedJson(str(error), pointer="#") from None


def _too_long(limit: int) -> BodyTooLong:
    return BodyTooLong(f"The request body is longer than the limit of {limit} bytes.", pointer="#")
