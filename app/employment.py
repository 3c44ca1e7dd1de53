"""A process that compares, put together from its settings: its detector, the queue and a worker on it.

Here and not in `main`, because neither a worker nor what compares for the service needs HTTP: it is a third of what `main` loads.
"""

import logging.config
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from signal import SIGINT, SIGTERM, signal
from threading import Event

from app import store
from app.detector import Detector
from app.jobs import AddressPolicy, Comparer, JobQueue, Retention, Sender, SendingLimits, TimeLimit, WebhookOptions, Worker
from app.library import ImportOptions, answer_errand
from app.pools import Outside, leave_threads_behind, tune_process
from app.settings import Settings
from app.store import Database
from app.telemetry import build_collector, log_config, serve_registry, start_tracing, stop_tracing

SECONDS_TO_FINISH = 10  # for what runs when a process is asked to stop, and for a comparison that is over its time
_RETRY_SECONDS = 1.0
_HOUR_SECONDS, _DAY_SECONDS = 3_600.0, 86_400.0

_log = logging.getLogger("app.employment")


def load_detector(settings: Settings) -> Detector:
    """The detector that the settings name, and the process made ready to use it again and again.

    Raises: ModelError, LexiconError.
    """
    detector = _load(settings)
    tune_process()
    return detector


def _load(settings: Settings) -> Detector:
    """Raises: ModelError, LexiconError."""
    return Detector.load(settings.models_dir, settings.lexicon_dir, settings.cache_dir)


def begin_to_load(settings: Settings) -> Callable[[], Detector]:
    """Begins on a thread; what is returned waits for the detector, and does and raises the rest that `load_detector` does."""
    loading = ThreadPoolExecutor(1, thread_name_prefix="loading")
    future = loading.submit(_load, settings)
    loading.shutdown(wait=False)

    def loaded() -> Detector:
        detector = future.result()
        tune_process()  # not earlier: what is imported meanwhile stays too
        return detector

    return loaded


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
    seconds = settings.queue_time_limit_seconds + SECONDS_TO_FINISH
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
            _migrate_apart(database)
            return opened(database)
        except Exception as error:  # noqa: BLE001 (the engine wraps what its driver says; whatever it is, it may pass)
            _log.error("the queue cannot be opened, trying again", exc_info=error)
            stopped.wait(_RETRY_SECONDS)
    return None


def _migrate_apart(database: Database) -> None:
    """Changes tables of another revision in a fork, for what that loads takes 11 MB. This process has one thread as yet.

    What fails there is tried once more by who opens the queue, and said.
    """
    if not store.revisions.is_newest(database):
        store.revisions.check_known(store.revisions.present(database))
        database.close()  # a fork may not have its connections
        fork = get_context("fork").Process(target=_migrate, args=(database.url,))
        fork.start()
        fork.join()


def _migrate(url: str) -> None:
    database = Database.open(url)
    store.revisions.migrate(database)
    database.close()
