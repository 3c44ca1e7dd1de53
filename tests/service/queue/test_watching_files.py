"""What the dashboard and the alert rules ask for is what `/metrics` says."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client.metrics_core import Metric
from prometheus_client.parser import text_string_to_metric_families as read_text

from app.store import Database
from tests.service.queue.test_metrics import ON_SQLITE, asked

ROOT = Path(__file__).resolve().parents[3]
ALERTS = (ROOT / "deploy" / "alerts.yml").read_text(encoding="utf-8")
DASHBOARD = json.loads((ROOT / "deploy" / "grafana.json").read_text(encoding="utf-8"))
LABELS = {  # by metric, as docs/operations.md has them; `le` is of every histogram
    "unspun_queue_items": {"state"}, "unspun_queue_results_total": {"label"}, "unspun_queue_set_aside_total": {"reason"},
    "unspun_webhook_attempts_total": {"outcome"}, "unspun_comparisons_total": {"where", "label"},
    "unspun_comparison_seconds": {"where"}, "unspun_http_request_seconds": {"method", "route", "status"},
}  # fmt: skip
_SUFFIXES = {"histogram": ("_bucket", "_count", "_sum"), "counter": ("_total",), "gauge": ("",)}


def expressions() -> Iterator[str]:
    yield from re.findall(r"expr: (.+)", ALERTS)
    for panel in DASHBOARD["panels"]:
        yield from (target["expr"] for target in panel["targets"])


def names_of(metric: Metric) -> set[str]:
    return {f"{metric.name}{suffix}" for suffix in _SUFFIXES.get(metric.type, ("",))}


@pytest.mark.usefixtures("queue")
@ON_SQLITE
def test_every_metric_that_is_asked_for_is_there(database: Database) -> None:
    with asked(database) as client:
        known = {name for metric in read_text(client.get("/metrics").text) for name in names_of(metric)}
    wanted = {name for each in expressions() for name in re.findall(r"unspun_\w+", each)}
    assert len(wanted) > 10
    assert wanted <= known


def test_every_label_that_is_asked_for_is_the_metric_s_own() -> None:
    for each in expressions():
        metrics = {re.sub(r"_(bucket|count|sum)$", "", name) for name in re.findall(r"unspun_\w+", each)}
        known = set().union(*(LABELS.get(metric, set()) for metric in metrics))
        grouped = {label for found in re.findall(r"by \(([^)]*)\)", each) for label in re.split(r",\s*", found)}
        matched = set(re.findall(r"[{,]\s*(\w+)\s*=", each))
        assert (grouped | matched) - {"le"} <= known, each


def test_every_label_of_the_table_stands_in_the_docs() -> None:
    docs = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    for metric, labels in LABELS.items():
        row = next(line for line in docs.splitlines() if line.startswith(f"| `{metric}`"))
        assert set(re.findall(r"`(\w+)`", row.split("|")[2])) == labels


def test_every_alert_says_what_to_do() -> None:
    assert ALERTS.count("- alert:") == ALERTS.count("summary:") == ALERTS.count("severity:")
