"""What keys, rate limits and idempotency add to the OpenAPI description; what cannot happen goes out."""

from typing import Any, Final

from app.library import ArticleLine, ScreenLine
from app.service import (
    HEALTH_CHECKS,
    IDEMPOTENCY_KEY,
    KEY_PATTERN,
    PROBLEM_SCHEMA,
    REPLAYED,
    SCHEME,
    BadIdempotencyKey,
    CrossSite,
    KeyRefused,
    NoDatabase,
    NoKey,
    OtherRequest,
    Problem,
    ScopeMissing,
    TooManyRequests,
    UnknownParameter,
    problems,
)
from app.store import StillRunning

_SECURITY: Final = {
    SCHEME: {
        "type": "http",
        "scheme": "bearer",
        "description": "An API key, `unspun_…`. A service on a loopback address wants none from its own machine.",
    }
}
_SECONDS: Final = {"type": "integer", "minimum": 1}
_HEADERS: Final[dict[int, dict[str, Any]]] = {
    401: {"WWW-Authenticate": {"description": "`Bearer`, and what is wrong with the key", "schema": {"type": "string"}}},
    403: {"WWW-Authenticate": {"description": "`Bearer`, with the scope that is missing", "schema": {"type": "string"}}},
    409: {"Retry-After": {"description": "seconds", "schema": _SECONDS}},
    429: {"Retry-After": {"description": "seconds until one request is let in", "schema": _SECONDS}},
}
_OF_KEYS: Final = (NoKey, KeyRefused, ScopeMissing, TooManyRequests, NoDatabase)
_OF_IDEMPOTENCY: Final = (BadIdempotencyKey, StillRunning, OtherRequest)
_ANY_TEXT: Final = frozenset({"type", "title", "description", "default"})  # what the schema of a text says that is not limited
_PARAMETER: Final = {
    "name": IDEMPOTENCY_KEY,
    "in": "header",
    "required": False,
    "description": f"Names this request: sent again within a day it is answered with the same answer and `{REPLAYED}: true`.",
    "schema": {"type": "string", "pattern": KEY_PATTERN},
    "example": "5f0c2f6f-order-7",
}


_CHAPTERS: Final = {
    "compare": "One pair, answered at once",
    "queue": "Jobs and batches: taken at once, answered later",
    "reports": "What was found, decided, left out and handed on",
    "libraries": "Articles of one's own, and suspects checked against them",
    "webhooks": "Being told instead of asking",
    "service": "Health, versions, limits, metrics",
}
_CHAPTER_OF: Final = {
    "compare": "compare", "jobs": "queue", "batches": "queue", "reports": "reports", "series": "reports",
    "libraries": "libraries", "screenings": "libraries", "webhooks": "webhooks",
}  # fmt: skip


def describe_chapters(schema: dict[str, Any]) -> None:
    """Puts each operation into a chapter, by the first step of its path."""
    schema["tags"] = [{"name": name, "description": said} for name, said in _CHAPTERS.items()]
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            operation["tags"] = [_CHAPTER_OF.get(path.split("/")[1], "service")]


def describe_by_hand(schema: dict[str, Any]) -> None:
    """Adds the models of bodies that the routes read themselves, and of every error."""
    for model in (ScreenLine, ArticleLine, Problem):
        described = model.model_json_schema(ref_template="#/components/schemas/{model}")
        for name, each in (*described.pop("$defs", {}).items(), (model.__name__, described)):
            schema["components"]["schemas"].setdefault(name, each)


def describe_access(schema: dict[str, Any]) -> None:
    """Adds the security scheme, and to each operation its scope, parameter and problems."""
    schema["components"]["securitySchemes"] = _SECURITY
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            if not _can_be_invalid(operation):
                # FastAPI says that every route with a parameter answers 422
                operation["responses"].pop("422", None)
            if path not in HEALTH_CHECKS:
                _add_problems(operation, UnknownParameter)
            if operation["security"]:
                _add_problems(operation, *_OF_KEYS)
            else:
                del operation["security"]  # nothing is asked for anywhere else either
            if method != "get":
                _add_problems(operation, CrossSite)
            if method == "post":
                operation.setdefault("parameters", []).append(_PARAMETER)
                _add_problems(operation, *_OF_IDEMPOTENCY)


def _can_be_invalid(operation: dict[str, Any]) -> bool:
    return "requestBody" in operation or not all(map(_takes_any_text, operation.get("parameters", ())))


def _takes_any_text(parameter: dict[str, Any]) -> bool:
    """Whether nothing that can be sent for it is refused; a path without it is another path."""
    schema = parameter["schema"]
    is_text = any(kind.get("type") == "string" and kind.keys() <= _ANY_TEXT for kind in schema.get("anyOf", [schema]))
    return is_text and (parameter["in"] == "path" or not parameter.get("required"))


def _add_problems(operation: dict[str, Any], *raised: type[Exception]) -> None:
    for error in raised:
        ((status, said),) = problems(error).items()
        content = {"application/json": {"schema": PROBLEM_SCHEMA}}
        response = operation["responses"].setdefault(str(status), {"description": "", "content": content})
        if said["description"] not in response["description"]:
            response["description"] = f"{response['description']} {said['description']}".strip()
        if status in _HEADERS:
            response["headers"] = _HEADERS[int(status)]
    operation["responses"] = dict(sorted(operation["responses"].items()))
