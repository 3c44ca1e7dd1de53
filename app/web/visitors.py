"""Who looks at a page: somebody on this machine, a browser that signed in with a key, or a stranger.

Comes in: a request and the scope that its page needs. Comes out: a visitor, or an error that says what is missing.
"""

import secrets
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from app import store
from app.plurals import plural
from app.service import LOCAL, ScopeMissing, TooManyRequests, is_proxied, transact
from app.store import Key, KeyScope, KeySecret, Rate, Transaction
from app.web.desk import Desk
from app.web.errors import SignInNeeded, SignInRefused

_COOKIE_BITS: Final = 256
_ATTEMPTS: Final = Rate(10, 300)  # wrong keys from one address: ten at once, then one in half a minute


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks. `client` is None for a stranger; `token` is what the browser's cookie holds.

    `proven` is the name that a proxy says, and `scopes` are for whom it names; who asks on this machine may do everything.
    """

    token: str = field(default="", repr=False)
    client: str | None = None
    key: Key | None = None
    proven: str = ""
    scopes: frozenset[KeyScope] | None = None

    @property
    def name(self) -> str:
        """What the pages call the visitor until a name is given."""
        return self.proven or ((self.key.name or self.key.client) if self.key else (self.client or ""))

    @property
    def is_known(self) -> bool:
        """Whether a key or a proxy says who it is."""
        return bool(self.key or self.proven)

    def allows(self, scope: KeyScope) -> bool:
        """Whether the visitor may do this."""
        if self.key:
            return self.key.allows(scope)
        return self.client is not None and (self.scopes is None or not self.scopes.isdisjoint({scope, KeyScope.ADMIN}))


STRANGER: Final = Visitor()


async def admit(desk: Desk, request: Request, needed: KeyScope | None) -> Visitor:
    """The visitor, who may see the page.

    Raises: SignInNeeded, ScopeMissing, TooManyRequests, NoDatabase.
    """
    visitor = await _recognise(desk, request)
    if needed is None:
        return visitor
    if visitor.client is None:
        raise SignInNeeded()
    if not visitor.allows(needed):
        raise ScopeMissing(f"This page needs the scope {needed}, which you do not have.")
    return visitor


async def sign_in(desk: Desk, request: Request, secret: str) -> str:
    """Opens a session with a key; returns the new cookie's content, for an old one may be known to somebody.

    Raises: SignInRefused, TooManyRequests, NoDatabase.
    """
    token = _new_token()
    is_open = await transact(
        desk.database, partial(_open, desk, address=_address(request), secret=KeySecret(secret), token=token)
    )
    if not is_open:
        raise SignInRefused()
    return token


def set_cookie(desk: Desk, request: Request, response: Response, token: str) -> None:
    """Gives the browser its cookie. Lax and not Strict: a CMS links to reports, and its editors are signed in here."""
    is_secure = request.url.scheme == "https"
    response.set_cookie(
        cookie_name(request), token, max_age=int(desk.options.session_seconds), path="/", secure=is_secure, httponly=True,
        samesite="lax",
    )  # fmt: skip


def cookie_name(request: Request) -> str:
    """`__Host-` keeps other hosts of the domain from setting it; browsers take that name over HTTPS only."""
    return "__Host-unspun" if request.url.scheme == "https" else "unspun"


async def _recognise(desk: Desk, request: Request) -> Visitor:
    token, proxy = request.cookies.get(cookie_name(request), ""), desk.options.proxy
    if proxy and (name := proxy.name_in(request)):
        await transact(desk.database, partial(_take, desk, client=proxy.client, rate=desk.guard.rate))
        return Visitor(token, proxy.client, proven=name, scopes=proxy.scopes)
    if not desk.guard.policy.needs_key(request.scope):
        return Visitor(token, LOCAL)
    if not (token.isascii() and len(token) == len(_new_token())):
        return STRANGER
    key = await transact(desk.database, partial(_find, desk, token))
    return Visitor(token, key.client if key else None, key)


def _address(request: Request) -> str:
    """Where a sign-in comes from, as far as nobody can write it: all that came through proxies count as one place."""
    if is_proxied(request.headers):
        return "a proxy"
    return request.client.host if request.client else "unknown"


def _find(desk: Desk, token: str, tx: Transaction) -> Key | None:
    """Raises: TooManyRequests."""
    now = desk.now()
    key = store.sessions.find(tx, token, now=now)
    if key is None:
        return None
    store.keys.note_use(tx, key, now=now)
    _take(desk, tx, key.client, desk.guard.rate)
    return key


def _open(desk: Desk, tx: Transaction, *, address: str, secret: KeySecret, token: str) -> bool:
    """Raises: TooManyRequests."""
    now = desk.now()
    key = store.keys.find(tx, secret, now=now)
    if key is None:
        _take(desk, tx, f"sign-in from {address}"[:100], _ATTEMPTS)
        return False
    store.sessions.open(tx, token, key, now=now, expires_at=now + desk.options.session_seconds)
    return True


def _take(desk: Desk, tx: Transaction, client: str, rate: Rate | None) -> None:
    if rate is None:
        return
    taken = store.buckets.take(tx, client, rate, now=desk.now())
    if not taken.is_allowed:
        seconds = max(1, round(taken.retry_in))
        raise TooManyRequests(
            f"Too many requests; come back in {plural(seconds, 'second')}.", headers={"Retry-After": str(seconds)}
        )


def _new_token() -> str:
    return secrets.token_urlsafe(_COOKIE_BITS // 8)
