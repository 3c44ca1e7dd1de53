"""Edge `api`: HTTP in, the core called, JSON out. `build_app(Service(limits, load))` is the whole of it."""

from app.api.access import Access
from app.api.application import build_app
from app.api.asking import DataRoute, JsonDataRoute
from app.api.backlog import Backlog
from app.api.connections import PEER, Connection
from app.api.doors import Door
from app.api.errors import (
    AccessError,
    NoDatabase,
    NoSuchReport,
    OpenToAnyone,
    ReportGone,
    ScopeMissing,
    TookTooLong,
    TooManyRequests,
    UnusableReview,
)
from app.api.idempotency import IDEMPOTENCY_KEY, KEY_PATTERN, Idempotency
from app.api.jobs import client_of
from app.api.keys import LOCAL, Guard, KeyPolicy, KeysNeeded
from app.api.limits import Limits
from app.api.logs import JsonLines, log_config
from app.api.media_types import MediaType
from app.api.needs import ADMIN, COMPARE, JOBS, LIBRARY_READ, LIBRARY_WRITE, OPEN, READ, SCREEN
from app.api.problems import JSON_BODY, QUEUE, Problem, kind_of, problem_codes, problem_for
from app.api.problems import problems as problem_answers
from app.api.routing import ApiRoute, GuardedRoute, JsonRoute, check_routes
from app.api.senders import is_of_another_site, is_proxied
from app.api.series import read_series
from app.api.service import Service
from app.api.webhooks import Webhooks
from app.pairs import CompareRequest

__all__ = [
    "ADMIN",
    "COMPARE",
    "IDEMPOTENCY_KEY",
    "JOBS",
    "JSON_BODY",
    "KEY_PATTERN",
    "LIBRARY_READ",
    "LIBRARY_WRITE",
    "LOCAL",
    "OPEN",
    "PEER",
    "QUEUE",
    "READ",
    "SCREEN",
    "Access",
    "AccessError",
    "ApiRoute",
    "Backlog",
    "CompareRequest",
    "Connection",
    "DataRoute",
    "Door",
    "Guard",
    "GuardedRoute",
    "Idempotency",
    "JsonDataRoute",
    "JsonLines",
    "JsonRoute",
    "KeyPolicy",
    "KeysNeeded",
    "Limits",
    "MediaType",
    "NoDatabase",
    "NoSuchReport",
    "OpenToAnyone",
    "Problem",
    "ReportGone",
    "ScopeMissing",
    "Service",
    "TooManyRequests",
    "TookTooLong",
    "UnusableReview",
    "Webhooks",
    "build_app",
    "check_routes",
    "client_of",
    "is_of_another_site",
    "is_proxied",
    "kind_of",
    "log_config",
    "problem_answers",
    "problem_codes",
    "problem_for",
    "read_series",
]
