"""A receiver of webhooks on a local port, which answers as it is told and remembers what it got."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.waiting import PATIENCE

Handler = Callable[[socket.socket, int], None]


@dataclass(frozen=True, slots=True)
class Request:
    """What came in."""

    line: str
    headers: dict[str, str]
    body: bytes


def answering(status: int, *headers: str, body: bytes = b"ok") -> Handler:
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return lambda connection, _: connection.sendall("\r\n".join([*lines, "", ""]).encode() + body)


@dataclass(slots=True)
class Receiver:
    """One thread a connection; `handler` sees the connection after the request was read, and the request's number from 0."""

    handler: Handler = field(default_factory=lambda: answering(204, body=b""))
    requests: list[Request] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    port: int = 0
    tls: ssl.SSLContext | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook?x=1"

    @property
    def ids(self) -> list[str]:
        with self.lock:
            return [request.headers["webhook-id"] for request in self.requests]

    def serve(self, connection: socket.socket) -> None:
        with connection as plain:
            try:
                connection = self.tls.wrap_socket(plain, server_side=True) if self.tls else plain
                request = _read(connection)
                with self.lock:
                    number = len(self.requests)
                    self.requests.append(request)
                    self.at_once += 1
                    self.most_at_once = max(self.most_at_once, self.at_once)
                self.handler(connection, number)
            except (OSError, ValueError):  # a sender that has hung up
                pass
            finally:
                connection.close()
                with self.lock:
                    self.at_once = max(self.at_once - 1, 0)


@contextmanager
def receiving(handler: Handler | None = None, family: int = socket.AF_INET) -> Iterator[Receiver]:
    receiver = Receiver(handler) if handler else Receiver()
    with socket.socket(family, socket.SOCK_STREAM) as server:
        server.bind(("::1" if family == socket.AF_INET6 else "127.0.0.1", 0))
        server.listen(128)
        receiver.port = server.getsockname()[1]
        thread = threading.Thread(target=_accept, args=(server, receiver), daemon=True)
        thread.start()
        yield receiver
        server.shutdown(socket.SHUT_RDWR)
        thread.join(PATIENCE)


def _accept(server: socket.socket, receiver: Receiver) -> None:
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        threading.Thread(target=receiver.serve, args=(connection,), daemon=True).start()


def _read(connection: socket.socket) -> Request:
    connection.settimeout(PATIENCE)
    received = b""
    while b"\r\n\r\n" not in received:
        received += _some(connection)
    head, _, body = received.partition(b"\r\n\r\n")
    line, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (each.partition(":") for each in lines)}
    while len(body) < int(headers["content-length"]):
        body += _some(connection)
    return Request(line, headers, body)


def _some(connection: socket.socket) -> bytes:
    some = connection.recv(65_536)
    if not some:
        raise ValueError("nothing more")
    return some
