"""API keys: when a request needs none, and how one is recognised."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from ipaddress import IPv6Address, ip_address
from typing import Final

from sqlalchemy.exc import SQLAlchemyError
from starlette.datastructures import Headers
from starlette.types import Scope

from app import store
from app.service.asking import answering
from app.service.errors import KeyRefused, OpenToAnyone
from app.service.senders import is_proxied
from app.store import Database, Key, KeySecret, KeyState, Rate, Taken

LOCAL: Final = "local"  # the client of requests that need no key
_HOSTS: Final = 64  # that are remembered: reading three addresses is a twentieth of a request's work on the event loop

_log = logging.getLogger("app.api")


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
        with answering(), self.database.transaction(is_durable=False) as tx:
            key = store.keys.find(tx, secret, now=now)
            if key is None:
                raise KeyRefused()
            store.keys.note_use(tx, key, now=now)
            return key, store.buckets.take(tx, key.client, self.rate, now=now) if self.rate else None

    def warn_when_locked(self, host: str) -> None:
        """Logs how a key is made when requests to `host` need one and there is none."""
        needed = self.policy.needed is KeysNeeded.TRUE or (self.policy.needed is KeysNeeded.AUTO and not is_loopback(host))
        if not needed:
            return
        try:
            found = store.keys.every(self.database)
        except SQLAlchemyError as error:
            _log.warning("could not look for API keys", extra={"error_type": type(error).__name__})
            return
        if not any(key.state(self.clock()) is KeyState.LIVE for key in found):
            _log.warning("requests need an API key and there is none: `unspun keys create CLIENT --scopes …` makes one")


@lru_cache(maxsize=_HOSTS)
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


def _is_from_here(scope: Scope) -> bool:
    """Whether a request was made on this machine for this machine.

    Not through a proxy, nor by a page in a browser here that had the name of its own host point at us (DNS rebinding).
    """
    headers = Headers(scope=scope)
    if not _arrived_at_loopback(scope) or is_proxied(headers):
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


@lru_cache(maxsize=_HOSTS)
def _is_address(host: str) -> bool:
    try:
        ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def _host_name(host: str) -> str:
    """`[::1]:8000` → `::1`, `localhost:8000` → `localhost`."""
    return host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
