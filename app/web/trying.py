"""The API to try: every operation of the description as a form, sent by the browser itself to the service that drew it.

Own code and no Swagger UI: the package of it that pip brings is of 2022 and reads no OpenAPI 3.1, and it wants styles that our
pages' policy forbids.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import orjson
from fastapi import APIRouter, Request
from starlette.responses import Response

from app.service import OPEN
from app.web.frames import page
from app.web.routing import PageRoute

# what a browser's form cannot make, or asks for by itself
_LEFT_OUT: Final = frozenset({"if-none-match", "accept", "last-event-id"})
_JSON: Final = "application/json"
_LINES: Final = "application/x-ndjson"
_ALTERNATIVES: Final = ("oneOf", "anyOf", "allOf")
_PLAIN: Final = {"integer": 1, "number": 1, "boolean": False}

router = APIRouter(route_class=PageRoute)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A field of the form; `place` is path, query or header."""

    name: str
    place: str
    description: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation; `body` is an example of what it takes, and `media_type` is empty where it takes nothing."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    scope: str
    parameters: tuple[Parameter, ...]
    media_type: str
    body: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """The operations about one thing."""

    name: str
    description: str
    operations: tuple[Operation, ...]


@router.get("/try", openapi_extra=OPEN)
async def show_api(request: Request) -> Response:
    """Every operation with its fields; open, as the description is."""
    return page(request, "try.html", chapters=chapters_of(request.app.openapi()))


def chapters_of(description: Mapping[str, Any]) -> tuple[Chapter, ...]:
    """The description in the order of its chapters."""
    operations = [
        (operation["tags"][0], _operation(description, method, path, operation))
        for path, item in description["paths"].items()
        for method, operation in item.items()
    ]
    return tuple(
        Chapter(tag["name"], tag["description"], tuple(each for name, each in operations if name == tag["name"]))
        for tag in description["tags"]
    )


def _operation(description: Mapping[str, Any], method: str, path: str, operation: Mapping[str, Any]) -> Operation:
    scopes = [scope for option in operation.get("security", ()) for scope in option.get("key", ())]
    media_type, body = _body(description, operation.get("requestBody", {}).get("content", {}))
    return Operation(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        description=operation.get("description", ""),
        scope=scopes[0] if scopes else "",
        parameters=tuple(_parameters(operation)),
        media_type=media_type,
        body=body,
    )


def _parameters(operation: Mapping[str, Any]) -> Iterator[Parameter]:
    for each in operation.get("parameters", ()):
        if each["name"].lower() not in _LEFT_OUT:
            yield Parameter(each["name"], each["in"], each.get("description", ""), each.get("required", False))


def _body(description: Mapping[str, Any], content: Mapping[str, Any]) -> tuple[str, str]:
    """The media type that is sent, and an example: the description's own, or one made from the schema."""
    if _JSON in content:
        given = next(iter(content[_JSON].get("examples", {}).values()), None)
        value = given["value"] if given else example_of(description, content[_JSON]["schema"])
        return _JSON, orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()
    return (_LINES, "") if _LINES in content else ("", "")


def example_of(description: Mapping[str, Any], schema: Mapping[str, Any]) -> Any:
    """What a schema takes: its example or default, and of an object the fields that must be there."""
    if "$ref" in schema:
        return example_of(description, description["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]])
    known = [*schema.get("examples", ()), *schema.get("enum", ()), *([schema["default"]] if "default" in schema else ())]
    if known:
        return known[0]
    alternatives = [each for name in _ALTERNATIVES for each in schema.get(name, ())]
    if alternatives:
        return example_of(description, alternatives[0])
    if schema.get("type") == "object":
        return {name: example_of(description, schema["properties"][name]) for name in _wanted(schema)}
    return (
        [example_of(description, schema["items"])] if schema.get("type") == "array" else _PLAIN.get(schema.get("type", ""), "…")
    )


def _wanted(schema: Mapping[str, Any]) -> list[str]:
    """The fields that must be there; where none must, those with an example, or else the first."""
    fields = schema.get("properties", {})
    shown = [name for name in fields if name in schema.get("required", ()) or fields[name].get("examples")]
    return shown or list(fields)[:1]
