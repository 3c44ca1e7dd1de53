"""API keys: made, listed, rotated, revoked, and found again by the secret that a request presents.

A key reads `unspun_<8 characters>_<43 characters>`. The first part can be found in logs and leaks and says which key it was;
the second holds 256 random bits, of which only a SHA-256 hash is stored: a secret that nobody can guess needs no slow hash.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final, Self

import sqlalchemy as sa

from app.errors import UnspunError
from app.store.database import Database, Transaction
from app.store.ids import new_id
from app.store.tables import keys

_FINDABLE: Final = "abcdefghijkmnpqrstuvwxyz23456789"  # nothing that a reader takes for something else
_FORM: Final = re.compile(r"(unspun_[a-z0-9]{8})_[A-Za-z0-9_-]{43}")
_NOBODYS_HASH: Final = "0" * 64
_BETWEEN_NOTES: Final = 60.0  # seconds: `last_used_at` is worth no write a request
_LONGEST_CLIENT: Final = 100
_LONGEST_NAME: Final = 200


class NoSuchKey(UnspunError):
    """There is no such key, or it is no longer live."""


class KeyScope(StrEnum):
    """What a key may be used for."""

    COMPARE = "compare"
    JOBS = "jobs"
    READ = "read"
    LIBRARY_READ = "library:read"
    LIBRARY_WRITE = "library:write"
    SCREEN = "screen"
    ADMIN = "admin"


class KeyState(StrEnum):
    """Whether a key can be used."""

    LIVE = "live"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Key:
    """What is known about a key: never its secret, nor the hash. Times are seconds since 1970."""

    id: str
    client: str
    name: str
    prefix: str
    scopes: frozenset[KeyScope]
    created_at: float
    expires_at: float | None = None
    revoked_at: float | None = None
    last_used_at: float | None = None

    def state(self, now: float) -> KeyState:
        """Whether the key can be used at `now`."""
        if self.revoked_at is not None:
            return KeyState.REVOKED
        return KeyState.LIVE if self.expires_at is None or now < self.expires_at else KeyState.EXPIRED

    def allows(self, scope: KeyScope) -> bool:
        """Whether the key may do this; `admin` may do everything."""
        return scope in self.scopes or KeyScope.ADMIN in self.scopes


@dataclass(frozen=True, slots=True)
class KeyWish:
    """A key that is asked for. `lifetime` is in seconds; without one the key lives until it is revoked."""

    client: str
    scopes: frozenset[KeyScope]
    name: str = ""
    lifetime: float | None = None

    def __post_init__(self) -> None:
        """Raises: ValueError."""
        if not 1 <= len(self.client) <= _LONGEST_CLIENT or not self.client.isprintable():
            raise ValueError(f"a client's name has 1 to {_LONGEST_CLIENT} printable characters, got {self.client!r}")
        if len(self.name) > _LONGEST_NAME or not self.name.isprintable():
            raise ValueError(f"a key's name has at most {_LONGEST_NAME} printable characters, got {self.name!r}")
        if not self.scopes:
            raise ValueError("a key needs at least one scope, got none")
        if self.lifetime is not None and not self.lifetime > 0:
            raise ValueError(f"a lifetime is more than 0 seconds, got {self.lifetime}")


@dataclass(frozen=True, slots=True, repr=False)
class KeySecret:
    """A whole key as its owner holds it: seen once, when it is made; it does not print itself by accident."""

    text: str

    @classmethod
    def make(cls) -> Self:
        """A new one: `unspun_`, eight letters by which it is found, and 32 bytes drawn by the system."""
        findable = "".join(secrets.choice(_FINDABLE) for _ in range(8))
        return cls(f"unspun_{findable}_{secrets.token_urlsafe(32)}")

    @property
    def prefix(self) -> str:
        """The findable part; empty when this is no key of ours."""
        form = _FORM.fullmatch(self.text)
        return form[1] if form else ""

    @property
    def hash(self) -> str:
        """What is stored of it: the sha256 of the whole, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def create(database: Database, wish: KeyWish, *, now: float) -> tuple[Key, KeySecret]:
    """A new key, and its secret for the only time."""
    with database.transaction() as tx:
        return _add(tx, wish, now)


def every(database: Database) -> tuple[Key, ...]:
    """Every key there ever was, the oldest first."""
    with database.transaction() as tx:
        return tuple(key_of_row(row) for row in tx.execute(sa.select(keys).order_by(keys.c.created_at, keys.c.id)))


