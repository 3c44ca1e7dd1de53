"""Which scope each route needs, in one table; a test says that every route is in it."""

import re
from collections.abc import Mapping
from typing import Final

from starlette.types import Scope

from app.store import KeyScope

# Every route, and the scope that its callers need; None: open to anybody. `{…}` stands for one step of the path.
SCOPES: Final[Mapping[tuple[str, str], KeyScope | None]] = {
    ("GET", "/healthz"): None,
    ("GET", "/readyz"): None,
    ("GET", "/version"): None,
    ("GET", "/limits"): None,
    ("GET", "/openapi.json"): None,
    ("GET", "/metrics"): KeyScope.ADMIN,
    ("POST", "/compare"): KeyScope.COMPARE,
    ("POST", "/jobs"): KeyScope.JOBS,
    ("GET", "/jobs/{job_id}"): KeyScope.READ,
    ("DELETE", "/jobs/{job_id}"): KeyScope.JOBS,
    ("POST", "/batches"): KeyScope.JOBS,
    ("GET", "/batches"): KeyScope.READ,
    ("GET", "/batches/{batch_id}"): KeyScope.READ,
    ("DELETE", "/batches/{batch_id}"): KeyScope.JOBS,
    ("GET", "/batches/{batch_id}/results"): KeyScope.READ,
    ("GET", "/batches/{batch_id}/events"): KeyScope.READ,
    ("POST", "/webhooks/endpoints"): KeyScope.JOBS,
    ("GET", "/webhooks/endpoints"): KeyScope.READ,
    ("GET", "/webhooks/endpoints/{endpoint_id}"): KeyScope.READ,
    ("PATCH", "/webhooks/endpoints/{endpoint_id}"): KeyScope.JOBS,
    ("DELETE", "/webhooks/endpoints/{endpoint_id}"): KeyScope.JOBS,
    ("POST", "/webhooks/endpoints/{endpoint_id}/rotate"): KeyScope.JOBS,
    ("POST", "/webhooks/endpoints/{endpoint_id}/test"): KeyScope.JOBS,
    ("GET", "/webhooks/endpoints/{endpoint_id}/deliveries"): KeyScope.READ,
    ("POST", "/webhooks/deliveries/{delivery_id}/replay"): KeyScope.JOBS,
}
_PATTERNS: Final = {template: re.compile("[^/]+".join(map(re.escape, re.split(r"\{\w+\}", template)))) for _, template in SCOPES}


def path_of(scope: Scope) -> str:
    """The path as the routes know it: without the prefix under which a proxy serves us."""
    return str(scope["path"]).removeprefix(scope.get("root_path", ""))


def need_of(method: str, path: str) -> tuple[bool, KeyScope | None]:
    """Whether the route is open, and the scope that it needs if it is not; what is not in the table needs some key.

    A wrong method on a path that is open throughout is open too: the router answers it.
    """
    rows = _rows_at(path)
    asked = "GET" if method == "HEAD" else method
    if asked in rows:
        return rows[asked] is None, rows[asked]
    return bool(rows) and not any(rows.values()), None


def methods_at(path: str) -> tuple[str, ...]:
    """What can be asked of a path, in alphabetical order."""
    return tuple(sorted(_rows_at(path)))


def _rows_at(path: str) -> Mapping[str, KeyScope | None]:
    return {method: needed for (method, template), needed in SCOPES.items() if _matches(template, path)}


def _matches(template: str, path: str) -> bool:
    return template == path or ("{" in template and _PATTERNS[template].fullmatch(path) is not None)
