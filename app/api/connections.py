"""Connections of our own server: a request's head comes to its end in time, and what cannot be read is answered as a problem.

uvicorn closes idle connections, but waits without an end for the rest of a head, or for the first byte of it.
"""

import asyncio
import sys
import uuid
from typing import Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from app.service import PEER, HeadTooLong, UnreadableRequest, problem_for

HEAD_SECONDS: Final = 10.0


class Connection(H11Protocol):
    """One connection."""

    head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn has it
        """Waits for the first head; who is at the other end stays known when a proxy's word for it is taken later."""
        super().connection_made(transport)
        self.app_state = {**self.app_state, PEER: self.client[0] if self.client else None}
        self._time_head()

    def data_received(self, data: bytes) -> None:
        """Reads on, and waits for the end of a head that has begun."""
        super().data_received(data)
        self._time_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Waits for nothing more."""
        super().connection_lost(exc)
        self._stop_timer()

    def send_400_response(self, msg: str) -> None:
        """A problem in place of uvicorn's plain text; called while the parser's error is handled."""
        is_too_long = getattr(sys.exc_info()[1], "error_status_hint", 400) == 431
        scope = {"path": "", "state": {"request_id": uuid.uuid4().hex}}
        answer = problem_for(scope, HeadTooLong() if is_too_long else UnreadableRequest())
        head = h11.Response(status_code=answer.status_code, headers=[*answer.raw_headers, (b"connection", b"close")])
        for event in (head, h11.Data(data=bytes(answer.body)), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _time_head(self) -> None:
        """A head that is awaited has a timer, one from its beginning to its end."""
        if self.conn.their_state is not h11.IDLE or self.transport.is_closing():
            self._stop_timer()
        elif self.head_timer is None:
            self.head_timer = self.loop.call_later(HEAD_SECONDS, self._give_up)

    def _give_up(self) -> None:
        self.head_timer = None
        is_answering = self.cycle is not None and not self.cycle.response_complete  # type: ignore[redundant-expr] # None at first
        if self.conn.their_state is h11.IDLE and not is_answering:
            self.transport.close()

    def _stop_timer(self) -> None:
        if self.head_timer is not None:
            self.head_timer.cancel()
            self.head_timer = None
