"""The route of the metrics, in Prometheus' text or in OpenMetrics, as the caller's `Accept` asks."""

import asyncio
from typing import Annotated, Any, Final

from fastapi import APIRouter, Header, Request, Response
from prometheus_client import CollectorRegistry

from app.errors import UnspunError
from app.jobs import SILENT_SECONDS
from app.service import ADMIN, ApiRoute, Guard, Service, problems
from app.telemetry import Exposition, StandingCollector, build_collector, registry_with

_TEXT: Final[dict[str, Any]] = {"schema": {"type": "string"}}
_FORMS: Final = {"text/plain": _TEXT, "application/openmetrics-text": _TEXT}

router = APIRouter(route_class=ApiRoute, responses=problems(UnspunError))


@router.get(
    "/metrics",
    response_class=Response,
    responses={200: {"content": _FORMS, "description": "Prometheus' text, or OpenMetrics where `Accept` asks for it"}},
    openapi_extra=ADMIN,
    summary="How is it doing?",
)
async def get_metrics(request: Request, accept: Annotated[str, Header()] = "") -> Response:
    """The queue's metrics, which are the same from every process, and this process's own. They hold no client's text or name."""
    registry: CollectorRegistry = request.app.state.registry
    shown = await asyncio.to_thread(Exposition.of, registry, accept)  # asks the database
    return Response(shown.body, headers={"Content-Type": shown.media_type})


def metrics_of(service: Service, guard: Guard | None) -> CollectorRegistry:
    """The registry of one application; without a guard there is no database to be asked."""
    build = build_collector(lambda: service.loaded.model_name if service.loaded else None)
    standing = [StandingCollector(guard.database, silence=SILENT_SECONDS)] if guard else []
    return registry_with(build, *standing)
