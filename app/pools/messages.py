"""A socket to a process of ours as an event loop uses it: one message goes out, one comes back, and nobody waits meanwhile.

Messages are those of `multiprocessing.connection`, which the other end reads and writes: their length in four bytes, then they
themselves.
"""

import asyncio
from socket import MSG_DONTWAIT, socket
from struct import Struct
from typing import Final

_HEAD: Final = Struct("!i")
_ROOM: Final = 1 << 18  # bytes: a usual report fits in, a longer one is given room of its own


async def exchange(link: socket, message: memoryview) -> memoryview:
    """Sends a message of less than 2 GB and returns the next one that comes. The socket stays one that waits for its other users.

    Raises: EOFError, OSError: there is nobody at the other end any more.
    """
    await _send(link, memoryview(b"".join((_HEAD.pack(len(message)), message))))
    loop, coming = asyncio.get_running_loop(), _Coming(link)
    loop.add_reader(link.fileno(), coming.read)  # its number: of an object asyncio writes a message that nobody reads
    try:
        return await coming.whole
    finally:
        loop.remove_reader(link.fileno())


async def _send(link: socket, rest: memoryview) -> None:
    """Usually at once: what goes out has room in the socket."""
    while rest:
        try:
            rest = rest[link.send(rest, MSG_DONTWAIT) :]
        except BlockingIOError:
            await _writable(link)


async def _writable(link: socket) -> None:
    loop, turn = asyncio.get_running_loop(), asyncio.Event()
    loop.add_writer(link.fileno(), turn.set)
    try:
        await turn.wait()
    finally:
        loop.remove_writer(link.fileno())


class _Coming:
    """A message that comes in pieces; `whole` is what it will be."""

    def __init__(self, link: socket) -> None:
        self.whole: asyncio.Future[memoryview] = asyncio.get_running_loop().create_future()
        self._link = link
        self._room = memoryview(bytearray(_ROOM))
        self._n = 0

    def read(self) -> None:
        """Takes in what has come."""
        if self.whole.done():
            return
        try:
            self._take_in()
        except BlockingIOError:
            return
        except (EOFError, OSError) as error:
            self.whole.set_exception(error)
            return
        if self._n == self._end:
            self.whole.set_result(self._room[_HEAD.size : self._n])

    def _take_in(self) -> None:
        """Raises: EOFError, OSError."""
        n = self._link.recv_into(self._room[self._n :], 0, MSG_DONTWAIT)
        if not n:
            raise EOFError
        self._n += n
        if self._end > len(self._room):
            room = memoryview(bytearray(self._end))
            room[: self._n] = self._room[: self._n]
            self._room = room

    @property
    def _end(self) -> int:
        """Where the message ends, as soon as its length has come."""
        return _HEAD.size + int(_HEAD.unpack_from(self._room)[0]) if self._n >= _HEAD.size else _HEAD.size + 1
