"""What this process counts and times itself. Every label has few values, and none comes from a client.

The instruments belong to the process, because so does what they measure; a registry shows them together with what it is
asked to collect besides.
"""

from enum import StrEnum
from functools import cache
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, disable_created_metrics
from prometheus_client.registry import Collector


class Where(StrEnum):
    """Where a comparison ran."""

    REQUEST = "request"
    QUEUE = "queue"


disable_created_metrics()  # type: ignore[no-untyped-call]  # a second sample for each, which nobody reads

_QUICK: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_SLOW: Final = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0, 60.0, 300.0, 1_800.0, 7_200.0, 86_400.0)

COMPARISONS: Final = Counter(
    "unspun_comparisons",
    "Comparisons that this process made, by label; error: without a report.",
    ["where", "label"],
    registry=None,
)
COMPARISON_SECONDS: Final = Histogram(
    "unspun_comparison_seconds", "Time of one comparison.", ["where"], buckets=_QUICK, registry=None
)
HTTP_SECONDS: Final = Histogram(
    "unspun_http_request_seconds",
    "Time from a request's head to the end of its answer.",
    ["method", "route", "status"],
    buckets=_QUICK,
    registry=None,
)
QUEUE_SECONDS: Final = Histogram(
    "unspun_queue_item_seconds",
    "Time from a job's or batch's submission to an item's stored result.",
    buckets=_SLOW,
    registry=None,
)
WEBHOOK_SECONDS: Final = Histogram(
    "unspun_webhook_attempt_seconds", "Time of one webhook attempt.", ["outcome"], buckets=_QUICK, registry=None
)
_ALL: Final = (COMPARISONS, COMPARISON_SECONDS, HTTP_SECONDS, QUEUE_SECONDS, WEBHOOK_SECONDS)


def count_comparison(where: Where, label: str, seconds: float) -> None:
    """One comparison more, made for `where` with this label, and the seconds that it took."""
    counter, histogram = _counted_by(where, label)
    counter.inc()
    histogram.observe(seconds)


@cache
def _counted_by(where: Where, label: str) -> tuple[Counter, Histogram]:
    """What counts a kind of comparison; to look it up by its labels takes as long as to count."""
    return COMPARISONS.labels(where.value, label), COMPARISON_SECONDS.labels(where.value)


def registry_with(*collectors: Collector) -> CollectorRegistry:
    """A registry of this process's instruments, of its memory and descriptors, and of `collectors`."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    for each in (*_ALL, *collectors):
        registry.register(each)
    return registry
