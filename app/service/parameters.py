"""Query parameters: which a route takes, each once, and the refusal of others. A misspelled one would be a quiet wrong answer."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import QueryParams

from app.service.errors import UnknownParameter

_SANE: Final = re.compile(r"[A-Za-z0-9_.-]{1,40}")  # anything else may hold words of an article, and is not repeated


def known_parameters(dependant: Dependant) -> tuple[str, ...]:
    """The names of the query parameters that a route takes, its dependencies' too, in alphabetical order."""
    return tuple(sorted(set(_names(dependant))))


def check_parameters(known: Iterable[str], query: bytes) -> None:
    """Raises: UnknownParameter, for the first that the route does not take; RequestValidationError, for those given twice."""
    given = Counter(name for name, _ in QueryParams(query).multi_items())
    strange = next((name for name in given if name not in known), None)
    if strange is None:
        _check_once(given)
        return
    is_sane = _SANE.fullmatch(strange) is not None
    takes = f"this route takes {', '.join(known)}" if known else "this route takes none"
    named = f"no query parameter {strange}" if is_sane else "a query parameter that is none of ours"
    raise UnknownParameter(f"There is {named}; {takes}.", pointer=f"#/query/{strange}" if is_sane else "#/query")


def _check_once(given: Mapping[str, int]) -> None:
    """Raises: RequestValidationError. Only the last would count, and who sent both meant something by the other."""
    if twice := [name for name, n in given.items() if n > 1]:
        raise RequestValidationError(
            [{"type": "repeated", "loc": ("query", name), "msg": "The parameter is given more than once"} for name in twice]
        )


def _names(dependant: Dependant) -> Iterator[str]:
    yield from (field.alias for field in dependant.query_params)
    for each in dependant.dependencies:
        yield from _names(each)
