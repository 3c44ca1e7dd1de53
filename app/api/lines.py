"""A request's stream becomes lines of JSON Lines, one at a time: as the body itself, gzipped or not, or as an uploaded file.

What leaves as lines is a file with a name. Everything that comes is bounded, as sent and unpacked, and after each step the
event loop has a turn: a few kilobytes that unpack to gigabytes of nothing hold nobody up.
"""

import asyncio
import zlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Self

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser
from starlette.requests import Request
from starlette.responses import StreamingResponse

from app.plurals import plural
from app.service import BatchTooLong, BrokenEncoding, Limits, MediaType, TooManyLines, WrongEncoding, WrongMediaType

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks  # exists for type checkers only

JSON_LINES: Final = ("application/x-ndjson", "application/jsonl", "application/x-jsonlines")
UPLOAD: Final = "multipart/form-data"
TEXT: Final[dict[str, Any]] = {"schema": {"type": "string"}}
_FILE_NAME: Final = {"description": "the file's name", "schema": {"type": "string"}}
STREAMED_LINES: Final[dict[str, Any]] = {
    "content": {JSON_LINES[0]: TEXT},
    "description": "JSON Lines",
    "headers": {"Content-Disposition": _FILE_NAME},
}
_ONE_FILE: Final = {"schema": {"type": "object", "required": ["file"], "properties": {"file": {"type": "string"}}}}
_GZIP_WINDOW: Final = 31  # zlib's code for "a gzip header, and the largest window"
_STEP: Final = 16_384  # bytes between two turns of the event loop: 16,384 blank lines take some milliseconds


@dataclass(frozen=True, slots=True)
class BatchBounds:
    """How long a batch may be: its bytes as sent and unpacked, a line's bytes, its lines and as many blank ones."""

    bytes: int
    line_bytes: int
    lines: int

    @classmethod
    def of(cls, limits: Limits) -> Self:
        """What a service's limits say of them."""
        return cls(limits.max_batch_bytes, limits.max_body_bytes, limits.max_batch_lines)


def file_of_lines(name: str, lines: AsyncIterator[bytes]) -> StreamingResponse:
    """The answer that streams `lines` as the file `name`.jsonl; a name has no character that needs quoting."""
    attachment = {"Content-Disposition": f'attachment; filename="{name}.jsonl"'}
    return StreamingResponse(lines, headers=attachment, media_type=JSON_LINES[0])


def takes_lines(description: str, beside: Mapping[str, Any] = MappingProxyType({})) -> dict[str, Any]:
    """The `openapi_extra` of a route that reads lines; `beside` is what else its body may be, by media type."""
    content = {**beside, JSON_LINES[0]: TEXT, UPLOAD: _ONE_FILE}
    return {"requestBody": {"required": True, "description": description, "content": content}}


def read_lines(request: Request, bounds: BatchBounds) -> AsyncIterator[bytes]:
    """The lines that are not blank, without their ends; one that is too long comes as `b""`. Holds one line.

    Raises: WrongMediaType, WrongEncoding before a byte is read; BrokenEncoding, TooManyLines, BatchTooLong on the way.
    """
    media_type = MediaType.of(request.headers)
    if media_type.name not in {*JSON_LINES, UPLOAD}:
        raise WrongMediaType("The request body must be sent as application/x-ndjson, or as multipart/form-data with one file.")
    if not media_type.is_utf_8:
        raise WrongMediaType(media_type.why_not_utf_8)
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in {"identity", "gzip"}:
        raise WrongEncoding()
    sent = _at_most(bounds.bytes, request.stream())
    content = _at_most(bounds.bytes, _unpack(sent)) if encoding == "gzip" else sent
    if media_type.name == UPLOAD:
        if media_type.boundary is None:
            raise WrongMediaType("The multipart body names no boundary of 1 to 70 characters.")
        content = _first_part(content, media_type.boundary.encode())
    return _within(_split(_in_steps(content), bounds.line_bytes), bounds.lines)


async def _within(lines: AsyncIterator[bytes | None], limit: int) -> AsyncIterator[bytes]:
    """The lines without the blank ones, of which there may be as many.

    Raises: TooManyLines.
    """
    n_lines = n_blank = 0
    async for line in lines:
        n_lines += line is not None
        n_blank += line is None
        if max(n_lines, n_blank) > limit:
            raise TooManyLines(f"The batch has more than {plural(limit, 'line')}, or as many blank ones.")
        if line is not None:
            yield line


async def _at_most(limit: int, chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Raises: BatchTooLong."""
    n_bytes = 0
    async for chunk in chunks:
        n_bytes += len(chunk)
        if n_bytes > limit:
            raise BatchTooLong(f"The batch is longer than the limit of {limit} bytes, packed or unpacked.")
        yield chunk


async def _in_steps(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The same bytes in short pieces, with a turn for everybody else before each: what lies in memory waits for nothing."""
    async for chunk in chunks:
        for k in range(0, len(chunk), _STEP):
            await asyncio.sleep(0)
            yield chunk[k : k + _STEP]


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
    try:
        parser = MultipartParser(boundary, part.callbacks)
        async for chunk in _in_steps(chunks):
            parser.write(chunk)
            yield part.taken()
        parser.finalize()
    except FormParserError:
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


async def _split(chunks: AsyncIterator[bytes], limit: int) -> AsyncIterator[bytes | None]:
    """The lines, None for a blank one.

    Raises: BatchTooLong for a blank line over the limit, which says nothing and may go on for ever.
    """
    held = bytearray()
    async for chunk in chunks:
        *ends, rest = chunk.split(b"\n")
        for end in ends:
            yield _line(held + end if held else end, limit)
            held.clear()
        was_too_long = len(held) > limit
        held += rest
        if len(held) > limit:
            if not was_too_long and not held.strip():
                raise BatchTooLong(f"The batch has a blank line of more than {limit} bytes.")
            del held[limit + 1 :]  # enough to see that it is too long
    if held:
        yield _line(held, limit)


def _line(held: bytes | bytearray, limit: int) -> bytes | None:
    """The line without the blanks around it, `b""` when it is too long, nothing when it is blank."""
    if len(held) > limit:
        return b""
    return bytes(held.strip()) or None
