"""Examples of bodies for the page that tries the API."""

from typing import Any

import pytest

from app.main import create_app
from app.settings import Settings
from app.store import sqlite_url
from app.web.trying import chapters_of, example_of

COMPONENTS = {"components": {"schemas": {"Word": {"type": "string", "examples": ["ferry"]}}}}


@pytest.mark.parametrize(
    ("schema", "example"),
    [
        ({"$ref": "#/components/schemas/Word"}, "ferry"),
        ({"type": "string", "enum": ["a", "b"]}, "a"),
        ({"type": "integer", "default": 3}, 3),
        ({"anyOf": [{"type": "boolean"}, {"type": "null"}]}, False),
        ({"type": "array", "items": {"type": "integer"}}, [1]),
        ({"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "integer"}}, "required": ["b"]}, {"b": 1}),
        ({"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "integer"}}}, {"a": "…"}),
        ({}, "…"),
    ],
)
def test_an_example_is_what_the_schema_takes(schema: dict[str, Any], example: object) -> None:
    assert example_of(COMPONENTS, schema) == example


def test_every_operation_has_a_chapter_and_every_json_body_an_example(tmp_path: Any) -> None:
    description = create_app(Settings(database_url=sqlite_url(tmp_path / "unused.db"))).openapi()
    operations = [each for chapter in chapters_of(description) for each in chapter.operations]
    assert len(operations) == sum(len(item) for item in description["paths"].values())
    assert [each.id for each in operations if each.media_type == "application/json" and each.body in ("", "{}")] == []
