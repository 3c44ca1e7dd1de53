"""Edge `api`: HTTP in, the core called, JSON out. `build_app(Service(limits, load))` is the whole of it."""

from app.api.access import Access
from app.api.application import build_app
from app.api.backlog import Backlog
from app.api.connections import Connection
from app.api.doors import Door
from app.api.errors import AccessError, NoDatabase, OpenToAnyone, ScopeMissing, TookTooLong, TooManyRequests
from app.api.idempotency import IDEMPOTENCY_KEY, KEY_PATTERN, Idempotency
from app.api.keys import LOCAL, Guard, KeyPolicy, KeysNeeded
from app.api.limits import Limits
from app.api.logs import JsonLines, log_config
from app.api.media_types import MediaType
from app.api.needs import ADMIN, COMPARE, JOBS, LIBRARY_READ, LIBRARY_WRITE, OPEN, READ, SCREEN
from app.api.problems import Problem, kind_of, problem_codes, problem_for
from app.api.routing import GuardedRoute, check_routes
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
    "KEY_PATTERN",
    "LIBRARY_READ",
    "LIBRARY_WRITE",
    "LOCAL",
    "OPEN",
    "READ",
    "SCREEN",
    "Access",
    "AccessError",
    "Backlog",
    "CompareRequest",
    "Connection",
    "Door",
    "Guard",
    "GuardedRoute",
    "Idempotency",
    "JsonLines",
    "KeyPolicy",
    "KeysNeeded",
    "Limits",
    "MediaType",
    "NoDatabase",
    "OpenToAnyone",
    "Problem",
    "ScopeMissing",
    "Service",
    "TooManyRequests",
    "TookTooLong",
    "Webhooks",
    "build_app",
    "check_routes",
    "is_of_another_site",
    "is_proxied",
    "kind_of",
    "log_config",
    "problem_codes",
    "problem_for",
    "read_series",
]
