"""`Idempotency-Key`: a POST sent twice has its effect once (draft-ietf-httpapi-idempotency-key-header-07).

The answer is stored before it is sent, and sent again with `Idempotency-Replayed: true`. What failed by our fault (5xx) is
not stored. Bodies are hashed as they pass and never held.
"""

import asyncio
import hashlib
import logging
import re
import time
from collections.abc import Callable
from typing import Final

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import store
from app.errors import UnspunError
from app.service.asking import ask
from app.service.errors import BadIdempotencyKey, OtherRequest
from app.service.problem_kinds import answer
from app.store import Claim, Database, Reply, ReplyKey

IDEMPOTENCY_KEY: Final = "Idempotency-Key"
KEY_PATTERN: Final = r"^[!-~]{1,255}$"
REPLAYED: Final = "Idempotency-Replayed"
_KEY: Final = re.compile(KEY_PATTERN)
_UNREAD_BYTES: Final = 65_536  # a body that the route did not ask for is read to its end up to here
_RENEWALS: Final = 3  # in the time of one lease: two may fail
_BETWEEN_CLEANINGS: Final = 3_600.0  # seconds

_log = logging.getLogger("app.api")


class Idempotency:
    """Stored answers of named requests; stands behind the check that says whose request it is."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock
        self._clean_at = 0.0

    async def answer_once(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        """What `app` answers, or answered the first time."""
        if scope["method"] != "POST" or IDEMPOTENCY_KEY not in Headers(scope=scope):
            await app(scope, receive, send)
            return
        request = _Request(scope, receive)
        try:
            found = await self._claim(scope)
            if isinstance(found, Claim):
                messages = await self._answer_first(app, found, request)
            else:
                messages = await _replay(found, request)
        except UnspunError as error:
            await answer(scope, error)(scope, receive, send)
            return
        for message in messages:
            await send(message)

    async def _claim(self, scope: Scope) -> Claim | Reply:
        """Raises: BadIdempotencyKey, StillRunning, NoDatabase."""
        keys = Headers(scope=scope).getlist(IDEMPOTENCY_KEY)
        if len(keys) != 1 or not _KEY.fullmatch(keys[0]):
            raise BadIdempotencyKey()
        at = ReplyKey(scope["state"]["client"], keys[0], f"POST {scope['path']}"[:200])
        await self._clean()
        return await ask(lambda: store.replies.claim(self._database, at, now=self._clock()))

    async def _answer_first(self, app: ASGIApp, claim: Claim, request: "_Request") -> list[Message]:
        """The application's answer, stored when it is worth it."""
        request.scope["state"]["effect"] = claim.effect
        renewing = asyncio.create_task(self._renew(claim))
        messages: list[Message] = []
        try:
            await app(request.scope, request.receive, _into(messages))
            await self._settle(claim, request, messages)
        except Exception:
            await run_in_threadpool(store.replies.free, self._database, claim)
            raise
        finally:
            renewing.cancel()
        return messages

    async def _settle(self, claim: Claim, request: "_Request", messages: list[Message]) -> None:
        """Stores the answer, or frees the key; an answer that cannot be stored is sent all the same."""
        status = messages[0]["status"]
        try:
            if status < 500 and await request.is_read():
                await run_in_threadpool(store.replies.keep, self._database, claim, _reply(claim, request, messages))
            else:
                await run_in_threadpool(store.replies.free, self._database, claim)
        except SQLAlchemyError as error:
            _log.error("could not store an answer", exc_info=error)

    async def _renew(self, claim: Claim) -> None:
        while True:
            await asyncio.sleep(store.replies.LEASE_SECONDS / _RENEWALS)
            try:
                await run_in_threadpool(store.replies.renew, self._database, claim, now=self._clock())
            except SQLAlchemyError as error:
                _log.warning("could not renew an idempotency key", exc_info=error)

    async def _clean(self) -> None:
        now = self._clock()
        if now >= self._clean_at:
            self._clean_at = now + _BETWEEN_CLEANINGS
            await ask(lambda: store.replies.forget(self._database, now=now))


class _Request:
    """A request whose body is hashed as it passes."""

    def __init__(self, scope: Scope, receive: Receive) -> None:
        self.scope = scope
        self._receive = receive
        self._n_bytes = 0
        self._is_read = False
        self._hash = hashlib.sha256()
        headers = Headers(scope=scope)
        for part in (scope["query_string"], headers.get("content-type", "").encode()):
            self._hash.update(len(part).to_bytes(8) + part)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the query, the media type and the body as sent, as far as it was read."""
        return self._hash.hexdigest()

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            body = message.get("body", b"")
            self._hash.update(body)
            self._n_bytes += len(body)
            self._is_read = not message.get("more_body", False)
        return message

    async def is_read(self) -> bool:
        """Whether the body was read to its end; what a route left unread is read now, if it is short.

        Who was told that the body is too long must not be asked for the rest of it.
        """
        is_short = int(Headers(scope=self.scope).get("content-length", 0)) <= _UNREAD_BYTES
        return self._is_read or (is_short and await self._read_to_end(_UNREAD_BYTES))

    async def read(self) -> None:
        """Reads the body to its end, whatever its length, and keeps nothing.

        Raises: ClientDisconnect.
        """
        if not await self._read_to_end(None):
            raise ClientDisconnect

    async def _read_to_end(self, limit: int | None) -> bool:
        while not self._is_read and (limit is None or self._n_bytes <= limit):
            if (await self.receive())["type"] != "http.request":
                return False
        return self._is_read


async def _replay(reply: Reply, request: _Request) -> list[Message]:
    """The stored answer.

    Raises: OtherRequest, ClientDisconnect.
    """
    if reply.route != f"POST {request.scope['path']}"[:200]:
        raise OtherRequest()
    await request.read()
    if request.fingerprint != reply.fingerprint:
        raise OtherRequest()
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in reply.headers]
    headers.append((REPLAYED.lower().encode(), b"true"))
    return [
        {"type": "http.response.start", "status": reply.status, "headers": headers},
        {"type": "http.response.body", "body": reply.body},
    ]


def _into(messages: list[Message]) -> Send:
    async def keep(message: Message) -> None:
        messages.append(message)

    return keep


def _reply(claim: Claim, request: _Request, messages: list[Message]) -> Reply:
    start, *rest = messages
    headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in start["headers"])
    body = b"".join(message.get("body", b"") for message in rest)
    return Reply(claim.at.route, request.fingerprint, start["status"], headers, body)
