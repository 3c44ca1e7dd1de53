"""Claims about tools left out of training. All texts are our own."""

from dataclasses import fields
from typing import Any

from app.training.examples import TOOL_CORPUS, Example
from app.training.left_out import without
from app.training.runs import Tables


def example(corpus: str, edit: str) -> Example:
    return Example("x", "o", corpus, edit, None, "a reference", "a suspect", None)


def test_pairs_of_the_tools_and_their_tables_are_left_out_together() -> None:
    rows = [(TOOL_CORPUS, "swapper"), ("generated", "swapper"), (TOOL_CORPUS, "other"), (TOOL_CORPUS, "swapper"), ("neus", "x")]
    columns: dict[str, Any] = {field.name: [f"{field.name} {k}" for k in range(len(rows))] for field in fields(Tables)}
    columns["examples"] = [example(*row) for row in rows]
    kept: Any = without(Tables(**columns), ("swapper",))
    assert [e.edit for e in kept.examples] == ["swapper", "other", "x"]
    for name in columns.keys() - {"examples"}:
        assert getattr(kept, name) == [f"{name} 1", f"{name} 2", f"{name} 4"]
