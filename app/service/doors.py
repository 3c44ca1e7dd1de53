"""What a request passes before a route of the API runs: who asks, how often, and whether it was asked before.

Comes in: a request and the scope that its route needs. Goes on: the same request with `request.state.client`, or an answer
401, 403 or 429.
"""

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import UnspunError
from app.service.errors import CrossSite, NoKey, ScopeMissing
from app.service.idempotency import Idempotency
from app.service.keys import LOCAL, Guard
from app.service.problem_kinds import answer
from app.service.rate_limits import refuse_when_empty, standing
from app.service.senders import is_of_another_site
from app.store import KeyScope, KeySecret


class Door:
    """The one way to the routes of the API. Without a guard it lets everybody in, and no answer is kept."""

    def __init__(self, guard: Guard | None) -> None:
        self._guard = guard
        self._replies = Idempotency(guard.database, guard.clock) if guard else None

    async def let_in(self, app: ASGIApp, needed: KeyScope | None, scope: Scope, receive: Receive, send: Send) -> None:
        """Runs `app` for a caller who holds `needed`, or answers itself."""
        sender = _Sender(send)
        try:
            await self._check(needed, scope, sender)
        except UnspunError as error:
            await answer(scope, error)(scope, receive, sender.send)
            return
        if self._replies:
            await self._replies.answer_once(app, scope, receive, sender.send)
        else:
            await app(scope, receive, sender.send)

    async def _check(self, needed: KeyScope | None, scope: Scope, sender: "_Sender") -> None:
        """Raises: CrossSite, NoKey, KeyRefused, ScopeMissing, TooManyRequests, NoDatabase."""
        scope["state"]["client"] = LOCAL
        headers, guard = Headers(scope=scope), self._guard
        if scope["method"] != "GET" and is_of_another_site(headers):
            raise CrossSite()
        if guard is None or not guard.policy.needs_key(scope) or needed is None:
            return
        key, taken = await run_in_threadpool(guard.admit, _presented(headers))
        scope["state"]["client"] = key.client
        if guard.rate and taken:
            sender.headers.update(standing(guard.rate, taken))
            refuse_when_empty(taken)
        if not key.allows(needed):
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


def _presented(headers: Headers) -> KeySecret:
    """Raises: NoKey."""
    kind, _, secret = headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not secret.strip():
        raise NoKey()
    return KeySecret(secret.strip())
