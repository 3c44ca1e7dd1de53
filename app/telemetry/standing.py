"""Metrics that live in the database, read when somebody asks: the same from every process, so take one and not their sum."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from threading import Lock, Thread
from typing import Final

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from app import store
from app.store import Database, Standing

_FRESH_SECONDS: Final = 1.5  # two scrapers at once cost one reading
_PATIENCE_SECONDS: Final = 3.0  # for a database that does not even refuse; Prometheus waits 10 s

_log = logging.getLogger("app.telemetry")


class StandingCollector(Collector):
    """The queue's standing as metrics; `unspun_database_up 0` and nothing else while the database is away."""

    def __init__(self, database: Database, *, silence: float) -> None:
        self._database = database
        self._silence = silence
        self._lock = Lock()
        self._read: Standing | None = None
        self._read_at = float("-inf")
        self._reader: Thread | None = None

    def collect(self) -> Iterable[Metric]:
        """The families of one scrape."""
        standing = self._fresh()
        yield GaugeMetricFamily("unspun_database_up", "Whether the database answers.", float(standing is not None))
        if standing is not None:
            yield from _families(standing)

    def _fresh(self) -> Standing | None:
        """A reading of the last moments; nothing while the database does not answer."""
        with self._lock:
            if time.monotonic() - self._read_at > _FRESH_SECONDS:
                # on a thread, and never more than one: who asks must not hang with a database that hangs
                if self._reader is None or not self._reader.is_alive():
                    self._read = None
                    self._reader = Thread(target=self._refresh, name="standing", daemon=True)
                    self._reader.start()
                self._reader.join(_PATIENCE_SECONDS)
            return self._read if not self._is_reading else None

    @property
    def _is_reading(self) -> bool:
        return self._reader is not None and self._reader.is_alive()

    def _refresh(self) -> None:
        try:
            with self._database.transaction() as tx:
                self._read = store.standing.read(tx, now=time.time(), silence=self._silence)
        except SQLAlchemyError as error:
            _log.warning("the database does not answer", extra={"error_type": type(error).__name__})
            return
        self._read_at = time.monotonic()


_GAUGES: Final[tuple[tuple[str, str, Callable[[Standing], float]], ...]] = (
    (
        "unspun_queue_oldest_item_age_seconds",
        "Age of the oldest item without an answer; 0: none.",
        lambda standing: standing.oldest_waiting,
    ),
    ("unspun_workers", "Workers heard of in the last seconds.", lambda standing: standing.n_workers),
    ("unspun_webhooks_due", "Webhook deliveries that are not settled.", lambda standing: standing.n_due),
    ("unspun_webhooks_oldest_due_age_seconds", "Age of the oldest of them; 0: none.", lambda standing: standing.oldest_due),
    (
        "unspun_webhook_endpoints_disabled",
        "Webhook endpoints that get nothing.",
        lambda standing: standing.n_disabled_endpoints,
    ),
    ("unspun_libraries", "Libraries of all clients.", lambda standing: standing.libraries.n),
    ("unspun_library_articles", "Articles in them.", lambda standing: standing.libraries.n_articles),
    (
        "unspun_library_failures",
        "Articles that could not be added and were not removed since.",
        lambda standing: standing.libraries.n_failures,
    ),
)
_TOTALS: Final[tuple[tuple[str, str, str, Callable[[Standing], Mapping[str, int]]], ...]] = (
    (
        "unspun_queue_results",
        "Results of the queue, by label; error: without a report.",
        "label",
        lambda standing: standing.results,
    ),
    ("unspun_queue_set_aside", "Items that no worker could compare, by reason.", "reason", lambda standing: standing.set_aside),
    ("unspun_webhook_attempts", "Webhook attempts, by outcome.", "outcome", lambda standing: standing.attempts),
)


def _families(standing: Standing) -> Iterator[Metric]:
    yield from _live_batches(standing)
    for name, about, value_of in _GAUGES:
        yield GaugeMetricFamily(name, about, float(value_of(standing)))
    for name, about, label, totals_of in _TOTALS:
        family = CounterMetricFamily(name, about, labels=[label])
        for kind, n in sorted(totals_of(standing).items()):
            family.add_metric([kind], n)
        yield family


def _live_batches(standing: Standing) -> Iterator[Metric]:
    waiting = GaugeMetricFamily("unspun_queue_items", "Items without an answer, by their batch's state.", labels=["state"])
    live = GaugeMetricFamily("unspun_queue_batches", "Live jobs and batches, by state.", labels=["state"])
    for state, batches in standing.live.items():
        waiting.add_metric([state.value], batches.n_waiting)
        live.add_metric([state.value], batches.n_batches)
    yield from (waiting, live)
