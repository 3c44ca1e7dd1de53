"""Assembles the service from its settings: `create_app` for any ASGI server, `serve` with uvicorn."""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from errno import EADDRINUSE
from functools import partial
from pathlib import Path
from signal import SIGTERM, signal
from socket import SOCK_STREAM, create_server, getaddrinfo, socket

import uvicorn
from fastapi import FastAPI

from app import store
from app.api import Connection, Webhooks, build_app
from app.detector import Detector
from app.employment import SECONDS_TO_FINISH, employ, load_detector, queue_opener, webhook_options
from app.errors import UnspunError
from app.pools import Outside, leave_threads_behind
from app.service import Backlog, Guard, KeyPolicy, KeysNeeded, Limits, OpenToAnyone, Service
from app.settings import Settings
from app.store import Database, Rate
from app.telemetry import log_config, start_tracing, stop_tracing
from app.web import PageOptions, TrustedProxy, add_pages, add_reports

_COULD_NOT_START = 3  # uvicorn's own code
_REQUEST_PATIENCE_SECONDS = 3.0  # for SQLite's write lock: then the answer is 503, and the client comes back


def limits_of(settings: Settings) -> Limits:
    """The limits that the settings ask for."""
    return Limits(
        max_characters=settings.max_characters,
        max_body_bytes=settings.body_limit,
        comparisons_at_once=settings.comparisons_at_once,
        queue_size=settings.queue_size,
        queue_timeout_seconds=settings.queue_timeout_seconds,
        time_limit_seconds=settings.time_limit_seconds,
        async_above_characters=settings.async_above_characters,
        max_batch_lines=settings.max_batch_lines,
        max_batch_bytes=settings.max_batch_bytes,
        rate_limit_requests=settings.rate_limit_requests,
        rate_limit_seconds=settings.rate_limit_seconds,
    )


def guard_of(settings: Settings) -> Guard:
    """Who is let in, as the settings ask for it; exits with one line where that would be everybody by accident."""
    policy = KeyPolicy(KeysNeeded(settings.require_keys), open_to_anyone=settings.open_to_anyone)
    try:
        policy.check_address(settings.host)
    except OpenToAnyone as error:
        raise SettingRefused(str(error)) from None
    rate = Rate(settings.rate_limit_requests, settings.rate_limit_seconds) if settings.rate_limit_requests else None
    database = Database.open(settings.database_url, patience=_REQUEST_PATIENCE_SECONDS)
    return Guard(database=database, policy=policy, rate=rate)


def _lexicon_version(folder: Path) -> str | None:
    """The manifest names the sha256 of every pack, so its own says which lexicon this is."""
    manifest = folder / "manifest.json"
    return hashlib.sha256(manifest.read_bytes()).hexdigest()[:12] if manifest.is_file() else None


def create_app(settings: Settings | None = None, load: Callable[[], Detector] | None = None) -> FastAPI:
    """The application; the model and the lexicon are loaded when it starts, not here, or by `load`.

    Exits with one line where everybody who can reach the address could use it and nobody consented to that.
    """
    settings = settings or Settings()
    guard = guard_of(settings)
    outside = Outside(partial(load_detector, settings))
    load = load or partial(load_detector, settings)
    service = Service(limits_of(settings), load, lexicon_version=_lexicon_version(settings.lexicon_dir), outside=outside)
    hooks = Webhooks(guard.database, webhook_options(settings))
    backlog = backlog_of(settings, guard, outside)
    api = build_app(service, guard, backlog, hooks)
    add_reports(api, service, guard, backlog, page_options(settings))
    if settings.pages:
        add_pages(api)
    return api


def page_options(settings: Settings) -> PageOptions:
    """How the editors' pages are set up, as the settings ask for it."""
    return PageOptions(
        secret=settings.secret,
        session_hours=settings.session_hours,
        link_days=settings.link_days,
        proxy=proxy_of(settings),
        embed_origins=settings.embed_origins,
    )


def proxy_of(settings: Settings) -> TrustedProxy | None:
    """The proxy that signs people in, if one is named; exits with one line where there is no such scope."""
    if settings.sign_in_header is None:
        return None
    try:
        scopes = store.keys.scopes_of(settings.sign_in_scopes)
    except ValueError as error:
        raise SettingRefused(f"UNSPUN_SIGN_IN_SCOPES: {error}") from None
    return TrustedProxy(
        header=settings.sign_in_header, networks=settings.sign_in_proxies, client=settings.sign_in_client, scopes=scopes
    )


def backlog_of(settings: Settings, guard: Guard, outside: Outside) -> Backlog:
    """The queue for the API process, with a worker inside where the settings ask for one; it compares in processes outside."""
    database = guard.database
    is_embedded = database.is_sqlite if settings.embedded_worker is None else settings.embedded_worker
    worker = partial(employ, settings, outside=outside) if is_embedded else None
    return Backlog(database, queue_opener(settings), worker, on_open=partial(guard.warn_when_locked, settings.host))


def serve(settings: Settings, load: Callable[[], Detector] | None = None) -> None:
    """Serves until SIGTERM or SIGINT; running requests get some seconds to finish, streams of events end at once."""
    api = create_app(settings, load)
    config = uvicorn.Config(
        api,
        host=settings.host,
        port=settings.port,
        access_log=False,  # ours says more, and never a query string
        server_header=False,
        log_config=log_config(settings.log_level),
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
        http=Connection,
    )
    if settings.sends_traces:
        start_tracing()
    if settings.port and not is_free(settings.host, settings.port):
        raise PortTaken(f"{settings.host}:{settings.port} is taken by another program; choose another port with --port")
    server = _Server(config, api.state.backlog)
    # uvicorn sends itself the signal once more at its end, which would be no exit code 0; before its beginning it is ours
    signal(SIGTERM, lambda *_: setattr(server, "should_exit", True))
    with suppress(KeyboardInterrupt):
        server.run()
    stop_tracing()
    if not server.started:
        raise SystemExit(_COULD_NOT_START)
    leave_threads_behind()


class SettingRefused(SystemExit):
    """A setting that cannot be used: whatever starts the service ends with one line that says so."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.code = f"unspun: {message}"


class PortTaken(UnspunError):
    """Another program listens on this port."""


def is_free(host: str, port: int) -> bool:
    """Whether somebody can listen there; a name that leads nowhere is the server's to explain."""
    try:
        family, _, _, _, address = getaddrinfo(host, port, type=SOCK_STREAM)[0]
        with create_server(address[:2], family=family):
            return True
    except OSError as error:
        return error.errno != EADDRINUSE


class _Server(uvicorn.Server):
    """Tells the streams of events that the end has come, or it would wait for them."""

    def __init__(self, config: uvicorn.Config, backlog: Backlog) -> None:
        super().__init__(config)
        self._backlog = backlog

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        self._backlog.end_streams()
        await super().shutdown(sockets)
