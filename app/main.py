"""Assembles the service from its settings: `create_app` for any ASGI server, `serve` with uvicorn."""

import hashlib
import logging.config
from collections.abc import Callable
from contextlib import suppress
from errno import EADDRINUSE
from functools import partial
from pathlib import Path
from signal import SIGINT, SIGTERM, signal
from socket import SOCK_STREAM, create_server, getaddrinfo, socket
from threading import Event

import uvicorn
from fastapi import FastAPI

from app import store
from app.api import Connection, Webhooks, build_app, log_config
from app.detector import Detector
from app.errors import UnspunError
from app.jobs import AddressPolicy, Comparer, JobQueue, Retention, Sender, SendingLimits, TimeLimit, WebhookOptions, Worker
from app.library import ImportOptions, answer_errand
from app.pools import Outside, leave_threads_behind, tune_process
from app.service import Backlog, Guard, KeyPolicy, KeysNeeded, Limits, OpenToAnyone, Service
from app.settings import Settings
from app.store import Database, Rate
from app.telemetry import build_collector, serve_registry, start_tracing, stop_tracing
from app.web import PageOptions, TrustedProxy, add_pages, add_reports

_SECONDS_TO_FINISH = 10
_COULD_NOT_START = 3  # uvicorn's own code
_RETRY_SECONDS = 1.0
_REQUEST_PATIENCE_SECONDS = 3.0  # for SQLite's write lock: then the answer is 503, and the client comes back
_HOUR_SECONDS, _DAY_SECONDS = 3_600.0, 86_400.0

_log = logging.getLogger("app.main")


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
        raise SystemExit(f"unspun: {error}") from None
    rate = Rate(settings.rate_limit_requests, settings.rate_limit_seconds) if settings.rate_limit_requests else None
    database = Database.open(settings.database_url, patience=_REQUEST_PATIENCE_SECONDS)
    return Guard(database=database, policy=policy, rate=rate)


def _lexicon_version(folder: Path) -> str | None:
    """The manifest names the sha256 of every pack, so its own says which lexicon this is."""
    manifest = folder / "manifest.json"
    return hashlib.sha256(manifest.read_bytes()).hexdigest()[:12] if manifest.is_file() else None


def load_detector(settings: Settings) -> Detector:
    """The detector that the settings name, and the process made ready to use it again and again.

    Raises: ModelError, LexiconError.
    """
    detector = Detector.load(settings.models_dir, settings.lexicon_dir)
    tune_process()
    return detector


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application; the model and the lexicon are loaded when it starts, not here.

    Exits with one line where everybody who can reach the address could use it and nobody consented to that.
    """
    settings = settings or Settings()
    guard = guard_of(settings)
    load = partial(load_detector, settings)
    outside = Outside(load)
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
        raise SystemExit(f"unspun: UNSPUN_SIGN_IN_SCOPES: {error}") from None
    return TrustedProxy(
        header=settings.sign_in_header, networks=settings.sign_in_proxies, client=settings.sign_in_client, scopes=scopes
    )


def backlog_of(settings: Settings, guard: Guard, outside: Outside) -> Backlog:
    """The queue for the API process, with a worker inside where the settings ask for one; it compares in processes outside."""
    database = guard.database
    is_embedded = database.is_sqlite if settings.embedded_worker is None else settings.embedded_worker
    worker = partial(employ, settings, outside=outside) if is_embedded else None
    return Backlog(database, queue_opener(settings), worker, on_open=partial(guard.warn_when_locked, settings.host))


def queue_opener(settings: Settings) -> Callable[[Database], JobQueue]:
    """Opens the queue in a database, as the settings ask for it."""
    return partial(JobQueue.open, chunk_size=settings.chunk_size, sending=SendingLimits(settings.webhook_senders))


def webhook_options(settings: Settings) -> WebhookOptions:
    """Where and how webhooks are sent, as the settings ask for it."""
    addresses = AddressPolicy(
        allow_http=settings.webhook_allow_http,
        ports=frozenset(settings.webhook_ports),
        allowed_networks=settings.webhook_allowed_networks,
    )
    return WebhookOptions(
        addresses=addresses,
        timeout_seconds=settings.webhook_timeout_seconds,
        disable_after_seconds=settings.webhook_disable_days * _DAY_SECONDS,
        rotation_seconds=settings.webhook_rotation_hours * _HOUR_SECONDS,
    )


def employ(settings: Settings, queue: JobQueue, detector: Detector, *, outside: Outside | None = None) -> Worker:
    """A worker that compares with this detector, sends webhooks, takes over from the dead, and deletes what is too old.

    Without processes `outside` that compare in its place, its own process is ended for a comparison that takes too long.
    """
    compare = (
        _compare_outside(settings, outside)
        if outside
        else partial(answer_errand, detector, settings.database_url, reading_of(settings))
    )
    retention = Retention(queue.database, queue.client, settings.retention_days)
    sender = Sender(queue.database, queue.client, webhook_options(settings))
    time_limit = TimeLimit(settings.queue_time_limit_seconds, ends_process=outside is None)
    return Worker(queue, compare, sender=sender, companions=[retention.keep_tidy], time_limit=time_limit)


def reading_of(settings: Settings) -> ImportOptions:
    """How articles for a library are read."""
    return ImportOptions(settings.max_characters, settings.body_limit)


def _compare_outside(settings: Settings, outside: Outside) -> Comparer:
    # a little longer than the limit, so that the watchdog has set the pair aside by then
    seconds = settings.queue_time_limit_seconds + _SECONDS_TO_FINISH
    return lambda line: outside.run(seconds, answer_errand, settings.database_url, reading_of(settings), line)


def work(settings: Settings, detector: Detector | None = None) -> None:
    """Works on the queue until SIGTERM or SIGINT, then hands back what is not finished; `detector` is what was loaded already.

    Raises: ModelError, LexiconError.
    """
    logging.config.dictConfig(log_config(settings.log_level))
    stopped = Event()
    for number in (SIGINT, SIGTERM):
        signal(number, lambda *_: stopped.set())
    database = Database.open(settings.database_url)
    queue = _open_queue(database, queue_opener(settings), stopped)
    if queue is None:
        return
    if settings.sends_traces:
        start_tracing()
    detector = detector or load_detector(settings)
    if settings.worker_metrics_port is not None:
        serve_registry(settings.worker_metrics_port, build_collector(lambda: detector.model_name))
    worker = employ(settings, queue, detector)
    worker.start()
    stopped.wait()
    worker.stop()
    queue.close()
    database.close()
    stop_tracing()
    leave_threads_behind()


def _open_queue(database: Database, opened: Callable[[Database], JobQueue], stopped: Event) -> JobQueue | None:
    """The queue as soon as its database answers; nothing when `stopped` comes first."""
    while not stopped.is_set():
        try:
            return opened(database)
        except Exception as error:  # noqa: BLE001 (the engine wraps what its driver says; whatever it is, it may pass)
            _log.error("the queue cannot be opened, trying again", exc_info=error)
            stopped.wait(_RETRY_SECONDS)
    return None


def serve(settings: Settings) -> None:
    """Serves until SIGTERM or SIGINT; running requests get some seconds to finish, streams of events end at once."""
    api = create_app(settings)
    config = uvicorn.Config(
        api,
        host=settings.host,
        port=settings.port,
        access_log=False,  # ours says more, and never a query string
        server_header=False,
        log_config=log_config(settings.log_level),
        timeout_graceful_shutdown=_SECONDS_TO_FINISH,
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
