"""No class name stands in two rooms: a name means one thing."""

import ast
from collections import defaultdict
from pathlib import Path

APP = Path(__file__).resolve().parents[2] / "app"


def rooms_of_classes() -> dict[str, set[str]]:
    """The rooms in which a class of each name is defined."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in APP.rglob("*.py"):
        room = path.relative_to(APP).parts[0]
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                found[node.name].add(room)
    return found


def test_no_class_name_stands_in_two_rooms() -> None:
    assert {name for name, rooms in rooms_of_classes().items() if len(rooms) > 1} == set()
