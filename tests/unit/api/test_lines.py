"""Lines come out whole, wherever the stream is cut."""

import asyncio
import gzip
from collections.abc import AsyncIterator

import pytest
from starlette.requests import Request

from app.api.lines import read_lines

BODY = b'{"a": 1}\r\n\n  \n{"b": "\xc3\xa4"}\n' + b"x" * 40 + b"\nlast"
LINES = [b'{"a": 1}', b'{"b": "\xc3\xa4"}', b"", b"last"]  # the third is too long
FORM = b"--cut\r\nContent-Disposition: form-data; name=f\r\n\r\n" + BODY + b"\r\n--cut--\r\nepilogue"


def request(body: bytes, size: int, *, media_type: str = "application/x-ndjson", encoding: str = "identity") -> Request:
    pieces = iter([body[k : k + size] for k in range(0, len(body), size)] + [b""])

    async def receive() -> dict[str, object]:
        piece = next(pieces)
        return {"type": "http.request", "body": piece, "more_body": bool(piece)}

    headers = [(b"content-type", media_type.encode()), (b"content-encoding", encoding.encode())]
    return Request({"type": "http", "method": "POST", "headers": headers}, receive)


def lines_of(made: Request) -> list[bytes]:
    async def collect(lines: AsyncIterator[bytes]) -> list[bytes]:
        return [line async for line in lines]

    return asyncio.run(collect(read_lines(made, max_line_bytes=30, max_lines=4)))


SIZES = [*range(1, 40), 1_000]


@pytest.mark.parametrize("size", SIZES)
def test_plain_packed_and_uploaded_lines_are_the_same_however_they_are_cut(size: int) -> None:
    assert lines_of(request(BODY, size)) == LINES
    assert lines_of(request(gzip.compress(BODY), size, encoding="gzip")) == LINES
    assert lines_of(request(FORM, size, media_type="multipart/form-data; boundary=cut")) == LINES
