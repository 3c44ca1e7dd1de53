"""A receiver of webhooks that verifies every signature with the reference library."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any

import orjson
from standardwebhooks import Webhook, WebhookVerificationError


@dataclass(slots=True)
class Received:
    """What came: how often each batch was announced, and how many signatures were wrong."""

    secret: str = ""
    batches: Counter[str] = field(default_factory=Counter)
    ids: set[str] = field(default_factory=set)
    n_wrong: int = 0
    lock: Lock = field(default_factory=Lock)

    def note(self, body: bytes, headers: dict[str, str]) -> None:
        with self.lock:
            try:
                Webhook(self.secret).verify(body, headers)
            except WebhookVerificationError:
                self.n_wrong += 1
                return
            self.batches[orjson.loads(body)["data"]["id"]] += 1
            self.ids.add(headers["webhook-id"])


@contextmanager
def receiving() -> Iterator[tuple[Received, str]]:
    """A receiver and its URL."""
    received = Received()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            received.note(body, {name.lower(): value for name, value in self.headers.items()})
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield received, f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
