"""An application behind our own server on a free port, asked byte by byte."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

import uvicorn

from app.api import Connection
from tests.waiting import PATIENCE, wait_until


@contextmanager
def listening(app: Any) -> Iterator[int]:
    """The port."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", http=Connection))
    thread = Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    wait_until(lambda: server.started)
    yield int(listener.getsockname()[1])
    server.should_exit = True
    thread.join()


def connected(port: int) -> socket.socket:
    """An open connection, whose answers are waited for."""
    return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)


def send_raw(port: int, sent: bytes) -> bytes:
    """What comes back until the other side closes."""
    with connected(port) as connection:
        connection.sendall(sent)
        return until_closed(connection)


def until_closed(connection: socket.socket, end: bytes | None = None) -> bytes:
    """What comes until the other side closes, or until `end` has come."""
    received = b""
    while not (end and received.endswith(end)) and (some := connection.recv(65_536)):
        received += some
    return received
