"""Lines come out whole, wherever the stream is cut."""

import asyncio
import gzip
import hashlib
from collections.abc import AsyncIterator

import pytest
from starlette.requests import Request

from app.api.lines import BatchBounds, read_lines
from app.service import BatchTooLong, TooManyLines, WrongMediaType

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


BOUNDS = BatchBounds(bytes=1_000_000, line_bytes=30, lines=4)


def lines_of(made: Request, bounds: BatchBounds = BOUNDS) -> list[bytes]:
    async def collect(lines: AsyncIterator[bytes]) -> list[bytes]:
        return [line async for line in lines]

    return asyncio.run(collect(read_lines(made, bounds)))


SIZES = [*range(1, 40), 1_000]


@pytest.mark.parametrize("size", SIZES)
def test_plain_packed_and_uploaded_lines_are_the_same_however_they_are_cut(size: int) -> None:
    assert lines_of(request(BODY, size)) == LINES
    assert lines_of(request(gzip.compress(BODY), size, encoding="gzip")) == LINES
    assert lines_of(request(FORM, size, media_type="multipart/form-data; boundary=cut")) == LINES


PACKED: dict[str, tuple[bytes, type[Exception]]] = {
    "blank lines": (b"\n" * 5_000, TooManyLines),
    "blank lines of blanks": (b" \t\r\n" * 5_000, TooManyLines),
    "one blank line": (b" " * 5_000, BatchTooLong),
    "one blank line at the end": (b"{}\n" + b"\t" * 5_000, BatchTooLong),
    "one long line": (b"x" * 200_000, BatchTooLong),
    "lines": (b"{}\n" * 200, TooManyLines),
}


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
@pytest.mark.parametrize("form", ["lines", "upload"])
@pytest.mark.parametrize(("body", "error"), PACKED.values(), ids=PACKED)
def test_bytes_lines_and_blank_lines_are_bounded(body: bytes, error: type[Exception], form: str, encoding: str) -> None:
    media_type = "application/x-ndjson"
    if form == "upload":
        body, media_type = FORM.replace(BODY, body), "multipart/form-data; boundary=cut"
    sent = gzip.compress(body) if encoding == "gzip" else body
    with pytest.raises(error):
        lines_of(request(sent, 1_000, media_type=media_type, encoding=encoding), BatchBounds(100_000, 1_000, 100))


def test_what_is_packed_is_bounded_as_it_is_sent_too() -> None:
    noise = b"".join(hashlib.sha256(bytes([k])).digest() for k in range(200))
    with pytest.raises(BatchTooLong):
        lines_of(request(gzip.compress(noise), 1_000, encoding="gzip"), BatchBounds(5_000, 1_000, 100))


def test_as_many_blank_lines_as_lines_are_no_harm() -> None:
    assert lines_of(request(b"{}\r\n\r\n" * 4, 7)) == [b"{}"] * 4


def test_everybody_else_has_a_turn_while_a_batch_unpacks() -> None:
    body = gzip.compress(b"[1]\n" * 200_000)
    turns = 0

    async def count() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    async def read() -> None:
        counting = asyncio.create_task(count())
        async for _ in read_lines(request(body, len(body), encoding="gzip"), BatchBounds(1_000_000, 1_000, 200_000)):
            pass
        counting.cancel()

    asyncio.run(read())
    assert turns >= 800_000 // 16_384


BOUNDARIES = ["x" * 71, "x" * 300, '"a b "', '""', "", "é"]


@pytest.mark.parametrize("boundary", BOUNDARIES)
def test_a_boundary_that_no_form_has_is_refused(boundary: str) -> None:
    with pytest.raises(WrongMediaType):
        lines_of(request(FORM, 1_000, media_type=f"multipart/form-data; boundary={boundary}"))
