"""A request's stream becomes lines of JSON Lines, one at a time: as the body itself, gzipped or not, or as an uploaded file."""

import email.message
import zlib
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Final

from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser
from starlette.datastructures import Headers
from starlette.requests import Request

from app.api.errors import BrokenEncoding, TooManyLines, WrongEncoding, WrongMediaType

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks  # exists for type checkers only

JSON_LINES: Final = ("application/x-ndjson", "application/jsonl", "application/x-jsonlines")
UPLOAD: Final = "multipart/form-data"
_GZIP_WINDOW: Final = 31  # zlib's code for "a gzip header, and the largest window"
_STEP: Final = 65_536  # bytes that are unpacked at a time, however much a bomb would give


async def read_lines(request: Request, *, max_line_bytes: int, max_lines: int) -> AsyncIterator[bytes]:
    """The lines that are not blank, without their ends; one that is too long comes as `b""`. Holds one line.

    Raises: WrongMediaType, WrongEncoding, BrokenEncoding, TooManyLines.
    """
    n_lines = 0
    async for line in _split(_content(request), max_line_bytes):
        n_lines += 1
        if n_lines > max_lines:
            raise TooManyLines(f"The batch has more than {max_lines} lines.")
        yield line


def check_media_type(headers: Headers) -> None:
    """Refuses what is not JSON Lines or an upload, before a byte is read.

    Raises: WrongMediaType, WrongEncoding.
    """
    message = _media_type(headers)
    charset = str(message.get_param("charset", "utf-8")).lower()
    if message.get_content_type() not in {*JSON_LINES, UPLOAD} or charset not in {"utf-8", "utf8"}:
        raise WrongMediaType("The request body must be sent as application/x-ndjson, or as multipart/form-data with one file.")
    if headers.get("content-encoding", "identity").strip().lower() not in {"identity", "gzip"}:
        raise WrongEncoding()


def _media_type(headers: Headers) -> email.message.Message:
    message = email.message.Message()
    message["content-type"] = headers.get("content-type", "")
    return message


def _content(request: Request) -> AsyncIterator[bytes]:
    is_packed = request.headers.get("content-encoding", "").strip().lower() == "gzip"
    sent = _unpack(request.stream()) if is_packed else request.stream()
    message = _media_type(request.headers)
    if message.get_content_type() != UPLOAD:
        return sent
    boundary = message.get_param("boundary")
    if not isinstance(boundary, str) or not boundary:
        raise WrongMediaType("The multipart body names no boundary.")
    return _first_part(sent, boundary.encode())


async def _unpack(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    unpacker = zlib.decompressobj(_GZIP_WINDOW)
    try:
        async for chunk in chunks:
            rest = chunk
            while rest and not unpacker.eof:
                yield unpacker.decompress(rest, _STEP)
                rest = unpacker.unconsumed_tail
    except zlib.error:
        raise BrokenEncoding() from None
    if not unpacker.eof or unpacker.unused_data:
        raise BrokenEncoding()


async def _first_part(chunks: AsyncIterator[bytes], boundary: bytes) -> AsyncIterator[bytes]:
    """The content of the first part (RFC 7578); what follows it is read and dropped."""
    part = _FirstPart()
    parser = MultipartParser(boundary, part.callbacks)
    try:
        async for chunk in chunks:
            for k in range(0, len(chunk), _STEP):
                parser.write(chunk[k : k + _STEP])
                yield part.taken()
        parser.finalize()
    except MultipartParseError:
        raise WrongMediaType("The multipart body is malformed.") from None
    if not part.is_whole:
        raise WrongMediaType("The multipart body ends before its first part does.")


class _FirstPart:
    """What the parser has read of the first part since it was last asked."""

    def __init__(self) -> None:
        self.is_whole = False
        self._held: list[bytes] = []

    @property
    def callbacks(self) -> "MultipartCallbacks":
        return {"on_part_data": self._hold, "on_part_end": self._end}

    def taken(self) -> bytes:
        content = b"".join(self._held)
        self._held.clear()
        return content

    def _hold(self, content: bytes, start: int, end: int) -> None:
        if not self.is_whole:
            self._held.append(content[start:end])

    def _end(self) -> None:
        self.is_whole = True


async def _split(chunks: AsyncIterator[bytes], limit: int) -> AsyncIterator[bytes]:
    held = bytearray()
    async for chunk in chunks:
        *ends, rest = chunk.split(b"\n")
        for end in ends:
            held += end
            if line := _line(held, limit):
                yield line[0]
            held.clear()
        held += rest
        if len(held) > limit:
            del held[limit + 1 :]  # enough to see that it is too long
    if line := _line(held, limit):
        yield line[0]


def _line(held: bytearray, limit: int) -> tuple[bytes] | None:
    """The line without its blanks, `b""` when it is too long, nothing when it is blank."""
    if len(held) > limit:
        return (b"",)
    return (bytes(held).strip(),) if held.strip() else None
