"""Assembles routes, problems and middleware into one FastAPI application."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.middleware.gzip import GZipMiddleware

import app
from app.api import jobs, libraries, listing, metrics, screenings, series, webhooks
from app.api.descriptions import describe_access, describe_by_hand, describe_chapters
from app.api.examples import REPORT, problem_example
from app.api.outer_wall import OuterWall
from app.api.routes import json_router, router
from app.api.watching import Watchers
from app.service import MEDIA_TYPE, Backlog, Door, Guard, Service, add_error_answers, add_routes

_ABOUT = """Compares a **suspect** article with a **reference** article and says, with evidence, whether the suspect was
made from the reference by swapping words.

Every error is `application/problem+json` (RFC 9457) with a request id and a JSON pointer for each place that is to
blame; an unknown path is a 404 and a wrong method a 405 in the same form. Every answer carries `X-Request-ID`: yours,
if you sent a sane one (1 to 128 letters, digits, `.`, `_`, `:`, `-`), or ours.
"""

# level 1: a report of 200 kB costs 2 ms and shrinks to a sixth; level 9 costs more than the comparison
_GZIP_LEVEL = 1
_GZIP_FROM_BYTES = 1_024


def build_app(
    service: Service,
    guard: Guard | None = None,
    backlog: Backlog | None = None,
    hooks: webhooks.Webhooks | None = None,
) -> FastAPI:
    """The application around one service; without a guard everybody is let in, and no answer is kept.

    Without a backlog nothing can be queued, and without hooks nobody is told.
    """

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        service.open()
        if backlog:
            backlog.open(service)
        yield
        if backlog:
            await backlog.close()
        await service.close()
        if guard:
            guard.database.close()  # it opens itself again where the application is started once more

    # FastAPI's interactive pages load scripts from a stranger's network, so they stay off; /try and /openapi.json are ours
    api = FastAPI(
        title="Unspun", version=app.__version__, description=_ABOUT, lifespan=lifespan, openapi_url=None, docs_url=None,
        redoc_url=None, redirect_slashes=False,
    )  # fmt: skip
    api.state.door = Door(guard)
    api.state.service = service
    api.state.backlog = backlog
    api.state.watchers = Watchers(backlog) if backlog else None
    api.state.webhooks = hooks
    api.state.registry = metrics.metrics_of(service, guard)
    add_routes(
        api, json_router,  # comparisons first: each route before the one that is asked for costs 10 µs
        jobs.json_router, jobs.router, listing.router, webhooks.json_router, webhooks.router, libraries.json_router,
        libraries.list_router, libraries.router, screenings.router, series.router, router, metrics.router,
    )  # fmt: skip
    add_error_answers(api)
    api.add_middleware(GZipMiddleware, minimum_size=_GZIP_FROM_BYTES, compresslevel=_GZIP_LEVEL)
    api.add_middleware(OuterWall)
    api.openapi = lambda: _describe(api)  # type: ignore[method-assign]
    return api


def _describe(api: FastAPI) -> dict[str, Any]:
    """The OpenAPI 3.1 description; errors stand under their own media type, which FastAPI cannot say by itself."""
    if api.openapi_schema is None:
        schema = get_openapi(title=api.title, version=api.version, description=api.description, routes=api.routes)
        describe_by_hand(schema)
        describe_access(schema)
        describe_chapters(schema)
        for path, operations in schema["paths"].items():
            for status, response in ((s, r) for each in operations.values() for s, r in each["responses"].items()):
                if status >= "400":
                    content = response["content"].pop("application/json")
                    response["content"][MEDIA_TYPE] = {**content, "example": problem_example(int(status), path)}
        answer = schema["paths"]["/compare"]["post"]["responses"]["200"]["content"]["application/json"]
        answer["example"] = REPORT  # set here, because get_openapi drops every null
        api.openapi_schema = schema
    return api.openapi_schema
