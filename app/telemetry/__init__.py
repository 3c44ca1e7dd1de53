"""Room `telemetry`: what operators see from outside, metrics, traces and logs. Numbers, names and ids go out; never a text."""

from app.telemetry.exposition import Exposition, build_collector, serve_registry
from app.telemetry.instruments import (
    COMPARISON_SECONDS,
    COMPARISONS,
    HTTP_SECONDS,
    QUEUE_SECONDS,
    WEBHOOK_SECONDS,
    Where,
    count_comparison,
    registry_with,
)
from app.telemetry.logs import JsonLines, log_config
from app.telemetry.standing import StandingCollector
from app.telemetry.traceparent import read_traceparent, trace_id_of
from app.telemetry.tracing import Attributes, SpanKind, current_trace, name_span, span, start_tracing, stop_tracing

__all__ = [
    "COMPARISONS",
    "COMPARISON_SECONDS",
    "HTTP_SECONDS",
    "QUEUE_SECONDS",
    "WEBHOOK_SECONDS",
    "Attributes",
    "Exposition",
    "JsonLines",
    "SpanKind",
    "StandingCollector",
    "Where",
    "build_collector",
    "count_comparison",
    "current_trace",
    "log_config",
    "name_span",
    "read_traceparent",
    "registry_with",
    "serve_registry",
    "span",
    "start_tracing",
    "stop_tracing",
    "trace_id_of",
]