def rotate(database: Database, name: str, *, keep: float, now: float) -> tuple[Key, KeySecret]:
    """A successor with the same client, name, scopes and lifetime; the old key ends in `keep` seconds, if not before.

    Raises: NoSuchKey.
    """
    with database.transaction() as tx:
        old = _live(tx, name, now)
        end = now + keep if old.expires_at is None else min(old.expires_at, now + keep)
        lifetime = None if old.expires_at is None else old.expires_at - old.created_at
        tx.execute(keys.update().where(keys.c.id == old.id).values(expires_at=end))
        return _add(tx, KeyWish(old.client, old.scopes, old.name, lifetime), now)


def revoke(database: Database, name: str, *, now: float) -> Key:
    """The key, which is refused from now on by every process; to revoke twice changes nothing.

    Raises: NoSuchKey.
    """
    with database.transaction() as tx:
        row = tx.execute(sa.select(keys).where(_is_named(name))).one_or_none()
        if row is None:
            raise NoSuchKey(f"There is no key {name!r}.")
        key = key_of_row(row)
        if key.revoked_at is None:
            key = replace(key, revoked_at=now)
            tx.execute(keys.update().where(keys.c.id == key.id).values(revoked_at=now))
        return key


def find(tx: Transaction, secret: KeySecret, *, now: float) -> Key | None:
    """The live key with this secret, or nothing. One indexed look-up, one hash and one comparison, whatever was presented."""
    row = tx.execute(sa.select(keys).where(keys.c.prefix == secret.prefix)).one_or_none()
    is_same = hmac.compare_digest(row.hash if row else _NOBODYS_HASH, secret.hash)
    if row is None or not is_same:
        return None
    key = key_of_row(row)
    return key if key.state(now) is KeyState.LIVE else None


def note_use(tx: Transaction, key: Key, *, now: float) -> None:
    """Writes down that the key was used, at most once a minute."""
    if key.last_used_at is None or now - key.last_used_at >= _BETWEEN_NOTES:
        tx.execute(keys.update().where(keys.c.id == key.id).values(last_used_at=now))


def scopes_of(names: Iterable[str]) -> frozenset[KeyScope]:
    """The scopes of these names.

    Raises: ValueError.
    """
    wanted = {name.strip() for name in names}
    if unknown := sorted(wanted - set(KeyScope)):
        raise ValueError(f"scopes are {', '.join(KeyScope)}; got {unknown[0]!r}")
    return frozenset(map(KeyScope, wanted))


def _add(tx: Transaction, wish: KeyWish, now: float) -> tuple[Key, KeySecret]:
    secret = _unused(tx)
    expires_at = None if wish.lifetime is None else now + wish.lifetime
    identity = new_id("key")
    key = Key(identity, wish.client, wish.name, secret.prefix, wish.scopes, now, expires_at)
    row = {name: getattr(key, name) for name in ("id", "client", "name", "prefix", "created_at", "expires_at")}
    tx.execute(keys.insert().values(**row, hash=secret.hash, scopes=sorted(wish.scopes)))
    return key, secret


def _unused(tx: Transaction) -> KeySecret:
    """A secret whose findable part belongs to no other: it holds 40 bits, so that two can meet."""
    while True:
        secret = KeySecret.make()
        if tx.execute(sa.select(keys.c.id).where(keys.c.prefix == secret.prefix)).first() is None:
            return secret


def _live(tx: Transaction, name: str, now: float) -> Key:
    row = tx.execute(sa.select(keys).where(_is_named(name)).with_for_update()).one_or_none()
    if row is None or key_of_row(row).state(now) is not KeyState.LIVE:
        raise NoSuchKey(f"There is no live key {name!r}.")
    return key_of_row(row)


def _is_named(name: str) -> sa.ColumnElement[bool]:
    """Keys go by their id or by their findable prefix, with or without `unspun_`."""
    return sa.or_(keys.c.id == name, keys.c.prefix == name, keys.c.prefix == f"unspun_{name}")


def key_of_row(row: Any) -> Key:
    """The key in a row of `tables.keys`."""
    times = (row.created_at, row.expires_at, row.revoked_at, row.last_used_at)
    return Key(row.id, row.client, row.name, row.prefix, scopes_of(row.scopes), *times)
