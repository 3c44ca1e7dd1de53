"""How a registry is read: as an answer to `GET /metrics`, or from a small server of its own beside a worker."""

import errno
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Self

from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.openmetrics import exposition as openmetrics
from prometheus_client.registry import Collector

import app
from app.telemetry.instruments import registry_with

_OPENMETRICS: Final = "application/openmetrics-text"
_PORTS: Final = 256  # as many as there can be workers of one command

_log = logging.getLogger("app.telemetry")


@dataclass(frozen=True, slots=True)
class Exposition:
    """The registry in one of its two forms."""

    body: bytes
    media_type: str

    @classmethod
    def of(cls, registry: CollectorRegistry, accept: str) -> Self:
        """Prometheus' text, or OpenMetrics where the header `Accept` asks for it."""
        # not by the library's own choice: it stumbles over versions that are no numbers
        if _OPENMETRICS in accept.lower():
            body: bytes = openmetrics.generate_latest(registry)  # type: ignore[no-untyped-call]
            return cls(body, openmetrics.CONTENT_TYPE_LATEST)
        return cls(generate_latest(registry), CONTENT_TYPE_PLAIN_0_0_4)


class _Build(Collector):
    def __init__(self, model: Callable[[], str | None]) -> None:
        self._model = model

    def collect(self) -> Iterable[Metric]:
        build = Metric("unspun_build_info", "Versions; the value is always 1.", "gauge")
        build.add_sample("unspun_build_info", {"version": app.__version__, "model": self._model() or ""}, 1.0)
        yield build


def build_collector(model: Callable[[], str | None]) -> Collector:
    """Says which version runs, with which model (none as long as it is loading)."""
    return _Build(model)


def serve_registry(port: int, *collectors: Collector) -> int:
    """Serves this process's registry on 127.0.0.1 until the process ends; returns the port.

    The next free port is taken when `port` is in use: the processes of one command have one each.

    Raises: OSError.
    """
    registry = registry_with(*collectors)
    for each in [port] if port == 0 else range(port, min(port + _PORTS, 65_536)):
        try:
            server, _ = start_http_server(each, "127.0.0.1", registry)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
        else:
            _log.info("metrics are served", extra={"port": server.server_port})
            return int(server.server_port)
    raise OSError(errno.EADDRINUSE, f"no free port for metrics from {port} on")
