"""What a caller must hold for a route: said where it is made, in the words of its OpenAPI description, and read from there.

So what is described is what is asked for. A route that says nothing cannot be made.
"""

from collections.abc import Mapping
from typing import Any, Final

from app.store import KeyScope

SCHEME: Final = "key"


def needs(scope: KeyScope | None) -> dict[str, Any]:
    """The `openapi_extra` of a route for callers with this scope; None: for anybody."""
    # the empty one: a loopback address asks its own machine for nothing
    return {"security": [{SCHEME: [scope.value]}, {}] if scope else []}


def need_in(described: Mapping[str, Any] | None) -> KeyScope | None:
    """The scope that a route's callers need, by its `openapi_extra`.

    Raises: ValueError for a route that says nothing.
    """
    if described is None or "security" not in described:
        raise ValueError("a route says what its callers need: openapi_extra=READ, or OPEN for anybody")
    return next((KeyScope(each[SCHEME][0]) for each in described["security"] if SCHEME in each), None)


OPEN: Final = needs(None)
COMPARE: Final = needs(KeyScope.COMPARE)
JOBS: Final = needs(KeyScope.JOBS)
READ: Final = needs(KeyScope.READ)
LIBRARY_READ: Final = needs(KeyScope.LIBRARY_READ)
LIBRARY_WRITE: Final = needs(KeyScope.LIBRARY_WRITE)
SCREEN: Final = needs(KeyScope.SCREEN)
ADMIN: Final = needs(KeyScope.ADMIN)
