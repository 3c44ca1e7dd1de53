"""Edge `api`: HTTP in, the core called, JSON out. `build_app(Service(limits, load))` is the whole of it."""

from app.api.access import Access
from app.api.application import build_app
from app.api.backlog import Backlog
from app.api.errors import AccessError, NoDatabase, OpenToAnyone, ScopeMissing, TooManyRequests
from app.api.idempotency import IDEMPOTENCY_KEY, KEY_PATTERN, Idempotency
from app.api.keys import LOCAL, Guard, KeyPolicy, Keys, KeysNeeded
from app.api.limits import Limits
from app.api.logs import JsonLines, log_config
from app.api.problems import Problem, kind_of, problem_codes
from app.api.scopes import SCOPES, need_of
from app.api.service import Service
from app.api.switch import Aside
from app.api.webhooks import Webhooks
from app.comparing import CompareRequest

__all__ = [
    "IDEMPOTENCY_KEY",
    "KEY_PATTERN",
    "LOCAL",
    "SCOPES",
    "Access",
    "AccessError",
    "Aside",
    "Backlog",
    "CompareRequest",
    "Guard",
    "Idempotency",
    "JsonLines",
    "KeyPolicy",
    "Keys",
    "KeysNeeded",
    "Limits",
    "NoDatabase",
    "OpenToAnyone",
    "Problem",
    "ScopeMissing",
    "Service",
    "TooManyRequests",
    "Webhooks",
    "build_app",
    "kind_of",
    "log_config",
    "need_of",
    "problem_codes",
]
