"""Edge `api`: HTTP in, the core called, JSON out. `build_app(Service(limits, load))` is the whole of it."""

from app.api.application import build_app
from app.api.limits import Limits
from app.api.logs import JsonLines, log_config
from app.api.problems import Problem, problem_codes
from app.api.schemas import CompareRequest
from app.api.service import Service

__all__ = ["CompareRequest", "JsonLines", "Limits", "Problem", "Service", "build_app", "log_config", "problem_codes"]
