"""Spans by OpenTelemetry, which is imported only when tracing is started; until then a span is nothing and costs nothing.

A span's attributes are ids, counts and names of ours. Of an error it gets the type: a message may quote a text.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from threading import Thread
from typing import TYPE_CHECKING, Final

import app

if TYPE_CHECKING:
    from opentelemetry.context import Context
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SpanExporter

_SERVICE: Final = "unspun"
_LAST_SECONDS: Final = 3  # for the spans that are not sent yet when the process ends

Attributes = Mapping[str, str | int | float | None]
_providers: "list[TracerProvider]" = []


class SpanKind(StrEnum):
    """Who began what the span is about."""

    SERVER = "SERVER"
    CLIENT = "CLIENT"
    PRODUCER = "PRODUCER"
    CONSUMER = "CONSUMER"
    INTERNAL = "INTERNAL"


def start_tracing(exporter: "SpanExporter | None" = None) -> None:
    """Sends spans from now on: by OTLP over HTTP as `OTEL_EXPORTER_OTLP_…` says, or at once to `exporter`."""
    from opentelemetry.sdk.resources import SERVICE_NAME, SERVICE_VERSION, Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor, SimpleSpanProcessor

    resource = Resource.create({SERVICE_VERSION: app.__version__})  # and what OTEL_RESOURCE_ATTRIBUTES says
    if not os.environ.get("OTEL_SERVICE_NAME"):
        resource = resource.merge(Resource({SERVICE_NAME: _SERVICE}))
    provider = TracerProvider(resource=resource, shutdown_on_exit=False)
    if exporter is not None:
        provider.add_span_processor(SimpleSpanProcessor(exporter))
    else:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    _providers[:] = [provider]


def stop_tracing() -> None:
    """Sends what is left, for some seconds at most, and ends tracing."""
    while _providers:
        # a flush keeps no time limit of its own (opentelemetry-python 4568): it waits as long as a receiver does not answer
        ending = Thread(target=_send_rest, args=(_providers.pop(),), name="last spans", daemon=True)
        ending.start()
        ending.join(_LAST_SECONDS)


def _send_rest(provider: "TracerProvider") -> None:
    provider.force_flush()
    provider.shutdown()


@contextmanager
def span(
    name: str, kind: SpanKind = SpanKind.INTERNAL, *, parent: str | None = None, attributes: Attributes | None = None
) -> Iterator[None]:
    """A span around what is done; `parent` is the traceparent of another process, by default it is the span around this one."""
    if not _providers:
        yield
        return
    from opentelemetry import trace

    tracer = _providers[0].get_tracer(_SERVICE, app.__version__)
    begun = tracer.start_span(name, _context(parent), trace.SpanKind[kind.value], _known(attributes))
    with trace.use_span(begun, end_on_exit=True, record_exception=False, set_status_on_exception=False):
        try:
            yield
        except Exception as error:
            begun.set_status(trace.StatusCode.ERROR)
            begun.set_attribute("error.type", type(error).__name__)
            raise


def name_span(name: str, attributes: Attributes, *, is_error: bool = False) -> None:
    """Gives the current span the name and the attributes that are known only at its end."""
    if not _providers:
        return
    from opentelemetry import trace

    current = trace.get_current_span()
    current.update_name(name)
    current.set_attributes(_known(attributes))
    if is_error:
        current.set_status(trace.StatusCode.ERROR)


def current_trace() -> str | None:
    """The traceparent of the current span, for what goes on elsewhere."""
    if not _providers:
        return None
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    carrier: dict[str, str] = {}
    TraceContextTextMapPropagator().inject(carrier)
    return carrier.get("traceparent")


def _context(parent: str | None) -> "Context | None":
    if parent is None:
        return None
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    return TraceContextTextMapPropagator().extract({"traceparent": parent})


def _known(attributes: Attributes | None) -> dict[str, str | int | float]:
    return {name: value for name, value in (attributes or {}).items() if value is not None}
