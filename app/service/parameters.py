"""Query parameters: which a route takes, and the refusal of any other. A misspelled one would be a quiet wrong answer."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from fastapi.dependencies.models import Dependant
from starlette.datastructures import QueryParams

from app.service.errors import UnknownParameter

_SANE: Final = re.compile(r"[A-Za-z0-9_.-]{1,40}")  # anything else may hold words of an article, and is not repeated


def known_parameters(dependant: Dependant) -> tuple[str, ...]:
    """The names of the query parameters that a route takes, its dependencies' too, in alphabetical order."""
    return tuple(sorted(set(_names(dependant))))


def check_parameters(known: Iterable[str], query: bytes) -> None:
    """Raises: UnknownParameter, for the first that the route does not take."""
    strange = next((name for name in QueryParams(query) if name not in known), None)
    if strange is None:
        return
    is_sane = _SANE.fullmatch(strange) is not None
    takes = f"this route takes {', '.join(known)}" if known else "this route takes none"
    named = f"no query parameter {strange}" if is_sane else "a query parameter that is none of ours"
    raise UnknownParameter(f"There is {named}; {takes}.", pointer=f"#/query/{strange}" if is_sane else "#/query")


def _names(dependant: Dependant) -> Iterator[str]:
    yield from (field.alias for field in dependant.query_params)
    for each in dependant.dependencies:
        yield from _names(each)
