"""API keys at the door: when a request needs none, and how one is let in.

Comes in: a request. Goes on: the same request with `request.state.client`, or a 401, 403 or 429.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import IPv6Address, ip_address
from typing import Final

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.errors import KeyRefused, NoDatabase, NoKey, OpenToAnyone, ScopeMissing
from app.api.problems import answer
from app.api.rate_limits import refuse_when_empty, standing
from app.api.scopes import need_of, path_of
from app.errors import UnspunError
from app.store import Database, Key, KeySecret, KeyState, Rate, Taken, find_key, list_keys, note_use, take_request

LOCAL: Final = "local"  # the client of requests that need no key

_log = logging.getLogger("app.api")

_PROXY_HEADERS: Final = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")


class KeysNeeded(StrEnum):
    """When a request needs a key: `auto` means unless it comes from this machine."""

    AUTO = "auto"
    TRUE = "true"
    FALSE = "false"


@dataclass(frozen=True, slots=True)
class KeyPolicy:
    """When requests need a key. `open_to_anyone` is the operator's consent to do without on a public address."""

    needed: KeysNeeded = KeysNeeded.AUTO
    open_to_anyone: bool = False

    def needs_key(self, scope: Scope) -> bool:
        """Whether this request needs a key, by the address at which it arrived: no start option can be wrong about that."""
        if self.needed is KeysNeeded.FALSE:
            return not (self.open_to_anyone or _arrived_at_loopback(scope))
        return self.needed is KeysNeeded.TRUE or not _is_from_here(scope)

    def check_address(self, host: str) -> None:
        """Refuses to listen at `host` when everybody who can reach it could use the service.

        Raises: OpenToAnyone.
        """
        if self.needed is KeysNeeded.FALSE and not self.open_to_anyone and not is_loopback(host):
            raise OpenToAnyone(
                f"UNSPUN_REQUIRE_KEYS=false on the public address {host or '*'} lets anybody in: "
                "leave it at auto, or say UNSPUN_OPEN_TO_ANYONE=true"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What decides who gets in. Without a rate there is no limit."""

    database: Database
    policy: KeyPolicy = field(default_factory=KeyPolicy)
    rate: Rate | None = None
    clock: Callable[[], float] = time.time

    def admit(self, secret: KeySecret) -> tuple[Key, Taken | None]:
        """The key and what its client's bucket held; .4 ms on SQLite. The database is asked each time, so revoking is at once.

        Raises: KeyRefused, NoDatabase.
        """
        now = self.clock()
        try:
            with self.database.transaction(is_durable=False) as connection:
                key = find_key(connection, secret, now=now)
                if key is None:
                    raise KeyRefused()
                note_use(connection, key, now=now)
                return key, take_request(connection, self.database, key.client, self.rate, now=now) if self.rate else None
        except SQLAlchemyError as error:
            raise NoDatabase() from error

    def warn_when_locked(self, host: str) -> None:
        """Logs how a key is made when requests to `host` need one and there is none."""
        needed = self.policy.needed is KeysNeeded.TRUE or (self.policy.needed is KeysNeeded.AUTO and not is_loopback(host))
        if not needed:
            return
        try:
            found = list_keys(self.database)
        except SQLAlchemyError as error:
            _log.warning("could not look for API keys", extra={"error_type": type(error).__name__})
            return
        if not any(key.state(self.clock()) is KeyState.LIVE for key in found):
            _log.warning("requests need an API key and there is none: `unspun keys create CLIENT --scopes …` makes one")


class Keys:
    """ASGI middleware: lets a request in, or answers it. Without a guard it lets everybody in."""

    def __init__(self, app: ASGIApp, guard: Guard | None) -> None:
        self.app = app
        self._guard = guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        sender = _Sender(send)
        try:
            await self._let_in(scope, sender)
        except UnspunError as error:
            await answer(scope, error)(scope, receive, sender.send)
            return
        await self.app(scope, receive, sender.send)

    async def _let_in(self, scope: Scope, sender: "_Sender") -> None:
        """Raises: NoKey, KeyRefused, ScopeMissing, TooManyRequests, NoDatabase."""
        scope["state"]["client"] = LOCAL
        guard = self._guard
        if guard is None or not guard.policy.needs_key(scope):
            return
        is_open, needed = need_of(scope["method"], path_of(scope))
        if is_open:
            return
        key, taken = await run_in_threadpool(guard.admit, _presented(Headers(scope=scope)))
        scope["state"]["client"] = key.client
        if guard.rate and taken:
            sender.headers.update(standing(guard.rate, taken))
            refuse_when_empty(taken)
        if needed and not key.allows(needed):
            raise ScopeMissing(
                f"This route needs a key with the scope {needed}.",
                headers={"WWW-Authenticate": f'Bearer realm="unspun", error="insufficient_scope", scope="{needed}"'},
            )


class _Sender:
    """Passes an answer on with more headers."""

    def __init__(self, send: Send) -> None:
        self.headers: dict[str, str] = {}
        self._send = send

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and self.headers:
            MutableHeaders(scope=message).update(self.headers)
        await self._send(message)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach `host`; of names only `localhost` is trusted."""
    if host == "localhost":
        return True
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (mapped or address).is_loopback


def _presented(headers: Headers) -> KeySecret:
    kind, _, secret = headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not secret.strip():
        raise NoKey()
    return KeySecret(secret.strip())


def _is_from_here(scope: Scope) -> bool:
    """Whether a request was made on this machine for this machine.

    Not through a proxy, nor by a page in a browser here that had the name of its own host point at us (DNS rebinding).
    """
    headers = Headers(scope=scope)
    if not _arrived_at_loopback(scope) or any(name in headers for name in _PROXY_HEADERS):
        return False
    client = scope.get("client")
    host = _host_name(headers.get("host", ""))
    return (client is None or not _is_address(client[0]) or is_loopback(client[0])) and (
        is_loopback(host) or host == scope["server"][0]
    )


def _arrived_at_loopback(scope: Scope) -> bool:
    """Servers give an address or the path of a Unix socket, behind which a proxy stands; a plain name is a test client's."""
    server = scope.get("server")
    if not server or not server[0] or "/" in server[0]:
        return False
    return is_loopback(server[0]) or not _is_address(server[0])


def _is_address(host: str) -> bool:
    try:
        ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def _host_name(host: str) -> str:
    """`[::1]:8000` → `::1`, `localhost:8000` → `localhost`."""
    return host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
